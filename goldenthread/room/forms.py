"""What can be typed in the room: lines. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread.core.ids import new_uid
from goldenthread.promises import api as promises
from goldenthread.room import policy
from goldenthread.room.states import LineKind
from goldenthread.sessions import api as sessions
from goldenthread.ui.typed import OnceField, TypedField, day_field

A_WEEK = timedelta(days=7)
AIM_MOST = 2000
PROMISE_MOST = 500
EMPTY = gettext_lazy("Write a line first.")


class LineForm(forms.Form):
    """One line, kept with the Enter key. `kind` is which of the two buttons was pressed."""

    uid = OnceField()
    words = TypedField(policy.WORDS_MOST, empty=EMPTY, label=gettext_lazy("A line"))
    kind = forms.CharField(required=False)

    @property
    def line_kind(self) -> LineKind:
        """Whether these are the client's exact words, or a note."""
        exact = self.cleaned_data["kind"] == LineKind.WORDS.value
        return LineKind.WORDS if exact else LineKind.NOTE


class ChangeForm(forms.Form):
    """A line worded anew; `seen` is the revision on the screen."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    words = TypedField(policy.WORDS_MOST, rows=2, empty=EMPTY, label=gettext_lazy("The line"))


class CardForm(forms.Form):
    """What today is for, in the client's words. Nothing is filled in beforehand (S4.10)."""

    uid = OnceField()
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    since = TypedField(
        policy.WORDS_MOST,
        rows=2,
        label=gettext_lazy("What has changed since, that matters here?"),
        help_text=gettext_lazy("Only if something has."),
    )
    today = TypedField(
        AIM_MOST,
        rows=2,
        label=gettext_lazy("What for, today?"),
        empty=gettext_lazy("Write what today is for. One line is enough."),
    )
    know = TypedField(AIM_MOST, rows=2, label=gettext_lazy("How will you know?"))
    matters = TypedField(AIM_MOST, rows=2, label=gettext_lazy("What matters in it?"))
    face = TypedField(AIM_MOST, rows=2, label=gettext_lazy("What must be faced?"))

    @property
    def aim(self) -> sessions.Aim:
        """What was typed, clean."""
        typed = self.cleaned_data
        return sessions.Aim(**{name: typed[name] for name in ("today", "know", "matters", "face")})


class AddForm(forms.Form):
    """What the coach would add, once the client has spoken."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    words = TypedField(
        AIM_MOST,
        rows=2,
        label=gettext_lazy("What you’d add, and what your part is"),
        help_text=gettext_lazy("Empty, it takes back what you had added."),
    )


class ChallengeForm(forms.Form):
    """The challenge card. None of the three is chosen beforehand (S2.2)."""

    level = forms.ChoiceField(
        label=gettext_lazy("How much challenge, today?"),
        choices=[
            (sessions.Challenge.HOLD_BACK.value, gettext_lazy("Hold back")),
            (sessions.Challenge.ASK_FIRST.value, gettext_lazy("Ask me first")),
            (sessions.Challenge.GO_AHEAD.value, gettext_lazy("Go ahead")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the three, or leave it."),
            "invalid_choice": gettext_lazy("Choose one of the three, or leave it."),
        },
    )


class PromiseForm(forms.Form):
    """A promise in one line, by a day; a client says which arrangement it is about (S3.9)."""

    uid = OnceField()
    words = TypedField(
        PROMISE_MOST,
        empty=gettext_lazy("Write what you promise. One line is enough."),
        label=gettext_lazy("What do you promise?"),
    )
    due_on = day_field(label=gettext_lazy("By which day?"), empty=gettext_lazy("Choose a day"))
    arrangement = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[
            (promises.Arrangement.TIME.value, gettext_lazy("Time")),
            (promises.Arrangement.NOTICE.value, gettext_lazy("Notice")),
            (promises.Arrangement.DOCUMENTS.value, gettext_lazy("Documents")),
            (promises.Arrangement.PAY.value, gettext_lazy("Pay")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Between you two. What you decide to do in your own life belongs in your own space."
        ),
        error_messages={
            "required": gettext_lazy("Choose what it is about"),
            "invalid_choice": gettext_lazy("Choose what it is about"),
        },
    )

    def __init__(self, sent: Any = None, *, today: date, as_client: bool, **more: Any) -> None:
        super().__init__(
            sent, initial={"uid": new_uid(), "due_on": today + A_WEEK}, prefix="promise", **more
        )
        self.today = today
        if not as_client:
            del self.fields["arrangement"]

    def clean_words(self) -> str:
        """Put it in one line."""
        return " ".join(str(self.cleaned_data["words"]).split())

    def clean_due_on(self) -> date:
        """Refuse a day that has passed where the maker lives."""
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(gettext_lazy("Choose a day that hasn’t passed"))
        if day.year > self.today.year + 10:
            raise forms.ValidationError(
                gettext_lazy("Choose a day that’s nearer than ten years from now")
            )
        return day

    @property
    def said(self) -> promises.Said:
        """What was typed, clean."""
        typed = self.cleaned_data
        return promises.Said(typed["words"], typed["due_on"], typed.get("arrangement", ""))
