"""What can be typed after a session. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.afterwards.policy import CLOSING_MOST, MINUTES_MOST, WORDS_MOST
from goldenthread.ui.typed import OnceField, TypedField

_EMPTY = _("Write something first; one line is enough")


class _Apart(forms.Form):
    """One of several forms on a page: its fields have names of their own to be pointed at."""

    NAME = ""

    def __init__(self, sent: Any = None, *, initial: Any = None) -> None:
        super().__init__(sent, initial=initial, auto_id=f"{self.NAME}-%s")


class _Once(_Apart):
    """A line there is one of: `seen` says which wording was on the screen, 0 for none."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class ClosingForm(_Once):
    """The closing line."""

    NAME = "closing"
    uid = OnceField()
    words = TypedField(CLOSING_MOST, rows=2, label=_("A closing line"), empty=_EMPTY)


class MomentForm(_Once):
    """The moment that mattered."""

    NAME = "moment"
    uid = OnceField()
    words = TypedField(WORDS_MOST, rows=3, label=_("A moment that mattered"), empty=_EMPTY)


class QuestionForm(_Apart):
    """A question that surprised."""

    NAME = "question"
    uid = OnceField()
    words = TypedField(WORDS_MOST, rows=2, label=_("The question"), empty=_EMPTY)


class WhetherForm(_Apart):
    """Whether a session was what it was for; empty takes it back."""

    NAME = "whether"
    words = TypedField(WORDS_MOST, rows=3, label=_("Did you get there?"))


class WillDoForm(_Apart):
    """What the client will do. Sent to their own space, and kept nowhere here (INV-2)."""

    NAME = "will"
    uid = OnceField()
    rel = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.UUIDField(widget=forms.HiddenInput)
    words = TypedField(WORDS_MOST, rows=2, label=_("What will you do?"))


def _minutes(label: Any) -> forms.IntegerField:
    most = MINUTES_MOST
    wrong = _("Write minutes as a number from 0 to %(limit_value)s")
    return forms.IntegerField(
        required=False,
        min_value=0,
        max_value=most,
        label=label,
        error_messages={
            "invalid": wrong % {"limit_value": most},
            "min_value": wrong,
            "max_value": wrong,
        },
    )


class LevelsForm(_Once):
    """About how many minutes the coach listened at each level, as they judge it themselves (S0.17)."""

    NAME = "levels"
    uid = OnceField()
    one = _minutes(_("To my own thoughts (level 1)"))
    two = _minutes(_("To the words and the person (level 2)"))
    three = _minutes(_("To all there was, said and unsaid (level 3)"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) is not None for name in self.said_names):
            self.add_error(None, _("Write minutes in at least one of them, or leave this be."))
        return cleaned

    said_names = ("one", "two", "three")

    @property
    def said(self) -> dict[str, int]:
        """The minutes that were written."""
        typed = self.cleaned_data
        return {name: typed[name] for name in self.said_names if typed[name] is not None}


class JudgementForm(_Once):
    """Two questions a coach may ask themselves (S0.19). Neither must be answered."""

    NAME = "judgement"
    uid = OnceField()
    where = TypedField(WORDS_MOST, rows=3, label=_("Where did judgement show up in me?"))
    again = TypedField(
        WORDS_MOST, rows=3, label=_("If I’d been on the other side, would I come back?")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("where") or cleaned.get("again")):
            self.add_error("where", _EMPTY)
        return cleaned

    @property
    def said(self) -> dict[str, str]:
        """What was written."""
        return {name: self.cleaned_data[name] for name in ("where", "again")}
