"""A text that may leave, as the two see it: its words, whose yes it has, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens, policy
from goldenthread.sharing.lines import look
from goldenthread.sharing.manifest import Manifest
from goldenthread.sharing.models import Approval, Release, Snapshot
from goldenthread.sharing.opening import key_marks, manifest_of
from goldenthread.sharing.states import OVER, WAITING, ReleaseState
from goldenthread.vault import api as vault

READ = "sharing.drafts.read"


@dataclass(frozen=True, slots=True, repr=False)
class DraftSeen:
    """A release as one of the two sees it. `manifest` is what a yes would sign now."""

    release: Release
    words: str
    purpose: str
    manifest: Manifest
    signers: frozenset[Role]
    given: frozenset[str]
    stands: ReleaseState
    may_edit: Verdict
    may_approve: Verdict
    may_withdraw: Verdict
    is_readable: bool = False
    read_at: datetime | None = None
    snapshot: UUID | None = None

    @property
    def uid(self) -> UUID:
        """Its name."""
        return self.release.uid

    @property
    def is_waiting(self) -> bool:
        """Whether it still waits for somebody's yes."""
        return self.stands in WAITING

    @property
    def is_open(self) -> bool:
        """Whether its reader can open it now."""
        return self.stands == ReleaseState.OPEN

    @property
    def missing(self) -> list[Role]:
        """Whose yes it waits for."""
        return sorted(role for role in self.signers if role not in self.given)


def the_release(relationship: relationships.Relationship, uid: UUID) -> Release:
    """Give a release of this pair, unopened. Raises Http404 for any other."""
    found = Release.objects.filter(uid=uid, relationship_uid=relationship.uid).first()
    if found is None:
        raise Http404
    return found


