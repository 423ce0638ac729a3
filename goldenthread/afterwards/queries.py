"""Reading what is kept after sessions. The ledger's row comes first; each reads their own, and what was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from goldenthread.afterwards import verbs
from goldenthread.afterwards.gate import Back, Gate
from goldenthread.afterwards.lines import After, MomentsOfDay, OpenLine, OpenMoment
from goldenthread.afterwards.models import GivenMoment, Line
from goldenthread.afterwards.states import Part
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

MANY = 300
BY_WORDS, BY_DAY = "words", "day"


def after(back: Back, *, by: HasUid, at: datetime, keyring: vault.Keyring) -> After:
    """Give all that one of the two may read of what was kept of one session."""
    reader = _Reader(back.relationship, back.gate, by=by, at=at, keyring=keyring)
    lines = reader.open_lines(Q(session_uid=back.uid))
    given = list(GivenMoment.objects.filter(session_uid=back.uid))
    mine = {line.part: line for line in lines if line.is_mine}
    theirs = {line.part: line for line in lines if not line.is_mine}
    return After(
        closing=mine.get(Part.CLOSING),
        their_closing=theirs.get(Part.CLOSING),
        moment=mine.get(Part.MOMENT),
        moment_is_given=any(each.author_uid == by.uid for each in given),
        moments=reader.open_moments([each for each in given if each.let_go_at]),
        questions=[line for line in lines if line.part == Part.QUESTION],
        levels=mine.get(Part.LEVELS),
        judgement=mine.get(Part.JUDGEMENT),
    )


def question_book(
    relationship: relationships.Relationship,
    order: str = BY_WORDS,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> list[OpenLine]:
    """Give the questions a reader kept or was given: by their words, or by their day. Never by effect (S0.5)."""
    relationships.role_in(relationship, by)
    reader = _Reader(relationship, Gate(relationship, at), by=by, at=at, keyring=keyring)
    lines = reader.open_lines(Q(part=Part.QUESTION))
    if order == BY_DAY:
        return sorted(lines, key=lambda line: (line.written_at, line.uid))
    return sorted(lines, key=lambda line: (line.words.casefold(), line.uid))


def moments_that_mattered(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> list[MomentsOfDay]:
    """Give the moments that both gave, session by session, the newest first (S2.23)."""
    relationships.role_in(relationship, by)
    rows = GivenMoment.objects.filter(
        relationship_uid=relationship.uid, let_go_at__isnull=False
    ).order_by("-let_go_at", "given_at")[:MANY]
    reader = _Reader(relationship, Gate(relationship, at), by=by, at=at, keyring=keyring)
    opened = reader.open_moments(list(rows))
    uids = {each.session_uid for each in opened}
    days = dict(
        sessions.session_rows(relationship).filter(uid__in=uids).values_list("uid", "on_day")
    )
    return [
        MomentsOfDay(uid, days[uid], [each for each in opened if each.session_uid == uid])
        for uid in sorted(days, key=lambda uid: (days[uid], uid), reverse=True)
    ]


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each line and each moment as this person may read it, as plain values, for a copy to keep."""
    relationships.role_in(relationship, by)
    reader = _Reader(
        relationship, Gate(relationship, at), by=by, at=at, keyring=keyring, code=verbs.COPIED
    )
    for line in reader.open_lines(Q(), many=None):
        yield {
            "uid": str(line.uid),
            "session": str(line.session_uid),
            "author": str(line.author_uid),
            "part": line.part.value,
            "said": line.said,
            "written_at": line.written_at.isoformat(),
            "given_at": line.given_at.isoformat() if line.given_at else None,
        }
    rows = GivenMoment.objects.filter(relationship_uid=relationship.uid, let_go_at__isnull=False)
    for moment in reader.open_moments(list(rows.order_by("let_go_at", "uid"))):
        yield {
            "session": str(moment.session_uid),
            "author": str(moment.author_uid),
            "part": "moment given by both",
            "said": {"words": moment.words},
        }


class _Reader:
    """Opens lines and moments for one reader: their own in their own stream, the rest in the pair's."""

    def __init__(
        self,
        relationship: relationships.Relationship,
        gate: Gate,
        *,
        by: HasUid,
        at: datetime,
        keyring: vault.Keyring,
        code: str = verbs.READ,
    ) -> None:
        self.relationship, self.gate = relationship, gate
        self.by, self.at, self.keyring, self.code = by, at, keyring, code
        self.is_client = by.uid == relationship.client_uid

    def __repr__(self) -> str:
        return f"_Reader({self.relationship.uid})"

    def open_lines(self, which: Q, *, many: int | None = MANY) -> list[OpenLine]:
        """Open the lines this reader may read, oldest first."""
        rows = Line.objects.filter(which, relationship_uid=self.relationship.uid)
        rows = rows.exclude(goes_at__lte=self.at).select_related("compartment")
        newest = rows.order_by("-written_at", "-uid")[:many]
        lines = [line for line in reversed(newest) if self._reads(line)]
        own = [line for line in lines if self._is_coachs_own(line)]
        said = self._opened(own, pairs=False)
        said |= self._opened([line for line in lines if line not in own], pairs=True)
        return [self._line(line, said[line.uid]) for line in lines]

    def open_moments(self, rows: Sequence[GivenMoment]) -> list[OpenMoment]:
        """Open moments that both gave."""
        said = self._opened(rows, pairs=True)
        return [
            OpenMoment(
                row.session_uid,
                row.author_uid,
                str(said[row.uid]["words"]),
                row.author_uid == self.by.uid,
            )
            for row in rows
        ]

    def _reads(self, line: Line) -> bool:
        if line.author_uid == self.by.uid:
            return True
        if line.compartment_id != self.gate.shared.uid:
            return False
        since = line.given_at or line.written_at
        return self.is_client or bool(self.gate.opens(made_at=since))

    def _is_coachs_own(self, line: Line) -> bool:
        return not self.is_client and line.compartment_id != self.gate.shared.uid

    def _opened(
        self, rows: Sequence[Line | GivenMoment], *, pairs: bool
    ) -> dict[UUID, dict[str, Any]]:
        if not rows:
            return {}
        mine = self.by.uid
        witness = ledger.witness(
            self.code,
            stream=self.relationship.uid if pairs else mine,
            by=self.by,
            at=self.at,
            about=(self.relationship.client_uid or mine) if pairs else mine,
            covers=[row.uid for row in rows],
            count=len(rows),
            thing=(verbs.SESSION, rows[0].session_uid) if len(rows) == 1 else None,
        )
        return {
            row.uid: dict(vault.unseal(row, keyring=self.keyring, witness=witness)) for row in rows
        }

    def _line(self, line: Line, said: dict[str, Any]) -> OpenLine:
        return OpenLine(
            line.uid,
            line.session_uid,
            line.author_uid,
            Part(line.part),
            said,
            line.written_at,
            line.given_at,
            line.revision,
            line.author_uid == self.by.uid,
        )
