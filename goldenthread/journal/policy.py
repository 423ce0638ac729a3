"""Who may do what in a journal. Pure: no database, no request, no clock.

Roles are those of the relationship ("coach", "client"). ``opened`` is the agreement's own verdict
on the term concerned (INV-6): the journal never grants anything by itself.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.journal.states import PassageState

BODY_MOST: Final = 50_000
TITLE_MOST: Final = 200
REPLY_MOST: Final = 10_000

NOT_THEIRS: Final = "Only the person whose journal this is can write in it."


def may_write(*, role: str) -> Verdict:
    """Only the client writes, changes or deletes entries; the coach has no path here (V0)."""
    return Allowed() if role == "client" else Refused(NOT_THEIRS)


def may_keep(*, role: str, title: str, body: str) -> Verdict:
    """Allow an entry that has words and fits. Lengths are in characters."""
    if not (allowed := may_write(role=role)):
        return allowed
    if not body.strip() and not title.strip():
        return Refused("Write a few words first.")
    if len(title) > TITLE_MOST:
        return Refused(f"A title holds {TITLE_MOST} characters.")
    if len(body) > BODY_MOST:
        return Refused(f"An entry holds {BODY_MOST:,} characters.")
    return Allowed()


def may_share(
    *, role: str, words_are_there: bool, closes_at: datetime | None, at: datetime, opened: Verdict
) -> Verdict:
    """Only the client shares, only exact words of the entry, only where a term opens it (S1.8)."""
    if not (allowed := may_write(role=role)):
        return allowed
    if not opened:
        return opened
    if not words_are_there:
        return Refused("Those words aren't in this entry as they stand.")
    if closes_at is not None and closes_at <= at:
        return Refused("Choose a day that hasn't passed.")
    return Allowed()


def may_take_back(*, role: str, state: PassageState) -> Verdict:
    """Only the client takes words back, and needs nobody's leave."""
    if role != "client":
        return Refused("Only the person who shared these words can take them back.")
    if state == PassageState.TAKEN_BACK:
        return Refused("You've already taken these words back.")
    return Allowed()


def may_open_again(*, role: str, states: Collection[PassageState], opened: Verdict) -> Verdict:
    """Only the client opens older words to a newer agreement, one by one, each ticked (INV-7)."""
    if role != "client":
        return Refused("Only the person who shared these words can open them again.")
    if not opened:
        return opened
    if not states:
        return Refused("Tick the passages you want to open.")
    if set(states) != {PassageState.SHUT}:
        return Refused("Something here changed while you were reading. Look at the list again.")
    return Allowed()


def may_let_end(*, state: PassageState) -> Verdict:
    """The house wipes what was shared for a while, once that while is over."""
    if state != PassageState.ENDED:
        return Refused("These words are shared still, or were taken back.")
    return Allowed()


def may_read(*, role: str, state: PassageState, opened: Verdict) -> Verdict:
    """The client reads their own; the coach only while it is shared and a term is in force."""
    if state == PassageState.TAKEN_BACK:
        return Refused("These words were taken back.")
    if role == "client":
        return Allowed()
    if state == PassageState.ENDED:
        return Refused("These words were shared for a while, and that time has ended.")
    return opened


def may_answer(*, role: str, state: PassageState, words: str, opened: Verdict) -> Verdict:
    """Either may write beside words that are shared now, under the same term (S3.12)."""
    if state != PassageState.SHARED:
        return Refused("These words aren't shared any more, so there's nothing to answer beside.")
    if role != "client" and not opened:
        return opened
    if not words.strip():
        return Refused("Write a few words first.")
    if len(words) > REPLY_MOST:
        return Refused(f"An answer holds {REPLY_MOST:,} characters.")
    return Allowed()
