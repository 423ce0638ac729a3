"""When a session is: taken in the coach's diary, given back, worked out again; and short notice (A9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from goldenthread.agreements import api as agreements
from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed
from goldenthread.diary import api as diary
from goldenthread.diary.models import Taken
from goldenthread.promises import api as promising
from goldenthread.promises.models import Promise
from goldenthread.relationships import api as relationships
from goldenthread.sessions import actions, api, changes
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState
from goldenthread.sessions.when import When, moment_again
from tests.opened_terms import open_term

CALLED_OFF, PLANNED = SessionState.CALLED_OFF, SessionState.PLANNED
HOUR = timedelta(hours=1)


@pytest.fixture
def noticed(meeting, at):
    """The two, who say so a day before."""
    open_term(meeting.relationship, "A9", since=at - timedelta(days=9), notice=24)
    return meeting


@pytest.fixture
def told():
    """Everything rooms are told of times, while a test runs."""
    heard: list[changes.TimeChange] = []
    changes.when_times_change(heard.append)
    yield heard
    changes._hearing.remove(heard.append)


def moment(year, month, day, hour):
    return datetime(year, month, day, hour, tzinfo=UTC)


def spans():
    rows = sorted(Taken.objects.values_list("begins", "ends"))
    return [tuple(datetime.fromtimestamp(each, UTC) for each in row) for row in rows]


def fresh(session):
    return CoachingSession.objects.get(uid=session.uid)


def api_terms(meeting):
    return agreements.terms_in_force(meeting.relationship.uid, at=meeting.at)


def given(meeting, session):
    """Give the notice that was given of a session, by what is in force now."""
    return api.notice_of(fresh(session), api_terms(meeting))


@pytest.mark.row("S1.14")
def test_a_time_is_the_wall_clock_and_the_moment_beside_it():
    when = When.at(datetime(2026, 12, 3, 15, tzinfo=UTC), "Europe/Stockholm", 60)

    assert (when.on_day, when.hour, when.zone) == (
        date(2026, 12, 3),
        time(16),
        "Europe/Stockholm",
    )
    assert when.ends_at == datetime(2026, 12, 3, 16, tzinfo=UTC)
    assert When.on(date(2026, 12, 3)).ends_at is None


def test_a_session_with_its_hour_takes_its_time_and_moving_takes_the_other_one(meeting):
    begins = meeting.at + timedelta(days=3)
    session = meeting.put(hour=begins, lasts=60)
    assert spans() == [(begins, begins + HOUR)]

    actions.move_session(
        meeting.relationship,
        session.uid,
        When.at(begins + HOUR, "UTC", 30),
        **meeting.looking("ben"),
    )
    assert spans() == [(begins + HOUR, begins + 1.5 * HOUR)]

    actions.move_session(
        meeting.relationship, session.uid, When.on(begins.date()), **meeting.looking("ben")
    )
    assert spans() == []
    assert fresh(session).sequence == 2


def test_two_sessions_never_have_the_same_time_and_nothing_of_the_second_is_kept(meeting):
    begins = meeting.at + timedelta(days=3)
    meeting.put(hour=begins, lasts=60)
    before = meeting.verbs()

    with pytest.raises(diary.TimeTaken):
        meeting.put(hour=begins + HOUR / 2, lasts=60)

    assert (CoachingSession.objects.count(), meeting.verbs()) == (1, before)


def test_calling_off_gives_the_time_back_and_taking_that_back_takes_it_again(meeting):
    begins = meeting.at + timedelta(days=3)
    session = meeting.put(hour=begins, lasts=60)
    meeting.became(session, CALLED_OFF)
    assert spans() == []
    meeting.became(session, PLANNED)
    assert spans() == [(begins, begins + HOUR)]

    meeting.became(session, CALLED_OFF)
    meeting.put(hour=begins, lasts=60)
    with pytest.raises(diary.TimeTaken):
        meeting.became(session, PLANNED)
    assert fresh(session).state == CALLED_OFF


def test_the_same_time_in_another_zone_is_no_move(meeting, told):
    begins = meeting.at + timedelta(days=3)
    session = meeting.put(hour=begins, lasts=60)

    actions.move_session(
        meeting.relationship,
        session.uid,
        When.at(begins, "Europe/Lisbon", 60),
        **meeting.looking("ben"),
    )

    assert (fresh(session).sequence, fresh(session).zone) == (0, "UTC")
    assert [change.deed for change in told] == ["arranged"]


def test_rooms_above_hear_of_every_change_and_what_it_was_before(meeting, told):
    begins = meeting.at + timedelta(days=3)
    session = meeting.put(hour=begins, lasts=60)
    later = When.at(begins + HOUR, "UTC", 60)
    actions.move_session(meeting.relationship, session.uid, later, **meeting.looking("ben"))
    meeting.became(session, CALLED_OFF)
    meeting.became(session, PLANNED)

    assert [(each.deed, each.was) for each in told] == [
        ("arranged", None),
        ("moved", begins),
        ("called_off", begins + HOUR),
        ("planned_again", begins + HOUR),
    ]
    assert fresh(session).sequence == 3


@pytest.mark.parametrize(
    ("zone", "day", "hour", "kept", "expected"),
    [
        # Rules stayed: the moment stays.
        ("UTC", (2026, 12, 3), 16, (2026, 12, 3, 16), (2026, 12, 3, 16)),
        # They changed: the hour that was meant stands.
        ("Europe/Stockholm", (2026, 7, 2), 16, (2026, 7, 2, 15), (2026, 7, 2, 14)),
        # It comes twice: the second was meant, and stays; of neither, the first.
        ("Europe/Stockholm", (2026, 10, 25), 2, (2026, 10, 25, 1), (2026, 10, 25, 1)),
        ("Europe/Stockholm", (2026, 10, 25), 2, (2026, 10, 25, 5), (2026, 10, 25, 0)),
        # It doesn't come any more: the moment it would have been.
        ("Europe/Stockholm", (2026, 3, 29), 2, (2026, 3, 29, 5), (2026, 3, 29, 1)),
        # The day is left out.
        ("Pacific/Apia", (2011, 12, 30), 9, (2011, 12, 30, 19), (2011, 12, 30, 19)),
    ],
)
def test_the_moment_is_worked_out_again_from_the_hour_that_was_meant(
    zone, day, hour, kept, expected
):
    when = When(date(*day), time(hour), zone, moment(*kept), 60)

    assert moment_again(when) == moment(*expected)


def test_when_a_country_changes_its_clocks_sessions_keep_their_hour_and_both_are_told(
    meeting, told
):
    begins = datetime(2027, 7, 1, 14, tzinfo=UTC)
    first = meeting.put(hour=begins, lasts=60)
    second = meeting.put(hour=begins + HOUR, lasts=60)
    # By the rules of that day it was an hour later in Stockholm than it is by today's.
    for session in (first, second):
        row = fresh(session)
        row.hour, row.zone = (row.starts_at + HOUR).time(), "Europe/Stockholm"
        row.save()
    del told[:]

    assert api.rederive(meeting.at) == 2

    assert [fresh(each).starts_at for each in (first, second)] == [begins - HOUR, begins]
    assert spans() == [(begins - HOUR, begins), (begins, begins + HOUR)]
    assert [(each.deed, each.by, each.was) for each in told] == [
        ("moved", api.THE_HOUSE, begins),
        ("moved", api.THE_HOUSE, begins + HOUR),
    ]
    assert meeting.verbs()[-1][:2] == ("sessions.session.clock_changed", None)
    assert api.rederive(meeting.at) == 0


def test_a_persons_sessions_between_two_moments_whatever_their_role(meeting, cleo):
    begins = meeting.at + timedelta(days=3)
    session = meeting.put(hour=begins, lasts=60)
    off = meeting.put(hour=begins + 2 * HOUR, lasts=60)
    meeting.became(off, CALLED_OFF)
    meeting.put()

    for who in ("alma", "ben"):
        person = meeting.members[who].person
        found = api.planned_between(person, meeting.at, begins + 9 * HOUR)
        assert [row.uid for row in found] == [session.uid]
        everything = api.sessions_between(person, meeting.at, begins + 9 * HOUR)
        assert [row.uid for row in everything] == [session.uid, off.uid]
        assert api.planned_between(person, meeting.at, begins) == []
    assert api.planned_between(cleo, meeting.at, begins + 9 * HOUR) == []
    assert api.ends_of(session) == begins + HOUR
    assert api.the_row(session.uid) == session
    assert api.the_row(new_uid()) is None


def test_an_end_gives_the_times_ahead_back_and_keeps_the_sessions(meeting, ben):
    session = meeting.put(hour=meeting.at + timedelta(days=3), lasts=60)
    relationships.end_relationship(relationship=meeting.relationship, by=ben, at=meeting.at)

    assert (spans(), fresh(session).state) == ([], "planned")
    assert api.planned_between(ben, meeting.at, meeting.at + timedelta(days=9)) == []


@pytest.mark.parametrize("who", ["alma", "ben"])
def test_short_notice_is_the_same_for_both(noticed, who):
    """A9: less than the hours both agreed, whoever calls off; at the very hour it's in time."""
    begins = noticed.at + timedelta(hours=24)
    in_time = noticed.put(hour=begins, lasts=60)
    late = noticed.put(hour=begins - 2 * HOUR, lasts=60)
    for session in (in_time, late):
        noticed.became(session, CALLED_OFF, who)

    early = given(noticed, in_time)
    assert (early.short, early.whose, early.hours, early.owed) == (False, None, 24, 24)
    short = given(noticed, late)
    role = Role.COACH if who == "alma" else Role.CLIENT
    assert (short.short, short.whose, short.hours, short.waived, short.moved) == (
        True,
        role,
        22,
        False,
        False,
    )


