"""What a coach does with their diary. Each leaves one line in the ledger, about the coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.http import Http404

from goldenthread.core.wall import zone_called
from goldenthread.diary import finding, policy, verbs
from goldenthread.diary.kinds import seal_words
from goldenthread.diary.models import DayApart, Diary, Hours, Kind
from goldenthread.diary.slots import Apart, Rules, WeekHours
from goldenthread.diary.taking import held_diary
from goldenthread.ledger import api as ledger


class ChangedElsewhere(Exception):
    """You changed this in another window. What you typed is still here."""


class Coach(Protocol):
    """A person, with whether they coach."""

    @property
    def uid(self) -> UUID: ...
    @property
    def coaches(self) -> bool: ...


@dataclass(frozen=True, slots=True, repr=False)
class KindSaid:
    """What is said of a kind of session. `where` empty and by video: a room of each session's own."""

    name: str
    minutes: int
    place: str
    where: str = ""


@transaction.atomic
def keep_hours(
    hours: Sequence[WeekHours], *, seen_revision: int | None = None, by: Coach, at: datetime
) -> None:
    """Keep these hours of the week, by the diary's clock, instead of those before.

    `seen_revision` is that of the diary on the page; None asks nothing. What is taken stays taken.
    Raises NotAllowed, and ChangedElsewhere where another window kept something meanwhile.
    """
    policy.may_keep_diary(by).or_raise()
    policy.may_keep_hours(hours).or_raise()
    diary = _next_revision(by, seen_revision)
    diary.save(update_fields=["revision"])
    Hours.objects.filter(coach_uid=by.uid).delete()
    Hours.objects.bulk_create(
        Hours(
            coach_uid=by.uid,
            weekday=each.weekday,
            begins=finding.hour_of(each.begins),
            ends=finding.hour_of(each.ends),
        )
        for each in hours
    )
    _record(verbs.HOURS_KEPT, ("diary", diary.coach_uid), by=by, at=at)


@transaction.atomic
def keep_rules(rules: Rules, *, seen_revision: int | None = None, by: Coach, at: datetime) -> None:
    """Keep a diary's zone and rules. Hours stay what the wall's clock shows, in the new zone too.

    Raises NotAllowed, and ChangedElsewhere as `keep_hours`.
    """
    policy.may_keep_diary(by).or_raise()
    policy.may_keep_rules(rules).or_raise()
    diary = _next_revision(by, seen_revision)
    diary.zone, diary.step, diary.cap = rules.zone, rules.step, rules.cap
    diary.buffer_before, diary.buffer_after = rules.before, rules.after
    diary.notice_minutes, diary.horizon_days = rules.notice, rules.horizon_days
    diary.save()
    _record(verbs.RULES_KEPT, ("diary", diary.coach_uid), by=by, at=at)


@transaction.atomic
def keep_days_apart(apart: Apart, *, uid: UUID, by: Coach, at: datetime) -> DayApart:
    """Keep days that aren't as every week. The same form sent twice keeps them once.

    Raises NotAllowed for days that are over, hours that make no sense, or too many.
    """
    policy.may_keep_diary(by).or_raise()
    diary = held_diary(by.uid)
    before = DayApart.objects.filter(uid=uid, coach_uid=by.uid).first()
    today = at.astimezone(zone_called(diary.zone)).date()
    kept = DayApart.objects.filter(coach_uid=by.uid, last__gte=today).exclude(uid=uid).count()
    policy.may_keep_apart(apart, today=today, kept=kept).or_raise()
    if before is not None:
        return before
    row = DayApart(uid=uid, coach_uid=by.uid, day=apart.first, last=apart.last)
    row.is_open = apart.is_open
    if apart.begins is not None and apart.ends is not None:
        row.begins, row.ends = finding.hour_of(apart.begins), finding.hour_of(apart.ends)
    row.save(force_insert=True)
    _record(verbs.DAYS_KEPT, ("diary.days", row.uid), by=by, at=at)
    return row


