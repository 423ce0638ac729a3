"""A diary made ready for its own pages: a week by days, days apart that are still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from goldenthread.core.wall import day_in, zone_called
from goldenthread.diary import finding, kinds
from goldenthread.diary.models import DayApart, Diary
from goldenthread.diary.picture import axis, bar
from goldenthread.diary.saying import PLACES, WEEKDAYS, apart_said, days_said
from goldenthread.diary.slots import Apart, Rules, Span, joined, seconds_of
from goldenthread.diary.states import Place
from goldenthread.diary.typed_hours import write_hours
from goldenthread.ui.times import place_of

A_FEW = 3
# The hours of seven days, Monday first.
Week = list[list[Span]]


@dataclass(frozen=True, slots=True, repr=False)
class ShownDay:
    """One day of every week: its name, its hours in words, and as a picture."""

    name: Any
    says: str
    bar: SafeString


@dataclass(frozen=True, slots=True, repr=False)
class ShownWeek:
    """Seven days, and the hours their pictures are read by."""

    axis: SafeString
    days: list[ShownDay]


@dataclass(frozen=True, slots=True, repr=False)
class ShownApart:
    """Days that aren't as every week."""

    uid: UUID
    days: str
    says: str


@dataclass(frozen=True, slots=True, repr=False)
class ShownKind:
    """A kind of session as its coach sees it."""

    uid: UUID
    name: str
    minutes: int
    place: Any
    where: str
    offered: bool
    has_own_room: bool


@dataclass(frozen=True, slots=True, repr=False)
class DiaryPage:
    """All of a diary."""

    rules: Rules
    place: str
    week: ShownWeek
    has_hours: bool
    apart: list[ShownApart]
    more_apart: bool
    kinds: list[ShownKind]

    @property
    def is_open(self) -> bool:
        """Whether anybody can book."""
        return self.has_hours and any(kind.offered for kind in self.kinds)


def diary_page(coach_uid: UUID, *, at: datetime) -> DiaryPage:
    """Give all of a coach's diary. Constant queries."""
    rules = finding.rules_of(coach_uid)
    week = _by_day(coach_uid)
    apart = days_apart(coach_uid, at=at, rules=rules)
    return DiaryPage(
        rules=rules,
        place=place_of(rules.zone),
        week=week_in_words(week),
        has_hours=any(week),
        apart=apart[:A_FEW],
        more_apart=len(apart) > A_FEW,
        kinds=[_shown(kind) for kind in kinds.kinds_of(coach_uid)],
    )


def week_in_words(week: Week) -> ShownWeek:
    """Give a week, each day in words and as a picture."""
    days = [
        ShownDay(name, write_hours(spans), bar(joined(spans)))
        for name, spans in zip(WEEKDAYS, week, strict=True)
    ]
    return ShownWeek(axis(), days)


def week_of(coach_uid: UUID) -> tuple[Week, int]:
    """Give the hours of a week by day, and the state of the diary they were read in."""
    _rules, revision = kept_rules(coach_uid)
    return _by_day(coach_uid), revision


def kept_rules(coach_uid: UUID) -> tuple[Rules, int]:
    """Give the rules, and the state of the diary they were read in; 0 for one not kept yet."""
    row = Diary.objects.filter(coach_uid=coach_uid).first()
    return (finding.rules_from(row), row.revision) if row else (finding.rules_of(coach_uid), 0)


def place_of_diary(coach_uid: UUID) -> str:
    """Give the place whose clock the hours go by."""
    return place_of(finding.rules_of(coach_uid).zone)


def days_apart(coach_uid: UUID, *, at: datetime, rules: Rules | None = None) -> list[ShownApart]:
    """Give the days apart that aren't over by the diary's clock, the next first."""
    zone = (rules or finding.rules_of(coach_uid)).zone
    today = at.astimezone(zone_called(zone)).date()
    rows = DayApart.objects.filter(coach_uid=coach_uid, last__gte=today).order_by("day", "uid")
    return [
        ShownApart(row.uid, days_said(row.day, row.last), apart_said(finding.apart_from(row)))
        for row in rows
    ]


def taken_on(coach_uid: UUID, apart: Apart) -> int:
    """Count the sessions that begin on these days of the diary's clock: only how many, not whose."""
    zone = zone_called(finding.rules_of(coach_uid).zone)
    begins, ends = day_in(apart.first, zone)[0], day_in(apart.last, zone)[1]
    window = {"begins__gte": seconds_of(begins), "begins__lt": seconds_of(ends)}
    return finding.taken_of(coach_uid).filter(**window).count()


def _by_day(coach_uid: UUID) -> Week:
    week: Week = [[] for _ in range(7)]
    for hours in finding.hours_of(coach_uid):
        week[hours.weekday].append((hours.begins, hours.ends))
    return week


def _shown(kind: kinds.OpenKind) -> ShownKind:
    own_room = kind.place == Place.VIDEO and not kind.where
    place = PLACES[Place(kind.place)]
    return ShownKind(kind.uid, kind.name, kind.minutes, place, kind.where, kind.offered, own_room)
