"""Words for where a calendar stands, and for what one answers. Pure."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What somebody's calendar said to a meeting letter (PARTSTAT of RFC 5545)."""

    NONE = ""
    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


class BusyKind(StrEnum):
    """In which way a calendar with busy times is asked."""

    FEED = "feed"
    CALDAV = "caldav"


class Trouble(StrEnum):
    """Why a calendar could not be read. Each has its sentence in wording.py."""

    NONE = ""
    ADDRESS = "address"
    NEAR = "near"
    NOT_FOUND = "not_found"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    REFUSED = "refused"
    GONE = "gone"
    AROUND = "around"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    TOO_MUCH = "too_much"
    NO_CALENDAR = "no_calendar"
    SERVER = "server"


def answer_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(each.value, each.value) for each in Answer if each]


def kind_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(each.value, each.value) for each in BusyKind]


def trouble_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(each.value, each.value) for each in Trouble if each]
