"""The small moves that actions are made of. They leave no row of their own in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, TypedDict
from uuid import UUID

from goldenthread.agreements import in_force, policy
from goldenthread.agreements.models import (
    Clause,
    Signature,
    SignedDocument,
    StartingDraft,
    TermRow,
    Version,
    Wording,
)
from goldenthread.agreements.paper import SigningCopy, signed_message
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.starting_lines import Line, unkept
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.terms import COACH, REVIEW_WITHOUT_A_TERM, Term, since_of
from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.gentle import api as gentle
from goldenthread.vault import api as vault


class Relationship(policy.Pair, Protocol):
    """A pair that has a name of its own: what an action needs to know of a relationship."""

    @property
    def uid(self) -> UUID: ...


class LedgerLine(TypedDict):
    """All that a line of the ledger says beside its verb."""

    stream: UUID
    by: HasUid
    at: datetime
    about: UUID
    thing: tuple[str, UUID]


def line(
    relationship: Relationship, thing: tuple[str, UUID], *, by: HasUid, at: datetime
) -> LedgerLine:
    """Give the line of a deed. In a relationship everything is about the client (INV-13)."""
    about = relationship.client_uid or by.uid
    return LedgerLine(stream=relationship.uid, by=by, at=at, about=about, thing=thing)


def own_line(draft: StartingDraft, *, by: HasUid, at: datetime) -> LedgerLine:
    """Give the line of a deed that is about nobody but its doer."""
    thing = ("agreements.starting", draft.uid)
    return LedgerLine(stream=by.uid, by=by, at=at, about=by.uid, thing=thing)


def write_draft(
    draft: StartingDraft, name: str, lines: Sequence[Line], *, at: datetime, keyring: vault.Keyring
) -> None:
    """Seal a coach's starting draft at its present revision, and save it."""
    draft.lines, draft.unkept, draft.changed_at = len(lines), unkept(lines), at
    held = {"name": name, "lines": [line.as_json() for line in lines]}
    vault.seal(draft, held, keyring=keyring)
    draft.save()


def begin(relationship: Relationship, number: int, *, by: HasUid, at: datetime) -> Version:
    """Begin a version, to be talked about."""
    return Version.objects.create(
        relationship_uid=relationship.uid,
        number=number,
        state=VersionState.TALKING,
        begun_by=by.uid,
        begun_at=at,
    )


def open_version(relationship: Relationship) -> Version:
    """Give the version being talked about, held until the transaction ends. Raises NotAllowed."""
    version = (
        Version.objects.select_for_update()
        .filter(relationship_uid=relationship.uid, state__in=OPEN)
        .first()
    )
    if version is None:
        raise NotAllowed(policy.NOT_OPEN.reason)
    return version


def hold_versions(relationship: Relationship) -> Version | None:
    """Hold the versions that stand or are talked about until the transaction ends; give the open one."""
    rows = Version.objects.select_for_update().filter(
        relationship_uid=relationship.uid, state__in=[*OPEN, VersionState.IN_FORCE]
    )
    return next((version for version in rows.order_by("number") if version.state in OPEN), None)


def clause_of(version: Version, uid: UUID) -> Clause:
    """Give a clause of this version. Raises NotAllowed for one of another."""
    clause = version.clauses.filter(uid=uid).first()
    if clause is None:
        raise NotAllowed(policy.NOT_OPEN.reason)
    return clause


