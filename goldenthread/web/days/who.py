"""Who is in the demo: five people with their keys, and the pair at the middle of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goldenthread.relationships.api import Relationship
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True)
class InDemo:
    """One of the five: what they are here, and how to sign in as them."""

    name: str
    part: str
    address: str
    passphrase: str
    unlocked: vault.Unlocked

    def __repr__(self) -> str:
        return f"InDemo({self.name})"

    @property
    def keys(self) -> dict[str, Any]:
        """Who acts, with which keys: as actions take it."""
        return {"by": self.unlocked.person, "keyring": self.unlocked.keyring}


@dataclass(frozen=True, slots=True)
class Scene:
    """Alma and Ben's relationship, and everybody who comes near it."""

    pair: Relationship
    alma: InDemo
    ben: InDemo
    dara: InDemo
    enzo: InDemo
