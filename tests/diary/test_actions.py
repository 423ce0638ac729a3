"""What a coach does with their diary, and the one line each leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.diary import actions
from goldenthread.diary import api as diary
from goldenthread.diary.actions import ChangedElsewhere, KindSaid
from goldenthread.diary.models import DayApart, Diary, Hours, Kind
from goldenthread.diary.slots import Apart, Rules, WeekHours
from goldenthread.ledger.models import Entry

MORNINGS = (WeekHours(0, 540, 720), WeekHours(6, 1200, 1440))
HOLIDAY = Apart(date(2026, 4, 1), date(2026, 4, 12), is_open=False)


def deeds(coach):
    return list(
        Entry.objects.filter(stream_uid=coach.uid, verb__startswith="diary.")
        .order_by("seq")
        .values_list("verb", flat=True)
    )


def test_each_deed_leaves_one_line_about_the_coach(alma, at):
    does, kind, days = {"by": alma, "at": at}, new_uid(), new_uid()
    actions.keep_hours(MORNINGS, **does)
    actions.keep_rules(Rules(zone="Asia/Kolkata"), **does)
    actions.keep_days_apart(HOLIDAY, uid=days, **does)
    actions.forget_days_apart(days, **does)
    actions.add_kind(KindSaid("Session", 60, "video"), uid=kind, **does)
    actions.change_kind(kind, KindSaid("Session", 50, "phone", "+46"), **does)
    actions.offer_kind(kind, offered=False, **does)
    actions.offer_kind(kind, offered=True, **does)
    actions.put_kind_first(kind, **does)

    assert deeds(alma) == [
        "diary.hours.kept",
        "diary.rules.kept",
        "diary.days.kept",
        "diary.days.forgotten",
        "diary.kind.kept",
        "diary.kind.kept",
        "diary.kind.rested",
        "diary.kind.offered",
        "diary.kind.moved",
    ]
    assert set(Entry.objects.filter(verb__startswith="diary.").values_list("about_uid")) == {
        (alma.uid,)
    }


def test_hours_are_kept_in_the_place_of_those_before_and_midnight_is_midnight(alma, cleo, at):
    actions.keep_hours(MORNINGS, by=alma, at=at)
    actions.keep_hours(MORNINGS, by=cleo, at=at)
    actions.keep_hours(MORNINGS[1:], by=alma, at=at)

    from goldenthread.diary import finding

    assert finding.hours_of(alma.uid) == MORNINGS[1:]
    assert finding.hours_of(cleo.uid) == MORNINGS
    assert Diary.objects.get(coach_uid=alma.uid).revision == 2


def test_rules_are_kept_whole(alma, at):
    rules = Rules("Pacific/Chatham", 20, 5, 25, 90, 6, 200)
    actions.keep_rules(rules, by=alma, at=at)

    from goldenthread.diary import finding

    assert finding.rules_of(alma.uid) == rules


def test_two_windows_do_not_write_over_each_other(alma, at):
    actions.keep_hours(MORNINGS, seen_revision=0, by=alma, at=at)
    for late in (
        lambda: actions.keep_hours((), seen_revision=0, by=alma, at=at),
        lambda: actions.keep_rules(Rules(), seen_revision=0, by=alma, at=at),
        lambda: actions.keep_rules(Rules(), seen_revision=-1, by=alma, at=at),
    ):
        with pytest.raises(ChangedElsewhere):
            late()

    assert Hours.objects.count() == 2
    assert deeds(alma) == ["diary.hours.kept"]
    actions.keep_rules(Rules(), seen_revision=1, by=alma, at=at)


def test_a_form_sent_twice_keeps_one(alma, at):
    kind, days = new_uid(), new_uid()
    for _ in range(2):
        actions.keep_days_apart(HOLIDAY, uid=days, by=alma, at=at)
        actions.add_kind(KindSaid("Session", 60, "video"), uid=kind, by=alma, at=at)

    assert (DayApart.objects.count(), Kind.objects.count()) == (1, 1)
    assert deeds(alma) == ["diary.days.kept", "diary.kind.kept"]


def test_what_is_another_coachs_is_not_there(alma, cleo, at):
    kind, days = new_uid(), new_uid()
    actions.add_kind(KindSaid("Session", 60, "video"), uid=kind, by=alma, at=at)
    actions.keep_days_apart(HOLIDAY, uid=days, by=alma, at=at)
    for someone, uid in ((cleo, kind), (alma, new_uid())):
        for deed in (
            lambda by, uid: actions.change_kind(uid, KindSaid("x", 5, "phone"), by=by, at=at),
            lambda by, uid: actions.offer_kind(uid, offered=False, by=by, at=at),
            lambda by, uid: actions.put_kind_first(uid, by=by, at=at),
        ):
            with pytest.raises(Http404):
                deed(someone, uid)
    with pytest.raises(Http404):
        actions.forget_days_apart(days, by=cleo, at=at)

    assert deeds(cleo) == []
    assert diary.the_kind(alma.uid, kind).offered


def test_a_uid_that_is_anothers_makes_nothing_of_theirs_ones_own(alma, cleo, at):
    from django.db import IntegrityError, transaction

    uid = new_uid()
    actions.add_kind(KindSaid("Session", 60, "video"), uid=uid, by=alma, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_kind(KindSaid("Mine now", 60, "video"), uid=uid, by=cleo, at=at)

    assert [kind.name for kind in diary.kinds_of(alma.uid)] == ["Session"]


def test_nobody_who_does_not_coach_keeps_a_diary(ben, dara, enzo, at):
    for someone in (ben, dara, enzo):
        for deed in (
            lambda by: actions.keep_hours(MORNINGS, by=by, at=at),
            lambda by: actions.keep_rules(Rules(), by=by, at=at),
            lambda by: actions.keep_days_apart(HOLIDAY, uid=new_uid(), by=by, at=at),
            lambda by: actions.add_kind(KindSaid("x", 60, "video"), uid=new_uid(), by=by, at=at),
        ):
            with pytest.raises(NotAllowed):
                deed(someone)
    assert Diary.objects.count() == 0


def test_what_makes_no_sense_is_refused_and_nothing_is_kept(alma, at):
    wrong = replace(HOLIDAY, last=date(2026, 2, 1), first=date(2026, 1, 1))
    for deed in (
        lambda: actions.keep_hours((WeekHours(0, 700, 600),), by=alma, at=at),
        lambda: actions.keep_rules(Rules(step=7), by=alma, at=at),
        lambda: actions.keep_days_apart(wrong, uid=new_uid(), by=alma, at=at),
        lambda: actions.add_kind(KindSaid("", 60, "video"), uid=new_uid(), by=alma, at=at),
    ):
        with pytest.raises(NotAllowed):
            deed()

    assert deeds(alma) == []


def test_a_copy_holds_the_whole_diary(alma, cleo, at):
    actions.keep_hours(MORNINGS, by=alma, at=at)
    actions.keep_rules(Rules("Asia/Kolkata", cap=0), by=alma, at=at)
    actions.keep_days_apart(HOLIDAY, uid=new_uid(), by=alma, at=at)
    late = Apart(date(2026, 5, 1), date(2026, 5, 1), is_open=True, begins=1200, ends=1440)
    actions.keep_days_apart(late, uid=new_uid(), by=alma, at=at)
    kind = actions.add_kind(KindSaid("Session", 60, "video"), uid=new_uid(), by=alma, at=at)

    copied = diary.copy_for(by=alma)

    assert copied["rules"]["zone"] == "Asia/Kolkata"
    assert copied["rules"]["most_in_a_day"] is None
    assert copied["hours"] == [
        {"weekday": 1, "begins": "09:00", "ends": "12:00"},
        {"weekday": 7, "begins": "20:00", "ends": "24:00"},
    ]
    assert [(each["first"], each["begins"], each["ends"]) for each in copied["days_apart"]] == [
        ("2026-04-01", None, None),
        ("2026-05-01", "20:00", "24:00"),
    ]
    assert [each["uid"] for each in copied["kinds"]] == [str(kind)]
    assert diary.copy_for(by=cleo)["kinds"] == []