def test_without_a_term_and_without_an_hour_there_is_no_notice(meeting, noticed):
    session = noticed.put(noticed.today)
    noticed.became(session, CALLED_OFF)

    assert api.notice_of(fresh(session), api_terms(noticed)) is None
    timed = noticed.put(hour=noticed.at + HOUR, lasts=60)
    assert api.notice_of(timed, agreements.TermsInForce(), at=noticed.at) is None


def test_what_was_short_stays_so_when_the_agreement_changes(noticed):
    late = noticed.put(hour=noticed.at + 20 * HOUR, lasts=60)
    in_time = noticed.put(hour=noticed.at + 30 * HOUR, lasts=60)
    for session in (late, in_time):
        noticed.became(session, CALLED_OFF)

    for hours in (12, 72):
        open_term(noticed.relationship, "A9", since=noticed.at, notice=hours)
        found = [given(noticed, each).short for each in (late, in_time)]
        assert found == [True, False]


def test_moving_late_and_then_calling_off_in_time_is_short_all_the_same(noticed):
    session = noticed.put(hour=noticed.at + 2 * HOUR, lasts=60)
    later = When.at(noticed.at + timedelta(days=30), "UTC", 60)
    actions.move_session(noticed.relationship, session.uid, later, **noticed.looking("ben"))
    moved = given(noticed, session)
    assert (moved.whose, moved.moved, moved.hours) == (Role.CLIENT, True, 2)

    noticed.at += timedelta(minutes=1)
    noticed.became(session, CALLED_OFF, "ben")
    assert given(noticed, session).whose == Role.CLIENT
    noticed.became(session, PLANNED, "ben")
    assert given(noticed, session).whose == Role.CLIENT


