"""The words of the vault: kinds of compartments and of slots. Pure."""

from __future__ import annotations

from enum import StrEnum


class CompartmentKind(StrEnum):
    """Who a compartment is for (security.md 2.1)."""

    CLIENT_PRIVATE = "client-private"
    COACH_PRIVATE = "coach-private"
    SHARED = "shared"
    # One for each seat beside the pair, made with its holder: all three can open it (INV-5).
    WINDOW = "window"
    # One for each text that leaves: a copy of its own under keys of its own (security.md 2.4).
    RELEASE = "release"
    # One for each half of a swap: its share is held until both are ready.
    HALF = "half"


# A relationship has one of each of these; of the others as many as it needs.
ONE_OF_EACH = (
    CompartmentKind.CLIENT_PRIVATE,
    CompartmentKind.COACH_PRIVATE,
    CompartmentKind.SHARED,
)


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