def write(
    room: vault.Compartment,
    lineage: UUID,
    saying: Saying,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Wording:
    """Seal a new wording of a clause."""
    wording = Wording(
        compartment=room,
        lineage_uid=lineage,
        author_uid=by.uid,
        leaves_out=saying.leaves_out,
        binds=" ".join(saying.binds),
        written_at=at,
    )
    vault.seal(wording, saying.as_json(), keyring=keyring)
    wording.save(force_insert=True)
    return wording


def say(
    clause: Clause,
    wording: Wording | None,
    relationship: Relationship,
    version: Version,
    *,
    by: HasUid,
    at: datetime,
) -> None:
    """Move one's own yes, and set a signature given over other words aside."""
    if policy.role_of(relationship, by) == COACH:
        clause.coach_yes = wording
    else:
        clause.client_yes = wording
    clause.tied_at = at if policy.is_tied(clause) else None
    clause.save(update_fields=["coach_yes", "client_yes", "tied_at"])
    if version.state != VersionState.TALKING:
        set_aside(version, at=at)
        move(version, VersionState.TALKING)


def set_aside(version: Version, *, at: datetime) -> None:
    """Set the document that stands aside, with the signatures under it: the words are others."""
    version.documents.filter(set_aside_at=None).update(set_aside_at=at)
    version.spoken_at = version.spoken_by = None


def is_left_out(clause: Clause) -> bool:
    """Say whether both agree to leave this clause out."""
    return policy.is_tied(clause) and bool(clause.coach_yes and clause.coach_yes.leaves_out)


def is_current(
    copy: SigningCopy,
    version: Version,
    clauses: Iterable[Clause],
    document: SignedDocument | None,
) -> bool:
    """Say whether a copy read for signing still is what stands."""
    yeses = {clause.uid: clause.coach_yes_id for clause in clauses}
    standing = document.uid if document else None
    return (copy.version, copy.yeses, copy.standing) == (version.uid, yeses, standing)


def sign(
    document: SignedDocument,
    copy: SigningCopy,
    *,
    role: str,
    name: str,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> None:
    """Sign a document with the person's own Ed25519 key."""
    signature = Signature(
        compartment=document.compartment,
        document=document,
        signer_uid=by.uid,
        role=role,
        signed_at=at,
    )
    bytes_signed = keyring.sign(signed_message(copy.paper.to_bytes(), name))
    vault.seal(signature, {"name": name, "signature": bytes_signed.hex()}, keyring=keyring)
    signature.save(force_insert=True)


def bring_into_force(version: Version, copy: SigningCopy, *, at: datetime) -> None:
    """Let the version stand in the place of the one before, with its terms."""
    before = Version.objects.filter(
        relationship_uid=version.relationship_uid, state=VersionState.IN_FORCE
    )
    rows = TermRow.objects.filter(version__in=before.values("uid"))
    stood = {(f"{row.code}/{row.subject}" if row.subject else row.code): row for row in rows}
    before.update(state=VersionState.SUPERSEDED, ended_at=at)
    version.in_force_at = at
    version.review_due_at = review_due(copy.paper.terms, at=at)
    move(version, VersionState.IN_FORCE)
    clauses = dict(version.clauses.exclude(term_kind="").values_list("term_kind", "uid"))
    TermRow.objects.bulk_create(
        TermRow(
            version=version,
            code=term.code,
            subject=term.subject,
            values=term.as_json(),
            clause_uid=clauses.get(term.key),
            since=since(term, stood.get(term.key), at=at),
        )
        for term in copy.paper.terms
    )


def review_due(terms: Iterable[Term], *, at: datetime) -> datetime:
    """Give when a version that comes into force is to be looked at again; there's always a day."""
    term = next((term for term in terms if term.code == "review"), None)
    if term is None:
        return at + REVIEW_WITHOUT_A_TERM
    if term["by"]:
        return datetime.combine(date.fromisoformat(term["by"]), time(), UTC)
    return at + timedelta(days=term["days"])


def next_review(terms: Iterable[Term], *, at: datetime) -> datetime:
    """Give when to look again after a look: a day of the calendar that is over counts no more."""
    listed = list(terms)
    due = review_due(listed, at=at)
    if due > at:
        return due
    return review_due((term.but(by="") for term in listed if term.code == "review"), at=at)


def since(term: Term, stood: TermRow | None, *, at: datetime) -> datetime:
    """Give from when an opening stands: unbroken from the version before, or from now (INV-7)."""
    if stood is None:
        return at
    return since_of(term, in_force.term_at(stood, at=at), stood.since, at=at)


def ruled_out(relationship: Relationship) -> frozenset[str]:
    """Say what the client's own choices leave no room for in an agreement (S0.8, S4.11)."""
    holds = gentle.effects_of(relationship.uid)
    words = {"pulses": holds.no_pulses, "sponsor": holds.no_sponsor, "depth": holds.short_first}
    return frozenset(word for word, stands in words.items() if stands)


def move(version: Version, to: VersionState) -> None:
    """Change where a version stands. Raises NotAllowed where the table has no such road."""
    policy.may_become(version.state, to).or_raise()
    version.state = to
    version.save(
        update_fields=[
            "state", "in_force_at", "ended_at", "review_due_at", "spoken_at", "spoken_by"
        ]
    )  # fmt: skip


def kind(term: Term | None) -> str:
    """Give the key of a term, or nothing for a clause without one."""
    return term.key if term else ""