def test_once_it_has_begun_only_who_says_so_of_themselves_was_late(noticed):
    begins = noticed.at - HOUR
    one, other = (noticed.put(hour=begins - each * HOUR, lasts=60) for each in (1, 3))
    noticed.became(one, CALLED_OFF)
    actions.mark_session(
        noticed.relationship, other.uid, CALLED_OFF, mine=True, **noticed.looking("ben")
    )

    assert [fresh(each).short_by for each in (one, other)] == ["", "client"]


def test_only_the_one_it_was_owed_to_lets_short_notice_be(noticed):
    session = noticed.put(hour=noticed.at + HOUR, lasts=60)
    with pytest.raises(NotAllowed, match="no short notice"):
        actions.waive_notice(noticed.relationship, session.uid, **noticed.doing("ben"))
    noticed.became(session, CALLED_OFF, "alma")
    with pytest.raises(NotAllowed, match="The other one"):
        actions.waive_notice(noticed.relationship, session.uid, **noticed.doing("alma"))

    for _twice in range(2):
        actions.waive_notice(noticed.relationship, session.uid, **noticed.doing("ben"))

    notice = given(noticed, session)
    assert (notice.waived, notice.counts) == (True, False)
    assert [verb for verb, *_ in noticed.verbs()].count("sessions.notice.waived") == 1


