"""The one path by which words leave a relationship, and the check that whoever reads them makes again (INV-4).

A release's compartment is made here and nowhere else: only after every signature that policy asks for
has been verified over the manifest of exactly these words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.sharing.manifest import Manifest, digest_of, key_mark, manifest_from
from goldenthread.sharing.models import Approval, Release, Snapshot
from goldenthread.vault import api as vault


def key_marks(readers: Collection[UUID], *, keyring: vault.Keyring) -> dict[UUID, str]:
    """Give the mark of each reader's public keys, fetched together."""
    keys = vault.public_keys(readers, keyring.secrets)
    return {uid: key_mark(each.sealing, each.signing) for uid, each in keys.items()}


def manifest_of(
    release: Release, *, words: str, purpose: str, marks: Mapping[UUID, str], keyring: vault.Keyring
) -> Manifest:
    """Give what a yes to this release signs now: these words, its reader's keys, its purpose and end."""
    return Manifest(
        instance=keyring.secrets.instance_id.hex(),
        relationship=release.relationship_uid,
        release=release.uid,
        edition=release.edition,
        digest=digest_of(words),
        readers=(marks[release.reader_uid],),
        purpose=purpose,
        until=int(release.until.timestamp()) if release.until else None,
    )


def let_out(
    release: Release,
    relationship: relationships.Relationship,
    *,
    words: str,
    manifest: Manifest,
    signers: Collection[Role],
    keyring: vault.Keyring,
    at: datetime,
) -> Snapshot:
    """Make the release's own compartment and seal exactly the approved words in it.

    Raises seals.Bad where a signature is missing or doesn't fit, before any key is made.
    """
    check(release, relationship, words=words, manifest=manifest, signers=signers)
    members = {
        **_pair(relationship),
        release.reader_uid: release.reader_role,
    }
    compartment = vault.make_compartment(
        vault.CompartmentKind.RELEASE,
        members=members,
        keyring=keyring,
        at=at,
        relationship_uid=relationship.uid,
    )
    snapshot = Snapshot(uid=_timeless_uid(), release=release, compartment=compartment)
    vault.seal(snapshot, {"words": words, "manifest": manifest.as_json()}, keyring=keyring)
    snapshot.save(force_insert=True)
    return snapshot


def read_back(
    snapshot: Snapshot,
    relationship: relationships.Relationship,
    *,
    payload: dict[str, object],
    signers: Collection[Role],
    keyring: vault.Keyring,
) -> tuple[str, Manifest]:
    """Give the words and their manifest, once everything about them has been verified again.

    Raises seals.Bad where the words, the reader's keys, the end or a signature aren't as approved.
    """
    words, value = payload.get("words"), payload.get("manifest")
    if not isinstance(words, str) or not isinstance(value, dict):
        raise seals.Bad
    manifest, release = manifest_from(value), snapshot.release
    marks = key_marks([release.reader_uid], keyring=keyring)
    expected = manifest_of(
        release, words=words, purpose=manifest.purpose, marks=marks, keyring=keyring
    )
    if manifest != expected:
        raise seals.Bad
    check(release, relationship, words=words, manifest=manifest, signers=signers)
    return words, manifest


def check(
    release: Release,
    relationship: relationships.Relationship,
    *,
    words: str,
    manifest: Manifest,
    signers: Collection[Role],
) -> None:
    """Refuse unless every signer's own key signed exactly this manifest of these words.

    Who the client and the coach are is taken from the relationship, never from the row of a yes.
    Raises seals.Bad.
    """
    if not signers or manifest.digest != digest_of(words) or manifest.edition != release.edition:
        raise seals.Bad
    given = {
        each.role: bytes(each.signature)
        for each in Approval.objects.filter(release=release, edition=release.edition)
    }
    uids = {role: uid for uid, role in _pair(relationship).items()}
    for role in signers:
        if not vault.verify(uids[role], manifest.message, given.get(role, bytes(64))):
            raise seals.Bad


def _pair(relationship: relationships.Relationship) -> dict[UUID, str]:
    if relationship.client_uid is None:
        raise seals.Bad
    return {
        relationship.client_uid: Role.CLIENT.value,
        relationship.coach_uid: Role.COACH.value,
    }


def _timeless_uid() -> UUID:
    """Give a random name: ours are sortable by the moment they were made, which the reader needn't know."""
    return UUID(bytes=seals.random_bytes(16), version=4)
