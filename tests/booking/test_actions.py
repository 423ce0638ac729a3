"""A slot is booked, moved, given back; alone and in series. What is refused leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from goldenthread.booking import api as booking
from goldenthread.booking import links, queries
from goldenthread.booking import series as rules
from goldenthread.booking.models import Link, Series, Waiting
from goldenthread.booking.states import Standing
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.core.wall import moments_of, zone_called
from goldenthread.courier import api as courier
from goldenthread.courier.models import Letter
from goldenthread.diary import api as diary
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import CoachingSession
from tests.booking.conftest import STOCKHOLM, day, offer_kind, open_diary
from tests.opened_terms import open_term

FREE = day(5, 13)  # Thursday 5 March, 14:00 in Stockholm


def letters():
    return list(Letter.objects.filter(kind="meeting"))


def test_ben_books_a_slot_and_the_diary_has_it(pair):
    session = pair.book(FREE)

    assert (session.starts_at, session.lasts, session.zone) == (FREE, 60, STOCKHOLM)
    assert (session.kind_uid, session.made_by) == (
        pair.kind.uid,
        pair.members["ben"].uid,
    )
    assert pair.taken() == [FREE]
    assert FREE not in pair.free(FREE.date())
    assert pair.verbs() == ["sessions.session.arranged"]


def test_alma_books_for_the_two_as_well(pair):
    session = pair.book(FREE, who="alma")

    assert session.made_by == pair.members["alma"].uid
    assert pair.taken() == [FREE]


def test_the_same_form_sent_twice_books_once(pair):
    uid = new_uid()
    pair.book(FREE, uid=uid)

    with pytest.raises(sessions.AlreadyKept):
        pair.book(FREE, uid=uid)
    assert CoachingSession.objects.count() == 1


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (day(1, 13), "passed"),
        (day(2, 13), "too soon"),
        (day(5, 7), "isn’t open"),
        (day(7, 13), "isn’t open"),
        (day(5, 13) + timedelta(minutes=10), "No session begins"),
        (day(250, 13), "far ahead"),
    ],
)
def test_what_the_diary_does_not_offer_is_refused_and_leaves_nothing(pair, moment, reason):
    with pytest.raises(diary.TimeTaken, match=reason):
        pair.book(moment)

    assert (CoachingSession.objects.count(), pair.taken(), pair.verbs()) == (0, [], [])


def test_a_full_day_takes_no_more(pair):
    diary_row = pair.relationship.coach_uid
    from goldenthread.diary.models import Diary

    Diary.objects.filter(coach_uid=diary_row).update(cap=1)
    pair.book(FREE)

    with pytest.raises(diary.TimeTaken, match="as many sessions"):
        pair.book(FREE + timedelta(hours=1))
    assert pair.taken() == [FREE]


def test_who_comes_second_is_told_what_is_near(pair):
    pair.book(FREE)

    with pytest.raises(diary.TimeTaken) as gone:
        pair.book(FREE, who="alma")
    assert gone.value.by_another
    assert [slot.starts_at for slot in gone.value.nearest] == [
        FREE + timedelta(hours=hours) for hours in (-2, -1, 1)
    ]


def test_a_kind_of_another_coach_is_not_found_and_one_not_offered_is_refused(pair, cleo):
    theirs, rested = open_diary(cleo.uid), offer_kind(pair.relationship.coach_uid, offered=False)

    def book(kind):
        booking.book_session(pair.relationship, kind.uid, FREE, uid=new_uid(), **pair.doing("ben"))

    with pytest.raises(Http404):
        book(theirs)
    with pytest.raises(NotAllowed):
        book(rested)
    assert pair.taken() == []


@pytest.mark.parametrize("who", ["cleo", "dara", "enzo"])
def test_strangers_book_move_and_wait_for_nothing(pair, who, request):
    stranger = request.getfixturevalue(f"{who}_member")
    session = pair.book(FREE)
    doing = {"by": stranger.person, "at": pair.at, "keyring": stranger.keyring}
    wanted = booking.Wanted(pair.kind.uid, FREE.date(), FREE.date())
    rel = pair.relationship

    for deed in (
        lambda: booking.book_session(rel, pair.kind.uid, day(6, 13), uid=new_uid(), **doing),
        lambda: booking.move_to_slot(rel, session, day(6, 13), minutes=60, **doing),
        lambda: booking.begin_to_wait(rel, wanted, uid=new_uid(), by=stranger.person, at=pair.at),
        lambda: booking.hand_link_out(rel, session, by=stranger.person, at=pair.at),
        lambda: booking.send_own_link(rel, session, by=stranger.person, at=pair.at),
        lambda: booking.take_link_back(rel, session.uid, by=stranger.person, at=pair.at),
        lambda: booking.the_series(rel, new_uid(), by=stranger.person),
    ):
        with pytest.raises((Http404, NotAllowed)):
            deed()
    assert pair.taken() == [FREE]
    assert (Waiting.objects.count(), Link.objects.filter(holder="assistant").count()) == (0, 0)


def test_after_the_end_nothing_is_booked(pair):
    relationships.end_relationship(relationship=pair.relationship, **pair.signing("ben"))

    with pytest.raises(NotAllowed):
        pair.book(FREE)
    assert pair.taken() == []


def test_moving_gives_the_old_time_back_and_takes_the_new(pair):
    session = pair.book(FREE)

    moved = booking.move_to_slot(
        pair.relationship, session, day(6, 9), minutes=60, **pair.doing("ben")
    )

    assert (moved.starts_at, moved.sequence) == (day(6, 9), 1)
    assert pair.taken() == [day(6, 9)]
    assert FREE in pair.free(FREE.date())


def test_moving_by_less_than_its_own_length_is_no_clash_with_itself(pair):
    from goldenthread.diary.models import Diary

    Diary.objects.filter(coach_uid=pair.relationship.coach_uid).update(step=30)
    session = pair.book(FREE)
    later = FREE + timedelta(minutes=30)

    booking.move_to_slot(pair.relationship, session, later, minutes=60, **pair.doing("ben"))

    assert pair.taken() == [later]


def test_what_has_begun_is_not_moved_to_a_slot(pair):
    session = pair.book(FREE)

    with pytest.raises(NotAllowed):
        booking.move_to_slot(
            pair.relationship, session, day(6, 9), minutes=60, **pair.doing("ben", at=FREE)
        )
    assert pair.taken() == [FREE]


# --- series -------------------------------------------------------------------------------------


def every_week(times, first=FREE):
    """Give the moments of a weekly series at 14:00 in Stockholm, over the change of clocks."""
    zone = zone_called(STOCKHOLM)
    rhythm = rules.Rhythm.from_moment(first, zone, 1)
    return [
        moment
        for each in rules.days_of(rhythm, times)
        for moment in moments_of(each, rhythm.hour, zone)
    ]


def test_a_series_is_booked_as_one_and_keeps_the_hour_over_the_change_of_clocks(pair):
    uid = pair.series(every_week(5), every=1)

    rows = booking.the_series(pair.relationship, uid, by=pair.members["ben"].person).rows
    assert [row.starts_at for row in rows] == [
        *(FREE + timedelta(weeks=number) for number in range(4)),
        FREE + timedelta(weeks=4, hours=-1),
    ]
    assert {str(row.hour) for row in rows} == {"14:00:00"}
    assert Series.objects.get().every == 1
    assert len(letters()) == 1


def test_a_series_with_one_time_gone_is_not_booked_at_all(pair):
    pair.book(FREE + timedelta(weeks=2), who="alma")

    with pytest.raises(diary.TimeTaken):
        pair.series(every_week(4), every=1)

    assert Series.objects.count() == 0
    assert pair.taken() == [FREE + timedelta(weeks=2)]


def test_a_series_sent_twice_is_booked_once(pair):
    uid = new_uid()
    chosen = [booking.Chosen(moment) for moment in every_week(2)]
    asked = {"every": 1, "uid": uid, **pair.doing("ben")}
    booking.book_series(pair.relationship, pair.kind.uid, chosen, **asked)

    with pytest.raises(booking.SeriesKept):
        booking.book_series(pair.relationship, pair.kind.uid, chosen, **asked)
    assert len(pair.taken()) == 2


def test_a_series_that_overlaps_itself_is_refused(pair):
    with pytest.raises(NotAllowed):
        pair.series([FREE, FREE + timedelta(minutes=30)])
    assert pair.taken() == []


def test_the_coach_may_put_one_outside_her_hours_and_the_client_may_not(pair):
    evening = day(5, 19)

    def book(who):
        return booking.book_series(
            pair.relationship,
            pair.kind.uid,
            [booking.Chosen(FREE), booking.Chosen(evening, anyhow=True)],
            every=1,
            uid=new_uid(),
            **pair.doing(who),
        )

    with pytest.raises(NotAllowed):
        book("ben")
    book("alma")
    assert pair.taken() == [FREE, evening]


def test_one_is_skipped_and_the_others_stay(pair):
    uid = pair.series(every_week(3), every=1)
    found = booking.the_series(pair.relationship, uid, by=pair.members["ben"].person)

    pair.call_off(found.rows[1])

    assert pair.taken() == [FREE, FREE + timedelta(weeks=2)]
    again = booking.the_series(pair.relationship, uid, by=pair.members["alma"].person)
    assert [row.starts_at for row in again.ahead(pair.at)] == pair.taken()


@pytest.mark.parametrize("days", [7, -7, 1])
def test_all_after_one_move_along_even_onto_each_others_times(pair, days):
    uid = pair.series(every_week(4, FREE + timedelta(weeks=1)), every=1)
    found = booking.the_series(pair.relationship, uid, by=pair.members["ben"].person)
    moved: Any = found.after(found.rows[1].uid, pair.at)
    before = found.rows[0].starts_at
    if days == -7:
        pair.call_off(found.rows[0])

    to = moved[0].starts_at + timedelta(days=days)
    places: Any = queries.places_when_moved(
        pair.relationship.coach_uid,
        60,
        moved,
        to,
        zone=zone_called(STOCKHOLM),
        at=pair.at,
    )
    assert [place.clash for place in places] == [None] * 3
    moves = {
        row.uid: booking.Chosen(place.starts_at) for row, place in zip(moved, places, strict=True)
    }
    booking.move_series(pair.relationship, moves, dict.fromkeys(moves, 60), **pair.doing("ben"))

    wanted = sorted(place.starts_at for place in places)
    assert pair.taken() == (wanted if days == -7 else [before, *wanted])


def test_all_after_one_are_called_off_as_one_deed_with_one_letter(pair):
    uid = pair.series(every_week(4), every=1)
    found = booking.the_series(pair.relationship, uid, by=pair.members["ben"].person)
    sent = len(letters())

    uids = [row.uid for row in found.after(found.rows[1].uid, pair.at)]
    booking.call_off_series(pair.relationship, uids, **pair.doing("ben"))

    assert pair.taken() == [FREE]
    assert len(letters()) == sent + 1


def test_a_series_with_one_that_was_called_off_meanwhile_is_not_moved_halfway(pair):
    uid = pair.series(every_week(2), every=1)
    found = booking.the_series(pair.relationship, uid, by=pair.members["ben"].person)
    pair.call_off(found.rows[1])
    rows: Any = found.rows
    moves = {row.uid: booking.Chosen(row.starts_at + timedelta(hours=1)) for row in rows}

    with pytest.raises(NotAllowed):
        booking.move_series(pair.relationship, moves, dict.fromkeys(moves, 60), **pair.doing("ben"))
    assert pair.taken() == [FREE]


def test_sessions_of_another_pair_are_not_moved_with_ours(pair):
    moves = {new_uid(): booking.Chosen(FREE)}

    with pytest.raises(NotAllowed):
        booking.move_series(pair.relationship, moves, dict.fromkeys(moves, 60), **pair.doing("ben"))


# --- letters ------------------------------------------------------------------------------------


@pytest.mark.row("INV-14")
def test_the_other_one_gets_a_letter_and_the_one_who_did_it_gets_none(pair):
    session = pair.book(FREE)
    assert len(letters()) == 1
    booking.move_to_slot(pair.relationship, session, day(6, 9), minutes=60, **pair.doing("alma"))
    assert len(letters()) == 2
    pair.call_off(session, "ben")

    assert len(letters()) == 3
    assert list(Link.objects.order_by("uid").values_list("holder", flat=True)) == [
        "coach",
        "client",
        "coach",
    ]


def test_whoever_wants_no_letters_gets_none(pair):
    alma = pair.members["alma"].person
    courier.turn_letters_off(person=alma, by=alma, at=pair.at)

    pair.book(FREE)

    assert letters() == []


@pytest.mark.row("A6")
def test_a_letter_waits_for_the_agreed_hours_but_not_where_the_time_is_within_a_day(signed):
    hours: dict[str, Any] = {"from": 9, "to": 18}
    open_term(
        signed.relationship,
        "A6",
        since=signed.at - timedelta(days=1),
        days=["mon"],
        zone="client",
        channels=["here"],
        **hours,
    )
    late = day(3, 13)  # a Tuesday, when nobody is to be reached
    signed.book(FREE, at=late)
    [waits] = letters()
    assert waits.not_before is not None
    assert waits.not_before.weekday() == 0

    session = CoachingSession.objects.get()
    Letter.objects.all().delete()
    sessions.mark_session(
        signed.relationship,
        session.uid,
        sessions.SessionState.CALLED_OFF,
        **signed.doing("alma", at=FREE - timedelta(hours=20)),
    )
    assert [letter.not_before for letter in letters()] == [None]


# --- waiting ------------------------------------------------------------------------------------


@pytest.fixture
def dora(pair, come_in, at):
    """Another client of Alma's: Dara, for this once."""
    from tests.cast import invite_and_accept

    dara = come_in("Dara")
    relationship = invite_and_accept(pair.members["alma"], dara, at - timedelta(days=20))
    return relationship, dara


