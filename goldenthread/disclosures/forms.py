"""What is asked of a disclosure, and of deciding again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goldenthread.disclosures.happening import (
    AFTER,
    BEFORE,
    BY_THIS_NOTE,
    LINE_MOST,
    NOT_YET,
    WORDS_MOST,
    Happening,
)
from goldenthread.ui.typed import TypedField, day_field

_AGAIN = gettext_lazy("When do you decide this again?")
_AGAIN_HINT = gettext_lazy("At most thirty days from now. On that day your desk opens here first.")


class NoteForm(forms.Form):
    """That something was told to someone outside, and on which of the signed grounds (S1.11)."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Which case was it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the case it was"),
            "invalid_choice": gettext_lazy("Choose one of the cases you both signed"),
        },
    )
    told_on = day_field(
        label=gettext_lazy("When did you tell them?"),
        empty=gettext_lazy("Choose the day you told them"),
    )
    to_whom = TypedField(
        LINE_MOST,
        rows=2,
        label=gettext_lazy("Whom did you tell?"),
        empty=gettext_lazy("Write whom"),
    )
    what = TypedField(
        WORDS_MOST,
        rows=5,
        label=gettext_lazy("What exactly did you tell?"),
        empty=gettext_lazy("Write what you told, and no more than that"),
    )
    decided_by = TypedField(
        LINE_MOST,
        rows=2,
        label=gettext_lazy("Who decided that it had to be told?"),
        empty=gettext_lazy("Write who decided it; often that’s you"),
    )
    advised = forms.ChoiceField(
        label=gettext_lazy("Had you asked somebody for advice?"),
        widget=forms.RadioSelect,
        choices=[
            ("supervisor", gettext_lazy("Yes, my supervisor")),
            ("lawyer", gettext_lazy("Yes, somebody who knows the law")),
            ("nobody", gettext_lazy("No")),
        ],
        error_messages={"required": gettext_lazy("Say whether you had asked somebody")},
    )
    client_was_told = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[
            (BEFORE, gettext_lazy("Yes, before I told anyone")),
            (AFTER, gettext_lazy("Yes, afterwards")),
            (BY_THIS_NOTE, gettext_lazy("No. This note is how they hear of it")),
            (NOT_YET, gettext_lazy("No, and they can’t be told yet")),
        ],
        label=gettext_lazy("Had the two of you spoken about it?"),
        error_messages={"required": gettext_lazy("Say whether you had spoken about it")},
    )
    why = TypedField(LINE_MOST, rows=2, label=gettext_lazy("If not before: why not?"))
    look_again_on = day_field(label=_AGAIN, hint=_AGAIN_HINT)

    def __init__(self, *args: Any, grounds: Mapping[str, str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["ground"].choices = list(grounds.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the client heard of it later, and for the day where not yet."""
        typed = super().clean() or self.cleaned_data
        told = typed.get("client_was_told")
        if told and told != BEFORE and not typed.get("why"):
            self.add_error("why", gettext("Write why you didn’t speak about it first"))
        if (
            told == NOT_YET
            and not typed.get("look_again_on")
            and not self.has_error("look_again_on")
        ):
            self.add_error(
                "look_again_on", gettext("Choose the day on which you decide this again")
            )
        return typed

    def happening(self) -> Happening:
        """Give what was typed. Only after is_valid()."""
        typed = {key: value for key, value in self.cleaned_data.items() if key != "look_again_on"}
        return Happening(**typed)

    def look_again(self) -> date | None:
        """Give the day to decide again, where the note is kept back. Only after is_valid()."""
        chosen: date | None = self.cleaned_data["look_again_on"]
        return chosen


class AgainForm(forms.Form):
    """Why the client still can't be told, and when that is decided again."""

    why = TypedField(
        LINE_MOST,
        rows=2,
        label=gettext_lazy("Why can’t it be told yet?"),
        empty=gettext_lazy("Write why it can’t be told yet"),
        help_text=gettext_lazy("They’ll read this too, when you tell them."),
    )
    until = day_field(
        label=_AGAIN,
        empty=gettext_lazy("Choose the day on which you decide this again"),
        hint=_AGAIN_HINT,
    )
