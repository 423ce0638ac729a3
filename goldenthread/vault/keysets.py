"""A person's key pairs: made at sign-up, private halves under the user key, public halves marked by the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from goldenthread.asking.api import Question
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault.models import KeySet

_OF_PERSON = Question(KeySet, "person_uid")
NO_COMPARTMENT = bytes(16)


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What anyone may know: where to seal to (X25519), and whose signature it is (Ed25519); 32 bytes each."""

    sealing: bytes
    signing: bytes


@dataclass(frozen=True, slots=True)
class PrivateKeys:
    """The other halves, for the length of one request."""

    sealing: bytes
    signing: bytes

    def __repr__(self) -> str:
        return "PrivateKeys(…)"


def person_context(
    instance: bytes, person_uid: UUID, kind: str, revision: int = 0
) -> seals.Context:
    """Bind something wrapped for a person to that person, by its kind."""
    return seals.Context(
        instance=instance,
        compartment=NO_COMPARTMENT,
        epoch=0,
        kind=kind,
        record=person_uid.bytes,
        revision=revision,
    )


def _statement(person_uid: UUID, sealing: bytes, signing: bytes) -> bytes:
    return seals.lp(b"coach/v1/keys", person_uid.bytes, sealing, signing)


def make_keyset(person_uid: UUID, user_key: bytes, secrets: shares.Secrets) -> KeySet:
    """Make and keep a person's key pairs under a new user key."""
    sealing, signing = seals.new_sealing_pair(), seals.new_signing_pair()
    statement = _statement(person_uid, sealing.public, signing.public)
    private = seals.seal(
        user_key,
        person_context(secrets.instance_id, person_uid, "keys.private/1"),
        sealing.private + signing.private,
    )
    return KeySet.objects.create(
        person_uid=person_uid,
        sealing_public=sealing.public,
        signing_public=signing.public,
        private=private,
        self_signature=seals.sign(signing.private, statement),
        mac=seals.hmac_sha256(secrets.server_mac_key, statement),
    )


def open_private(keyset: KeySet, user_key: bytes, secrets: shares.Secrets) -> PrivateKeys:
    """Give a person's private keys. Raises seals.Bad with the wrong user key."""
    context = person_context(secrets.instance_id, keyset.person_uid, "keys.private/1")
    both = seals.unseal(user_key, context, bytes(keyset.private))
    return PrivateKeys(sealing=both[:32], signing=both[32:])


def public_keys(
    person_uids: Iterable[UUID], secrets: shares.Secrets | None = None
) -> dict[UUID, PublicKeys]:
    """Give people's public keys, in one query. Raises seals.Bad where one was swapped in the database."""
    house = secrets or shares.secrets()
    return {uid: public_halves(row, house) for uid, row in keysets_of(person_uids).items()}


def keysets_of(person_uids: Iterable[UUID]) -> dict[UUID, KeySet]:
    """Give people's key sets by uid, nothing of them opened or checked, in one query for each."""
    found = (_OF_PERSON.one(uid) for uid in set(person_uids))
    return {row.person_uid: row for row in found if row is not None}


def public_halves(keyset: KeySet, secrets: shares.Secrets) -> PublicKeys:
    """Give the public halves of a key set. Raises seals.Bad where one was swapped."""
    sealing, signing = bytes(keyset.sealing_public), bytes(keyset.signing_public)
    statement = _statement(keyset.person_uid, sealing, signing)
    if not seals.same(seals.hmac_sha256(secrets.server_mac_key, statement), bytes(keyset.mac)):
        raise seals.Bad
    return PublicKeys(sealing=sealing, signing=signing)


def roster_of(public: Mapping[UUID, PublicKeys]) -> bytes:
    """Write down whose keys a compartment was made with, to be sealed in it."""
    return seals.canonical_json(
        {str(uid): [keys.sealing.hex(), keys.signing.hex()] for uid, keys in public.items()}
    )


def unseal_roster(
    first_epoch: bytes, context: seals.Context, roster: bytes
) -> dict[UUID, PublicKeys]:
    """Give whose keys a compartment was made with, under its first epoch's key. Raises seals.Bad."""
    pinned = seals.unseal(seals.use_key(first_epoch, "roster"), context, roster)
    return {
        UUID(uid): PublicKeys(sealing=bytes.fromhex(sealing), signing=bytes.fromhex(signing))
        for uid, (sealing, signing) in seals.from_canonical_json(pinned).items()
    }


def verify(person_uid: UUID, message: bytes, signature: bytes) -> bool:
    """Say whether this person's key signed exactly this message."""
    keys = public_keys([person_uid])
    return person_uid in keys and seals.verify(keys[person_uid].signing, message, signature)
