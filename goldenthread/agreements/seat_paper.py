"""A seat's paper: the clauses that bind whoever holds the seat, as they sign them. Pure.

It holds the sentences and the terms, and neither the reasons nor whose words they are: those are
between the two. The label and the field names never change: signatures would no longer fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from goldenthread.agreements.paper import Party, party_as_json, party_from
from goldenthread.agreements.terms import Term, term_from
from goldenthread.seals import api as seals

FORMAT = "coach/v1/seat-paper"
NONE, HANDED_OVER, SIGNED, OUTDATED = "none", "handed_over", "signed", "outdated"


@dataclass(frozen=True, slots=True, repr=False)
class SeatClause:
    """One clause that binds the holder. `wording` names exactly these words."""

    wording: UUID
    heading: str
    sentence: str
    term: Term | None


@dataclass(frozen=True, slots=True, repr=False)
class SeatDocument:
    """The whole paper: which house, which seat, which version of the agreement, who, what."""

    instance: bytes
    seat: UUID
    role: str
    version: int
    holder: Party
    clauses: tuple[SeatClause, ...]

    def to_bytes(self) -> bytes:
        """Give the canonical bytes, the same for every reader."""
        return seals.canonical_json(
            {
                "format": FORMAT,
                "instance": self.instance.hex(),
                "seat": str(self.seat),
                "version": self.version,
                "parties": {self.role: party_as_json(self.holder)},
                "clauses": [
                    {
                        "clause": str(each.wording),
                        "heading": each.heading,
                        "sentence": each.sentence,
                        "term": None if each.term is None else each.term.as_json(),
                    }
                    for each in self.clauses
                ],
            }
        )

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the canonical bytes, in hex: the form carries it."""
        return seals.sha256(self.to_bytes()).hex()

    def message(self, name: str) -> bytes:
        """Give the bytes that the holder's Ed25519 key signs."""
        return seals.lp(FORMAT.encode(), bytes.fromhex(self.digest), name.encode())

    def fits(self, name: str, signature: bytes) -> bool:
        """Say whether a signature fits exactly these words, by the key named in them."""
        return seals.verify(self.holder.signing, self.message(name), signature)


def seat_document_from(document: bytes) -> SeatDocument:
    """Read a paper back. Raises seals.Bad, KeyError or ValueError if it isn't one."""
    value = seals.from_canonical_json(document)
    if value["format"] != FORMAT:
        raise ValueError(FORMAT)
    [(role, party)] = value["parties"].items()
    read = SeatDocument(
        instance=bytes.fromhex(value["instance"]),
        seat=UUID(value["seat"]),
        role=role,
        version=value["version"],
        holder=party_from(party),
        clauses=tuple(
            SeatClause(
                UUID(each["clause"]),
                each["heading"],
                each["sentence"],
                None if each["term"] is None else term_from(each["term"]),
            )
            for each in value["clauses"]
        ),
    )
    # What isn't written back byte for byte wasn't read.
    if read.to_bytes() != document:
        raise ValueError(FORMAT)
    return read


def covers_of(wordings: Iterable[UUID]) -> str:
    """Give the mark of which wordings a paper is a copy of, in whatever order they come."""
    return seals.sha256(seals.lp(*sorted(uid.bytes for uid in wordings))).hex()


def standing_of_paper(
    covers: str | None, signed_by: UUID | None, holder: UUID | None, now: str
) -> str:
    """Say where a seat's newest paper stands: "none", "handed_over", "signed" or "outdated".

    `now` is the mark of what binds the role in force now. A signature by somebody else than who
    holds the seat now counts for nothing.
    """
    if covers is None:
        return NONE
    if covers != now:
        return OUTDATED
    return SIGNED if signed_by is not None and signed_by == holder else HANDED_OVER
