"""Seats' papers: where they stand, in the clear, and what they say, opened for who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from goldenthread.agreements import seat_paper
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.agreements.models import Clause, SeatPaper, SeatSignature, Wording
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.queries.found import the
from goldenthread.agreements.queries.versions import witness_of
from goldenthread.agreements.saying import saying_from
from goldenthread.agreements.seat_paper import SeatClause, SeatDocument, seat_document_from
from goldenthread.agreements.standing_papers import papers_signed, standings
from goldenthread.agreements.states import VersionState
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.gentle import api as gentle
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

__all__ = [
    "PaperRead", "bound_by", "clauses_in_force", "may_seat", "paper_standing", "papers_signed",
    "the_paper_of",
]  # fmt: skip


def may_seat(relationship_uid: UUID, role: str, *, at: datetime) -> Verdict:
    """Say whether a term in force opens a seat of this role beside the pair (INV-6).

    Where the client keeps it without a sponsor, no term opens a sponsor's (S4.11).
    """
    opens = terms_in_force(relationship_uid, at=at).opens_seat(Role(role))
    return gentle.may_seat(relationship_uid, Role(role)) if opens else opens


def paper_standing(seat: relationships.Seat) -> str:
    """Say where a seat's paper stands: "none", "handed_over", "signed" or "outdated".

    Two queries, and nothing is opened: whether somebody signed must be known without a key.
    """
    return standings(seat.relationship_id, [seat])[seat.uid]


def clauses_in_force(relationship_uid: UUID) -> Mapping[UUID, tuple[int, UUID]]:
    """Give the version's number and the lineage of each clause in force, by the clause's uid."""
    rows = Clause.objects.filter(
        version__relationship_uid=relationship_uid, version__state=VersionState.IN_FORCE
    )
    found = rows.values_list("uid", "version__number", "lineage_uid")
    return {uid: (number, lineage) for uid, number, lineage in found}


@dataclass(frozen=True, slots=True, repr=False)
class Bound:
    """The clauses of the version in force that bind a role, opened, and the version's number."""

    version: UUID | None
    number: int
    clauses: tuple[SeatClause, ...]


def bound_by(
    relationship: Relationship, role: str, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Bound:
    """Open, for one of the pair, the clauses in force that bind a role beside it."""
    rows = [row for row in _tied_in_force(relationship.uid) if role in _roles(row)]
    if not rows:
        return Bound(None, 0, ())
    version = rows[0].version
    wordings: list[Wording] = [the(row.coach_yes) for row in rows]
    witness = witness_of("agreements.version.opened", relationship, version, wordings, by=by, at=at)
    clauses = []
    for row, wording in zip(rows, wordings, strict=True):
        saying = saying_from(vault.unseal(wording, keyring=keyring, witness=witness))
        clauses.append(SeatClause(wording.uid, row.heading, saying.sentence, saying.term))
    return Bound(version.uid, version.number, tuple(clauses))


@dataclass(frozen=True, slots=True, repr=False)
class PaperRead:
    """A seat's paper, opened: its words, where it stands, and the signature under it, if any."""

    uid: UUID
    document: SeatDocument
    standing: str
    handed_at: datetime
    name: str = ""
    signed_at: datetime | None = None
    signature: bytes = b""
    fits: bool = False


def the_paper_of(
    seat: relationships.Seat, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> PaperRead | None:
    """Open a seat's newest paper for its holder or one of the pair; None before one was handed over.

    Raises NoGrant for anyone without a key to the seat's window.
    """
    row = SeatPaper.objects.filter(seat_uid=seat.uid).order_by("-handed_at", "-uid").first()
    if row is None:
        return None
    signature = SeatSignature.objects.filter(paper=row).first()
    covered = [row.uid] if signature is None else [row.uid, signature.uid]
    pair = seat.relationship
    witness = ledger.witness(
        "agreements.seat_paper.opened",
        stream=pair.uid,
        by=by,
        at=at,
        about=pair.client_uid or by.uid,
        thing=("agreements.seat_paper", row.uid),
        covers=covered,
    )
    text = vault.unseal(row, keyring=keyring, witness=witness)["document"]
    document = seat_document_from(text.encode())
    standing = standings(pair.uid, [seat])[seat.uid]
    if signature is None:
        return PaperRead(row.uid, document, standing, row.handed_at)
    held = vault.unseal(signature, keyring=keyring, witness=witness)
    given = bytes.fromhex(held["signature"])
    fits = document.holder.uid == signature.signer_uid and document.fits(held["name"], given)
    return PaperRead(
        row.uid,
        document,
        standing,
        row.handed_at,
        held["name"],
        signature.signed_at,
        given,
        fits,
    )


def _tied_in_force(relationship_uid: UUID) -> Iterable[Clause]:
    rows = Clause.objects.filter(
        version__relationship_uid=relationship_uid,
        version__state=VersionState.IN_FORCE,
        coach_yes=F("client_yes"),
    )
    return rows.select_related("coach_yes", "version").order_by("position", "uid")


def _roles(clause: Clause) -> list[str]:
    return clause.coach_yes.binds.split() if clause.coach_yes else []


def covers_now(bound: Bound) -> str:
    """Give the mark of the clauses that a new paper would be a copy of."""
    return seat_paper.covers_of(each.wording for each in bound.clauses)
