"""A diary for the tests: Alma's, open on weekdays from nine to five in Stockholm."""

from __future__ import annotations

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.diary import actions
from goldenthread.diary.actions import KindSaid
from goldenthread.diary.slots import Rules, WeekHours

WEEKDAYS = tuple(WeekHours(weekday, 9 * 60, 17 * 60) for weekday in range(5))


@pytest.fixture
def opened(alma, at):
    """Alma's diary, kept as she would: her rules, her hours, one kind. Gives the kind's uid."""
    rules = Rules("Europe/Stockholm", step=30, after=15, notice=120, horizon_days=30)
    actions.keep_rules(rules, by=alma, at=at)
    actions.keep_hours(WEEKDAYS, by=alma, at=at)
    return actions.add_kind(KindSaid("Session", 60, "video"), uid=new_uid(), by=alma, at=at)
