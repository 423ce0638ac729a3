"""What can be typed about calendars."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goldenthread.calendars import policy
from goldenthread.calendars.actions import Asking
from goldenthread.calendars.states import BusyKind
from goldenthread.core.verdicts import Refused
from goldenthread.ui.typed import OnceField, TypedField

SWAPPED = {"webcal": "https", "webcals": "https"}


class TitleForm(forms.Form):
    """What one's meetings are called in one's own calendar."""

    title = TypedField(policy.TITLE_MOST, label=_("Call them"), help_text=_("Empty: “Meeting”."))

    def clean_title(self) -> str:
        """Keep it in one line: a calendar has no more room."""
        return " ".join(str(self.cleaned_data["title"]).split())


class FeedForm(forms.Form):
    """A field to copy a feed's address from. Nothing is ever sent with it."""

    address = forms.CharField(
        label=_("The address of your feed"),
        widget=forms.TextInput(attrs={"readonly": True, "spellcheck": "false"}),
    )


class BusyForm(forms.Form):
    """Where busy times are asked for."""

    form_uid = OnceField()
    name = TypedField(
        policy.TITLE_MOST, label=_("What you call it"), empty=_("Give it a name you’ll know it by.")
    )
    kind = forms.ChoiceField(
        label=_("How it’s reached"),
        widget=forms.RadioSelect,
        initial=BusyKind.FEED.value,
        choices=[
            (BusyKind.FEED.value, _("A secret address that ends in .ics")),
            (BusyKind.CALDAV.value, _("CalDAV, with a name and an app password")),
        ],
        error_messages={
            "required": _("Choose how it’s reached"),
            "invalid_choice": _("Choose how it’s reached"),
        },
    )
    address = TypedField(
        policy.ADDRESS_MOST, label=_("Its address"), empty=_("Copy the calendar’s address here.")
    )
    account = TypedField(
        policy.NAME_MOST, label=_("Name there"), help_text=_("Only where the server asks for one.")
    )
    word = TypedField(
        policy.WORD_MOST,
        label=_("App password"),
        help_text=_("One you can take back there, never the password of your mail."),
    )

    def __init__(self, sent: Any = None, *, kept: bool = False, **more: Any) -> None:
        super().__init__(sent, **more)
        self.fields["word"].widget = forms.PasswordInput(attrs={"autocomplete": "off"})
        if kept:
            self.fields["word"].help_text = _("Empty: the one that is kept.")

    def clean_address(self) -> str:
        """Read webcal:// as the https:// it stands for. Refuse what is no address of a calendar."""
        address = str(self.cleaned_data["address"])
        scheme, mark, rest = address.partition("://")
        if mark and scheme.lower() in SWAPPED:
            address = f"{SWAPPED[scheme.lower()]}://{rest}"
        for verdict in (
            policy.may_be_an_address(address),
            policy.may_be_asked(address, near=settings.CALENDARS_NEAR),
        ):
            if isinstance(verdict, Refused):
                raise forms.ValidationError(verdict.reason)
        return address

    def asking(self, *, word_kept: str = "") -> Asking:
        """Give what was typed, with the password that is kept where none was typed."""
        typed = self.cleaned_data
        return Asking(
            name=typed["name"],
            kind=BusyKind(typed["kind"]),
            address=typed["address"],
            account=typed["account"],
            word=typed["word"] or word_kept,
        )
