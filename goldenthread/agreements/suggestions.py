"""A first suggestion for each heading, for a coach to read, change, keep or leave out. Pure.

None of these goes out unread: a line stays "not yet yours" until the coach keeps it (S4.1).
"""

from __future__ import annotations

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.starting_lines import Line
from goldenthread.agreements.terms import KINDS

SUGGESTIONS: tuple[Line, ...] = (
    Line(
        "purpose",
        "purpose",
        gettext_noop(
            "We work on what the client wants to think through or change. "
            "This is coaching: not therapy, not advice, not training."
        ),
        gettext_noop("So that we both know what this is for, and what it isn't."),
    ),
    Line(
        "relationship",
        "relationship",
        gettext_noop(
            "The client chooses what we talk about and makes the decisions. The coach listens, "
            "asks, says what they notice, and asks before giving advice."
        ),
        gettext_noop("It's the client's life."),
    ),
    Line(
        "outcomes",
        "outcomes",
        gettext_noop(
            "We say at the start what would be different if this works. "
            "We look at it together every four sessions and change it when it no longer fits."
        ),
        gettext_noop("Hopes move once we start working on them."),
    ),
    Line(
        "outcomes-goals",
        "outcomes",
        gettext_noop(
            "Goals are written by the client, in the client's words, and change when the client "
            "changes them. The coach reads the goals that the client shares."
        ),
        gettext_noop("A goal is only worth the work while it's yours."),
        KINDS["A1/goal"].default,
    ),
    Line(
        "margins",
        "margins",
        gettext_noop(
            "Between sessions the client may write here at any hour. "
            "The coach answers what is shared within 48 hours."
        ),
        gettext_noop("So that nobody has to wonder when an answer comes."),
        KINDS["A7"].default,
    ),
    Line(
        "in-case-of",
        "in_case_of",
        gettext_noop(
            "What we say stays between us. The coach may tell someone else only in the cases "
            "listed here, and only what that case needs."
        ),
        gettext_noop("A short list known beforehand is kinder than a surprise."),
        KINDS["A25"].default,
    ),
    Line(
        "safety-journal",
        "safety",
        gettext_noop(
            "The client's journal is the client's alone. The coach reads the passages that the "
            "client shares, and no others, and the client can take a passage back."
        ),
        gettext_noop("You can only write freely where you know who reads."),
        KINDS["A1/journal.passage"].default,
    ),
    Line(
        "safety-recording",
        "safety",
        gettext_noop("Neither of us records what we say, in sound or picture."),
        gettext_noop("It's easier to speak when nothing is listening."),
        KINDS["A13"].default,
    ),
    Line(
        "expectations-promises",
        "expectations",
        gettext_noop(
            "What we promise each other is written down where we both see it. "
            "Whoever it was promised to is the one who says that it was kept."
        ),
        gettext_noop("Trust grows from small things done."),
        KINDS["A1/promise"].default,
    ),
    Line(
        "expectations-reminding",
        "expectations",
        gettext_noop("Nobody is reminded or chased about what they decided to do in their life."),
        gettext_noop("What you decided is yours."),
        KINDS["A12"].default,
    ),
    Line(
        "strategy-session",
        "strategy",
        gettext_noop(
            "At the start of each session the client says what it's for. The coach adds to it, "
            "and we both say yes before we begin."
        ),
        gettext_noop("So that the hour goes where it should."),
        KINDS["A1/session.agreement"].default,
    ),
    Line(
        "strategy",
        "strategy",
        gettext_noop("Either of us may end this at any time, without giving a reason."),
        gettext_noop("Staying means more when leaving is easy."),
        KINDS["A26"].default,
    ),
)
