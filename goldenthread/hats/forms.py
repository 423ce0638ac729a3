"""A role as it is told, a hat as it is said, a decision as it is handed over."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.hats.policy import LONGEST_WORDS
from goldenthread.hats.saying import DECISIONS, HATS, OTHER_ROLES


class RoleForm(forms.Form):
    """What has come to be between the two, and a few words."""

    role = forms.ChoiceField(
        label=_("What has come to be between you?"),
        choices=[(role.value, label) for role, label in OTHER_ROLES.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is."),
            "invalid_choice": _("Choose what it is."),
        },
    )
    words = forms.CharField(
        label=_("In a few words, and what you’d like to hold for it"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
        error_messages={
            "max_length": _("There’s room for %(limit_value)d letters. Nothing was cut off."),
            "null_characters_not_allowed": _("Write it without hidden marks."),
        },
    )


class HatForm(forms.Form):
    """As what the coach comes."""

    hat = forms.ChoiceField(choices=[(hat.value, label) for hat, label in HATS.items()])


class DecisionForm(forms.Form):
    """Which decision is handed over."""

    decision = forms.ChoiceField(choices=[(each.value, label) for each, label in DECISIONS.items()])
