"""Who may do what in a swap. Pure: no database, no request, no clock.

`role` is "coach" or "client"; `going_on` says whether the relationship has begun and not ended.
"""

from __future__ import annotations

from typing import Final

from goldenthread.core.verdicts import Allowed, Refused, Verdict

ANSWER_MOST: Final = 4_000
LIKING_MOST: Final = 2_000

LONG_OVER: Final = "This is over between you, so what was swapped stays as it is."
READY_ALREADY: Final = "You've said you're ready. Take that back first, then change your words."
NOT_READY: Final = "You haven't said you're ready, so there's nothing to take back."
CLIENTS_ONLY: Final = "Only the client writes how they like to work."


def may_write(*, going_on: bool, is_ready: bool) -> Verdict:
    """Either writes their own half, until they say they're ready and while this goes on."""
    if not going_on:
        return Refused(LONG_OVER)
    return Refused(READY_ALREADY) if is_ready else Allowed()


def may_say(*words: str, most: int = ANSWER_MOST) -> Verdict:
    """Something must be written, and each answer hold at most `most` characters."""
    if not any(each.strip() for each in words):
        return Refused("Write a few words first.")
    if any(len(each) > most for each in words):
        return Refused(f"An answer holds {most:,} characters.")
    return Allowed()


def may_fit(*words: str) -> Verdict:
    """On the page of how someone likes to work each place may be empty, and holds LIKING_MOST."""
    if any(len(each) > LIKING_MOST for each in words):
        return Refused(f"Each place holds {LIKING_MOST:,} characters.")
    return Allowed()


def may_leave_out(*, role: str, offered: bool) -> Verdict:
    """The client hides questions that mean nothing to them, where that is offered (S2.8)."""
    if offered and role == "client":
        return Allowed()
    return Refused("Every question here is put to you; any of them may stay empty.")


def may_be_ready(*, going_on: bool, says_something: bool) -> Verdict:
    """Either says they're ready, once something is written and while this goes on."""
    if not going_on:
        return Refused(LONG_OVER)
    return Allowed() if says_something else Refused("Write a few words first.")


def may_take_back(*, is_ready: bool) -> Verdict:
    """A half that waits may be taken back at any time, also when this is over; an open one never."""
    return Allowed() if is_ready else Refused(NOT_READY)


def may_put_away(*, is_ready: bool) -> Verdict:
    """What nobody else was given may be put away at any time."""
    return Refused(READY_ALREADY) if is_ready else Allowed()


def may_read_half(*, own: bool, opened: bool, going_on: bool) -> Verdict:
    """Nobody reads a half before both are ready. Then both do; after the end each their own.

    The rule is the first gate. The second is the share, which is held until that moment.
    """
    if not opened:
        return Refused("It opens when you're both ready.")
    if own or going_on:
        return Allowed()
    return Refused("This is over between you, and each of you reads their own half.")


def may_add(*, going_on: bool, offered: bool, opened: bool) -> Verdict:
    """Beneath both halves either adds what they did not know, once both are open (S2.21)."""
    if not going_on:
        return Refused(LONG_OVER)
    if not offered or not opened:
        return Refused("There's nothing open here to add to yet.")
    return Allowed()


def may_change_liking(*, role: str, going_on: bool) -> Verdict:
    """Only the client writes how they like to work, any day while this goes on (S1.10)."""
    if role != "client":
        return Refused(CLIENTS_ONLY)
    return Allowed() if going_on else Refused(LONG_OVER)


def may_adjust(*, role: str, going_on: bool, written: bool, words: str) -> Verdict:
    """The coach answers what the client has written with what they'll change, and never first (S1.15)."""
    if role != "coach":
        return Refused("Only the coach says what the coach will change.")
    if not going_on:
        return Refused(LONG_OVER)
    if not written:
        return Refused("Your client hasn't written anything yet to answer.")
    if not words.strip():
        return Refused("Write a few words first.")
    return may_fit(words)


def may_say_noticed(*, role: str, going_on: bool) -> Verdict:
    """Only the client says whether they noticed, any day, and may say otherwise later."""
    if role != "client":
        return Refused(CLIENTS_ONLY)
    return Allowed() if going_on else Refused(LONG_OVER)


def may_take_back_liking(*, role: str) -> Verdict:
    """The client takes it all back whenever they like, and needs nobody's leave."""
    return Allowed() if role == "client" else Refused(CLIENTS_ONLY)


def may_read_liking(*, role: str, going_on: bool) -> Verdict:
    """The client reads their own always; the coach while this goes on."""
    if role == "client" or (role == "coach" and going_on):
        return Allowed()
    return Refused("What was written here was for the two of you while it went on.")
