"""The life of a session, and of what is agreed for it. Pure."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.core.roles import Role


class SessionState(StrEnum):
    """What became of a session."""

    PLANNED = "planned"
    TOOK_PLACE = "took_place"
    CALLED_OFF = "called_off"


class Standing(StrEnum):
    """How far the two are with what they agree for a session."""

    UNSPOKEN = "unspoken"
    TALKING = "talking"
    AGREED = "agreed"


class Part(StrEnum):
    """Whose words, and when: the client's aim first, what the coach adds, the client at the end."""

    AIM = "aim"
    ADDED = "added"
    END = "end"


class Challenge(StrEnum):
    """How much challenge a client wants this once (S2.2). None of them is chosen beforehand."""

    HOLD_BACK = "hold_back"
    ASK_FIRST = "ask_first"
    GO_AHEAD = "go_ahead"


class Recording(StrEnum):
    """What a client says of recording this once, where a term leaves it open at all."""

    UNSAID = ""
    NO = "no"
    YES = "yes"


# Either may take a mark back: it was set by hand, and hands slip.
MAY_BECOME: dict[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.TOOK_PLACE, SessionState.CALLED_OFF}),
    SessionState.TOOK_PLACE: frozenset({SessionState.PLANNED}),
    SessionState.CALLED_OFF: frozenset({SessionState.PLANNED}),
}


def session_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(state.value, state.value) for state in SessionState]


def part_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(part.value, part.value) for part in Part]


def recording_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(each.value, each.value) for each in Recording if each]


def pair_words() -> list[tuple[str, str]]:
    """For `choices=`: one of the two."""
    return [(role.value, role.value) for role in (Role.COACH, Role.CLIENT)]
