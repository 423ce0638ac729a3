"""Forms of the entrance, the desk and the account: input to clean words. They never save."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.core.wall import is_a_zone
from goldenthread.courier import api as courier
from goldenthread.people import api as people

LONGEST_WORDS = 1000
LONGEST_TYPED_WORDS = 200


class AddressField(forms.CharField):
    """An address that a letter can be sent to."""

    widget = forms.EmailInput

    def clean(self, value: Any) -> str:
        """Give the address without spaces around it; say what is wrong in words."""
        address = str(super().clean(value)).strip()
        if not address and not self.required:
            return ""
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
        return zone if is_a_zone(zone) else "UTC"


class CalledForm(forms.Form):
    """The first screen asks for nothing else (S0.1)."""

    name = name_field()


class ComeInHereForm(ComeInForm):
    """A first visit of somebody who was invited: with an address, or with a name and no letters (S4.11)."""

    sign_in_name = forms.CharField(
        label=_("A name to sign in with"), required=False, max_length=people.LONGEST_SIGN_IN_NAME
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].required = False

    def clean_sign_in_name(self) -> str:
        """Give the name without spaces around it; say what is wrong in words."""
        name = str(self.cleaned_data.get("sign_in_name", "")).strip()
        verdict = people.may_be_a_sign_in_name(name) if name else True
        if not verdict:
            raise forms.ValidationError(getattr(verdict, "reason", ""))
        return name

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for one alone: an address would be kept that nobody needs."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"address", "sign_in_name"} & self.errors.keys():
            return cleaned
        if cleaned.get("address") and cleaned.get("sign_in_name"):
            self.add_error(
                "sign_in_name", _("One is enough: leave this empty, or leave the address empty.")
            )
        elif not cleaned.get("address") and not cleaned.get("sign_in_name"):
            self.add_error(
                "address",
                _("Write an address that letters reach you at, or choose a name to sign in with."),
            )
        return cleaned


def sign_in_field() -> forms.CharField:
    """Give the field for what somebody signs in with: an address, or a name."""
    return forms.CharField(
        label=_("Your address or sign-in name"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Write what you came in with.")},
    )


class SignInForm(forms.Form):
    """An address or a sign-in name, and a passphrase."""

    address = sign_in_field()
    passphrase = forms.CharField(
        label=_("Your passphrase"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write your passphrase.")},
    )
    shared_computer = forms.BooleanField(label=_("This is a shared computer"), required=False)


class RecoverForm(forms.Form):
    """The way back in: an address or a sign-in name, the recovery code, a new passphrase."""

    address = sign_in_field()
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


class InviteInPersonForm(forms.Form):
    """Whom to write six words for, to hand over."""

    called = forms.CharField(
        label=_("Your own name for them"),
        max_length=people.LONGEST_NAME,
        error_messages={"required": _("Write a name, so you know who this is. Only you see it.")},
    )


class WordsForm(forms.Form):
    """The six words somebody was given on paper."""

    words_given = forms.CharField(
        label=_("The six words"),
        max_length=LONGEST_TYPED_WORDS,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Write the six words from your paper.")},
    )


class SeatForm(forms.Form):
    """Whom to invite to which seat beside the pair, and until when."""

    role = forms.ChoiceField(
        label=_("Which seat"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a seat.")},
    )
    called = forms.CharField(
        label=_("What you call them"),
        max_length=people.LONGEST_NAME,
        error_messages={
            "required": _("Write a name, so you both know who this is. Only you two see it.")
        },
    )
    address = AddressField(
        label=_("Where to send the letter"),
        error_messages={"required": _("Write the address the letter goes to.")},
    )
    until = forms.DateField(
        label=_("The last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day like 26/11/2026.")},
    )

    def __init__(
        self, *args: Any, roles: list[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = roles
        self._today = today

    def clean_until(self) -> datetime | None:
        """Give the moment the last day is over, in the reader's own zone; None for a seat without one."""
        day: date | None = self.cleaned_data.get("until")
        if day is None:
            return None
        if day < self._today:
            raise forms.ValidationError(_("That day has passed. Choose one to come."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


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


class OutsideNameForm(forms.Form):
    """What those with a seat beside a pair read in place of the name (S2.25)."""

    name_outside = forms.CharField(
        label=_("Another name for them, if you like"),
        required=False,
        max_length=people.LONGEST_NAME,
    )


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
