"""Looking agreements up. Whatever is opened is first written in the ledger (INV-3)."""

from goldenthread.agreements.queries.asked import (
    Asked,
    asked_in,
    the_question,
)
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.queries.papers import (
    PaperRead,
    bound_by,
    clauses_in_force,
    may_seat,
    paper_standing,
    the_paper_of,
)
from goldenthread.agreements.queries.starting import (
    DraftRead,
    drafts_of,
    starting_lines,
    starting_words_are_kept,
    the_draft,
)
from goldenthread.agreements.queries.talk import Given, Spoken, Stance, Talk, talk_of
from goldenthread.agreements.queries.versions import (
    Standing,
    grounds_signed,
    key_of,
    standing_of,
    the_clause,
    the_open_version,
    the_term,
    the_version,
    versions_of,
    witness_of,
)

__all__ = [
    "Asked",
    "DraftRead",
    "Given",
    "PaperRead",
    "Spoken",
    "Stance",
    "Standing",
    "Talk",
    "asked_in",
    "bound_by",
    "clauses_in_force",
    "drafts_of",
    "grounds_signed",
    "key_of",
    "may_seat",
    "paper_standing",
    "standing_of",
    "starting_lines",
    "starting_words_are_kept",
    "talk_of",
    "the",
    "the_clause",
    "the_draft",
    "the_open_version",
    "the_paper_of",
    "the_question",
    "the_term",
    "the_version",
    "versions_of",
    "witness_of",
]
