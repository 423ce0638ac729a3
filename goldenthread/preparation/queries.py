"""Reading what a client wrote before a session. The ledger's row comes first; a coach needs a term (INV-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.wall import day_in, zone_called
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.preparation import verbs
from goldenthread.preparation.models import Sentence
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

# What opens a session's aim to the coach opens the sentence before it, and nothing else does.
OPENED_BY: Final = "session.agreement"


@dataclass(frozen=True, slots=True, repr=False)
class OpenSentence:
    """A client's sentence as one of the two may read it."""

    row: Sentence
    words: str
    is_open_to_coach: bool

    @property
    def written_at(self) -> datetime:
        """When it was written."""
        return self.row.written_at

    @property
    def by_link(self) -> bool:
        """Whether it came with a letter's link."""
        return self.row.by_link


def over_at(session: sessions.CoachingSession, client: people.Person) -> datetime:
    """Give when a session is over: by its minutes, else with its day where the client lives."""
    ends = sessions.ends_of(session)
    return ends or day_in(session.on_day, zone_called(client.zone))[1]


def sentence_for(
    relationship: relationships.Relationship,
    session_uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenSentence | None:
    """Give the sentence before a session; None where there is none this person may read.

    Raises Http404 for anyone but the two.
    """
    rows = Sentence.objects.filter(relationship_uid=relationship.uid, session_uid=session_uid)
    found = _read(relationship, list(rows), verbs.READ, by=by, at=at, keyring=keyring)
    return found[0] if found else None


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each sentence this person may read, as plain values, for a copy to keep."""
    rows = list(Sentence.objects.filter(relationship_uid=relationship.uid).order_by("written_at"))
    for each in _read(relationship, rows, verbs.COPIED, by=by, at=at, keyring=keyring):
        yield {
            "session": str(each.row.session_uid),
            "words": each.words,
            "by_link": each.by_link,
            "written_at": each.written_at.isoformat(),
        }


def may_coach_read(relationship: relationships.Relationship, at: datetime) -> bool:
    """Say whether a sentence written now could be read by the coach."""
    terms = agreements.terms_in_force(relationship.uid, at=at)
    return bool(terms.may(Role.COACH, "read", OPENED_BY))


def _read(
    relationship: relationships.Relationship,
    rows: Sequence[Sentence],
    code: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> list[OpenSentence]:
    """Open the sentences this reader may, under one line of the ledger; none is written for none."""
    role = relationships.role_in(relationship, by)
    if not rows:
        return []
    shared = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    opened = _opened_to_coach(relationship, rows, shared.uid, at)
    mine = [row for row in rows if role == Role.CLIENT or row.uid in opened]
    if not mine:
        return []
    witness = ledger.witness(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        covers=[row.letter_uid for row in mine],
        count=len(mine),
        thing=(verbs.SESSION, mine[0].session_uid) if len(mine) == 1 else None,
    )
    words: dict[UUID, str] = {}
    for compartment in _boxes(relationship, shared, mine):
        keyring.know(compartment)
        letters = vault.open_letters(
            compartment,
            keyring=keyring,
            witness=witness,
            only=[row.letter_uid for row in mine if row.compartment_uid == compartment.uid],
        )
        words |= {letter.uid: letter.payload["words"] for letter in letters}
    return [
        OpenSentence(row, words[row.letter_uid], is_open_to_coach=row.uid in opened)
        for row in mine
        if row.letter_uid in words
    ]


def _opened_to_coach(
    relationship: relationships.Relationship,
    rows: Sequence[Sentence],
    shared_uid: UUID,
    at: datetime,
) -> set[UUID]:
    """Give the rows a coach may read: in the shared letter-box, and never from before the opening (INV-7)."""
    terms = agreements.terms_in_force(relationship.uid, at=at)
    return {
        row.uid
        for row in rows
        if row.compartment_uid == shared_uid
        if terms.may(Role.COACH, "read", OPENED_BY, made_at=row.written_at)
    }


def _boxes(
    relationship: relationships.Relationship, shared: vault.Compartment, rows: Sequence[Sentence]
) -> list[vault.Compartment]:
    wanted = {row.compartment_uid for row in rows}
    boxes = [shared] if shared.uid in wanted else []
    if wanted - {shared.uid}:
        boxes.append(vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE))
    return boxes