def promises():
    return list(Promise.objects.order_by("made_at", "uid").values_list("state", "due_on"))


@pytest.mark.row("INV-18")
def test_the_coachs_short_notice_makes_one_promise_and_waiving_takes_it_back(noticed, alma, ben):
    session = noticed.put(hour=noticed.at + HOUR, lasts=60)
    noticed.became(session, CALLED_OFF, "alma")

    promise = Promise.objects.get()
    assert (promise.maker_uid, promise.receiver_uid) == (alma.uid, ben.uid)
    assert promises() == [("open", noticed.today + timedelta(days=14))]
    [line] = promising.open_promises(noticed.relationship, **noticed.looking("ben"), limit=5)
    day = session.on_day.strftime("%A %-d %B %Y")
    assert line.words == f"A session to replace the one on {day}, or credit for it: you choose."

    actions.waive_notice(noticed.relationship, session.uid, **noticed.doing("ben"))
    assert [state for state, _due in promises()] == ["withdrawn"]


def test_taking_it_back_takes_the_promise_back_and_a_second_time_makes_another(noticed):
    session = noticed.put(hour=noticed.at + HOUR, lasts=60)
    for became in (CALLED_OFF, PLANNED, CALLED_OFF):
        noticed.became(session, became, "alma")

    assert sorted(state for state, _due in promises()) == ["open", "withdrawn"]


@pytest.mark.row("S3.9")
def test_no_promise_comes_of_the_clients_short_notice_nor_of_the_coachs_in_time(noticed):
    noticed.became(noticed.put(hour=noticed.at + HOUR, lasts=60), CALLED_OFF, "ben")
    noticed.became(noticed.put(hour=noticed.at + 25 * HOUR, lasts=60), CALLED_OFF, "alma")

    assert promises() == []


def test_what_the_coach_moved_late_is_owed_when_the_client_then_cannot(noticed):
    session = noticed.put(hour=noticed.at + HOUR, lasts=60)
    later = When.at(noticed.at + timedelta(days=9), "UTC", 60)
    actions.move_session(noticed.relationship, session.uid, later, **noticed.looking("alma"))
    assert promises() == []

    noticed.became(session, CALLED_OFF, "ben")
    assert [state for state, _due in promises()] == ["open"]


def moved_late_by_ben(noticed):
    """A session two hours ahead that Ben moves to the day after tomorrow."""
    session = noticed.put(hour=noticed.at + 2 * HOUR, lasts=60)
    later = When.at(noticed.at + timedelta(days=2), "UTC", 60)
    actions.move_session(noticed.relationship, session.uid, later, **noticed.looking("ben"))
    assert fresh(session).short_by == "client"
    return session


def test_a_coach_who_calls_off_late_owes_also_where_the_client_had_moved_late(noticed):
    session = moved_late_by_ben(noticed)
    noticed.at += timedelta(days=2) - HOUR
    noticed.became(session, CALLED_OFF, "alma")

    assert fresh(session).short_by == "coach"
    assert [state for state, _due in promises()] == ["open"]


def test_what_the_client_moved_late_costs_nothing_once_the_coach_calls_it_off(noticed):
    session = moved_late_by_ben(noticed)
    noticed.at += timedelta(minutes=1)
    noticed.became(session, CALLED_OFF, "alma")

    assert (fresh(session).short_by, promises()) == ("", [])


def test_each_deed_of_notice_is_one_row_about_the_client(noticed, alma, ben):
    session = noticed.put(hour=noticed.at + HOUR, lasts=60)
    noticed.became(session, CALLED_OFF, "alma")
    actions.waive_notice(noticed.relationship, session.uid, **noticed.doing("ben"))

    assert noticed.verbs() == [
        ("sessions.session.arranged", alma.uid, ben.uid),
        ("sessions.session.called_off", alma.uid, ben.uid),
        ("sessions.notice.waived", ben.uid, ben.uid),
    ]
