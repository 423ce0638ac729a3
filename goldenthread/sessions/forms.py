"""What can be typed for a session. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.verdicts import Refused
from goldenthread.core.wall import moments_of
from goldenthread.sessions import policy
from goldenthread.sessions.days import SomeoneSomewhere, day_for, zone_of
from goldenthread.sessions.opened import Aim, Wishes
from goldenthread.sessions.states import Challenge
from goldenthread.sessions.when import When
from goldenthread.ui.times import place_of
from goldenthread.ui.typed import OnceField, TypedField

OUTSIDE = "outside"
DAYS_AS_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
LEVELS = {
    Challenge.HOLD_BACK: gettext_lazy("Hold back: today I need to be heard"),
    Challenge.ASK_FIRST: gettext_lazy("Ask me first: I’ll say whether it’s a good moment"),
    Challenge.GO_AHEAD: gettext_lazy("Go ahead: say what you see"),
}


class DayForm(forms.Form):
    """The day of a session, and its hour if that is known; both as the one who types means them."""

    uid = OnceField()
    on_day = forms.DateField(
        label=gettext_lazy("On which day?"),
        input_formats=DAYS_AS_WRITTEN,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose a day"),
            "invalid": gettext_lazy("Write the day like 3 December 2026"),
        },
    )
    hour = forms.TimeField(
        required=False,
        label=gettext_lazy("At what time?"),
        help_text=gettext_lazy("You can leave this empty."),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Write the time like 14:30")},
    )
    which = forms.ChoiceField(
        required=False,
        label=gettext_lazy("The first or the second?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose the first or the second.")},
    )
    lasts = forms.IntegerField(
        required=False,
        label=gettext_lazy("How many minutes?"),
        error_messages={"invalid": gettext_lazy("Write the minutes as a number, like 60")},
    )

    def __init__(
        self,
        sent: Any = None,
        *,
        person: SomeoneSomewhere,
        at: datetime,
        usual: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(sent, **more)
        self.person, self.at, self.usual = person, at, usual
        self.fields["lasts"].initial = usual
        self.moments: tuple[datetime, ...] = ()
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            ("first", _("The first")),
            ("second", _("The second")),
        ]

    @property
    def asks_which(self) -> bool:
        """Whether the clocks show this hour twice on this day."""
        return len(self.moments) > 1

    def clean_on_day(self) -> date:
        """Refuse a day nobody means."""
        day: date = self.cleaned_data["on_day"]
        verdict = policy.may_fall_on(day, today=day_for(self.person, self.at))
        if isinstance(verdict, Refused):
            raise forms.ValidationError(_(verdict.reason))
        return day

    def clean_lasts(self) -> int | None:
        """Refuse minutes nobody means; none typed are those the two agreed (A8)."""
        minutes: int | None = self.cleaned_data["lasts"] or self.usual
        verdict = policy.may_last(minutes)
        if isinstance(verdict, Refused):
            raise forms.ValidationError(_(verdict.reason))
        return minutes

    def clean(self) -> dict[str, Any]:
        """Ask which, where an hour comes twice; refuse one that doesn't come. Nothing is guessed."""
        typed: dict[str, Any] = self.cleaned_data
        day, hour = typed.get("on_day"), typed.get("hour")
        if day is None or hour is None:
            return typed
        zone = zone_of(self.person)
        self.moments = moments_of(day, hour, zone)
        said = {"hour": hour.strftime("%H:%M"), "place": place_of(zone.key)}
        if not self.moments:
            self.add_error("hour", _("The clocks in %(place)s leave out %(hour)s that day.") % said)
        elif self.asks_which:
            self._name_both(zone)
            if "which" in typed and not typed["which"]:
                says = _("%(hour)s comes twice that night: the first or the second?")
                self.add_error("which", says % said)
        return typed

    def _name_both(self, zone: tzinfo) -> None:
        first, second = (moment.astimezone(zone).strftime("%H:%M %Z") for moment in self.moments)
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            ("first", _("The first, %(hour)s") % {"hour": first}),
            ("second", _("The second, %(hour)s") % {"hour": second}),
        ]

    @property
    def when(self) -> When:
        """The time that was typed, in the zone of whoever typed it."""
        typed = self.cleaned_data
        if not self.moments:
            return When.on(typed["on_day"])
        moment = self.moments[-1 if typed.get("which") == "second" else 0]
        return When.at(moment, zone_of(self.person).key, typed["lasts"])