def waits(dora, pair, first=FREE, last=FREE, session_uid=None):
    relationship, dara = dora
    wanted = booking.Wanted(pair.kind.uid, first.date(), last.date(), session_uid)
    return booking.begin_to_wait(relationship, wanted, uid=new_uid(), by=dara.person, at=pair.at)


def test_a_slot_that_is_given_back_is_told_to_those_who_wait_for_such_days(pair, dora):
    session = pair.book(FREE)
    waiting = waits(dora, pair)
    Letter.objects.all().delete()

    pair.call_off(session)

    assert len(letters()) == 2  # Alma's, and the one for whoever waits
    assert Link.objects.get(waiting=waiting).holder == "waiting"
    assert Waiting.objects.get().told_at == pair.at


def test_times_given_back_by_an_end_are_told_as_well(pair, dora, ben):
    pair.book(FREE)
    waiting = waits(dora, pair)

    relationships.end_relationship(relationship=pair.relationship, by=ben, at=pair.at)

    assert Link.objects.get(waiting=waiting).holder == "waiting"
    assert FREE in pair.free(FREE.date())


@pytest.mark.parametrize("first", [day(6), day(20)])
def test_those_who_wait_for_other_days_hear_nothing(pair, dora, first):
    session = pair.book(FREE)
    waits(dora, pair, first, first + timedelta(days=1))

    pair.call_off(session)

    assert Link.objects.filter(holder="waiting").count() == 0


