"""The document that both sign: one canonical form of exactly what was seen. Pure.

The bytes are canonical JSON, and what is signed is lp("coach/v1/agreement", sha256(bytes)).
The label and the field names never change: signatures already given would no longer fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.agreements.terms import Term, term_from
from goldenthread.seals import api as seals

FORMAT = "coach/v1/agreement"


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs: who they are, and the public keys they sign and open with."""

    uid: UUID
    sealing: bytes
    signing: bytes


@dataclass(frozen=True, slots=True, repr=False)
class PaperClause:
    """A clause as signed. `lineage` names the same clause through all versions."""

    lineage: UUID
    heading: str
    sentence: str
    reason: str
    author: UUID
    term: Term | None


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """The whole document: which house, whose relationship, which version, who, what."""

    instance: bytes
    relationship: UUID
    version: int
    parties: Mapping[str, Party]
    clauses: tuple[PaperClause, ...]

    def to_bytes(self) -> bytes:
        """Give the canonical bytes of the document, the same for every reader."""
        return seals.canonical_json(
            {
                "format": FORMAT,
                "instance": self.instance.hex(),
                "relationship": str(self.relationship),
                "version": self.version,
                "parties": {role: _party_json(party) for role, party in self.parties.items()},
                "clauses": [_clause_json(clause) for clause in self.clauses],
            }
        )

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the canonical bytes, in hex: the form carries it."""
        return seals.sha256(self.to_bytes()).hex()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Give the terms that come into force when both have signed."""
        return tuple(clause.term for clause in self.clauses if clause.term is not None)


@dataclass(frozen=True, slots=True, repr=False)
class SigningCopy:
    """A document read for signing: whose yes stood where, and which document stood, when read."""

    version: UUID
    paper: Paper
    yeses: Mapping[UUID, UUID | None]
    standing: UUID | None


def signed_message(paper: bytes) -> bytes:
    """Give the bytes that an Ed25519 key signs for these document bytes (security.md 2.2)."""
    return seals.lp(FORMAT.encode(), seals.sha256(paper))


def fits(paper: Paper, role: str, signature: bytes) -> bool:
    """Say whether a party's signature fits exactly these words, by the key named in them."""
    public = paper.parties[role].signing
    return seals.verify(public, signed_message(paper.to_bytes()), signature)


def paper_from(document: bytes) -> Paper:
    """Read a document back. Raises seals.Bad, KeyError or ValueError if it isn't one."""
    value = seals.from_canonical_json(document)
    if value["format"] != FORMAT:
        raise ValueError(FORMAT)
    return Paper(
        instance=bytes.fromhex(value["instance"]),
        relationship=UUID(value["relationship"]),
        version=value["version"],
        parties={role: _party_from(party) for role, party in value["parties"].items()},
        clauses=tuple(_clause_from(clause) for clause in value["clauses"]),
    )


def _party_json(party: Party) -> dict[str, str]:
    return {
        "uid": str(party.uid),
        "sealing_key": party.sealing.hex(),
        "signing_key": party.signing.hex(),
    }


def _party_from(value: Mapping[str, str]) -> Party:
    return Party(
        UUID(value["uid"]),
        bytes.fromhex(value["sealing_key"]),
        bytes.fromhex(value["signing_key"]),
    )


def _clause_json(clause: PaperClause) -> dict[str, Any]:
    return {
        "clause": str(clause.lineage),
        "heading": clause.heading,
        "sentence": clause.sentence,
        "reason": clause.reason,
        "author": str(clause.author),
        "term": None if clause.term is None else clause.term.as_json(),
    }


def _clause_from(value: Mapping[str, Any]) -> PaperClause:
    return PaperClause(
        lineage=UUID(value["clause"]),
        heading=value["heading"],
        sentence=value["sentence"],
        reason=value["reason"],
        author=UUID(value["author"]),
        term=None if value["term"] is None else term_from(value["term"]),
    )
