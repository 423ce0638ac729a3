"""The words of the vault: kinds of compartments and of slots. Pure."""

from __future__ import annotations

from enum import StrEnum


class CompartmentKind(StrEnum):
    """Who a compartment is for (security.md 2.1)."""

    CLIENT_PRIVATE = "client-private"
    COACH_PRIVATE = "coach-private"
    SHARED = "shared"


class SlotKind(StrEnum):
    """What opens a person's user key."""

    PASSPHRASE = "passphrase"  # noqa: S105 (a word, no secret)
    RECOVERY = "recovery"


def compartment_words() -> list[tuple[str, str]]:
    """For ``choices=``: given as a function, a new word makes no migration."""
    return [(kind.value, kind.value) for kind in CompartmentKind]


def slot_words() -> list[tuple[str, str]]:
    """For ``choices=``."""
    return [(kind.value, kind.value) for kind in SlotKind]