def test_who_waits_is_told_once_in_a_while_only(pair, dora):
    first, second = pair.book(FREE), pair.book(FREE + timedelta(hours=1))
    waits(dora, pair)

    pair.call_off(first)
    pair.call_off(second)

    assert Link.objects.filter(holder="waiting").count() == 1


def test_a_gap_too_short_for_the_kind_that_is_waited_for_is_not_told(pair, dora):
    long = offer_kind(pair.relationship.coach_uid, "A long one", minutes=180)
    session = pair.book(FREE)
    for hours in (-2, 2):
        pair.book(FREE + timedelta(hours=hours), who="alma")
    relationship, dara = dora
    wanted = booking.Wanted(long.uid, FREE.date(), FREE.date())
    booking.begin_to_wait(relationship, wanted, uid=new_uid(), by=dara.person, at=pair.at)

    pair.call_off(session)
    assert Link.objects.filter(holder="waiting").count() == 1

    Waiting.objects.update(told_at=None)
    Link.objects.all().delete()
    pair.book(FREE + timedelta(hours=1))
    last = pair.book(FREE)
    pair.call_off(last)
    assert Link.objects.filter(holder="waiting").count() == 0


@pytest.mark.row("INV-13")
def test_a_coach_does_not_see_who_waits(pair):
    wanted = booking.Wanted(pair.kind.uid, FREE.date(), FREE.date())
    booking.begin_to_wait(pair.relationship, wanted, uid=new_uid(), **pair.signing("ben"))

    assert len(booking.waiting_of(pair.relationship, by=pair.members["ben"].person)) == 1
    assert booking.waiting_of(pair.relationship, by=pair.members["alma"].person) == []


