"""What a client may choose about how they're met, each with “not yet” for an answer. Pure.

Nobody is asked why (S4.12). What the choices are is the client's alone (V0); what follows from them is
clear, because pages and rules must know it before anything of the client's is open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHORT_FIRST_SESSIONS: Final = 2


class Choice(StrEnum):
    """One thing that can be chosen."""

    PLAIN = "plain"
    EXIT = "exit"
    DEVICE = "device"
    SHORT_FIRST = "short_first"
    NO_SPONSOR = "no_sponsor"
    NO_PULSES = "no_pulses"
    NO_PAST = "no_past"


class Reply(StrEnum):
    """What can be said to each. Only a yes has an effect."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Offered:
    """How a choice is put: its question, and what a yes does."""

    choice: Choice
    asks: str | Promise
    does: str | Promise


OFFERED: Final = (
    Offered(
        Choice.PLAIN,
        _("Shorter pages?"),
        _("Your space shows one thing to do and a few links. Everything else is still there."),
    ),
    Offered(
        Choice.EXIT,
        _("A way to leave at once, on every page?"),
        _(
            "A button, and the Escape key pressed twice. You’re signed out and somewhere else. It can’t clear "
            "the list of pages your browser keeps, and it can’t undo a picture somebody took of the screen."
        ),
    ),
    Offered(
        Choice.DEVICE,
        _("Do others use your device too?"),
        _(
            "You’re signed out after 15 quiet minutes at most. No half-written page is kept on the device, and "
            "it isn’t remembered as yours. If your browser offers to remember what you sign in with, say no."
        ),
    ),
    Offered(
        Choice.SHORT_FIRST,
        _("A short first agreement?"),
        _(
            "Two sessions, then you both decide whether to go on. The other one is told that you’d like that."
        ),
    ),
    Offered(
        Choice.NO_SPONSOR,
        _("Keep it without a sponsor?"),
        _(
            "Nobody who pays can be given a place beside you here until you change this. If somebody has "
            "that place, it’s paused at once, and the other one sees that."
        ),
    ),
    Offered(
        Choice.NO_PAST,
        _("No questions about the past?"),
        _("Golden Thread asks none today. If it ever does, it leaves you out."),
    ),
    Offered(
        Choice.NO_PULSES,
        _("No questions after a session?"),
        _("Golden Thread asks none today. If it ever does, it leaves you out."),
    ),
)

# Gentle mode (S4.11) and a slow start (S0.8): what each says yes to at once.
GENTLE: Final = frozenset(Choice) - {Choice.SHORT_FIRST}
SLOW: Final = frozenset({Choice.SHORT_FIRST, Choice.NO_PAST, Choice.NO_PULSES})

Answers = Mapping[Choice, Reply]
NOTHING_CHOSEN: Final[Answers] = dict.fromkeys(Choice, Reply.NOT_YET)


def with_yes(answers: Answers, choices: Collection[Choice]) -> Answers:
    """Give the answers with a yes to each of these; the others stay."""
    return {each: Reply.YES if each in choices else answers[each] for each in Choice}


def answers_from(value: Mapping[str, str]) -> Answers:
    """Read answers from their sealed form; what was not yet asked then is “not yet”."""
    return {each: Reply(value.get(each.value, Reply.NOT_YET)) for each in Choice}


def chosen(answers: Answers) -> frozenset[Choice]:
    """Give what was said yes to."""
    return frozenset(choice for choice, reply in answers.items() if reply is Reply.YES)
