"""Reading the room. The ledger's row comes first; each reads what is theirs, and what a clause opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.room import verbs
from goldenthread.room.gate import Gate
from goldenthread.room.lines import Notes, OpenHunch, OpenLine
from goldenthread.room.models import Hunch, Line
from goldenthread.room.opening import Room
from goldenthread.room.states import CLIENTS_TO_TAKE, Column, HunchState, LineKind
from goldenthread.vault import api as vault

# More than anybody writes in an hour; a page never grows without end.
MANY: Final = 500

Records = Sequence[Line | Hunch]


def notes_of(
    room: Room, *, by: HasUid, at: datetime, keyring: vault.Keyring, gate: Gate | None = None
) -> Notes:
    """Give all that one of the two may read of a session's room, oldest line first.

    Their own; what was written for both; for the client also the coach's notes where they lie
    open, and hunches that were offered; for the coach also the pad, which is one for all sessions.
    """
    gate = gate or Gate(room.relationship, at)
    readable = _Readable(room.relationship, by, at, gate)
    lines = readable.lines(Q(session_uid=room.uid) | Q(column=Column.PAD.value))
    hunches = readable.hunches()
    opened = _opened(room, [*lines, *hunches], by=by, at=at, keyring=keyring)
    client = room.relationship.client_uid or by.uid
    shown = [_line(line, opened[line.uid], by, client=client) for line in lines]
    since = next((each for each in reversed(shown) if each.kind == LineKind.SINCE), None)
    # One said before it, in another window, stands among the lines.
    written = [each for each in shown if since is None or each.uid != since.uid]
    return Notes(
        mine=[each for each in written if each.column == Column.MINE and each.is_mine],
        theirs=[each for each in written if each.column == Column.MINE and not each.is_mine],
        ours=[each for each in written if each.column == Column.OURS],
        since=since,
        pad=[each for each in shown if each.column == Column.PAD],
        put_down=[each for each in shown if each.column == Column.PUT_DOWN],
        hunches=[_hunch(hunch, opened[hunch.uid]) for hunch in hunches],
    )


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each line as this person may read it, as plain values, for a copy to keep.

    What was put down for an hour is in no copy. The ledger's line is written when the first is
    asked for. Raises Http404 for anyone but the two.
    """
    relationships.role_in(relationship, by)
    readable = _Readable(relationship, by, at, Gate(relationship, at))
    lines = readable.lines(~Q(column=Column.PUT_DOWN.value), many=None)
    hunches = readable.hunches()
    records: Records = [*lines, *hunches]
    if not records:
        return
    witness = _witness(verbs.COPIED, relationship, records, by=by, at=at)
    for line in lines:
        yield {
            "uid": str(line.uid),
            "session": None if line.column == Column.PAD else str(line.session_uid),
            "column": line.column,
            "kind": line.line_kind,
            "author": str(line.author_uid),
            "written_at": line.written_at.isoformat(),
            "words": vault.unseal(line, keyring=keyring, witness=witness)["words"],
        }
    for hunch in hunches:
        yield {
            "uid": str(hunch.uid),
            "session": str(hunch.session_uid),
            "column": "hunch",
            "kind": hunch.state,
            "author": str(hunch.author_uid),
            "written_at": hunch.written_at.isoformat(),
            "words": vault.unseal(hunch, keyring=keyring, witness=witness)["words"],
        }


class _Readable:
    """Which rows somebody may open, before any is opened."""

    def __init__(
        self, relationship: relationships.Relationship, by: HasUid, at: datetime, gate: Gate
    ) -> None:
        self.relationship, self.by, self.at, self.gate = relationship, by, at, gate
        self.is_client = by.uid == relationship.client_uid

    def __repr__(self) -> str:
        return f"_Readable({self.relationship.uid})"

    def lines(self, which: Q, *, many: int | None = MANY) -> list[Line]:
        """Give the lines, oldest first."""
        rows = Line.objects.filter(which, relationship_uid=self.relationship.uid)
        rows = rows.exclude(goes_at__lte=self.at).select_related("compartment")
        newest = rows.order_by("-written_at", "-uid")[:many]
        return [line for line in reversed(newest) if self._reads(line)]

    def hunches(self) -> list[Hunch]:
        """Give the coach their own, and the client those that were offered to them."""
        rows = Hunch.objects.filter(relationship_uid=self.relationship.uid, goes_at__gt=self.at)
        if self.is_client:
            rows = rows.filter(state=HunchState.OFFERED.value)
        elif not self._reads_own:
            return []
        else:
            rows = rows.filter(author_uid=self.by.uid)
        return list(rows.select_related("compartment").order_by("written_at", "uid"))

    def _reads(self, line: Line) -> bool:
        if line.author_uid == self.by.uid:
            own = line.column in {Column.MINE, Column.PAD} and not self.is_client
            return self._reads_own if own else True
        if line.compartment.kind != vault.CompartmentKind.SHARED:
            return False
        return self.is_client or self.gate.coach_reads(line.written_at)

    @property
    def _reads_own(self) -> bool:
        """After the end a coach reads their notes until the day they go (A16)."""
        return self.relationship.ended_at is not None or self.gate.coach_reads_own


def _opened(
    room: Room, records: Records, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> dict[Any, str]:
    """Open records: one line in the ledger for those about the client, one for the coach's own."""
    own = [r for r in records if isinstance(r, Line) and r.column == Column.PUT_DOWN]
    others = [record for record in records if record not in own]
    found: dict[Any, str] = {}
    if others:
        witness = _witness(verbs.READ, room.relationship, others, by=by, at=at, session=room)
        found |= _unsealed(others, keyring, witness)
    if own:
        witness = ledger.witness(
            verbs.OWN_READ,
            stream=by.uid,
            by=by,
            at=at,
            about=by.uid,
            covers=[record.uid for record in own],
        )
        found |= _unsealed(own, keyring, witness)
    return found


def _unsealed(records: Records, keyring: vault.Keyring, witness: ledger.Witness) -> dict[Any, str]:
    return {
        each.uid: vault.unseal(each, keyring=keyring, witness=witness)["words"] for each in records
    }


def _witness(
    code: str,
    relationship: relationships.Relationship,
    records: Records,
    *,
    by: HasUid,
    at: datetime,
    session: Room | None = None,
) -> ledger.Witness:
    """Write one line for all of them. No count of lines: the same look stays one line (INV-13)."""
    return ledger.witness(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=(verbs.SESSION, session.uid) if session else None,
        covers=[record.uid for record in records],
    )


def _line(line: Line, words: str, by: HasUid, *, client: UUID) -> OpenLine:
    # What a client said yes to stays as it was then: nobody words it anew.
    is_mine = line.author_uid == by.uid and line.line_kind != LineKind.CONFIRMED
    return OpenLine(
        uid=line.uid,
        author_uid=line.author_uid,
        column=Column(line.column),
        kind=LineKind(line.line_kind),
        words=words,
        written_at=line.written_at,
        revision=line.revision,
        is_mine=is_mine,
        said_by=client if line.line_kind == LineKind.WORDS else line.author_uid,
        is_mine_to_take_away=is_mine or (by.uid == client and line.line_kind in CLIENTS_TO_TAKE),
    )


def _hunch(hunch: Hunch, words: str) -> OpenHunch:
    return OpenHunch(hunch.uid, words, HunchState(hunch.state), hunch.written_at, hunch.goes_at)
