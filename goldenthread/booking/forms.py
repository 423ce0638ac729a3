"""What can be chosen and typed in booking. Nothing here changes anything; the server decides again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from goldenthread.booking import series, slots
from goldenthread.booking.actions.series import Chosen
from goldenthread.booking.policy import may_wait_on
from goldenthread.core.verdicts import Refused
from goldenthread.ui.times import day_said
from goldenthread.ui.typed import OnceField, day_field

CHOOSE = gettext_lazy("Choose one of the free times")
SKIP, ANYHOW = "skip", "anyhow"


class SlotField(forms.CharField):
    """A slot, as the radios of a week send it."""

    widget = forms.HiddenInput

    def __init__(self, **more: Any) -> None:
        super().__init__(error_messages={"required": CHOOSE}, **more)

    def clean(self, value: Any) -> Any:
        """Give the aware moment; a broken one was no choice."""
        moment = slots.read(super().clean(str(value or "").replace("\0", "")))
        if moment is None:
            raise forms.ValidationError(CHOOSE)
        return moment


class SlotForm(forms.Form):
    """One slot."""

    slot = SlotField()

    @property
    def moment(self) -> datetime:
        """The slot that was chosen (aware)."""
        moment: datetime = self.cleaned_data["slot"]
        return moment


class BookForm(SlotForm):
    """One slot, and whether it is the first of a series: so many times, or until a day."""

    uid = OnceField()
    every = forms.TypedChoiceField(
        label=gettext_lazy("How often?"),
        coerce=int,
        empty_value="",
        required=False,
        choices=[
            (0, gettext_lazy("Just this once")),
            (1, gettext_lazy("Every week")),
            *((n, ngettext_lazy("Every %d week", "Every %d weeks", n) % n) for n in (2, 3, 4, 6)),
        ],
        widget=forms.Select,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these")},
    )
    times = forms.IntegerField(
        required=False,
        label=gettext_lazy("How many times?"),
        help_text=gettext_lazy("With the first one."),
        error_messages={"invalid": gettext_lazy("Write a number, like 6")},
    )
    until = day_field(
        label=gettext_lazy("Or until which day?"), hint=gettext_lazy("One of the two is enough.")
    )

    def __init__(self, sent: Any = None, *, zone: ZoneInfo, **more: Any) -> None:
        super().__init__(sent, **more)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """Refuse a series that has no end, two ends, or too many weeks."""
        typed = super().clean() or {}
        if self.errors or not typed["every"]:
            return typed
        verdict = series.may_repeat(
            every=typed["every"], times=typed["times"], until=typed["until"], first=self.first
        )
        if isinstance(verdict, Refused):
            field = "until" if typed["until"] and not typed["times"] else "times"
            self.add_error(field, _(verdict.reason))
        return typed

    @property
    def first(self) -> date:
        """The day of the first, by the clock that is kept."""
        return self.moment.astimezone(self.zone).date()

    @property
    def repeats(self) -> bool:
        """Whether a series was asked for."""
        return bool(self.cleaned_data["every"])

    @property
    def weeks(self) -> int:
        """How many weeks lie between."""
        weeks: int = self.cleaned_data["every"]
        return weeks

    @property
    def count(self) -> int:
        """How many there are, the first with it."""
        times: int | None = self.cleaned_data["times"]
        if times is not None:
            return times
        return series.times_until(self.first, self.cleaned_data["until"], self.weeks)


class RhythmForm(SlotForm):
    """The series as the page that lists it carries it on."""

    every = forms.IntegerField(min_value=1, max_value=series.MOST_WEEKS)
    times = forms.IntegerField(min_value=series.LEAST_TIMES, max_value=series.MOST_TIMES)


class PlacesForm(forms.Form):
    """For each of a series that can't be where the others are: leave it out, or one that lies near."""

    uid = OnceField()

    def __init__(
        self,
        sent: Any = None,
        *,
        places: Sequence[series.Place],
        says: Any,
        may_anyhow: bool,
        skip: str,
    ) -> None:
        super().__init__(sent)
        self.places, self.may_anyhow, self._says, self._skip = places, may_anyhow, says, skip
        for place in places:
            if place.starts_at is None:
                self.fields[self._name(place)] = self._choice(place)

    def _choice(self, place: series.Place) -> forms.ChoiceField:
        choices = [(slots.written(near), self._says(near)) for near in place.near]
        if self.may_anyhow and place.meant is not None:
            there = _("There all the same: %(when)s") % {"when": self._says(place.meant)}
            choices.append((ANYHOW, there))
        return forms.ChoiceField(
            label=day_said(place.day),
            choices=[(SKIP, self._skip), *choices],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose what becomes of this one"),
                "invalid_choice": _("That has been taken since. Choose another"),
            },
        )

    @staticmethod
    def _name(place: series.Place) -> str:
        return f"place_{place.day:%Y%m%d}_{place.number}"

    @property
    def once(self) -> UUID:
        """Give the uid of the series that this form makes, whatever else is in it."""
        uid: UUID = self.fields["uid"].clean(self.data.get("uid"))
        return uid

    def clashes(self) -> list[tuple[series.Place, forms.BoundField]]:
        """Give those that need a choice, with their fields."""
        return [
            (place, self[self._name(place)]) for place in self.places if place.starts_at is None
        ]

    @property
    def chosen(self) -> list[Chosen | None]:
        """Give what was chosen for each, in their order; None for one left out."""
        return [self._chosen(place) for place in self.places]

    def _chosen(self, place: series.Place) -> Chosen | None:
        if place.starts_at is not None:
            return self._free_by_now(place, place.starts_at)
        value: str = self.cleaned_data[self._name(place)]
        if value == ANYHOW and place.meant is not None:
            return Chosen(place.meant, anyhow=True)
        moment = slots.read(value)
        return Chosen(moment) if moment else None

    def _free_by_now(self, place: series.Place, starts_at: datetime) -> Chosen | None:
        """Give what was chosen for one that was listed as not free, though it is by now."""
        value = str(self.data.get(self._name(place), ""))
        return None if value == SKIP else Chosen(slots.read(value) or starts_at)


class WaitForm(forms.Form):
    """From which day to which day somebody waits for a slot."""

    uid = OnceField()
    first = day_field(
        label=gettext_lazy("From which day?"), empty=gettext_lazy("Choose the first day")
    )
    last = day_field(
        label=gettext_lazy("Until which day?"), empty=gettext_lazy("Choose the last day")
    )

    def __init__(self, sent: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(sent, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Refuse days nobody means."""
        typed = super().clean() or {}
        if not self.errors:
            verdict = may_wait_on(typed["first"], typed["last"], self.today)
            if isinstance(verdict, Refused):
                self.add_error("last", _(verdict.reason))
        return typed