def the_draft(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> DraftSeen:
    """Open one release for one of the two; the ledger's row comes first. Raises Http404."""
    release = the_release(relationship, uid)
    seen = _seen(relationship, [release], by=by, at=at, keyring=keyring)
    if not seen:
        raise Http404
    return seen[0]


def releases_between(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[DraftSeen]:
    """Give one of the two every text that may leave, or did, newest first."""
    rows = Release.objects.filter(relationship_uid=relationship.uid).order_by("-drafted_at", "-uid")
    return _seen(relationship, list(rows), by=by, at=at, keyring=keyring)


def releases_of(relationship_uid: UUID, source: tuple[str, UUID]) -> list[tuple[str, ReleaseState]]:
    """Give who may read what was released from a thing, and how that stands. Nothing is opened."""
    kind, uid = source
    rows = Release.objects.filter(
        relationship_uid=relationship_uid, source_kind=kind, source_uid=uid
    )
    return [(row.reader_role, ReleaseState(row.state)) for row in rows.order_by("drafted_at")]


def releases_that_are_over(at: datetime) -> list[UUID]:
    """Give the names of releases whose end has come and that aren't closed yet, oldest first."""
    alive = [state.value for state in ReleaseState if state not in OVER]
    rows = Release.objects.filter(state__in=alive, until__lte=at)
    return list(rows.order_by("until", "uid").values_list("uid", flat=True))


def copy_of_releases(
    relationship: relationships.Relationship,
    role: Role,
    *,
    keyring: vault.Keyring,
    witness: ledger.Witness,
) -> Iterator[dict[str, Any]]:
    """Give each release this one of the two may read as plain values, oldest first, for a copy to keep."""
    rows = Release.objects.filter(relationship_uid=relationship.uid).order_by("drafted_at", "uid")
    for row in rows if policy.may_look_back(role, ended=_ended(relationship)) else ():
        held = vault.unseal(row, keyring=keyring, witness=witness)
        yield {
            "uid": str(row.uid),
            "words": held["words"],
            "purpose": held["purpose"],
            "reader": row.reader_role,
            "state": row.state,
            "edition": row.edition,
            "drafted_at": row.drafted_at.isoformat(),
            "released_at": row.released_at.isoformat() if row.released_at else None,
            "closed_at": row.closed_at.isoformat() if row.closed_at else None,
            "until": row.until.isoformat() if row.until else None,
        }


def signers_of(release: Release) -> frozenset[Role]:
    """Say whose keys must sign this release."""
    return policy.signers_for(Role(release.reader_role))


def _seen(
    relationship: relationships.Relationship,
    rows: list[Release],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> list[DraftSeen]:
    role = Role(relationships.role_in(relationship, by))
    if not rows or not policy.may_look_back(role, ended=_ended(relationship)):
        return []
    terms = agreements.terms_in_force(relationship.uid, at=at)
    thing = ("sharing.release", rows[0].uid if len(rows) == 1 else relationship.uid)
    covers = [row.uid for row in rows]
    witness = look(READ, relationship, thing, covers=covers, by=by, at=at, count=len(rows))
    given = _given(covers)
    taken = dict(Snapshot.objects.filter(release__in=covers).values_list("release", "uid"))
    read = _first_read(relationship, rows, taken) if role == Role.CLIENT else {}
    marks = key_marks({row.reader_uid for row in rows}, keyring=keyring)
    seen = []
    for row in rows:
        held = vault.unseal(row, keyring=keyring, witness=witness)
        manifest = manifest_of(
            row, words=held["words"], purpose=held["purpose"], marks=marks, keyring=keyring
        )
        signers, stands = signers_of(row), state_at(row, at)
        seen.append(
            DraftSeen(
                release=row,
                words=held["words"],
                purpose=held["purpose"],
                manifest=manifest,
                signers=signers,
                given=frozenset(given.get((row.uid, row.edition), ())),
                stands=stands,
                may_edit=policy.may_edit(stands, role=role),
                may_approve=_may_approve(row, stands, role, terms=terms, at=at),
                may_withdraw=policy.may_withdraw(stands, role=role),
                is_readable=bool(_may_read(row, stands, terms=terms, at=at)),
                read_at=read.get(row.uid),
                snapshot=taken.get(row.uid),
            )
        )
    return seen


def _ended(relationship: relationships.Relationship) -> bool:
    return relationship.ended_at is not None


def _may_read(
    release: Release, stands: ReleaseState, *, terms: agreements.TermsInForce, at: datetime
) -> Verdict:
    """Say whether its reader can open it at this moment: released, and a term in force lets them."""
    opened = opens.to_read(terms, Role(release.reader_role), released_at=release.released_at)
    return policy.may_read(stands, until=release.until, at=at, opens=opened)


def _may_approve(
    release: Release,
    stands: ReleaseState,
    role: Role,
    *,
    terms: agreements.TermsInForce,
    at: datetime,
) -> Verdict:
    """Say whether this one of the two may say yes to the words as they stand."""
    return policy.may_approve(
        stands,
        role=role,
        signers=signers_of(release),
        is_as_shown=True,
        until=release.until,
        at=at,
        opens=opens.to_read(terms, Role(release.reader_role)),
    )


def state_at(release: Release, at: datetime) -> ReleaseState:
    """Give how a release stands at this moment: its last day counts by the clock, tidied or not."""
    state = ReleaseState(release.state)
    over = policy.may_expire(state, until=release.until, at=at)
    return ReleaseState.EXPIRED if over else state


def _given(uids: Collection[UUID]) -> dict[tuple[UUID, int], list[str]]:
    given: dict[tuple[UUID, int], list[str]] = {}
    for row in Approval.objects.filter(release__in=uids):
        given.setdefault((row.release_id, row.edition), []).append(row.role)
    return given


def _first_read(
    relationship: relationships.Relationship, rows: Collection[Release], taken: Mapping[UUID, UUID]
) -> dict[UUID, datetime]:
    """Give when each release was first read by its reader. Only for the client who asks (INV-13)."""
    read: dict[UUID, datetime] = {}
    for reader in {row.reader_uid for row in rows}:
        things = [taken[row.uid] for row in rows if row.uid in taken and row.reader_uid == reader]
        code = "sharing.release.read"
        read |= ledger.first_readings(relationship.uid, code, by=reader, things=things)
    return {uid: read[snapshot] for uid, snapshot in taken.items() if snapshot in read}
