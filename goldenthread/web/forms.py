"""Forms of the entrance, the desk and the account: input to clean words. They never save."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier import api as courier
from goldenthread.people import api as people

LONGEST_WORDS = 1000


class AddressField(forms.CharField):
    """An address that a letter can be sent to."""

    widget = forms.EmailInput

    def clean(self, value: Any) -> str:
        """Give the address without spaces around it; say what is wrong in words."""
        address = str(super().clean(value)).strip()
        verdict = courier.may_be_an_address(address)
        if not verdict:
            raise forms.ValidationError(getattr(verdict, "reason", ""))
        return address


class NewPassphraseField(forms.CharField):
    """Words that may guard a vault."""

    widget = forms.PasswordInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            strip=False,
            error_messages={"required": _("Choose a passphrase: six ordinary words do well.")},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Give the passphrase exactly as typed; say why one cannot guard a vault."""
        passphrase = str(super().clean(value))
        try:
            people.check_passphrase(passphrase)
        except NotAllowed as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return passphrase


def name_field() -> forms.CharField:
    """Give the field for a name to be called by."""
    return forms.CharField(
        label=_("A name to be called by"),
        max_length=people.LONGEST_NAME,
        error_messages={"required": _("Write a name, so we know what to call you.")},
    )


class ComeInForm(forms.Form):
    """A first visit: a name, an address and a passphrase."""

    name = name_field()
    address = AddressField(
        label=_("Your address for letters"),
        error_messages={"required": _("Write an address that letters reach you at.")},
    )
    passphrase = NewPassphraseField(label=_("A passphrase"))
    zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_zone(self) -> str:
        """Give a zone this machine knows, else UTC: it can be changed later."""
        zone = str(self.cleaned_data.get("zone", ""))
        return zone if zone in available_timezones() else "UTC"


class SignInForm(forms.Form):
    """An address and a passphrase."""

    address = forms.CharField(
        label=_("Your address"),
        max_length=254,
        widget=forms.EmailInput,
        error_messages={"required": _("Write the address you came in with.")},
    )
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write your passphrase.")},
    )
    shared_computer = forms.BooleanField(label=_("This is a shared computer"), required=False)


class RecoverForm(forms.Form):
    """The way back in: an address, the recovery code, a new passphrase."""

    address = forms.CharField(
        label=_("Your address"),
        max_length=254,
        widget=forms.EmailInput,
        error_messages={"required": _("Write the address you came in with.")},
    )
    code = forms.CharField(
        label=_("Your recovery code"),
        max_length=80,
        error_messages={"required": _("Write the code you kept when you first came in.")},
    )
    new_passphrase = NewPassphraseField(label=_("A new passphrase"))


class CodeBackForm(forms.Form):
    """Two groups of the recovery code, typed back."""

    first = forms.CharField(max_length=8, error_messages={"required": _("Type this group.")})
    second = forms.CharField(max_length=8, error_messages={"required": _("Type this group.")})

    def __init__(self, *args: Any, groups: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, number in zip(("first", "second"), groups, strict=True):
            self.fields[field].label = _("Group %(number)s of your code") % {"number": number}


class InviteForm(forms.Form):
    """Whom to invite."""

    called = forms.CharField(
        label=_("What you call them"),
        max_length=people.LONGEST_NAME,
        error_messages={"required": _("Write a name, so you know who this is. Only you see it.")},
    )
    address = AddressField(
        label=_("Where to send the letter"),
        error_messages={"required": _("Write the address the letter goes to.")},
    )


class DeclineForm(forms.Form):
    """A word to the coach, if wished."""

    words = forms.CharField(
        label=_("A word to them, if you like"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
    )


class QuickPageForm(forms.Form):
    """A page begun at home; the journal takes it from here. The uid makes sending it twice one page."""

    uid = forms.UUIDField(initial=new_uid, widget=forms.HiddenInput)
    body = forms.CharField(label=_("Your entry"), widget=forms.Textarea)


class RenameForm(forms.Form):
    """Another name, and the zone to show times in."""

    name = name_field()


class ChangePassphraseForm(forms.Form):
    """The passphrase so far, and a new one."""

    passphrase = forms.CharField(
        label=_("Your passphrase so far"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write your passphrase so far.")},
    )
    new_passphrase = NewPassphraseField(label=_("A new passphrase"))