def test_waiting_is_said_in_the_ledger_and_stops_when_one_says_so(pair):
    wanted = booking.Wanted(pair.kind.uid, FREE.date(), FREE.date())
    uid = new_uid()
    for _ in range(2):
        waiting = booking.begin_to_wait(pair.relationship, wanted, uid=uid, **pair.signing("ben"))

    booking.stop_waiting(pair.relationship, waiting, **pair.signing("ben"))

    assert Waiting.objects.count() == 0
    assert pair.verbs() == ["booking.waiting.begun", "booking.waiting.ended"]


def test_nobody_waits_whom_no_letter_would_tell(pair, ben):
    """Only a letter says that a slot came free."""
    wanted = booking.Wanted(pair.kind.uid, FREE.date(), FREE.date())
    courier.turn_letters_off(person=ben, by=ben, at=pair.at)

    with pytest.raises(NotAllowed, match="turned letters off"):
        booking.begin_to_wait(pair.relationship, wanted, uid=new_uid(), **pair.signing("ben"))


def test_a_wait_is_over_with_its_last_day_and_so_is_its_link_and_makes_room(pair, ben):
    wanted = booking.Wanted(pair.kind.uid, FREE.date(), FREE.date())
    made = [
        booking.begin_to_wait(pair.relationship, wanted, uid=new_uid(), **pair.signing("ben"))
        for _ in range(5)
    ]
    token = links.link_to_waiting(made[0], at=pair.at)
    assert links.the_link(token, at=FREE).standing == Standing.WORKS

    later = FREE + timedelta(days=1)
    opened = links.the_link(token, at=later)
    assert opened.standing == Standing.OVER
    holder = sessions.LinkHolder(ben.uid, ben.zone)
    with pytest.raises(NotAllowed):
        booking.take_waited_slot(opened, day(10, 13), uid=new_uid(), by=holder, at=later)
    assert queries.still_waited_for(pair.relationship, by=ben, at=later) == []

    more = booking.Wanted(pair.kind.uid, day(12).date(), day(12).date())
    booking.begin_to_wait(pair.relationship, more, uid=new_uid(), **pair.signing("ben", at=later))
    assert Waiting.objects.count() == 1


def test_a_copy_has_the_series_and_what_one_waits_for(pair):
    pair.series(every_week(2), every=1)
    wanted = booking.Wanted(pair.kind.uid, FREE.date(), FREE.date())
    booking.begin_to_wait(pair.relationship, wanted, uid=new_uid(), **pair.signing("ben"))

    def copied(who):
        return [each["what"] for each in booking.copy_for(pair.relationship, **pair.doing(who))]

    assert (copied("ben"), copied("alma")) == (["series", "waiting"], ["series"])
