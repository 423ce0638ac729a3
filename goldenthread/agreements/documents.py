"""Documents: read for signing, read back with their signatures, compared with those before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.agreements.models import Clause, Signature, SignedDocument, Version, Wording
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.paper import (
    PageRead,
    Paper,
    PaperClause,
    Party,
    SigningCopy,
    fits,
    paper_from,
)
from goldenthread.agreements.queries import Given, Stance, Talk, key_of, the, witness_of
from goldenthread.agreements.saying import saying_from
from goldenthread.agreements.states import SIGNED
from goldenthread.agreements.terms import CLIENT, COACH
from goldenthread.core.persons import HasUid
from goldenthread.introductions import api as introductions
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


def copy_to_sign(relationship: Relationship, talk: Talk, *, keyring: vault.Keyring) -> SigningCopy:
    """Give the document that a version comes to as it stands, with what it was read from."""
    chosen = [(spoken.clause, spoken.tied) for spoken in talk.spoken]
    paper = _paper(relationship, talk.version, chosen, keyring=keyring)
    return SigningCopy(
        version=talk.version.uid,
        paper=paper,
        yeses={spoken.clause.uid: spoken.clause.coach_yes_id for spoken in talk.spoken},
        standing=talk.document_uid,
        signed=frozenset(each.signer_uid for each in talk.given if _counts(each, paper)),
        counted=frozenset(each.uid for each in talk.given if _counts(each, paper)),
    )


def paper_shown(
    relationship: Relationship,
    version: Version,
    wording_uids: Iterable[UUID],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Paper:
    """Give the document that these wordings made, to say what changed since it was shown."""
    clauses = {clause.lineage_uid: clause for clause in version.clauses.order_by("position")}
    rows = list(Wording.objects.filter(lineage_uid__in=clauses, uid__in=set(wording_uids)))
    witness = witness_of("agreements.agreement.opened", relationship, version, rows, by=by, at=at)
    chosen = []
    for row in rows:
        saying = saying_from(vault.unseal(row, keyring=keyring, witness=witness))
        chosen.append((clauses[row.lineage_uid], Stance(row.uid, row.author_uid, saying)))
    chosen.sort(key=lambda pair: pair[0].position)
    return _paper(relationship, version, chosen, keyring=keyring)


@dataclass(frozen=True, slots=True, repr=False)
class Signed:
    """One signature: whose, under which name, when, and whether it fits these very words."""

    role: str
    signer_uid: UUID
    name: str
    signed_at: datetime
    fits: bool
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class SignedVersion:
    """A signed version, opened: the document, its signatures, and whether its terms are its own."""

    version: Version
    paper: Paper
    signatures: tuple[Signed, ...]
    terms_fit: bool


def signed_version(
    relationship: Relationship,
    version: Version,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> SignedVersion:
    """Open a signed version and check its signatures. Raises Http404 if it was never signed."""
    document = the(version.documents.filter(set_aside_at=None).first())
    rows = list(document.signatures.order_by("signed_at"))
    covered = [document, *rows]
    witness = witness_of("agreements.version.opened", relationship, version, covered, by=by, at=at)
    paper = _open_document(document, keyring=keyring, witness=witness)
    signatures = tuple(
        _signed(row, paper, vault.unseal(row, keyring=keyring, witness=witness)) for row in rows
    )
    terms = {term.key: term.as_json() for term in paper.terms}
    in_rows = {key_of(row): row.values for row in version.terms.all()}
    return SignedVersion(
        version, paper, signatures, version.state not in SIGNED or terms == in_rows
    )


def paper_before(
    relationship: Relationship,
    version: Version,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Paper | None:
    """Give the last document that was signed before this version, to see what changed."""
    before = (
        SignedDocument.objects.filter(
            version__relationship_uid=relationship.uid,
            version__number__lt=version.number,
            version__in_force_at__isnull=False,
            set_aside_at=None,
        )
        .order_by("-version__number")
        .first()
    )
    if before is None:
        return None
    witness = witness_of("agreements.version.opened", relationship, version, [before], by=by, at=at)
    return _open_document(before, keyring=keyring, witness=witness)


def _paper(
    relationship: Relationship,
    version: Version,
    chosen: Iterable[tuple[Clause, Stance | None]],
    *,
    keyring: vault.Keyring,
) -> Paper:
    uids = {COACH: relationship.coach_uid, CLIENT: the(relationship.client_uid)}
    keys = vault.public_keys(uids.values(), keyring.secrets)
    page = introductions.process_page_of(relationship.coach_uid)
    return Paper(
        instance=keyring.secrets.instance_id,
        relationship=relationship.uid,
        version=version.number,
        parties={
            role: Party(uid, keys[uid].sealing, keys[uid].signing) for role, uid in uids.items()
        },
        clauses=tuple(
            PaperClause(
                lineage=clause.lineage_uid,
                heading=clause.heading,
                sentence=stance.saying.sentence,
                reason=stance.saying.reason,
                author=stance.author_uid,
                term=stance.saying.term,
                binds=stance.saying.binds,
            )
            for clause, stance in chosen
            if stance is not None and not stance.saying.leaves_out
        ),
        process_page=PageRead(page.version, page.digest) if page else None,
    )


def _counts(given: Given, paper: Paper) -> bool:
    """Say whether a signature is its signer's, under exactly these words; an old one never is."""
    party = paper.parties.get(given.role)
    if party is None or party.uid != given.signer_uid:
        return False
    return fits(paper, given.role, given.name, given.signature)


def _open_document(
    document: SignedDocument, *, keyring: vault.Keyring, witness: ledger.Witness
) -> Paper:
    text = vault.unseal(document, keyring=keyring, witness=witness)["document"]
    return paper_from(text.encode())


def _signed(row: Signature, paper: Paper, held: Mapping[str, Any]) -> Signed:
    given = bytes.fromhex(held["signature"])
    holds = fits(paper, row.role, held["name"], given)
    same_person = holds and paper.parties[row.role].uid == row.signer_uid
    return Signed(row.role, row.signer_uid, held["name"], row.signed_at, same_person, given)
