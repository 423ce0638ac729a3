"""Who may let what out, and who may say what in the three-way room. Pure: no database, no clock.

`opens` is always the compiled table's own verdict (INV-6): nothing here grants what no term does.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from goldenthread.core.roles import PAIR, Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.sharing.states import (
    MAY_BECOME,
    OVER,
    REQUEST_MAY_BECOME,
    WAITING,
    HopePart,
    ReleaseState,
    RequestState,
)

WORDS_MOST = 10_000
PURPOSE_MOST = 300
LINE_MOST = 2_000

NOT_OF_THE_PAIR = "Only the two of you can do this."
CHANGED = "It changed while you were reading. Read it again before you say yes."
STANDS = "What’s open can’t be changed. Withdraw it, and write a new one."
IS_OVER = "This has been withdrawn, or its day has come. Write a new one."
DAY_HAS_COME = "The day until which it was to stay open has come."
NOT_AS_IF_PRESENT = "Read it as if they were present, and say that you did."

# What each part of the three-way room is for, and whose it is to write (S1.1).
WRITES: dict[HopePart, frozenset[Role]] = {
    HopePart.HOPE: frozenset({Role.SPONSOR}),
    HopePart.EVIDENCE: frozenset({Role.SPONSOR}),
    HopePart.HELP: frozenset({Role.SPONSOR}),
    HopePart.ANSWER: frozenset({Role.CLIENT}),
    HopePart.NOT_REPORTED: frozenset({Role.COACH}),
}


def signers_for(reader: Role) -> frozenset[Role]:
    """Say whose keys must sign before a text opens to a reader (security.md 2.4).

    Sponsor: client and coach. Supervisor: the coach, and the client for each case, as A5 says on
    screen. Anybody else: the client (A18, A28). Raises ValueError for one of the pair, who reads
    nothing by release.
    """
    if reader in PAIR:
        raise ValueError(reader)
    return PAIR if reader in {Role.SPONSOR, Role.SUPERVISOR} else frozenset({Role.CLIENT})


def may_draft(*, role: str, reader: Role, opens: Verdict) -> Verdict:
    """Either of the pair writes a draft, for a reader whom a term in force lets read releases."""
    if role not in PAIR:
        return Refused(NOT_OF_THE_PAIR)
    if reader in PAIR:
        return Refused("This is for somebody beside the two of you.")
    return opens


def may_say(words: str, *, most: int = WORDS_MOST) -> Verdict:
    """Words that are not empty, with at most this many characters."""
    if not words.strip():
        return Refused("Write a few words first.")
    if len(words) > most:
        return Refused(f"At most {most:,} characters fit here. Nothing you wrote is lost.")
    return Allowed()


def may_edit(state: ReleaseState, *, role: str) -> Verdict:
    """Either of the pair rewords what isn't open yet; every yes given so far is set aside."""
    if role not in PAIR:
        return Refused(NOT_OF_THE_PAIR)
    if state in WAITING:
        return Allowed()
    return Refused(STANDS if state == ReleaseState.OPEN else IS_OVER)


def may_approve(
    state: ReleaseState,
    *,
    role: str,
    signers: Collection[str],
    is_as_shown: bool,
    until: datetime | None,
    at: datetime,
    opens: Verdict,
) -> Verdict:
    """One whose yes is needed says it to exactly what they saw, while a term in force opens it."""
    why = ""
    if role not in PAIR:
        why = NOT_OF_THE_PAIR
    elif role not in signers:
        why = "Your yes isn’t needed for this one."
    elif state == ReleaseState.OPEN:
        why = "It’s open already."
    elif state in OVER:
        why = IS_OVER
    elif not is_as_shown:
        why = CHANGED
    elif is_past(until, at):
        why = DAY_HAS_COME
    return Refused(why) if why else opens


def after_yes(given: Collection[str], signers: Collection[str]) -> ReleaseState:
    """Give where a release stands once these of its signers have said yes to its present words."""
    if signers and set(signers) <= set(given):
        return ReleaseState.OPEN
    if Role.CLIENT in given:
        return ReleaseState.APPROVED_BY_CLIENT
    if Role.COACH in given:
        return ReleaseState.APPROVED_BY_COACH
    return ReleaseState.DRAFTED


def may_withdraw(state: ReleaseState, *, role: str) -> Verdict:
    """The client, or the coach, withdraws at once and without a reason; twice changes nothing."""
    if role not in PAIR:
        return Refused(NOT_OF_THE_PAIR)
    return Refused(IS_OVER) if state == ReleaseState.EXPIRED else Allowed()


def may_expire(state: ReleaseState, *, until: datetime | None, at: datetime) -> Verdict:
    """The house closes what has an end, once that has come."""
    if ReleaseState.EXPIRED not in MAY_BECOME[state] or not is_past(until, at):
        return Refused("Its day hasn’t come.")
    return Allowed()


def may_read(
    state: ReleaseState, *, until: datetime | None, at: datetime, opens: Verdict
) -> Verdict:
    """The reader reads what is open, before its end, while a term in force lets them."""
    if state != ReleaseState.OPEN or is_past(until, at):
        return Refused("This isn’t open to you any more.")
    return opens


def may_look_back(role: str, *, ended: bool) -> Verdict:
    """Once it is over the coach opens no text of the two's any more; the client's stay the client's."""
    if ended and role == Role.COACH:
        return Refused("This is over between you, so its texts are closed to you.")
    return Allowed()


def is_past(until: datetime | None, at: datetime) -> bool:
    """Say whether the moment until which something stays open has come."""
    return until is not None and at >= until


def may_speak(part: HopePart, *, role: str, words: str, opens: Verdict) -> Verdict:
    """The sponsor hopes, the client answers, the coach says what won't be reported; all see all."""
    if role not in WRITES[part]:
        return Refused("That part of the room is somebody else’s to write.")
    if not (fits := may_say(words, most=LINE_MOST)):
        return fits
    return opens


def may_answer(state: RequestState, became: RequestState, *, role: str) -> Verdict:
    """The client accepts, rewords or declines, once; nobody is ever told why (S2.14)."""
    if role != Role.CLIENT or became == RequestState.TAKEN_BACK:
        return Refused("Only the person it’s about answers this.")
    return _may_move(state, became)


def may_take_back(state: RequestState, *, asked_it: bool) -> Verdict:
    """Whoever asked takes it back while nobody has answered."""
    if not asked_it:
        return Refused("Only the one who asked can take it back.")
    return _may_move(state, RequestState.TAKEN_BACK)


def _may_move(state: RequestState, became: RequestState) -> Verdict:
    if became in REQUEST_MAY_BECOME[state]:
        return Allowed()
    return Refused("This has been answered, or taken back.")


def may_note(*, role: str, words: str, cites: bool) -> Verdict:
    """The coach notes what came from outside and what they answered, citing a clause in force."""
    if role != Role.COACH:
        return Refused("Only the coach keeps this note.")
    if not cites:
        return Refused("Choose a clause that’s in force.")
    return may_say(words, most=LINE_MOST)
