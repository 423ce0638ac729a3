"""The fixed words of terms: things, verbs, grants, grounds. Pure; nothing here is free text."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.agreements.headings import gettext_noop
from goldenthread.core.roles import Role

COACH, CLIENT = Role.COACH, Role.CLIENT
AGREEMENT = "agreement"
JOURNAL, PROMISE = "journal.passage", "promise"
GOAL, SESSION = "goal", "session.agreement"
RELEASE, HOPE, REQUEST = "release", "hope", "request"
ATTENDANCE, SCHEDULE, CONTACT = "attendance", "schedule", "contact"
CASE = "supervision.case"
NOTE, PULSE, RECORDING, TRANSCRIPT = "note", "pulse", "recording", "transcript"

NOTHING_OPENS_THIS = "Nothing you've both signed opens this yet."
NOT_SIGNED_YET = "This opens once the clauses that bind this place are signed."
NOT_HERE_ANY_MORE = "This place beside the two isn't taken now."
REVIEW_WAITS = (
    "The agreement waits to be looked at again. Until that's done, nothing here opens to "
    "anyone beside the two."
)
NOT_REACHED_BACK = "This was written before the clause that opens it. It stays as it was."


class Grant(StrEnum):
    """How a thing comes to be open under an access."""

    # Open as soon as the access stands.
    STANDING = "standing"
    # Open once its author has shared this one.
    PER_ITEM = "per_item"
    # Open once released, word for word, as a copy of its own.
    RELEASED = "released"
    # A number, and nothing of what was counted.
    COUNT = "count"


# Every verb that could be asked of a thing. Any other is refused, and so is any thing without a
# term that opens it: the default is no (INV-6).
VERBS: dict[str, frozenset[str]] = {
    AGREEMENT: frozenset({"read", "write"}),
    JOURNAL: frozenset({"read", "answer", "share"}),
    PROMISE: frozenset({"read", "make", "answer"}),
    GOAL: frozenset({"read", "answer", "write"}),
    SESSION: frozenset({"read", "write"}),
    RELEASE: frozenset({"read", "release"}),
    HOPE: frozenset({"read", "write"}),
    REQUEST: frozenset({"read", "ask", "answer"}),
    ATTENDANCE: frozenset({"read"}),
    CASE: frozenset({"read", "release"}),
    SCHEDULE: frozenset({"read", "move"}),
    CONTACT: frozenset({"read"}),
    NOTE: frozenset({"read", "write"}),
    PULSE: frozenset({"read", "answer", "release"}),
    RECORDING: frozenset({"make", "read"}),
    TRANSCRIPT: frozenset({"make", "read"}),
}

THINGS: dict[str, str] = {
    AGREEMENT: gettext_noop("the agreement"),
    JOURNAL: gettext_noop("passages of the journal"),
    PROMISE: gettext_noop("promises"),
    GOAL: gettext_noop("goals"),
    SESSION: gettext_noop("what was agreed for a session"),
    RELEASE: gettext_noop("words released"),
    HOPE: gettext_noop("hopes of the sponsor"),
    REQUEST: gettext_noop("requests"),
    ATTENDANCE: gettext_noop("the number of sessions in a month"),
    CASE: gettext_noop("cases for supervision"),
    SCHEDULE: gettext_noop("when sessions are"),
    CONTACT: gettext_noop("name, address and next session"),
    NOTE: gettext_noop("the coach's notes"),
    PULSE: gettext_noop("answers to a pulse"),
    RECORDING: gettext_noop("recordings"),
    TRANSCRIPT: gettext_noop("counts from a transcript"),
}

GROUNDS: dict[str, str] = {
    "court_order": gettext_noop(
        "A court orders it. Only what the order names is told, and a lawyer is asked first."
    ),
    "serious_harm": gettext_noop(
        "Someone, {client} or anyone else, is about to come to serious harm. "
        "{Coach} speaks with {client} first if that's possible at all."
    ),
    "person_at_risk": gettext_noop(
        "A child, or an adult who can't protect themselves, is at risk, "
        "and the law where {coach} works says it must be told."
    ),
    "crime_to_report": gettext_noop(
        "The law where {coach} works says that this kind of crime must be reported."
    ),
    "own_defence": gettext_noop(
        "{Client} complains about {coach}. {Coach} may then answer the body that looks into it, "
        "and tells it only what's needed."
    ),
}

DAYS: dict[str, str] = {
    "mon": gettext_noop("Monday"),
    "tue": gettext_noop("Tuesday"),
    "wed": gettext_noop("Wednesday"),
    "thu": gettext_noop("Thursday"),
    "fri": gettext_noop("Friday"),
    "sat": gettext_noop("Saturday"),
    "sun": gettext_noop("Sunday"),
}

CHANNELS: dict[str, str] = {
    "here": gettext_noop("here"),
    "in_person": gettext_noop("in person"),
    "phone": gettext_noop("telephone"),
    "video": gettext_noop("video"),
    "mail": gettext_noop("mail"),
    "text": gettext_noop("text message"),
}

# What a client may close (A21): the groups of questions a coach may offer, and parts of a life.
TOPICS: dict[str, str] = {
    "goals": gettext_noop("goals"),
    "regrets": gettext_noop("regrets"),
    "struggles": gettext_noop("struggles"),
    "strengths": gettext_noop("strengths"),
    "past": gettext_noop("the past"),
    "thinking": gettext_noop("patterns of thinking"),
    "values": gettext_noop("values"),
    "family": gettext_noop("family"),
    "love": gettext_noop("love"),
    "health": gettext_noop("health"),
    "body": gettext_noop("the body"),
    "money": gettext_noop("money"),
    "faith": gettext_noop("faith"),
    "work": gettext_noop("work"),
}
