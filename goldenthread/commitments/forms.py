"""What can be typed: one's own line. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.commitments.policy import EMPTY, WORDS_MOST
from goldenthread.ui.typed import OnceField, TypedField


class LineForm(forms.Form):
    """A new line. `rel` and `after` say where it was written, to keep it there and to go back."""

    uid = OnceField()
    rel = forms.UUIDField(required=False, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = TypedField(
        WORDS_MOST,
        rows=3,
        label=_("What will you do?"),
        help_text=_(
            "In your own words, for yourself. Nobody else can read it, and nobody reminds you."
        ),
        empty=EMPTY.reason,
    )


class RewordForm(forms.Form):
    """The words of a line, and which of them were on screen."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    words = TypedField(WORDS_MOST, rows=3, label=_("What will you do?"), empty=EMPTY.reason)
