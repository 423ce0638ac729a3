"""The document that both sign: one canonical form of exactly what was seen. Pure.

The bytes are canonical JSON, and what is signed is lp(format, sha256(bytes), typed name). A label
and its field names never change: signatures already given would no longer fit. The first format
knew no parties beside the pair and no process page, and its signatures left the typed name out;
it stays readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.agreements.terms import Term, term_from
from goldenthread.core.roles import BESIDE, Role
from goldenthread.seals import api as seals

FIRST_FORMAT = "coach/v1/agreement"
FORMAT = "coach/v2/agreement"
_IN_ORDER = {role.value: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs: who they are, and the public keys they sign and open with."""

    uid: UUID
    sealing: bytes
    signing: bytes


@dataclass(frozen=True, slots=True)
class PageRead:
    """The coach's process page as it stood: its version, and the SHA-256 of its words in hex."""

    version: int
    digest: str


@dataclass(frozen=True, slots=True, repr=False)
class PaperClause:
    """A clause as signed. `lineage` names the same clause through all versions.

    `binds` are the roles beside the pair who sign it too; the pair is always bound.
    """

    lineage: UUID
    heading: str
    sentence: str
    reason: str
    author: UUID
    term: Term | None
    binds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """The whole document: which house, whose relationship, which version, who, what."""

    instance: bytes
    relationship: UUID
    version: int
    parties: Mapping[str, Party]
    clauses: tuple[PaperClause, ...]
    process_page: PageRead | None = None
    format: str = FORMAT

    def to_bytes(self) -> bytes:
        """Give the canonical bytes of the document, the same for every reader."""
        is_first = self.format == FIRST_FORMAT
        value: dict[str, Any] = {
            "format": self.format,
            "instance": self.instance.hex(),
            "relationship": str(self.relationship),
            "version": self.version,
            "parties": {role: party_as_json(party) for role, party in self.parties.items()},
            "clauses": [_clause_json(clause, is_first=is_first) for clause in self.clauses],
        }
        if not is_first:
            page = self.process_page
            value["process_page"] = page and {"version": page.version, "sha256": page.digest}
        return seals.canonical_json(value)

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the canonical bytes, in hex: the form carries it."""
        return seals.sha256(self.to_bytes()).hex()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Give the terms that come into force when both have signed."""
        return tuple(clause.term for clause in self.clauses if clause.term is not None)

    @property
    def words(self) -> tuple[str, ...]:
        """Give the six words two people compare to know that their copies say the same."""
        return seals.fingerprint_words(self.format.encode(), bytes.fromhex(self.digest))


@dataclass(frozen=True, slots=True, repr=False)
class SigningCopy:
    """A document read for signing: what it was made from, and who had signed it when it was read.

    `signed` are those whose signature fits these very words; `counted` are the signatures looked
    at. A signature that turned up otherwise counts for nothing.
    """

    version: UUID
    paper: Paper
    yeses: Mapping[UUID, UUID | None]
    standing: UUID | None
    signed: frozenset[UUID] = frozenset()
    counted: frozenset[UUID] = frozenset()


def signed_message(paper: bytes, name: str, *, form: str = FORMAT) -> bytes:
    """Give the bytes that an Ed25519 key signs for these document bytes (security.md 2.2)."""
    parts = [form.encode(), seals.sha256(paper)]
    return seals.lp(*parts) if form == FIRST_FORMAT else seals.lp(*parts, name.encode())


def fits(paper: Paper, role: str, name: str, signature: bytes) -> bool:
    """Say whether a party's signature fits exactly these words, by the key named in them."""
    if role not in paper.parties:
        return False
    message = signed_message(paper.to_bytes(), name, form=paper.format)
    return seals.verify(paper.parties[role].signing, message, signature)


def paper_from(document: bytes) -> Paper:
    """Read a document back. Raises seals.Bad, KeyError or ValueError if it isn't one."""
    value = seals.from_canonical_json(document)
    form = value["format"]
    if form not in {FIRST_FORMAT, FORMAT}:
        raise ValueError(FORMAT)
    page = value["process_page"] if form == FORMAT else None
    is_first = form == FIRST_FORMAT
    paper = Paper(
        instance=bytes.fromhex(value["instance"]),
        relationship=UUID(value["relationship"]),
        version=value["version"],
        parties={role: party_from(party) for role, party in value["parties"].items()},
        clauses=tuple(_clause_from(clause, is_first=is_first) for clause in value["clauses"]),
        process_page=PageRead(page["version"], page["sha256"]) if page else None,
        format=form,
    )
    # What isn't written back byte for byte wasn't read: a part of it would be lost unseen.
    if paper.to_bytes() != document:
        raise ValueError(form)
    return paper


def party_as_json(party: Party) -> dict[str, str]:
    """Give a party as they stand in a document."""
    return {
        "uid": str(party.uid),
        "sealing_key": party.sealing.hex(),
        "signing_key": party.signing.hex(),
    }


def party_from(value: Mapping[str, str]) -> Party:
    """Read a party back. Raises KeyError or ValueError."""
    return Party(
        UUID(value["uid"]),
        bytes.fromhex(value["sealing_key"]),
        bytes.fromhex(value["signing_key"]),
    )


def in_role_order(roles: frozenset[str] | set[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Give the roles beside the pair among these, each once, in the order they are always told."""
    return tuple(sorted({role for role in roles if role in BESIDE}, key=_IN_ORDER.__getitem__))


def _clause_json(clause: PaperClause, *, is_first: bool) -> dict[str, Any]:
    term = clause.term
    value: dict[str, Any] = {
        "clause": str(clause.lineage),
        "heading": clause.heading,
        "sentence": clause.sentence,
        "reason": clause.reason,
        "author": str(clause.author),
        "term": None if term is None else term.as_json(),
    }
    if not is_first:
        value["binds"] = [Role.COACH.value, Role.CLIENT.value, *clause.binds]
    return value


def _clause_from(value: Mapping[str, Any], *, is_first: bool) -> PaperClause:
    term = value["term"]
    return PaperClause(
        lineage=UUID(value["clause"]),
        heading=value["heading"],
        sentence=value["sentence"],
        reason=value["reason"],
        author=UUID(value["author"]),
        term=None if term is None else term_from(term),
        binds=() if is_first else in_role_order(tuple(value["binds"])),
    )
