"""What one wording of a clause says: a sentence, a reason, and its term if it has one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.agreements.paper import in_role_order
from goldenthread.agreements.terms import Term, binds_of, term_from

SENTENCE_LIMIT = 600
REASON_LIMIT = 400
QUESTION_LIMIT = 2000
NAME_LIMIT = 120
DRAFT_NAME_LIMIT = 80


@dataclass(frozen=True, slots=True, repr=False)
class Saying:
    """The content of a wording. An empty sentence means: leave this clause out.

    `signed_by` are roles beside the pair ticked to sign a clause that has no term; of a clause
    with a term, the term says who is bound.
    """

    sentence: str
    reason: str = ""
    term: Term | None = None
    signed_by: tuple[str, ...] = ()

    @property
    def leaves_out(self) -> bool:
        """Say whether these words ask to leave the clause out."""
        return not self.sentence

    @property
    def binds(self) -> tuple[str, ...]:
        """Give the roles beside the pair whom these words bind, and who sign them too."""
        if self.leaves_out:
            return ()
        return in_role_order(self.signed_by if self.term is None else set(binds_of(self.term)))

    def as_json(self) -> dict[str, Any]:
        """Give the words as they are sealed."""
        return {
            "sentence": self.sentence,
            "reason": self.reason,
            "term": None if self.term is None else self.term.as_json(),
            "binds": list(self.binds),
        }


def saying_from(value: Mapping[str, Any]) -> Saying:
    """Read words from their sealed form. Raises NotATerm or KeyError if they aren't any."""
    term = value["term"]
    read = None if term is None else term_from(term)
    binds = () if read is not None else in_role_order(tuple(value["binds"]))
    return Saying(value["sentence"], value["reason"], read, binds)
