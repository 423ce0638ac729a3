"""Who may do what for a session: every state, every role."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.sessions import policy
from goldenthread.sessions.days import day_for, end_for, moment_for
from goldenthread.sessions.states import MAY_BECOME, SessionState, Standing

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = AT.date()
NO = Refused("Nothing opens this.")
PLANNED, TOOK_PLACE = SessionState.PLANNED, SessionState.TOOK_PLACE
EVERYBODY = [*Role, "steward", ""]


class Someone:
    def __init__(self, zone: str = "UTC") -> None:
        self.uid, self.zone = uuid4(), zone


def test_every_state_has_its_place_in_the_table():
    assert MAY_BECOME.keys() == set(SessionState)


@pytest.mark.row("S4.10")
@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize("role", EVERYBODY)
def test_only_the_client_says_what_a_session_is_for(role, state):
    verdict = policy.may_speak(role=role, state=state, today="Lena", going_on=True)

    assert bool(verdict) is (role == "client" and state == PLANNED)


@pytest.mark.row("S4.10")
@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize("spoken", [True, False])
@pytest.mark.parametrize("opened", [Allowed(), NO], ids=["a term", "no term"])
def test_the_coach_adds_only_after_the_client_spoke(role, state, spoken, opened):
    verdict = policy.may_add(role=role, state=state, spoken=spoken, opened=opened, going_on=True)

    assert bool(verdict) is (role == "coach" and state == PLANNED and spoken and bool(opened))
    if role == "coach" and state == PLANNED and opened and not spoken:
        assert verdict == policy.CLIENT_FIRST


@pytest.mark.row("S4.7")
@pytest.mark.parametrize("role", EVERYBODY)
def test_nobody_beside_the_two_has_a_part_in_a_session(role):
    in_pair = role in {"coach", "client"}

    assert bool(policy.may_arrange(role=role, state=PLANNED, going_on=True)) is in_pair
    assert (
        bool(
            policy.may_agree(role=role, state=PLANNED, seen=2, stands=2, spoken=True, going_on=True)
        )
        is in_pair
    )
    assert (
        bool(
            policy.may_become(
                role=role,
                state=PLANNED,
                became=TOOK_PLACE,
                on_day=TODAY,
                today=TODAY,
                going_on=True,
            )
        )
        is in_pair
    )


def test_yes_is_said_to_what_was_read_and_to_nothing_before_the_client_spoke():
    given: dict[str, Any] = {"role": "coach", "state": PLANNED, "going_on": True}

    assert policy.may_agree(**given, seen=2, stands=2, spoken=True) == Allowed()
    assert policy.may_agree(**given, seen=1, stands=2, spoken=True) == policy.MOVED_ON
    assert policy.may_agree(**given, seen=0, stands=0, spoken=False) == policy.CLIENT_FIRST


@pytest.mark.parametrize(
    ("round_", "coach", "client", "stands"),
    [
        (0, 0, 0, Standing.UNSPOKEN),
        (1, 0, 1, Standing.TALKING),
        (1, 1, 1, Standing.AGREED),
        (2, 2, 1, Standing.TALKING),
        (2, 1, 1, Standing.TALKING),
        (2, 2, 2, Standing.AGREED),
    ],
)
def test_both_agree_when_both_said_yes_to_what_stands(round_, coach, client, stands):
    assert policy.standing(round_=round_, coach_yes=coach, client_yes=client) == stands


@pytest.mark.row("S2.2")
@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize("over", [True, False])
def test_only_the_client_lays_the_card_and_only_before_the_session_is_over(role, state, over):
    verdict = policy.may_set_card(role=role, state=state, over=over, going_on=True)

    assert bool(verdict) is (role == "client" and state == PLANNED and not over)


@pytest.mark.row("S2.2")
@pytest.mark.parametrize(
    ("state", "minutes", "shows"),
    [(PLANNED, -1, True), (PLANNED, 0, False), (TOOK_PLACE, -1, False)],
)
def test_a_card_shows_until_its_session_is_over(state, minutes, shows):
    assert policy.card_shows(state=state, over_at=AT, at=AT + timedelta(minutes=minutes)) is shows


@pytest.mark.parametrize("became", SessionState)
@pytest.mark.parametrize("state", SessionState)
def test_either_says_what_became_of_it_and_takes_it_back(state, became):
    verdict = policy.may_become(
        role="coach", state=state, became=became, on_day=TODAY, today=TODAY, going_on=True
    )

    assert bool(verdict) is (state == became or became in MAY_BECOME[state])


def test_a_session_has_not_taken_place_before_its_day():
    given: dict[str, Any] = {
        "role": "client",
        "state": PLANNED,
        "became": TOOK_PLACE,
        "today": TODAY,
    }

    assert not policy.may_become(**given, on_day=TODAY + timedelta(days=1), going_on=True)
    assert policy.may_become(**given, on_day=TODAY, going_on=True)
    assert not policy.may_become(**given, on_day=TODAY, going_on=False)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("state", SessionState)
def test_only_the_client_says_whether_it_was_what_it_was_for(role, state):
    may = role == "client" and state == TOOK_PLACE

    assert bool(policy.may_say_whether(role=role, state=state)) is may


@pytest.mark.row("S4.7")
@pytest.mark.parametrize(
    ("state", "spoken", "retired", "kept", "asks"),
    [
        (PLANNED, True, AT, None, True),
        (PLANNED, True, AT, AT - timedelta(1), True),
        (PLANNED, True, AT, AT + timedelta(1), False),
        (PLANNED, True, None, None, False),
        (PLANNED, False, AT, None, False),
        (TOOK_PLACE, True, AT, None, False),
    ],
)
def test_an_aim_ahead_whose_goal_was_retired_asks_whether_it_is_still_wanted(
    state, spoken, retired, kept, asks
):
    found = policy.asks_still_wanted(
        state=state, spoken=spoken, retired_at=retired, still_wanted_at=kept
    )

    assert found is asks


@pytest.mark.row("S4.7")
@pytest.mark.parametrize(("aims", "asks"), [(0, False), (2, False), (3, True), (9, True)])
def test_three_aims_outside_the_plan_ask_whether_it_has_changed(aims, asks):
    assert policy.asks_about_plan(aims) is asks


@pytest.mark.row("S1.16")
@pytest.mark.parametrize(
    ("sessions", "every", "asks"),
    [(3, None, False), (4, None, True), (4, 6, False), (6, 6, True), (1, 0, False)],
)
def test_every_fourth_session_is_a_good_moment_or_as_agreed(sessions, every, asks):
    assert policy.asks_for_a_look(sessions, every=every) is asks


@pytest.mark.parametrize(
    ("minutes", "may"), [(None, True), (4, False), (5, True), (480, True), (481, False)]
)
def test_a_session_has_minutes_people_mean(minutes, may):
    assert bool(policy.may_last(minutes)) is may


@pytest.mark.parametrize(
    ("day", "may"),
    [(TODAY - timedelta(days=9), True), (date(2029, 12, 31), True), (date(2030, 1, 1), False)],
)
def test_a_session_falls_on_a_day_people_mean(day, may):
    assert bool(policy.may_fall_on(day, today=TODAY)) is may


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "UTC", "no such place", "../etc"])
def test_a_session_is_over_after_its_minutes_or_with_its_day(zone):
    ben = Someone(zone)
    begins = moment_for(ben, TODAY, time(14, 0))

    assert end_for(ben, TODAY, begins, 60) == begins + timedelta(minutes=60)
    assert day_for(ben, end_for(ben, TODAY, begins, None)) == TODAY + timedelta(days=1)
    assert end_for(ben, TODAY, None, 60) == end_for(ben, TODAY, None, None)
