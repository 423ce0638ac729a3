"""A promise as it is typed: one line and a day. Nothing typed is cut off or lost."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import Refused
from goldenthread.promises import policy
from goldenthread.promises.envelopes import Said
from goldenthread.promises.saying import ABOUT

DAYS_AS_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]


class PromiseForm(forms.Form):
    """For the one who makes a promise; `today` is their day. `as_client` asks what it is about."""

    words = forms.CharField(
        label=gettext_lazy("What do you promise?"),
        error_messages={
            "required": gettext_lazy("Write what you promise. One line is enough."),
            "null_characters_not_allowed": gettext_lazy("Write it without hidden marks."),
        },
    )
    arrangement = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[(each.value, label) for each, label in ABOUT.items()],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "You promise each other arrangements here. What you decide to do in your own life "
            "belongs in your own space, where only you can see it."
        ),
        error_messages={
            "required": gettext_lazy("Choose what it is about"),
            "invalid_choice": gettext_lazy("Choose what it is about"),
        },
    )
    due_on = forms.DateField(
        label=gettext_lazy("By which day?"),
        input_formats=DAYS_AS_WRITTEN,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose a day"),
            "invalid": gettext_lazy("Write the day like 3 December 2026"),
        },
    )
    form_uid = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    def __init__(
        self,
        sent: Any = None,
        *,
        today: date,
        as_client: bool,
        arrangement: str = "",
        words: str = "",
    ) -> None:
        super().__init__(sent, initial={"form_uid": new_uid(), "words": words})
        self.today = today
        self.settled_arrangement = arrangement
        if arrangement or not as_client:
            del self.fields["arrangement"]

    def clean_words(self) -> str:
        """Put it in one line, and say the limit where there are too many letters."""
        words = " ".join(str(self.cleaned_data["words"]).split())
        if policy.may_say(words):
            return words
        more = len(words) - policy.LONGEST_WORDS
        raise forms.ValidationError(
            ngettext(
                "A promise is one line of at most %(limit)d letters, and this is %(more)d more. "
                "Nothing was cut off.",
                "A promise is one line of at most %(limit)d letters, and this is %(more)d more. "
                "Nothing was cut off.",
                more,
            )
            % {"limit": policy.LONGEST_WORDS, "more": more}
        )

    def clean_due_on(self) -> date:
        """Refuse a day that has passed where the maker lives."""
        day: date = self.cleaned_data["due_on"]
        verdict = policy.may_fall_on(day, today=self.today)
        if isinstance(verdict, Refused):
            raise forms.ValidationError(_(verdict.reason))
        return day

    def clean_form_uid(self) -> UUID:
        """Take the form's own uid; one that isn't a uid is as good as a new form."""
        try:
            return UUID(self.cleaned_data["form_uid"])
        except ValueError:
            return new_uid()

    @property
    def said(self) -> Said:
        """What was typed, clean."""
        return Said(
            self.cleaned_data["words"],
            self.cleaned_data["due_on"],
            self.settled_arrangement or self.cleaned_data.get("arrangement", ""),
        )
