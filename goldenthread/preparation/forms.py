"""What can be typed before a session. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.preparation import policy
from goldenthread.preparation.leaving import HOURS_LEAST, HOURS_MOST, Wish
from goldenthread.preparation.states import Ahead
from goldenthread.ui.typed import TypedField

WHEN = [
    (Ahead.NONE.value, _("No letter")),
    (Ahead.EVENING.value, _("The evening before, at 18:00")),
    (Ahead.MORNING.value, _("On the morning, at 7:00")),
    (Ahead.HOURS.value, _("Some hours before the first one of the day")),
]


class SentenceForm(forms.Form):
    """The one sentence. Nothing is filled in beforehand, and nothing must be."""

    words = TypedField(
        policy.WORDS_MOST,
        rows=3,
        label=_("What would make this hour worth it?"),
        empty=_("Write one sentence, or leave it be. Both are fine."),
    )


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Write the time like 21:00"),
            "invalid": _("Write the time like 21:00"),
        },
    )


class LettersForm(forms.Form):
    """Which letters to get about one's own sessions."""

    ahead = forms.ChoiceField(
        label=_("A letter that something is ahead"),
        choices=WHEN,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of these"),
            "invalid_choice": _("Choose one of these"),
        },
    )
    hours = forms.IntegerField(
        label=_("How many hours before?"),
        help_text=_("Only for the last of these."),
        required=False,
        min_value=HOURS_LEAST,
        max_value=HOURS_MOST,
        error_messages={
            "invalid": _("Write the hours as a number, like 2"),
            "min_value": _("Write a number of hours from 1 to 48"),
            "max_value": _("Write a number of hours from 1 to 48"),
        },
    )
    quiet_from = _hour(_("No letter from"))
    quiet_to = _hour(_("until"))
    asks = forms.BooleanField(
        required=False,
        label=_("Ask me beforehand what would make the hour worth it"),
        help_text=_(
            "By a letter with a link, once a session: at the time above, or the evening before "
            "where you chose no letter. You can write, or leave it be."
        ),
    )

    def __init__(self, sent: Any = None, *, wish: Wish, is_client: bool, **more: Any) -> None:
        start = {
            "ahead": wish.ahead.value,
            "hours": wish.hours,
            "quiet_from": wish.quiet_from,
            "quiet_to": wish.quiet_to,
            "asks": wish.asks,
        }
        super().__init__(sent, initial=start, **more)
        self.stands = wish
        if not is_client:
            del self.fields["asks"]

    @property
    def wish(self) -> Wish:
        """What was chosen, clean."""
        chosen = self.cleaned_data
        return Wish(
            ahead=Ahead(chosen["ahead"]),
            hours=chosen["hours"] or self.stands.hours,
            quiet_from=chosen["quiet_from"],
            quiet_to=chosen["quiet_to"],
            asks=chosen.get("asks", self.stands.asks),
        )
