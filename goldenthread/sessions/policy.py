"""Who may do what for a session. Pure: no database, no request, no clock.

The client speaks first (S4.10); both say yes, live. Only the two have a part in it: nothing at
this level ever waits for a sponsor (S4.7).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.sessions.states import MAY_BECOME, SessionState, Standing

WORDS_MOST: Final = 2000
MINUTES_LEAST, MINUTES_MOST = 5, 480
AIMS_OUTSIDE: Final = 3
SESSIONS_BETWEEN_LOOKS: Final = 4
FURTHEST_YEARS: Final = 3

PAIR_ONLY = Refused("Only the two of you arrange this.")
LONG_OVER = Refused("This is over between you, so its sessions stay as they are.")
CLIENTS_ONLY = Refused("Only the client says what a session is for.")
CLIENT_FIRST = Refused("The client speaks first. You can add to it after that.")
NOT_AHEAD = Refused("This session isn't ahead of you any more.")
MOVED_ON = Refused("The words changed while you were reading. Here they are as they stand now.")


def may_arrange(*, role: str, state: str, going_on: bool) -> Verdict:
    """Either puts a session's day, moves it or calls it off, while it is ahead."""
    if role not in {Role.COACH, Role.CLIENT}:
        return PAIR_ONLY
    if not going_on:
        return LONG_OVER
    return Allowed() if state == SessionState.PLANNED else NOT_AHEAD


def may_fall_on(day: date, *, today: date) -> Verdict:
    """A session's day: any that can be meant, past ones too, for one nobody wrote down in time."""
    if abs(day.year - today.year) > FURTHEST_YEARS:
        return Refused("Choose a day that's nearer.")
    return Allowed()


def may_last(minutes: int | None) -> Verdict:
    """Minutes of a session, where they're said."""
    if minutes is None or MINUTES_LEAST <= minutes <= MINUTES_MOST:
        return Allowed()
    return Refused(f"Say the time in minutes, from {MINUTES_LEAST} to {MINUTES_MOST}.")


def may_speak(*, role: str, state: str, today: str, going_on: bool) -> Verdict:
    """Only the client says what a session is for; `today` is what they wrote, and may not be empty."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    if not may_arrange(role=role, state=state, going_on=going_on):
        return may_arrange(role=role, state=state, going_on=going_on)
    if not today.strip():
        return Refused("Write what this session is for. One line is enough.")
    return Allowed()


def may_add(*, role: str, state: str, spoken: bool, opened: Verdict, going_on: bool) -> Verdict:
    """The coach adds, once the client has spoken and under a term in force (S4.10, INV-6).

    `spoken`: whether the client wrote something that this coach can read.
    """
    if role != Role.COACH:
        return Refused("What the coach adds is theirs to write.")
    verdict = may_arrange(role=role, state=state, going_on=going_on)
    if not verdict:
        return verdict
    if not opened:
        return opened
    return Allowed() if spoken else CLIENT_FIRST


def may_agree(
    *, role: str, state: str, seen: int, stands: int, spoken: bool, going_on: bool
) -> Verdict:
    """Either says yes to the round they read, and to no other. Before the client spoke there is none."""
    verdict = may_arrange(role=role, state=state, going_on=going_on)
    if not verdict:
        return verdict
    if not spoken:
        return CLIENT_FIRST
    return Allowed() if seen == stands else MOVED_ON


def standing(*, round_: int, coach_yes: int, client_yes: int) -> Standing:
    """Say how far the two are: agreed when both said yes to the round that stands."""
    if not round_:
        return Standing.UNSPOKEN
    return Standing.AGREED if coach_yes == client_yes == round_ else Standing.TALKING


def may_set_card(*, role: str, state: str, over: bool, going_on: bool) -> Verdict:
    """Only the client sets the challenge card, for a session that isn't over (S2.2)."""
    if role != Role.CLIENT:
        return Refused("The challenge card is the client's to set.")
    verdict = may_arrange(role=role, state=state, going_on=going_on)
    if not verdict:
        return verdict
    return NOT_AHEAD if over else Allowed()


def card_shows(*, state: str, over_at: datetime, at: datetime) -> bool:
    """A card shows until its session's end: marked, called off or simply over."""
    return state == SessionState.PLANNED and at < over_at


def may_become(
    *, role: str, state: str, became: SessionState, on_day: date, today: date, going_on: bool
) -> Verdict:
    """Either says that a session took place or won't, and either takes that back."""
    if role not in {Role.COACH, Role.CLIENT}:
        return PAIR_ONLY
    if not going_on:
        return LONG_OVER
    if state == became:
        return Allowed()
    if became not in MAY_BECOME[SessionState(state)]:
        return NOT_AHEAD
    if became == SessionState.TOOK_PLACE and on_day > today:
        return Refused("Its day hasn't come yet.")
    return Allowed()


def may_waive(*, role: str, short_by: str, going_on: bool) -> Verdict:
    """Short notice is let be by the one it was owed to, and by nobody else; the same both ways (A9)."""
    if role not in {Role.COACH, Role.CLIENT}:
        return PAIR_ONLY
    if not going_on:
        return LONG_OVER
    if not short_by:
        return Refused("There was no short notice here.")
    return Refused("The other one can let it be.") if role == short_by else Allowed()


def may_say_whether(*, role: str, state: str) -> Verdict:
    """At the end, the client may say whether it was what it was for; nobody has to."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    took_place = state == SessionState.TOOK_PLACE
    return Allowed() if took_place else Refused("Say first that it took place.")


def may_keep_wanting(*, role: str, asked: bool) -> Verdict:
    """Only the client says of an aim that it's still wanted, when that is asked."""
    if role != Role.CLIENT:
        return CLIENTS_ONLY
    return Allowed() if asked else Refused("Nothing asks that of this session.")


def asks_still_wanted(
    *, state: str, spoken: bool, retired_at: datetime | None, still_wanted_at: datetime | None
) -> bool:
    """An aim ahead that hung on a goal retired since is marked "still wanted?" (S4.7)."""
    if state != SessionState.PLANNED or not spoken or retired_at is None:
        return False
    return still_wanted_at is None or still_wanted_at < retired_at


def asks_about_plan(aims_outside: int) -> bool:
    """Three aims outside the plan since the last look ask, at review: has the plan changed? (3.1)."""
    return aims_outside >= AIMS_OUTSIDE


def asks_for_a_look(sessions: int, *, every: int | None) -> bool:
    """After so many sessions it's a good moment to look at the plan: every fourth, or as agreed."""
    return sessions >= (every or SESSIONS_BETWEEN_LOOKS)
