"""The gallery's own form: one field of each kind, to show how it stands, and how it stands wrong."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 200


class EveryField(forms.Form):
    """Shown at /ui/ only; nothing is kept."""

    READERS: ClassVar = [("me", _("Only me")), ("pair", _("Ben and me"))]

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("What Ben should call you."),
        error_messages={"required": _("Write a name, so Ben knows what to call you")},
    )
    day = forms.DateField(
        label=_("Day"),
        help_text=_("For example 26 November"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day"),
            "invalid": _("Write the day like 26/11/2026"),
        },
    )
    words = forms.CharField(
        label=_("What happened?"),
        widget=forms.Textarea,
        max_length=LONGEST,
        error_messages={
            "required": _("Write something first; one line is enough"),
            "max_length": _(
                "Keep it under %(limit_value)d letters; it has %(show_value)d. Nothing was cut off."
            ),
        },
    )
    reader = forms.ChoiceField(
        label=_("Who can read this part?"),
        choices=READERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who can read it")},
    )
    shared = forms.BooleanField(
        label=_("This is a shared computer"),
        help_text=_("Then nothing you type is kept on it until you save."),
        required=False,
    )