@transaction.atomic
def forget_days_apart(uid: UUID, *, by: Coach, at: datetime) -> None:
    """Let days be as every week again. Raises Http404 where there are none of this coach's."""
    policy.may_keep_diary(by).or_raise()
    gone, _each = DayApart.objects.filter(uid=uid, coach_uid=by.uid).delete()
    if not gone:
        raise Http404
    _record(verbs.DAYS_FORGOTTEN, ("diary.days", uid), by=by, at=at)


@transaction.atomic
def add_kind(said: KindSaid, *, uid: UUID, by: Coach, at: datetime) -> UUID:
    """Keep a new kind of session, offered from now on. The same form sent twice keeps it once.

    Raises NotAllowed.
    """
    policy.may_keep_diary(by).or_raise()
    held_diary(by.uid)
    others = Kind.objects.filter(coach_uid=by.uid).exclude(uid=uid)
    _may_keep(said, kept=others.count())
    if Kind.objects.filter(uid=uid, coach_uid=by.uid).exists():
        return uid
    last = others.order_by("-position").first()
    row = Kind(uid=uid, coach_uid=by.uid, position=last.position + 1 if last else 0)
    _say(row, said)
    row.save(force_insert=True)
    _record(verbs.KIND_KEPT, ("diary.kind", uid), by=by, at=at)
    return uid


@transaction.atomic
def change_kind(uid: UUID, said: KindSaid, *, by: Coach, at: datetime) -> None:
    """Change a kind of session. Sessions already arranged keep their length; its name changes there too.

    Raises NotAllowed, and Http404 for a kind that isn't this coach's.
    """
    policy.may_keep_diary(by).or_raise()
    row = _the_kind(uid, by=by)
    _may_keep(said, kept=0)
    row.revision += 1
    _say(row, said)
    row.save()
    _record(verbs.KIND_KEPT, ("diary.kind", uid), by=by, at=at)


@transaction.atomic
def offer_kind(uid: UUID, *, offered: bool, by: Coach, at: datetime) -> None:
    """Offer a kind of session to clients, or don't for now. Raises Http404 as `change_kind`."""
    policy.may_keep_diary(by).or_raise()
    row = _the_kind(uid, by=by)
    row.offered = offered
    row.save(update_fields=["offered"])
    code = verbs.KIND_OFFERED if offered else verbs.KIND_RESTED
    _record(code, ("diary.kind", uid), by=by, at=at)


@transaction.atomic
def put_kind_first(uid: UUID, *, by: Coach, at: datetime) -> None:
    """Put a kind before all others. Raises Http404 as `change_kind`."""
    policy.may_keep_diary(by).or_raise()
    first = _the_kind(uid, by=by)
    others = Kind.objects.filter(coach_uid=by.uid).exclude(uid=uid).order_by("position", "uid")
    for position, row in enumerate([first, *others]):
        if row.position != position:
            Kind.objects.filter(uid=row.uid).update(position=position)
    _record(verbs.KIND_MOVED, ("diary.kind", uid), by=by, at=at)


def _next_revision(by: Coach, seen: int | None) -> Diary:
    """Hold the diary and count the change; the caller saves. Raises ChangedElsewhere where it isn't as it was seen."""
    diary = held_diary(by.uid)
    if seen is not None and seen != diary.revision:
        raise ChangedElsewhere
    diary.revision += 1
    return diary


def _the_kind(uid: UUID, *, by: Coach) -> Kind:
    held_diary(by.uid)
    row = Kind.objects.filter(uid=uid, coach_uid=by.uid).first()
    if row is None:
        raise Http404
    return row


def _may_keep(said: KindSaid, *, kept: int) -> None:
    policy.may_keep_kind(
        name=said.name, where=said.where, minutes=said.minutes, place=said.place, kept=kept
    ).or_raise()


def _say(row: Kind, said: KindSaid) -> None:
    row.minutes, row.place = said.minutes, said.place
    seal_words(row, name=said.name, where=said.where)


def _record(code: str, thing: tuple[str, UUID], *, by: Coach, at: datetime) -> None:
    ledger.record(code, stream=by.uid, by=by, at=at, about=by.uid, thing=thing)
