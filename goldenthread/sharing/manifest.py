"""What a yes to a release signs: one canonical form of what leaves, to whom, what for, until when. Pure.

The bytes are canonical JSON, and what is signed is lp("coach/v1/release", sha256(bytes)). The label
and the field names never change: signatures already given would no longer fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.seals import api as seals

FORMAT = "coach/v1/release"


@dataclass(frozen=True, slots=True, repr=False)
class Manifest:
    """Exactly what is released. `digest` is the SHA-256 of the words' own bytes, in hex.

    `readers` are hashes of the recipients' public keys, `until` whole seconds or None, `edition`
    how often the words were put down: a yes to an earlier edition fits no later one.
    """

    instance: str
    relationship: UUID
    release: UUID
    edition: int
    digest: str
    readers: tuple[str, ...]
    purpose: str
    until: int | None

    def as_json(self) -> dict[str, Any]:
        """Give the manifest as it is sealed beside the words and as it is signed."""
        return {
            "format": FORMAT,
            "instance": self.instance,
            "relationship": str(self.relationship),
            "release": str(self.release),
            "edition": self.edition,
            "digest": self.digest,
            "readers": list(self.readers),
            "purpose": self.purpose,
            "until": self.until,
        }

    def to_bytes(self) -> bytes:
        """Give the canonical bytes, the same for all who sign and for the one who reads."""
        return seals.canonical_json(self.as_json())

    @property
    def shown(self) -> str:
        """Give the SHA-256 of these bytes, in hex: the form of a yes carries it."""
        return seals.sha256(self.to_bytes()).hex()

    @property
    def message(self) -> bytes:
        """Give the bytes that an Ed25519 key signs."""
        return seals.lp(FORMAT.encode(), seals.sha256(self.to_bytes()))


def manifest_from(value: Mapping[str, Any]) -> Manifest:
    """Read a manifest back. Raises seals.Bad when it isn't exactly one."""
    try:
        manifest = Manifest(
            instance=value["instance"],
            relationship=UUID(value["relationship"]),
            release=UUID(value["release"]),
            edition=value["edition"],
            digest=value["digest"],
            readers=tuple(value["readers"]),
            purpose=value["purpose"],
            until=value["until"],
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise seals.Bad from None
    if manifest.as_json() != dict(value):
        raise seals.Bad
    return manifest


def digest_of(words: str) -> str:
    """Give the SHA-256, in hex, of the words' UTF-8 bytes as they stand: nothing is tidied first."""
    return seals.sha256(words.encode()).hex()


def key_mark(sealing: bytes, signing: bytes) -> str:
    """Give the hash of a recipient's two public keys, in hex."""
    return seals.sha256(seals.lp(sealing, signing)).hex()
