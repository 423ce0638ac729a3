"""What a starting draft can begin with: a first one, and one each for a sponsor, a manager, a gentle start.

As with every suggestion, none of these lines goes out before the coach has made it their own (S4.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.starting_lines import Line, in_order
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import KINDS, Term

_BY_KEY: Mapping[str, Line] = {line.key: line for line in SUGGESTIONS}


@dataclass(frozen=True, slots=True)
class SuggestedDraft:
    """One beginning: its key, what it's called, whom it's for, its lines."""

    key: str
    name: str
    says: str
    lines: tuple[Line, ...]


def _line(key: str, sentence: str, reason: str, kind: str, **values: Any) -> Line:
    """Make a line under the heading its kind of term belongs to."""
    term: Term = KINDS[kind].default.but(**values)
    return Line(key, KINDS[kind].heading, sentence, reason, term)


_REVIEW = _line(
    "strategy-review",
    gettext_noop(
        "Every four sessions, and after three months at the latest, we look at this again."
    ),
    gettext_noop("An agreement nobody looks at isn't one."),
    "review",
)

_SPONSOR: tuple[Line, ...] = (
    *SUGGESTIONS,
    _line(
        "safety-released",
        gettext_noop(
            "Whoever pays for this reads nothing of it but the words the client chose to "
            "release to them, exactly as released. The client can take them back."
        ),
        gettext_noop("You can't think aloud with your employer in the room."),
        "A2",
    ),
    _line(
        "expectations-attendance",
        gettext_noop(
            "Whoever pays learns how many sessions took place each month. Nothing else: no days, "
            "no subjects."
        ),
        gettext_noop("A bill needs a number, and a number is enough."),
        "A3",
    ),
    _line(
        "margins-no-back-channel",
        gettext_noop(
            "Whatever the sponsor writes about this work, the client reads too, word for word. "
            "If the sponsor speaks to the coach elsewhere, the coach tells the client."
        ),
        gettext_noop("Nobody should be talked about behind their back."),
        "A4",
    ),
    _line(
        "margins-fees",
        gettext_noop("The sponsor pays each month, and it makes no difference to what they hear."),
        gettext_noop("Paying isn't reading."),
        "A10",
        payer="sponsor",
        when="monthly",
    ),
    _line(
        "expectations-who-decides",
        gettext_noop(
            "The client decides what we talk about, how fast we go, when it's done, and what "
            "the sponsor hears."
        ),
        gettext_noop("It's the client's life, whoever pays."),
        "A23",
    ),
    Line(
        "in-case-of-leaving",
        "in_case_of",
        gettext_noop(
            "If the client leaves their employer, the sponsor's window closes at once, and the "
            "two of us talk about how to go on."
        ),
        gettext_noop("What was said stays with the one who said it."),
    ),
    _REVIEW,
)

_MANAGER: tuple[Line, ...] = (
    *(_BY_KEY[key] for key in ("purpose", "relationship", "outcomes", "in-case-of")),
    *(_BY_KEY[key] for key in ("safety-journal", "safety-recording", "expectations-reminding")),
    _line(
        "relationship-manager",
        gettext_noop(
            "The coach is also the client's manager. We say each time which of the two is "
            "speaking, and nothing learnt in coaching may be used in an appraisal."
        ),
        gettext_noop("Two hats on one head have to be seen."),
        "A30",
    ),
    _line(
        "margins-roles",
        gettext_noop("The other role between us is declared here, and there's no further one."),
        gettext_noop("What isn't said out loud works in the dark."),
        "A20",
        roles=("coach_is_line_manager",),
    ),
    _line(
        "margins-nobody-pays",
        gettext_noop("Nobody pays for this."),
        gettext_noop("It's part of working together."),
        "A10",
        payer="nobody",
    ),
    _line(
        "safety-no-notes",
        gettext_noop("The manager keeps no notes of what's said here."),
        gettext_noop("A note can end up in a file."),
        "A16",
        notes="none",
    ),
    _line(
        "expectations-who-decides",
        gettext_noop(
            "The employee decides what we talk about, how fast we go, and when it's done."
        ),
        gettext_noop("Here the manager isn't in charge."),
        "A23",
    ),
    _line(
        "in-case-of-complaint",
        gettext_noop("If something goes wrong, the employee can complain without asking anyone."),
        gettext_noop("You need a way past your own manager."),
        "A27",
    ),
    _REVIEW,
    _BY_KEY["strategy"],
)

_GENTLE: tuple[Line, ...] = (
    Line(
        "purpose",
        "purpose",
        gettext_noop("We talk about what you want to talk about."),
        gettext_noop("It's your time."),
    ),
    _line(
        "relationship-pace",
        gettext_noop("We go slowly. You can say “not today” to any question."),
        gettext_noop("Nobody should have to explain a no."),
        "A22",
        challenge="ask_first",
        depth=1,
    ),
    _line(
        "safety-journal",
        gettext_noop(
            "What you write is yours. I read only what you share, and you can take it back."
        ),
        gettext_noop("So that you know who reads."),
        "A1/journal.passage",
    ),
    _line(
        "in-case-of",
        gettext_noop("What you say stays with me. These are the only cases in which I may speak."),
        gettext_noop("It's good to know beforehand."),
        "A25",
    ),
    _line(
        "safety-recording",
        gettext_noop("Nothing is recorded."),
        gettext_noop("You can speak freely."),
        "A13",
    ),
    _line(
        "strategy-short",
        gettext_noop("We meet two times. Then you decide whether we go on."),
        gettext_noop("Trust takes time, and you set it."),
        "short",
    ),
    _line(
        "strategy",
        gettext_noop("You can stop any time. You needn't say why."),
        gettext_noop("Staying means more when leaving is easy."),
        "A26",
    ),
)

DRAFTS: dict[str, SuggestedDraft] = {
    each.key: each
    for each in (
        SuggestedDraft(
            "first",
            gettext_noop("Two people"),
            gettext_noop("Ten lines for the two of you, one or more under each heading."),
            SUGGESTIONS,
        ),
        SuggestedDraft(
            "sponsor",
            gettext_noop("With a sponsor"),
            gettext_noop("The same, and what somebody who pays will hear, and won't."),
            in_order(_SPONSOR),
        ),
        SuggestedDraft(
            "manager",
            gettext_noop("As their manager"),
            gettext_noop("For a manager who coaches: no notes, no sponsor, two hats declared."),
            in_order(_MANAGER),
        ),
        SuggestedDraft(
            "gentle",
            gettext_noop("Gentle and short"),
            gettext_noop("Seven plain sentences, for two sessions to begin with."),
            in_order(_GENTLE),
        ),
    )
}
