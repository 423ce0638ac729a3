"""What happens to a session, who reads it, and that the ledger knew first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.models import Letter
from goldenthread.plans import api as plans
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.sessions import actions, ahead, policy, queries
from goldenthread.sessions.chores import forget_cards_that_are_over
from goldenthread.sessions.models import ChallengeCard, CoachingSession, SessionWords
from goldenthread.sessions.opened import Aim, Wishes
from goldenthread.sessions.states import Challenge, SessionState, Standing
from goldenthread.sessions.when import When
from tests.opened_terms import close_term, open_term
from tests.sessions.conftest import AIM

PLANNED, TOOK_PLACE = SessionState.PLANNED, SessionState.TOOK_PLACE
CALLED_OFF = SessionState.CALLED_OFF


@pytest.mark.row("S4.10")
def test_the_client_speaks_first_then_the_coach_adds_and_both_say_yes(meeting):
    session = meeting.put()
    with pytest.raises(NotAllowed, match=policy.CLIENT_FIRST.reason):
        meeting.add(session, seen=0)
    with pytest.raises(NotAllowed, match=policy.CLIENT_FIRST.reason):
        meeting.agree(session, "alma", seen=0)

    meeting.speak(session, minutes=60)
    seen = meeting.opened(session, "alma")
    assert (seen.aim, seen.minutes, seen.standing) == (AIM, 60, Standing.TALKING)

    meeting.add(session)
    assert meeting.opened(session).added == "I'd watch for the nod"
    meeting.agree(session, "ben", seen=2)

    assert {who: meeting.opened(session, who).is_agreed for who in ("alma", "ben")} == {
        "alma": True,
        "ben": True,
    }


def test_a_changed_word_asks_for_both_yeses_anew(meeting):
    session = meeting.put()
    meeting.speak(session)
    meeting.agree(session, "alma", seen=1)
    assert meeting.opened(session).is_agreed

    meeting.speak(session, Aim("Oslo, rather"))

    now = meeting.opened(session, "alma")
    assert (now.is_agreed, now.i_said_yes, now.they_said_yes) == (False, False, True)
    with pytest.raises(NotAllowed, match=policy.MOVED_ON.reason):
        meeting.agree(session, "alma", seen=1)


def test_two_who_write_at_once_lose_nothing(meeting):
    session = meeting.put()
    meeting.speak(session)
    meeting.speak(session, Aim("Oslo"))

    with pytest.raises(actions.WordedElsewhere):
        meeting.add(session, seen=1)
    with pytest.raises(actions.WordedElsewhere):
        meeting.speak(session, Aim("Porto"), seen=1)
    assert meeting.opened(session).aim == Aim("Oslo")


@pytest.mark.row("S4.10")
def test_the_coach_can_say_nothing_in_the_clients_place(meeting):
    session = meeting.put()
    pair, alma = meeting.relationship, meeting.looking("alma")

    for deed in (
        lambda: actions.say_what_for(pair, session.uid, AIM, Wishes(), seen=0, **alma),
        lambda: actions.set_card(pair, session.uid, Challenge.GO_AHEAD, **alma),
        lambda: actions.say_whether(pair, session.uid, "Yes, we did", **alma),
        lambda: actions.keep_wanting(pair, session.uid, **meeting.doing("alma")),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert (SessionWords.objects.count(), ChallengeCard.objects.count()) == (0, 0)


@pytest.mark.row("INV-6")
def test_without_a_term_what_a_client_writes_is_sealed_for_them_alone(unsigned):
    session = unsigned.put()
    unsigned.speak(session)

    assert SessionWords.objects.get().compartment.kind == "client-private"
    alma_sees, ben_sees = unsigned.opened(session, "alma"), unsigned.opened(session)
    assert (alma_sees.aim, alma_sees.standing) == (None, Standing.UNSPOKEN)
    assert (ben_sees.aim, ben_sees.is_open_to_coach) == (AIM, False)
    with pytest.raises(NotAllowed):
        unsigned.add(session)


@pytest.mark.row("INV-6")
@pytest.mark.row("INV-7")
def test_a_closed_term_closes_sessions_and_a_new_one_never_reaches_back(meeting):
    session = meeting.put()
    meeting.speak(session)
    meeting.add(session)
    assert meeting.opened(session, "alma").aim == AIM

    close_term(meeting.relationship, "A1", "session.agreement", at=meeting.at)
    now = meeting.opened(session, "alma")
    assert (now.aim, now.standing, now.added) == (None, Standing.UNSPOKEN, "I'd watch for the nod")

    later = meeting.at + timedelta(minutes=1)
    open_term(meeting.relationship, "A1", "session.agreement", since=later)
    meeting.at = later + timedelta(minutes=1)
    assert meeting.opened(session, "alma").aim is None
    meeting.speak(session, Aim("Oslo"))
    assert meeting.opened(session, "alma").aim == Aim("Oslo")


@pytest.mark.row("S2.2")
def test_the_card_is_seen_by_the_coach_and_gone_at_the_end_with_no_trace_of_its_level(meeting):
    session = meeting.put()
    for level in (Challenge.GO_AHEAD, Challenge.HOLD_BACK):
        actions.set_card(meeting.relationship, session.uid, level, **meeting.looking("ben"))
    assert meeting.opened(session, "alma").card == Challenge.HOLD_BACK
    assert ChallengeCard.objects.count() == 1
    assert b"hold_back" not in bytes(ChallengeCard.objects.get().sealed)

    meeting.became(session, TOOK_PLACE)

    assert ChallengeCard.objects.count() == 0
    assert {who: meeting.opened(session, who).card for who in ("alma", "ben")} == {
        "alma": None,
        "ben": None,
    }
    meeting.became(session, PLANNED)
    assert meeting.opened(session, "alma").card is None


@pytest.mark.row("S2.2")
def test_a_card_nobody_took_away_is_over_with_its_session(meeting):
    session = meeting.put(hour=meeting.at)
    meeting.speak(session, minutes=60)
    actions.set_card(
        meeting.relationship, session.uid, Challenge.GO_AHEAD, **meeting.looking("ben")
    )
    after = meeting.at + timedelta(minutes=60)
    assert meeting.opened(session, "alma", at=after - timedelta(seconds=1)).card

    assert meeting.opened(session, "alma", at=after).card is None
    assert meeting.opened(session, "ben", at=after).card is None
    assert forget_cards_that_are_over(after) == 1
    with pytest.raises(NotAllowed):
        actions.set_card(
            meeting.relationship,
            session.uid,
            Challenge.ASK_FIRST,
            **meeting.looking("ben", at=after),
        )


@pytest.mark.row("S2.2")
def test_nothing_is_chosen_for_the_client_and_no_card_is_shown_for_one_who_laid_none(meeting):
    session = meeting.put()
    meeting.speak(session)

    assert meeting.opened(session, "alma").card is None


def test_a_card_can_be_taken_back(meeting):
    session = meeting.put()
    for level in (Challenge.GO_AHEAD, None):
        actions.set_card(meeting.relationship, session.uid, level, **meeting.looking("ben"))

    assert meeting.opened(session, "alma").card is None


def test_recording_is_spoken_of_only_where_a_term_leaves_it_open(meeting):
    session = meeting.put()
    meeting.speak(session, recording="yes")
    assert meeting.opened(session).recording == ""

    open_term(meeting.relationship, "A13", since=meeting.at, recording="ask")
    meeting.speak(session, recording="yes")
    assert meeting.opened(session, "alma").recording == "yes"


@pytest.mark.row("S4.7")
def test_an_aim_hangs_on_a_goal_and_a_retired_goal_asks_whether_it_is_still_wanted(meeting):
    goal, session = meeting.goal(), meeting.put()
    meeting.speak(session, goal_uid=goal.uid)
    assert meeting.opened(session, "alma").goal == "Say no to Porto"
    assert meeting.opened(session).asks_still_wanted is False
    meeting.at += timedelta(minutes=1)

    plans.retire_goal(
        meeting.relationship, goal.uid, plans.GoalState.DONE_WITH, **meeting.doing("ben")
    )

    for who in ("alma", "ben"):
        assert meeting.opened(session, who).asks_still_wanted
        assert [each.uid for each in meeting.raised(who).still_wanted] == [session.uid]
        [hanging] = queries.hanging_on(
            meeting.relationship, goal.uid, meeting.members[who].person, meeting.at
        )
        assert (hanging.day, hanging.asks) == (session.on_day, True)
    meeting.at += timedelta(minutes=1)
    actions.keep_wanting(meeting.relationship, session.uid, **meeting.doing("ben"))
    assert meeting.opened(session, "alma").asks_still_wanted is False
    with pytest.raises(NotAllowed):
        actions.keep_wanting(meeting.relationship, session.uid, **meeting.doing("ben"))


@pytest.mark.row("S4.9")
def test_a_goal_of_the_clients_alone_stays_so_where_an_aim_hangs_on_it(meeting):
    goal, session = meeting.goal(shared=False), meeting.put()
    meeting.speak(session, goal_uid=goal.uid)
    plans.retire_goal(
        meeting.relationship, goal.uid, plans.GoalState.DONE_WITH, **meeting.doing("ben")
    )

    seen = meeting.opened(session, "alma")
    assert (seen.goal, seen.goal_uid, seen.goal_is_retired, seen.asks_still_wanted) == (
        "",
        None,
        False,
        False,
    )
    assert meeting.opened(session).goal == "Say no to Porto"


def test_a_goal_of_nobodys_is_no_goal(meeting):
    session = meeting.put()
    meeting.speak(session, goal_uid=new_uid())

    assert CoachingSession.objects.get().goal_uid is None


@pytest.mark.row("S4.7")
def test_an_aim_outside_the_plan_is_kept_and_the_third_raises_a_question(meeting):
    sessions = [meeting.put() for _ in range(3)]
    for session in sessions[:2]:
        meeting.speak(session, outside=True)
    assert meeting.opened(sessions[0], "alma").outside
    assert not meeting.raised()

    meeting.speak(sessions[2], outside=True)
    assert meeting.raised("ben").plan_may_have_changed
    assert meeting.raised("alma").plan_may_have_changed

    meeting.at += timedelta(minutes=1)
    plans.look_at_plan(meeting.relationship, passed=False, **meeting.doing("alma"))
    assert not meeting.raised()


@pytest.mark.row("S1.16")
def test_after_four_sessions_it_is_time_to_look_and_the_client_may_pass_with_no_reason(meeting):
    for _ in range(3):
        meeting.became(meeting.put(), TOOK_PLACE)
    assert not meeting.raised()
    meeting.became(meeting.put(), TOOK_PLACE)
    assert meeting.raised("alma").time_for_a_look
    with pytest.raises(NotAllowed):
        plans.look_at_plan(meeting.relationship, passed=True, **meeting.doing("alma"))

    meeting.at += timedelta(minutes=1)
    plans.look_at_plan(meeting.relationship, passed=True, **meeting.doing("ben"))
    assert not meeting.raised("alma")


@pytest.mark.row("S1.16")
def test_how_often_is_what_both_agreed(meeting):
    open_term(meeting.relationship, "review", since=meeting.at, sessions=1)

    meeting.became(meeting.put(), TOOK_PLACE)

    assert meeting.raised().time_for_a_look


@pytest.mark.row("S0.8")
def test_after_a_short_first_time_it_is_the_client_who_decides(meeting):
    meeting.became(meeting.put(), TOOK_PLACE)
    meeting.at += timedelta(minutes=1)
    open_term(meeting.relationship, "short", since=meeting.at, sessions=2)
    meeting.became(meeting.put(), TOOK_PLACE)
    assert not meeting.raised("ben")

    meeting.became(meeting.put(), TOOK_PLACE)

    assert [meeting.raised(who).time_to_decide for who in ("alma", "ben")] == [True, True]


def test_sessions_that_took_place_are_counted_by_month_and_others_are_not(meeting):
    for day in (date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)):
        meeting.became(meeting.put(day), TOOK_PLACE)
    meeting.became(meeting.put(date(2026, 2, 26)), CALLED_OFF)
    meeting.put(date(2026, 2, 25))
    mistaken = meeting.put(date(2026, 2, 24))
    meeting.became(mistaken, TOOK_PLACE)
    meeting.became(mistaken, PLANNED, who="ben")

    uid = meeting.relationship.uid
    assert [ahead.count_took_place(uid, 2026, month) for month in (1, 2, 3)] == [0, 2, 1]


def test_at_the_end_the_client_may_say_whether_it_was_what_it_was_for(meeting):
    session = meeting.put()
    with pytest.raises(NotAllowed):
        actions.say_whether(meeting.relationship, session.uid, "Nearly", **meeting.looking("ben"))
    meeting.became(session, TOOK_PLACE, who="ben")

    actions.say_whether(meeting.relationship, session.uid, "Nearly", **meeting.looking("ben"))

    assert meeting.opened(session, "ben").end == "Nearly"


def test_a_session_moved_takes_its_card_along_to_nowhere(meeting):
    session = meeting.put()
    actions.set_card(
        meeting.relationship, session.uid, Challenge.GO_AHEAD, **meeting.looking("ben")
    )

    actions.move_session(
        meeting.relationship,
        session.uid,
        When.on(meeting.today + timedelta(days=7)),
        **meeting.doing("alma"),
    )

    assert ChallengeCard.objects.count() == 0
    assert meeting.opened(session).on_day == meeting.today + timedelta(days=7)


@pytest.mark.row("S4.7")
def test_a_session_needs_no_sponsor_at_all(meeting):
    assert relationships.role_in(meeting.relationship, meeting.members["ben"].person) == "client"
    session = meeting.put(who="ben")
    meeting.speak(session)
    meeting.agree(session, "alma", seen=1)
    meeting.became(session, TOOK_PLACE)

    assert {actor for _verb, actor, _about in meeting.verbs()} == {
        member.uid for member in meeting.members.values()
    }


@pytest.mark.row("INV-13")
@pytest.mark.row("INV-3")
def test_each_deed_and_each_reading_is_one_row_about_the_client(meeting, alma, ben):
    session = meeting.put()
    meeting.speak(session)
    meeting.opened(session, "alma")
    meeting.add(session)
    meeting.agree(session, "ben", seen=2)
    meeting.became(session, TOOK_PLACE)

    assert meeting.verbs() == [
        ("sessions.session.arranged", alma.uid, ben.uid),
        ("sessions.aim.put", ben.uid, ben.uid),
        ("sessions.sessions.read", alma.uid, ben.uid),
        ("sessions.aim.added_to", alma.uid, ben.uid),
        ("sessions.aim.agreed", ben.uid, ben.uid),
        ("sessions.session.took_place", alma.uid, ben.uid),
    ]


@pytest.mark.row("INV-1")
def test_no_session_sends_a_letter(meeting):
    before = Letter.objects.count()
    session = meeting.put()
    meeting.speak(session)
    meeting.add(session)
    meeting.became(session, TOOK_PLACE)

    assert Letter.objects.count() == before


@pytest.mark.parametrize("who", ["cleo", "dara", "enzo"])
def test_strangers_find_nothing_whatever_they_ask(meeting, who, request):
    session = meeting.put()
    meeting.speak(session)
    stranger = request.getfixturevalue(who)
    keyring = request.getfixturevalue(f"{who}_keyring")
    doing = {"by": stranger, "at": meeting.at}
    given, pair, before = {**doing, "keyring": keyring}, meeting.relationship, meeting.verbs()

    for ask in (
        lambda: queries.sessions_of(pair, **given),
        lambda: queries.the_session(pair, session.uid, **given),
        lambda: queries.next_session(pair, today=meeting.today, **given),
        lambda: queries.raised(pair, **given),
        lambda: queries.hanging_on(pair, new_uid(), stranger, meeting.at),
        lambda: list(queries.copy_for(pair, **given)),
        lambda: actions.arrange_session(pair, When.on(meeting.today), uid=new_uid(), **doing),
        lambda: actions.say_what_for(pair, session.uid, AIM, Wishes(), seen=1, **given),
        lambda: actions.agree_to_aim(pair, session.uid, seen=1, **doing),
        lambda: actions.mark_session(pair, session.uid, TOOK_PLACE, **doing),
        lambda: actions.set_card(pair, session.uid, Challenge.GO_AHEAD, **given),
    ):
        with pytest.raises(Http404):
            ask()
    assert meeting.verbs() == before


def test_after_the_end_the_client_keeps_what_was_said_and_nothing_changes(meeting):
    session = meeting.put()
    meeting.speak(session)
    meeting.add(session)
    relationships.end_relationship(
        relationship=meeting.relationship, by=meeting.members["ben"].person, at=meeting.at
    )

    ben_sees, alma_sees = meeting.opened(session), meeting.opened(session, "alma")
    assert (ben_sees.aim, ben_sees.added) == (AIM, "I'd watch for the nod")
    assert (alma_sees.aim, alma_sees.added) == (None, "I'd watch for the nod")
    with pytest.raises(NotAllowed, match=policy.LONG_OVER.reason):
        meeting.became(session, TOOK_PLACE)


@pytest.mark.row("S2.2")
def test_a_copy_says_all_but_the_card(meeting):
    session = meeting.put()
    meeting.speak(session, minutes=50)
    meeting.add(session)
    actions.set_card(
        meeting.relationship, session.uid, Challenge.GO_AHEAD, **meeting.looking("ben")
    )

    [mine], [hers] = (
        list(queries.copy_for(meeting.relationship, **meeting.looking(who)))
        for who in ("ben", "alma")
    )

    assert mine == hers
    assert (mine["aim"]["today"], mine["added"], mine["minutes"], mine["state"]) == (
        "What to say to Lena",
        "I'd watch for the nod",
        50,
        "planned",
    )
    assert "go_ahead" not in str(mine)


@pytest.mark.row("G5")
def test_any_flipped_byte_is_refused(meeting):
    session = meeting.put()
    meeting.speak(session)
    whole = bytes(SessionWords.objects.get().sealed)

    for place in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[place] ^= 1
        SessionWords.objects.update(sealed=bytes(broken))
        with pytest.raises(seals.Bad):
            meeting.opened(session)


@pytest.mark.parametrize("count", [1, 3])
def test_sessions_take_the_same_number_of_questions_for_one_and_for_three(
    meeting, count, django_assert_num_queries
):
    goal = meeting.goal()
    for _ in range(count):
        meeting.speak(meeting.put(), goal_uid=goal.uid)
    looking = meeting.looking("alma", at=meeting.at + timedelta(hours=1))

    with django_assert_num_queries(22), django_assert_num_queries(2, using="vault"):
        queries.sessions_of(meeting.relationship, **looking)
