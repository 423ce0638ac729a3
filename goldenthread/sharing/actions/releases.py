"""A text on its way out: drafted, reworded, approved, released, withdrawn, expired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed, Refused, Verdict
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens, policy
from goldenthread.sharing.closing import close
from goldenthread.sharing.lines import line
from goldenthread.sharing.models import Approval, Release, Request
from goldenthread.sharing.opening import let_out
from goldenthread.sharing.queries.drafts import DraftSeen, signers_of, state_at
from goldenthread.sharing.states import ReleaseState
from goldenthread.vault import api as vault

NOBODY_THERE = "Nobody holds that seat, so there’s nobody to release it to."


@dataclass(frozen=True, slots=True, repr=False)
class Leaving:
    """What somebody wants to let out: exactly these words, what they are for, and until when."""

    words: str
    purpose: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Meant:
    """What else a draft is made with: its purpose, its end, the request it answers, the form's own uid."""

    purpose: str = ""
    until: datetime | None = None
    request: Request | None = None
    form_uid: UUID | None = None


NOTHING_ELSE = Meant()


@transaction.atomic
def draft_release(
    relationship: relationships.Relationship,
    *,
    role: Role,
    words: str,
    source: tuple[str, UUID] | None = None,
    meant: Meant = NOTHING_ELSE,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Release:
    """Write down a text for whoever holds a seat. It goes nowhere before its signers say yes.

    `source` is what it was taken from: a kind of thing and its uid. The other of the two can read
    the draft. The same form sent twice makes one. Raises NotAllowed.
    """
    seat = relationships.standing_seat(relationship.uid, role)
    if seat is None or seat.person_uid is None:
        raise NotAllowed(NOBODY_THERE)
    uid, before = _made_from(relationship, meant.form_uid, by=by)
    if before is not None:
        return before
    leaving = Leaving(words, meant.purpose, meant.until)
    verdict = opens.to_read(agreements.terms_in_force(relationship.uid, at=at), role)
    _may_draft(relationship, leaving, role, by=by, at=at, verdict=verdict).or_raise()
    kind, source_uid = source or ("", None)
    release = Release(
        uid=uid,
        relationship_uid=relationship.uid,
        seat_uid=seat.uid,
        reader_uid=seat.person_uid,
        reader_role=role.value,
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        until=meant.until,
        source_kind=kind,
        source_uid=source_uid,
        request=meant.request,
        drafted_by=by.uid,
        drafted_at=at,
    )
    _seal(release, leaving, keyring=keyring)
    release.save(force_insert=True)
    ledger.record("sharing.release.drafted", **_line(relationship, release, by=by, at=at))
    return release


@transaction.atomic
def edit_release(
    relationship: relationships.Relationship,
    seen: DraftSeen,
    leaving: Leaving,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Release:
    """Put other words in its place. Every yes given so far is set aside. Raises NotAllowed."""
    release = _held(relationship, seen.uid)
    role = relationships.role_in(relationship, by)
    policy.may_edit(state_at(release, at), role=role).or_raise()
    policy.may_say(leaving.words).or_raise()
    if release.edition != seen.release.edition:
        Refused(policy.CHANGED).or_raise()
    if policy.is_past(leaving.until, at):
        Refused(policy.DAY_HAS_COME).or_raise()
    release.edition, release.revision = release.edition + 1, release.revision + 1
    release.until, release.state = leaving.until, ReleaseState.DRAFTED.value
    _seal(release, leaving, keyring=keyring)
    release.save(update_fields=["edition", "revision", "until", "state", "epoch", "sealed"])
    Approval.objects.filter(release=release).delete()
    ledger.record("sharing.release.edited", **_line(relationship, release, by=by, at=at))
    return release


@transaction.atomic
def approve_release(
    relationship: relationships.Relationship,
    seen: DraftSeen,
    *,
    shown: str,
    as_if_present: bool = False,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Release:
    """Say yes, with one's key, to exactly what was shown; the last yes needed lets it out.

    `shown` is the digest of the manifest the form carried. For a supervisor the coach also says that
    they read it as if everybody in it were present (S2.14b). Raises NotAllowed, seals.Bad.
    """
    release = _held(relationship, seen.uid)
    role = Role(relationships.role_in(relationship, by))
    terms = agreements.terms_in_force(relationship.uid, at=at)
    signers = signers_of(release)
    as_shown = release.edition == seen.release.edition and shown == seen.manifest.shown
    policy.may_approve(
        state_at(release, at),
        role=role,
        signers=signers,
        is_as_shown=as_shown,
        until=release.until,
        at=at,
        opens=_to_read_now(relationship, release, terms),
    ).or_raise()
    if _asks_as_if_present(release, role) and not as_if_present:
        Refused(policy.NOT_AS_IF_PRESENT).or_raise()
    _say_yes(release, seen, role, by=by, at=at, keyring=keyring)
    given = Approval.objects.filter(release=release, edition=release.edition)
    release.state = policy.after_yes(set(given.values_list("role", flat=True)), signers).value
    left = release.state == ReleaseState.OPEN
    if left:
        release.released_at = at
        let_out(
            release,
            relationship,
            words=seen.words,
            manifest=seen.manifest,
            signers=signers,
            keyring=keyring,
            at=at,
        )
    release.save(update_fields=["state", "released_at"])
    code = "sharing.release.released" if left else "sharing.release.approved"
    ledger.record(code, **_line(relationship, release, by=by, at=at))
    return release


@transaction.atomic
def withdraw_release(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Release:
    """Take it back at once, without a reason: from now on no key opens it (INV-4). Raises NotAllowed."""
    release = _held(relationship, uid)
    role = relationships.role_in(relationship, by)
    policy.may_withdraw(state_at(release, at), role=role).or_raise()
    if release.state == ReleaseState.WITHDRAWN:
        return release
    close(release, ReleaseState.WITHDRAWN, at=at)
    ledger.record("sharing.release.withdrawn", **_line(relationship, release, by=by, at=at))
    return release


@transaction.atomic
def let_release_expire(uid: UUID, *, by: HasUid | None = None, at: datetime) -> bool:
    """Close a release whose end has come; False when there was nothing to do. Safe to run twice."""
    release = Release.objects.select_for_update().get(uid=uid)
    if not policy.may_expire(ReleaseState(release.state), until=release.until, at=at):
        return False
    close(release, ReleaseState.EXPIRED, at=at)
    pair = relationships.Relationship.objects.get(uid=release.relationship_uid)
    ledger.record("sharing.release.expired", **_line(pair, release, by=by, at=at))
    return True


def _say_yes(
    release: Release,
    seen: DraftSeen,
    role: Role,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> None:
    """Sign the manifest of exactly what was seen, as this role."""
    signature = keyring.sign(seen.manifest.message)
    Approval.objects.update_or_create(
        release=release,
        edition=release.edition,
        role=role.value,
        defaults={"signer_uid": by.uid, "signature": signature, "signed_at": at},
    )


def _made_from(
    relationship: relationships.Relationship, form_uid: UUID | None, *, by: HasUid
) -> tuple[UUID, Release | None]:
    """Give a uid for a new draft, and the one this very form made already, if it did."""
    before = Release.objects.filter(uid=form_uid).first() if form_uid else None
    if before is None:
        return form_uid or new_uid(), None
    mine = (before.relationship_uid, before.drafted_by) == (relationship.uid, by.uid)
    return new_uid(), before if mine else None


def _may_draft(
    relationship: relationships.Relationship,
    leaving: Leaving,
    reader: Role,
    *,
    by: HasUid,
    at: datetime,
    verdict: Verdict,
) -> Verdict:
    role = relationships.role_in(relationship, by)
    if not (allowed := policy.may_draft(role=role, reader=reader, opens=verdict)):
        return allowed
    if not (fits := policy.may_say(leaving.words)):
        return fits
    if len(leaving.purpose) > policy.PURPOSE_MOST:
        return Refused(f"At most {policy.PURPOSE_MOST} characters say what it’s for.")
    return Refused(policy.DAY_HAS_COME) if policy.is_past(leaving.until, at) else fits


def _to_read_now(
    relationship: relationships.Relationship, release: Release, terms: agreements.TermsInForce
) -> Verdict:
    seat = relationships.standing_seat(relationship.uid, release.reader_role)
    if seat is None or (seat.uid, seat.person_uid) != (release.seat_uid, release.reader_uid):
        return Refused(NOBODY_THERE)
    return opens.to_read(terms, Role(release.reader_role))


def _asks_as_if_present(release: Release, role: Role) -> bool:
    return release.reader_role == Role.SUPERVISOR and role == Role.COACH


def _seal(release: Release, leaving: Leaving, *, keyring: vault.Keyring) -> None:
    vault.seal(release, {"words": leaving.words, "purpose": leaving.purpose}, keyring=keyring)


def _held(relationship: relationships.Relationship, uid: UUID) -> Release:
    """Read the release anew, so that of two who act at once the second sees what the first did."""
    return Release.objects.select_for_update().get(uid=uid, relationship_uid=relationship.uid)


def _line(
    relationship: relationships.Relationship, release: Release, *, by: HasUid | None, at: datetime
) -> dict[str, Any]:
    return line(relationship, ("sharing.release", release.uid), by=by, at=at)