class AimForm(forms.Form):
    """What a session is for, in the client's words. Nothing is filled in beforehand (S4.10)."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    today = TypedField(
        policy.WORDS_MOST,
        rows=3,
        label=gettext_lazy("What for, this time?"),
        empty=gettext_lazy("Write what this session is for. One line is enough."),
    )
    know = TypedField(policy.WORDS_MOST, rows=2, label=gettext_lazy("How will you know?"))
    matters = TypedField(policy.WORDS_MOST, rows=2, label=gettext_lazy("What matters in it?"))
    face = TypedField(policy.WORDS_MOST, rows=2, label=gettext_lazy("What must be faced?"))
    minutes = forms.IntegerField(
        required=False,
        label=gettext_lazy("How many minutes?"),
        error_messages={"invalid": gettext_lazy("Write the minutes as a number, like 60")},
    )
    goal = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Which goal does it serve?"),
        help_text=gettext_lazy("You needn’t say. Outside the plan is fine."),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these, or none")},
    )
    recording = forms.ChoiceField(
        required=False,
        label=gettext_lazy("May it be recorded?"),
        help_text=gettext_lazy("Only if you both say yes to this page. Nothing here records."),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes, this once"))],
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        sent: Any = None,
        *,
        goals: Sequence[tuple[str, str]],
        recording: bool,
        **more: Any,
    ) -> None:
        super().__init__(sent, **more)
        if goals:
            choices = [*goals, (OUTSIDE, _("None of them: it’s outside the plan"))]
            self.fields["goal"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["goal"]
        if not recording:
            del self.fields["recording"]

    def clean_minutes(self) -> int | None:
        """Refuse minutes nobody means."""
        minutes: int | None = self.cleaned_data["minutes"]
        verdict = policy.may_last(minutes)
        if isinstance(verdict, Refused):
            raise forms.ValidationError(_(verdict.reason))
        return minutes

    @property
    def aim(self) -> Aim:
        """What was typed, clean."""
        typed = self.cleaned_data
        return Aim(**{name: typed[name] for name in ("today", "know", "matters", "face")})

    @property
    def wishes(self) -> Wishes:
        """What goes with it."""
        chosen = self.cleaned_data.get("goal", "")
        outside = chosen == OUTSIDE
        return Wishes(
            minutes=self.cleaned_data["minutes"],
            recording=self.cleaned_data.get("recording", ""),
            goal_uid=UUID(chosen) if chosen and not outside else None,
            outside=outside,
        )


class AddForm(forms.Form):
    """What the coach would add, and what their part is. Empty takes back what was added."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    words = TypedField(
        policy.WORDS_MOST,
        rows=3,
        label=gettext_lazy("What you’d add, and what your part is"),
        help_text=gettext_lazy("Empty, it takes back what you had added."),
    )


class EndForm(forms.Form):
    """Whether a session was what it was for, in the client's words, or no words at all."""

    words = TypedField(
        policy.WORDS_MOST,
        rows=3,
        label=gettext_lazy("Did we?"),
        help_text=gettext_lazy("In your words, if you like. Nobody waits for it."),
    )


class CardForm(forms.Form):
    """The challenge card. None of the three is chosen beforehand (S2.2)."""

    level = forms.ChoiceField(
        label=gettext_lazy("How much challenge, this once?"),
        choices=[(level.value, label) for level, label in LEVELS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of the three, or leave it."),
            "invalid_choice": gettext_lazy("Choose one of the three, or leave it."),
        },
    )

    @property
    def level_chosen(self) -> Challenge:
        """The level that was chosen."""
        return Challenge(self.cleaned_data["level"])
