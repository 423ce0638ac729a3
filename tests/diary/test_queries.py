"""What the door says of a coach's time: in the reader's days, in constant queries, and of nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.core.wall import zone_called
from goldenthread.diary import actions
from goldenthread.diary import api as diary
from goldenthread.diary.actions import KindSaid
from goldenthread.diary.slots import Apart, Rules
from goldenthread.relationships import api as relationships

TUESDAY = date(2026, 3, 3)


def free(coach, at, **asked):
    given: dict[str, Any] = {
        "minutes": 60,
        "first": TUESDAY,
        "days": 1,
        "zone": "Europe/Stockholm",
    } | asked
    return diary.free_slots(coach.uid, at=at, **given)


def shown(slots, zone="Europe/Stockholm"):
    return [f"{slot.starts_at.astimezone(zone_called(zone)):%a %H:%M}" for slot in slots]


def test_a_day_of_slots_is_a_day_of_the_reader(opened, alma, at):
    here, there = free(alma, at), free(alma, at, zone="Pacific/Auckland", days=1)

    assert shown(here)[0] == "Tue 09:00"
    assert shown(here)[-1] == "Tue 16:00"
    assert all(slot.ends_at - slot.starts_at == timedelta(hours=1) for slot in here)
    # Tuesday in Auckland ends at noon in Stockholm, and began on its Monday.
    assert shown(there)[0] == "Mon 13:00"
    assert shown(there)[-1] == "Tue 11:30"
    assert {f"{s.starts_at.astimezone(zone_called('Pacific/Auckland')):%a}" for s in there} == {
        "Tue"
    }


def test_nothing_is_free_before_the_notice_nor_beyond_the_horizon(opened, alma, at):
    today = free(alma, at, first=at.date(), days=1)
    month = free(alma, at, first=at.date(), days=400)

    assert shown(today)[0] == "Mon 13:00"  # 10:00 UTC is 11:00 there, and two hours on
    assert month[-1].starts_at.date() == at.date() + timedelta(days=30)


@pytest.mark.parametrize(
    "asked",
    [
        {"days": 0},
        {"days": -3},
        {"minutes": 0},
        {"minutes": 9999},
        {"first": date.min, "days": 3},
        {"first": date.max, "days": 3},
    ],
)
def test_what_nobody_means_gives_nothing_and_breaks_nothing(opened, alma, at, asked):
    assert free(alma, at, **asked) == ()


def test_endless_days_are_as_many_as_there_are(opened, alma, at):
    assert free(alma, at, first=at.date(), days=10**6) == free(alma, at, first=at.date(), days=60)
    assert free(alma, at, first=date(1900, 1, 1), days=3 * 365 * 100) == free(
        alma, at, first=at.date(), days=60
    )
    assert free(alma, at, first=date(1900, 1, 1), days=400) == ()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd"])
def test_a_zone_nobody_knows_is_read_as_utc(opened, alma, at, zone):
    assert free(alma, at, zone=zone) == free(alma, at, zone="UTC")


def test_a_coach_without_a_diary_has_nothing_free(alma, cleo, opened, at):
    assert diary.is_open(alma.uid)
    assert not diary.is_open(cleo.uid)
    assert free(cleo, at) == ()
    assert diary.zone_of(alma.uid) == "Europe/Stockholm"
    assert diary.zone_of(cleo.uid) == cleo.zone
    assert diary.zone_of(new_uid()) == "UTC"


def test_a_diary_is_open_with_hours_and_a_kind_on_offer(alma, at, opened):
    actions.offer_kind(opened, offered=False, by=alma, at=at)
    assert not diary.is_open(alma.uid)
    actions.offer_kind(opened, offered=True, by=alma, at=at)
    actions.keep_hours((), by=alma, at=at)
    assert not diary.is_open(alma.uid)


def test_days_apart_close_and_open(opened, alma, at):
    for days in (
        Apart(TUESDAY, TUESDAY, is_open=False),
        Apart(TUESDAY, TUESDAY, is_open=True, begins=19 * 60, ends=20 * 60 + 30),
    ):
        actions.keep_days_apart(days, uid=new_uid(), by=alma, at=at)

    assert shown(free(alma, at)) == ["Tue 19:00", "Tue 19:30"]
    wednesday = free(alma, at, first=TUESDAY + timedelta(days=1))
    assert shown(wednesday)[0] == "Wed 09:00"


def test_the_nearest_are_the_nearest_in_the_order_of_the_clock(opened, alma, at):
    around = datetime(2026, 3, 3, 15, 40, tzinfo=UTC)  # 16:40 there

    found = diary.nearest_slots(alma.uid, minutes=60, around=around, at=at)

    assert shown(found) == ["Tue 15:00", "Tue 15:30", "Tue 16:00"]


def test_the_nearest_are_looked_for_until_there_are_some(opened, alma, at):
    closed = Apart(at.date(), at.date() + timedelta(days=24), is_open=False)
    actions.keep_days_apart(closed, uid=new_uid(), by=alma, at=at)

    found = diary.nearest_slots(alma.uid, minutes=60, around=at, at=at, few=2)
    long_ago = diary.nearest_slots(
        alma.uid, minutes=60, around=datetime(1970, 1, 1, tzinfo=UTC), at=at, few=2
    )

    assert shown(found) == ["Fri 09:00", "Fri 09:30"]
    assert long_ago == found
    assert diary.nearest_slots(alma.uid, minutes=999, around=at, at=at) == ()


def test_what_may_be_booked_is_what_is_free(opened, alma, at):
    for slot in free(alma, at):
        asked = {"starts_at": slot.starts_at, "minutes": 60, "at": at}
        assert diary.may_be_booked(alma.uid, **asked) == Allowed()
        late = asked | {"starts_at": slot.starts_at + timedelta(seconds=1)}
        assert diary.may_be_booked(alma.uid, **late) == Refused(
            "No session begins at that time. Choose one that’s offered."
        )


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (-1, "That time has passed."),
        (-90_000, "That time has passed."),
        (90_000, "The diary isn’t open that far ahead yet."),
        (40, "The diary isn’t open that far ahead yet."),
        (5, "The diary isn’t open for all of that time."),
        (0, "That’s too soon: this diary asks for more notice."),
    ],
)
def test_what_may_not_be_booked_says_why(opened, alma, at, days, says):
    starts_at = at + timedelta(days=days)

    assert diary.may_be_booked(alma.uid, starts_at=starts_at, minutes=60, at=at) == Refused(says)


def test_what_is_asked_of_a_diary_costs_the_same_whatever_is_in_it(
    opened, alma, at, django_assert_num_queries
):
    def ask():
        free(alma, at, first=at.date(), days=60)
        diary.may_be_booked(alma.uid, starts_at=at + timedelta(days=1), minutes=60, at=at)

    with django_assert_num_queries(10):
        ask()
    spans = [(at + timedelta(hours=k), at + timedelta(hours=k, minutes=20)) for k in range(300)]
    diary.replace_busy(alma.uid, new_uid(), spans, at)
    with django_assert_num_queries(10):
        ask()


def test_kinds_are_opened_in_their_order_and_only_for_their_coach(opened, alma, cleo, at):
    walk = actions.add_kind(
        KindSaid(" A walk ", 90, "in_person", "The gate"), uid=new_uid(), by=alma, at=at
    )
    assert [kind.name for kind in diary.kinds_of(alma.uid)] == ["Session", "A walk"]

    actions.put_kind_first(walk, by=alma, at=at)
    actions.offer_kind(walk, offered=False, by=alma, at=at)

    assert [(kind.name, kind.offered) for kind in diary.kinds_of(alma.uid)] == [
        ("A walk", False),
        ("Session", True),
    ]
    kind = diary.the_kind(alma.uid, walk)
    assert (kind.minutes, kind.place, kind.where) == (90, "in_person", "The gate")
    assert diary.kinds_of(cleo.uid) == ()
    for coach, uid in ((cleo.uid, walk), (alma.uid, new_uid())):
        with pytest.raises(Http404):
            diary.the_kind(coach, uid)


def test_the_name_and_place_of_a_kind_lie_sealed(opened, alma, at):
    from goldenthread.diary.models import Kind

    actions.change_kind(
        opened, KindSaid("Marzipan", 60, "in_person", "Marmalade Lane 4"), by=alma, at=at
    )
    row = Kind.objects.get(uid=opened)

    for word in (b"Marzipan", b"Marmalade"):
        assert word not in bytes(row.sealed)
    assert "Marzipan" not in f"{row} {diary.kinds_of(alma.uid)!r}"


def test_a_session_has_one_video_room_that_nobody_guesses(founded, settings):
    session = new_uid()

    link = diary.video_link(session)
    assert link.startswith("https://meet.jit.si/session-")
    assert len(link.rpartition("-")[2]) == 32
    assert str(session) not in link
    assert session.hex not in link
    assert diary.video_link(session) == link
    assert diary.video_link(new_uid()) != link
    settings.VIDEO_URL = "https://video.example.org/rooms"
    assert diary.video_link(session) == "https://video.example.org/rooms/" + link.rpartition("/")[2]


def test_the_time_of_a_pair_that_ended_is_free_again(opened, relationship, alma, ben, at):
    start = free(alma, at)[0].starts_at
    taken = {"coach_uid": alma.uid, "minutes": 60, "at": at, "within_hours": True}
    diary.take(relationship_uid=relationship.uid, session_uid=new_uid(), starts_at=start, **taken)
    assert start not in {slot.starts_at for slot in free(alma, at)}

    relationships.end_relationship(relationship=relationship, by=ben, at=at)

    assert start in {slot.starts_at for slot in free(alma, at)}
    diary.take(relationship_uid=new_uid(), session_uid=new_uid(), starts_at=start, **taken)


def test_rules_of_a_diary_nobody_kept_are_the_usual_ones_in_the_coachs_zone(cleo):
    from goldenthread.diary import finding

    assert finding.rules_of(cleo.uid) == Rules(zone=cleo.zone)
