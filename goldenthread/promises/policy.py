"""Who may do what to a promise. Pure: no database, no request, no clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.promises.states import MAY_BECOME, SAID_BY_RECEIVER, Arrangement, PromiseState

LONGEST_WORDS = 500
TIME_TO_TAKE_BACK = timedelta(minutes=10)
FURTHEST_YEARS = 10

LONG_OVER = "This is over between you, so its promises stay as they are."
ALREADY_SAID = "What became of this promise has been said already."
RECEIVERS_ONLY = "Only the person a promise was made to can say what became of it."
MAKERS_ONLY = "Only the person who made a promise can change it."
ARRANGEMENTS_ONLY = (
    "Say what it is about: your time, notice, documents or pay. What you decide to do in your own "
    "life belongs in your own space, where only you can see it."
)


class Promised(Protocol):
    """A promise, as these rules see it."""

    maker_uid: UUID
    receiver_uid: UUID
    due_on: date
    state: str
    settled_at: datetime | None


def may_say(words: str) -> Verdict:
    """Words of a promise: one line, not empty, at most LONGEST_WORDS characters."""
    if not words.strip():
        return Refused("Write what you promise. One line is enough.")
    if len(words) > LONGEST_WORDS:
        return Refused(
            f"A promise is one line of at most {LONGEST_WORDS} letters. "
            f"This one has {len(words)}. Nothing was cut off."
        )
    return Allowed()


def may_fall_on(day: date, *, today: date) -> Verdict:
    """The day of a promise: today or later in the maker's zone, within FURTHEST_YEARS."""
    if day < today:
        return Refused("Choose a day that hasn't passed")
    if day.year > today.year + FURTHEST_YEARS:
        return Refused("Choose a day that's nearer than ten years from now")
    return Allowed()


def may_change(*, going_on: bool) -> Verdict:
    """Promises change only while the relationship goes on."""
    return Allowed() if going_on else Refused(LONG_OVER)


def may_make(*, role: str, arrangement: str, going_on: bool) -> Verdict:
    """Either may promise. A client's promise is about an arrangement between the two (S3.9).

    `role` is "coach" or "client". A coach's promise is theirs to word, and names no arrangement.
    """
    if not going_on:
        return Refused(LONG_OVER)
    if role == "client" and arrangement not in set(Arrangement):
        return Refused(ARRANGEMENTS_ONLY)
    if role == "coach" and arrangement:
        return Refused("A coach's promise doesn't name an arrangement.")
    if role not in {"coach", "client"}:
        return Refused("Only the two of you make promises here.")
    return Allowed()


def may_settle(promise: Promised, *, by: HasUid, became: PromiseState, today: date) -> Verdict:
    """Only the receiver says kept, late or not (INV-18); late and not only once the day has passed.

    Saying the same thing twice is allowed and changes nothing. `today` is the receiver's day.
    """
    if promise.receiver_uid != by.uid:
        return Refused(RECEIVERS_ONLY)
    if became not in SAID_BY_RECEIVER:
        return Refused("A promise was kept, kept late, or not kept.")
    if promise.state == became:
        return Allowed()
    if became not in MAY_BECOME[PromiseState(promise.state)]:
        return Refused(ALREADY_SAID)
    if became != PromiseState.KEPT and today <= promise.due_on:
        return Refused("The day hasn't passed yet, so there's still time for it.")
    return Allowed()


def may_take_back(promise: Promised, *, by: HasUid, at: datetime) -> Verdict:
    """The receiver may take back what they said within TIME_TO_TAKE_BACK; after that it stands."""
    if promise.receiver_uid != by.uid:
        return Refused(RECEIVERS_ONLY)
    if promise.state not in SAID_BY_RECEIVER or promise.settled_at is None:
        return Refused("Nothing has been said of this promise that could be taken back.")
    if at - promise.settled_at > TIME_TO_TAKE_BACK:
        return Refused("What was said of a promise stands after ten minutes.")
    return Allowed()


def may_renegotiate(promise: Promised, *, by: HasUid, today: date) -> Verdict:
    """The maker may put another promise in its place before its day. `today` is the maker's day."""
    if promise.maker_uid != by.uid:
        return Refused(MAKERS_ONLY)
    if PromiseState.RENEGOTIATED not in MAY_BECOME[PromiseState(promise.state)]:
        return Refused(ALREADY_SAID)
    if today >= promise.due_on:
        return Refused("A promise can be renegotiated until the day before. Talk about this one.")
    return Allowed()


def may_withdraw(promise: Promised, *, by: HasUid) -> Verdict:
    """The maker may withdraw while nothing has been said; withdrawing twice changes nothing."""
    if promise.maker_uid != by.uid:
        return Refused(MAKERS_ONLY)
    if promise.state == PromiseState.WITHDRAWN:
        return Allowed()
    if PromiseState.WITHDRAWN not in MAY_BECOME[PromiseState(promise.state)]:
        return Refused(ALREADY_SAID)
    return Allowed()
