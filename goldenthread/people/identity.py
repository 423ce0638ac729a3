"""Sealing and opening who someone is, under the house's identity key. Names are content; so are addresses."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from goldenthread.people.models import Person
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

KIND = "person.identity/1"
NO_COMPARTMENT = bytes(16)


@dataclass(frozen=True, slots=True)
class Identity:
    """A name to be called by and an address for letters."""

    name: str
    address: str

    def __repr__(self) -> str:
        return "Identity(…)"


def _context(secrets: shares.Secrets, uid: UUID, revision: int) -> seals.Context:
    return seals.Context(
        instance=secrets.instance_id,
        compartment=NO_COMPARTMENT,
        epoch=0,
        kind=KIND,
        record=uid.bytes,
        revision=revision,
    )


def seal_identity(person: Person, identity: Identity) -> None:
    """Set the person's sealed identity and address mark for its present revision; the caller saves."""
    secrets = shares.secrets()
    payload = seals.canonical_json({"address": identity.address, "name": identity.name})
    person.identity = seals.seal(
        secrets.identity_key, _context(secrets, person.uid, person.revision), payload
    )
    person.address_mark = address_mark(identity.address, secrets)


def open_identities(people: list[Person]) -> dict[UUID, Identity]:
    """Give who these people are. Raises seals.Bad where a row was tampered with."""
    secrets = shares.secrets()
    opened: dict[UUID, Identity] = {}
    for person in people:
        payload = seals.unseal(
            secrets.identity_key,
            _context(secrets, person.uid, person.revision),
            bytes(person.identity),
        )
        opened[person.uid] = Identity(**seals.from_canonical_json(payload))
    return opened


def address_mark(address: str, secrets: shares.Secrets | None = None) -> bytes:
    """Give the keyed mark an address is found by, so that addresses cannot be read from the database."""
    key = (secrets or shares.secrets()).email_index_key
    return seals.hmac_sha256(key, address.strip().casefold().encode())
