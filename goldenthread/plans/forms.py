"""What can be typed about a plan. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.plans.opened import GoalWords
from goldenthread.plans.policy import END_MOST, GOAL_MOST, LINE_MOST, PART_MOST
from goldenthread.ui.typed import OnceField, TypedField


class GoalForm(forms.Form):
    """A goal in the client's words. Only the first field is asked for; `seen` is what was on screen."""

    uid = OnceField()
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    words = TypedField(
        GOAL_MOST,
        rows=3,
        label=_("What would you like?"),
        help_text=_("In your words, as you’d say it to a friend. You can change them at any time."),
        empty=_("Write what you’d like, in your own words. One line is enough."),
    )
    signs = TypedField(
        PART_MOST,
        rows=3,
        label=_("How will you know?"),
        help_text=_("What you’d notice, or others would. You can leave this empty."),
    )
    again = TypedField(
        PART_MOST,
        label=_("When will you look at it again?"),
        help_text=_("A day, or “after the summer”. Nothing reminds you, or anyone, of it."),
    )
    low = TypedField(END_MOST, label=_("At one end"))
    high = TypedField(END_MOST, label=_("At the other end"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("low")) != bool(cleaned.get("high")):
            empty = "high" if cleaned.get("low") else "low"
            self.add_error(empty, _("Name both ends of your scale, or neither."))
        return cleaned

    @property
    def said(self) -> GoalWords:
        """What was typed, clean."""
        typed = self.cleaned_data
        return GoalWords(
            **{name: typed[name] for name in ("words", "signs", "low", "high", "again")}
        )


class SuggestionForm(forms.Form):
    """How the coach might put a goal."""

    words = TypedField(
        GOAL_MOST,
        rows=3,
        label=_("How might you put it?"),
        empty=_("Write how you’d put it, in a few lines."),
    )


class LineForm(forms.Form):
    """A line of the plan that both settle."""

    uid = OnceField()
    words = TypedField(
        LINE_MOST,
        rows=3,
        label=_("In your words"),
        empty=_("Write a sentence, so that there’s something to say yes to."),
    )
