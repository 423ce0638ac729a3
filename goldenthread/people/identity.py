"""Sealing and opening who someone is, under the house's identity key. Names are content; so are addresses."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from uuid import UUID

from goldenthread.people.models import Person
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

KIND = "person.identity/1"
NO_COMPARTMENT = bytes(16)


@dataclass(frozen=True, slots=True)
class Identity:
    """A name to be called by, and what somebody signs in with: an address for letters, or a name without any.

    `name_outside` is what those with a seat beside a pair read in place of the name, where somebody wants that.
    """

    name: str
    address: str = ""
    sign_in_name: str = ""
    name_outside: str = ""

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
    """Set the person's sealed identity, and the mark they sign in by, for its revision; the caller saves."""
    secrets = shares.secrets()
    payload = seals.canonical_json(asdict(identity))
    person.identity = seals.seal(
        secrets.identity_key, _context(secrets, person.uid, person.revision), payload
    )
    person.sign_in_mark = sign_in_mark(identity.address or identity.sign_in_name, secrets)
    person.has_address = bool(identity.address)


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


def folded(sign_in: str) -> str:
    """Give an address or a sign-in name as it is compared: however it is written, it is the same one."""
    text = sign_in.strip()
    return text.casefold() if "@" in text else unicodedata.normalize("NFKC", text).casefold()


def sign_in_mark(sign_in: str, secrets: shares.Secrets | None = None) -> bytes:
    """Give the keyed mark that somebody is found by, so that addresses and names can't be read from the database.

    Only an address has an at sign, and the mark of a name is made apart, so that neither is ever taken for the other.
    """
    key = (secrets or shares.secrets()).email_index_key
    text = folded(sign_in)
    return seals.hmac_sha256(key, (text if "@" in text else f"name:{text}").encode())
