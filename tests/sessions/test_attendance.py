"""When each came and went: their own word for themselves, seen by both, evidence only together."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import Allowed, NotAllowed
from goldenthread.ledger import api as ledger
from goldenthread.sessions import api as sessions
from goldenthread.sessions.attendance import policy
from goldenthread.sessions.attendance.policy import Interval, Start
from goldenthread.sessions.changes import TimeChange, TimeDeed, tell_of
from goldenthread.sessions.models import Attendance, CoachingSession
from goldenthread.sessions.states import SessionState
from tests.opened_terms import open_term

BEFORE = timedelta(days=20)


def minutes(number):
    return timedelta(minutes=number)


@pytest.fixture
def timed(meeting, at):
    """The two, with sixty minutes and five to wait agreed (A8)."""
    open_term(meeting.relationship, "A8", since=at - BEFORE, length=60, grace=5)
    return meeting


def session_at(meeting, starts_at, **more) -> CoachingSession:
    """Keep a session that was put for this moment."""
    return CoachingSession.objects.create(
        uid=new_uid(),
        relationship_uid=meeting.relationship.uid,
        on_day=starts_at.date(),
        starts_at=starts_at,
        made_at=starts_at - BEFORE,
        **more,
    )


def tap(meeting, session, who, moment: datetime, *, out=False):
    deed = sessions.go_out if out else sessions.come_in
    return deed(meeting.relationship, session.uid, by=meeting.members[who].person, at=moment)


def lived(meeting, starts_at, *, late=0, lasts=60, **more) -> CoachingSession:
    """Let both come, and go after so many minutes."""
    session = session_at(meeting, starts_at, **more)
    came = starts_at + minutes(late)
    for who in ("alma", "ben"):
        tap(meeting, session, who, came)
    for who in ("alma", "ben"):
        tap(meeting, session, who, came + minutes(lasts), out=True)
    return session


def times(meeting, who="alma", at=None):
    return sessions.times_kept(
        meeting.relationship, by=meeting.members[who].person, at=at or meeting.at
    )


@pytest.mark.row("S0.17")
@pytest.mark.row("INV-13")
def test_each_says_im_here_for_themselves_and_the_start_is_known_to_both_once_both_are_there(timed):
    session = session_at(timed, timed.at)

    after_alma = tap(timed, session, "alma", timed.at - minutes(2))
    assert (after_alma.coach.is_in, after_alma.client.is_in) == (True, False)
    assert after_alma.began_at is None
    after_ben = tap(timed, session, "ben", timed.at + minutes(3))
    assert after_ben.began_at == timed.at + minutes(3)
    assert sessions.attendance_of([session.uid]) == {session.uid: after_ben}

    alma, ben = (timed.members[who].person.uid for who in ("alma", "ben"))
    assert timed.verbs() == [
        ("sessions.attendance.came", alma, ben),
        ("sessions.attendance.came", ben, ben),
    ]


def test_a_second_tap_changes_nothing_and_writes_nothing(timed):
    session = session_at(timed, timed.at)
    first = tap(timed, session, "ben", timed.at)
    again = tap(timed, session, "ben", timed.at + minutes(10))

    assert again == first
    assert len(timed.verbs()) == 1


def test_coming_back_takes_the_leaving_out_and_keeps_the_first_time(timed):
    session = session_at(timed, timed.at)
    tap(timed, session, "ben", timed.at)
    gone = tap(timed, session, "ben", timed.at + minutes(20), out=True)
    assert gone.client.left_at == timed.at + minutes(20)
    assert tap(timed, session, "ben", timed.at + minutes(21), out=True) == gone

    back = tap(timed, session, "ben", timed.at + minutes(25))
    assert (back.client.came_at, back.client.left_at) == (timed.at, None)


def test_nobody_leaves_before_they_came(timed):
    session = session_at(timed, timed.at)
    with pytest.raises(NotAllowed, match=policy.NOT_HERE.reason):
        tap(timed, session, "ben", timed.at, out=True)
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize(
    ("moment", "refused"),
    [
        (timedelta(hours=-2, minutes=-1), policy.TOO_EARLY),
        (timedelta(hours=-2), None),
        (timedelta(hours=12), None),
        (timedelta(hours=12, minutes=1), policy.TOO_LATE),
    ],
)
def test_one_is_here_around_the_sessions_own_time_only(timed, moment, refused):
    session = session_at(timed, timed.at)
    verdict = sessions.may_come_in(
        timed.relationship, session.uid, by=timed.members["ben"].person, at=timed.at + moment
    )
    assert verdict == (Allowed() if refused is None else refused)
    if refused is not None:
        with pytest.raises(NotAllowed, match=refused.reason):
            tap(timed, session, "ben", timed.at + moment)


def test_a_session_with_a_day_and_no_hour_is_entered_on_its_day(timed):
    session = timed.put()
    assert tap(timed, session, "ben", timed.at).client.is_in
    for off, refused in ((-1, policy.NOT_ITS_DAY), (1, policy.TOO_LATE)):
        with pytest.raises(NotAllowed, match=refused.reason):
            tap(timed, session, "alma", timed.at + timedelta(days=off))


def test_nobody_comes_to_a_session_that_was_called_off(timed):
    session = session_at(timed, timed.at, state=SessionState.CALLED_OFF)
    with pytest.raises(NotAllowed, match=policy.CALLED_OFF.reason):
        tap(timed, session, "ben", timed.at)


def test_only_the_two_have_a_part_in_it(timed, strangers, cleo, dara, enzo):
    session = lived(timed, timed.at - timedelta(days=2))
    row = Attendance.objects.values().get()
    who = {"by": None, "at": timed.at}
    for person in (cleo, dara, enzo):
        who["by"] = person
        for deed in (
            sessions.come_in,
            sessions.go_out,
            sessions.mark_outage,
            sessions.take_outage_back,
            sessions.may_come_in,
        ):
            with pytest.raises(Http404):
                deed(timed.relationship, session.uid, **who)
        with pytest.raises(Http404):
            sessions.enter_times(timed.relationship, session.uid, None, None, **who)
        with pytest.raises(Http404):
            sessions.times_kept(timed.relationship, **who)
    with pytest.raises(Http404):
        tap(timed, CoachingSession(uid=new_uid()), "ben", timed.at)
    assert Attendance.objects.values().get() == row


@pytest.mark.row("S1.14")
def test_times_both_entered_are_as_good_as_taps_and_one_sides_alone_are_not_evidence(timed):
    start = timed.at - timedelta(days=1)
    session = session_at(timed, start)
    for who in ("ben", "alma"):
        sessions.enter_times(
            timed.relationship,
            session.uid,
            start + minutes(4),
            start + minutes(64),
            **timed.doing(who),
        )
        [row] = times(timed).rows
        assert row.start == (Start.NOT_BOTH if who == "ben" else Start.WITHIN)
    assert (row.late_by, row.attended.minutes, row.over) == (4, 60, 0)
    assert (row.attended.coach.came_entered, row.attended.client.left_entered) == (True, True)

    sessions.enter_times(timed.relationship, session.uid, None, None, **timed.doing("ben"))
    assert times(timed).rows[0].start == Start.NOT_BOTH


@pytest.mark.row("S1.14")
def test_a_tap_stays_and_what_wasnt_tapped_can_be_entered(timed):
    start = timed.at - minutes(90)
    session = session_at(timed, start)
    tap(timed, session, "ben", start + minutes(9))
    ben = timed.doing("ben")
    with pytest.raises(NotAllowed, match=policy.TAPPED.reason):
        sessions.enter_times(timed.relationship, session.uid, start, start + minutes(60), **ben)

    said = sessions.enter_times(
        timed.relationship, session.uid, start + minutes(9), start + minutes(60), **ben
    )
    assert (said.client.came_by_tap, said.client.left_entered) == (True, True)
    assert said.coach == sessions.Side()


@pytest.mark.parametrize(
    ("came", "left", "refused"),
    [
        (0, 0, policy.BACKWARDS),
        (30, 10, policy.BACKWARDS),
        (-115, 660, policy.TOO_LONG),
        (None, 30, policy.NOT_HERE),
        (-121, 30, policy.FAR_OFF),
        (0, 60 * 25, policy.NOT_YET),
    ],
)
def test_times_that_cant_be_are_refused(timed, came, left, refused):
    start = timed.at - timedelta(days=1)
    session = session_at(timed, start)
    said = [None if each is None else start + minutes(each) for each in (came, left)]
    with pytest.raises(NotAllowed, match=refused.reason):
        sessions.enter_times(timed.relationship, session.uid, *said, **timed.doing("ben"))
    assert Attendance.objects.count() == 0


@pytest.mark.row("S1.14")
def test_an_outage_marked_by_either_excludes_a_session_and_is_counted_as_excluded(timed):
    for days in range(1, 5):
        lived(timed, timed.at - timedelta(days=days))
    failed = lived(timed, timed.at - timedelta(days=5), late=30)
    assert (times(timed).within, times(timed).counted) == (4, 5)

    sessions.mark_outage(timed.relationship, failed.uid, **timed.doing("ben"))
    seen = times(timed)
    assert (seen.within, seen.counted, seen.excluded) == (4, 4, 1)
    assert seen.rows[-1].over is None

    with pytest.raises(NotAllowed, match=policy.NOT_YOURS.reason):
        sessions.take_outage_back(timed.relationship, failed.uid, **timed.doing("alma"))
    sessions.take_outage_back(timed.relationship, failed.uid, **timed.doing("ben"))
    assert times(timed).excluded == 0


def test_an_outage_is_of_a_session_whose_time_has_come(timed):
    session = session_at(timed, timed.at + timedelta(days=1))
    with pytest.raises(NotAllowed, match=policy.TOO_EARLY.reason):
        sessions.mark_outage(timed.relationship, session.uid, **timed.doing("ben"))


@pytest.mark.row("INV-11")
def test_below_five_there_is_the_list_and_no_interval(timed):
    for days in range(1, 5):
        lived(timed, timed.at - timedelta(days=days))
    assert (times(timed).counted, times(timed).believable) == (4, None)

    lived(timed, timed.at - timedelta(days=5))
    assert times(timed).believable == policy.interval(5, 5)


@pytest.mark.row("S1.14")
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29 by Wilson's method.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (5, 5, 0.5655, 1.0),
    ],
)
def test_the_interval_is_wilsons(count, of, low, high):
    got = policy.interval(count, of)
    assert got is not None
    assert (round(got.low, 4), round(got.high, 4)) == (low, high)
    assert isinstance(got, Interval)


@pytest.mark.row("S1.14")
@pytest.mark.row("INV-13")
def test_both_see_the_very_same(timed):
    lived(timed, timed.at - timedelta(days=1), late=7, lasts=50)
    lived(timed, timed.at - timedelta(days=2), late=5, lasts=65)
    session_at(timed, timed.at - timedelta(days=3), state=SessionState.TOOK_PLACE)
    session_at(timed, timed.at - timedelta(days=4), state=SessionState.CALLED_OFF)
    session_at(timed, timed.at - timedelta(days=5))

    assert times(timed, "alma") == times(timed, "ben")
    rows = times(timed).rows
    assert [row.start for row in rows] == [Start.LATER, Start.WITHIN, Start.NOT_BOTH]
    assert [row.late_by for row in rows] == [7, 5, None]
    assert [row.over for row in rows] == [-10, 5, None]
    assert (times(timed).counted, times(timed).not_observed) == (2, 1)


def test_what_was_agreed_then_is_what_counts(timed):
    lived(timed, timed.at - timedelta(days=1), late=5)
    open_term(timed.relationship, "A8", since=timed.at, length=30, grace=0)

    [row] = times(timed).rows
    assert (row.start, row.agreed) == (Start.WITHIN, 60)


def test_with_no_time_to_wait_agreed_nothing_is_called_in_time_or_not(meeting):
    lived(meeting, meeting.at - timedelta(days=1), late=5)
    seen = times(meeting)
    assert [row.start for row in seen.rows] == [Start.NO_GRACE]
    assert (seen.counted, seen.not_observed) == (0, 1)
    assert [row.over for row in seen.rows] == [None]


def test_a_session_that_goes_on_isnt_in_the_list_yet(timed):
    session = session_at(timed, timed.at - minutes(10))
    for who in ("alma", "ben"):
        tap(timed, session, who, timed.at - minutes(10))
    assert times(timed).rows == ()
    tap(timed, session, "ben", timed.at, out=True)
    tap(timed, session, "alma", timed.at, out=True)
    assert [row.session_uid for row in times(timed).rows] == [session.uid]


def test_times_go_with_a_session_that_moved_to_another_day(timed):
    session = lived(timed, timed.at - timedelta(days=1))

    def moved(days):
        session.starts_at = timed.at + timedelta(days=days)
        session.on_day = session.starts_at.date()
        session.save()
        tell_of(TimeChange(timed.relationship, session, TimeDeed.MOVED, **timed.doing("alma")))

    session.starts_at -= minutes(5)
    moved(-1)
    assert Attendance.objects.count() == 1
    moved(3)
    assert Attendance.objects.count() == 0


def test_a_copy_holds_both_sides_and_what_it_cannot_see(timed):
    lived(timed, timed.at - timedelta(days=1), late=7)
    copied = [
        list(sessions.copy_of_times(timed.relationship, **timed.doing(who)))
        for who in ("alma", "ben")
    ]
    assert copied[0] == copied[1]
    [row] = copied[0]
    assert (row["start"], row["minutes"], row["minutes_to_wait"]) == ("later", 60, 5)
    assert row["cannot_see"] == policy.CANNOT_SEE


def test_old_times_go_after_two_years(timed):
    lived(timed, timed.at - timedelta(days=300))
    lived(timed, timed.at - timedelta(days=740))
    assert sessions.forget_times_that_are_old(timed.at) == 1
    assert sessions.forget_times_that_are_old(timed.at) == 0
    assert Attendance.objects.count() == 1


def test_the_end_leaves_times_as_they_are(timed, at):
    from goldenthread.relationships import api as relationships

    session = lived(timed, timed.at - timedelta(days=1))
    relationships.end_relationship(relationship=timed.relationship, **timed.doing("ben"))
    for deed in (sessions.come_in, sessions.mark_outage):
        with pytest.raises(NotAllowed, match=policy.LONG_OVER.reason):
            deed(timed.relationship, session.uid, **timed.doing("ben"))


def test_the_question_count_stays_with_more_sessions(timed, django_assert_num_queries):
    for days in range(1, 4):
        lived(timed, timed.at - timedelta(days=days))
        with django_assert_num_queries(2):
            times(timed)
    assert ledger.Entry.objects.filter(verb__startswith="sessions.attendance").count() == 12
