"""What the terms in force open of a room: asked for once a page (INV-6)."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Final

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Verdict
from goldenthread.relationships import api as relationships
from goldenthread.room.states import Column
from goldenthread.vault import api as vault

SESSION, NOTE = "session.agreement", "note"
SHARED_NOTES: Final = "shared"


class Gate:
    """What both signed about what is written around a session (A1) and about the coach's notes (A16)."""

    def __init__(self, relationship: relationships.Relationship, at: datetime) -> None:
        self.relationship = relationship
        self.terms = agreements.terms_in_force(relationship.uid, at=at)

    @cached_property
    def shared(self) -> vault.Compartment:
        """What both open."""
        return vault.compartment_of(self.relationship.uid, vault.CompartmentKind.SHARED)

    def opens(self, role: str, column: Column) -> Verdict:
        """Say whether this one of the two may write in a column now.

        A client's own column needs no clause. All that a coach writes for themselves does (A16).
        """
        if column == Column.OURS:
            return self.terms.may(role, "write", SESSION)
        if role == Role.CLIENT:
            return Allowed()
        return self.terms.may(Role.COACH, "write", NOTE)

    @property
    def notes_are_shared(self) -> bool:
        """Whether both signed that the client reads the coach's notes (A16)."""
        return bool(self.terms.may(Role.CLIENT, "read", NOTE))

    @property
    def length(self) -> int | None:
        """Give the minutes a session has by agreement (A8), if that is agreed."""
        duty = self.terms.duty("length.client")
        return duty.amount if duty else None

    def coach_reads(self, written_at: datetime) -> bool:
        """Say whether the coach may read what the client wrote for both then (INV-6, INV-7)."""
        return bool(self.terms.may(Role.COACH, "read", SESSION, made_at=written_at))

    @property
    def coach_reads_own(self) -> bool:
        """Say whether the coach may read the notes they keep: as long as both say so (A16)."""
        return bool(self.terms.may(Role.COACH, "read", NOTE))
