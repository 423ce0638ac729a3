"""The choices as they are put: each with yes, no, and not yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.gentle.questions import OFFERED, Answers, Choice, Reply

REPLIES = [
    (Reply.YES.value, _("Yes")),
    (Reply.NO.value, _("No")),
    (Reply.NOT_YET.value, _("Not yet")),
]


class ChoicesForm(forms.Form):
    """One row of three answers a question. Nothing left out is an error: it is “not yet”."""

    def __init__(self, sent: Any = None, *, standing: Answers) -> None:
        super().__init__(
            sent, initial={each.value: reply.value for each, reply in standing.items()}
        )
        for offered in OFFERED:
            self.fields[offered.choice.value] = forms.ChoiceField(
                label=str(offered.asks),
                help_text=str(offered.does),
                choices=REPLIES,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose yes, no, or not yet.")},
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions, in their order: safety first."""
        return [self[offered.choice.value] for offered in OFFERED]

    @property
    def answers(self) -> Answers:
        """What was said, clean."""
        return {each: Reply(self.cleaned_data[each.value] or Reply.NOT_YET) for each in Choice}
