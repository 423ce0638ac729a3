"""One's own times of a session, as the clock of whoever types them showed them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.wall import moments_of, zone_called
from goldenthread.sessions.attendance.times import Side
from goldenthread.sessions.days import SomeoneSomewhere
from goldenthread.sessions.models import CoachingSession

_A_DAY = timedelta(days=1)


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        required=False,
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Write the time like 14:30")},
    )


class TimesForm(forms.Form):
    """When one came and when one left. What was tapped has no field: a tap stays."""

    came = _time_field(gettext_lazy("When did you come?"))
    left = _time_field(gettext_lazy("When did you leave?"))

    def __init__(
        self, sent: Any = None, *, session: CoachingSession, mine: Side, by: SomeoneSomewhere
    ) -> None:
        self.zone, self.mine, self.session = zone_called(by.zone), mine, session
        super().__init__(sent, initial={"came": self._shown("came"), "left": self._shown("left")})
        if mine.came_by_tap:
            del self.fields["came"]
        if mine.left_by_tap:
            del self.fields["left"]

    @property
    def came_at(self) -> datetime | None:
        """The moment one came: nearest to when the session was to begin."""
        if self.mine.came_by_tap:
            return self.mine.came_at
        hour: time | None = self.cleaned_data.get("came")
        begins = self.session.starts_at
        if hour is None:
            return None
        if begins is None:
            return self._moment(self.session.on_day, hour, near=None)
        day = begins.astimezone(self.zone).date()
        around = [self._moment(day + step * _A_DAY, hour, near=begins) for step in (-1, 0, 1)]
        return min(around, key=lambda moment: abs(moment - begins))

    @property
    def left_at(self) -> datetime | None:
        """The moment one left: the first time after coming that the clock showed it."""
        if self.mine.left_by_tap:
            return self.mine.left_at
        hour: time | None = self.cleaned_data.get("left")
        came = self.came_at
        if hour is None:
            return None
        if came is None:
            return self._moment(self.session.on_day, hour, near=self.session.starts_at)
        left = self._moment(came.astimezone(self.zone).date(), hour, near=came)
        if left < came:
            return self._moment(left.astimezone(self.zone).date() + _A_DAY, hour, near=came)
        return left

    def _shown(self, name: str) -> time | None:
        moment: datetime | None = getattr(self.mine, f"{name}_at")
        return (
            moment.astimezone(self.zone).time().replace(second=0, microsecond=0) if moment else None
        )

    def _moment(self, day: date, hour: time, *, near: datetime | None) -> datetime:
        """Give the moment of a time; of an hour that came twice, the one nearer to the session."""
        found = moments_of(day, hour, self.zone)
        if not found:
            return datetime.combine(day, hour, self.zone).astimezone(UTC)
        return min(found, key=lambda moment: abs(moment - near)) if near else found[0]

    def refuse(self, reason: str) -> None:
        """Say above the fields what can't be."""
        self.add_error(None, _(reason))
