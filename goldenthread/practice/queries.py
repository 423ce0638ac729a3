"""Reading an hours log: its coach alone. Names are looked up as they may stand today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.practice import verbs
from goldenthread.practice.lines import OpenLine, Worked, worked_from
from goldenthread.practice.models import HoursLine, NameLent
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class Lent:
    """A client's name, and their address where they lent that too."""

    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class NotTakenIn:
    """A session that took place and isn't in the log. `minutes`: as both said, else as arranged, else None."""

    uid: UUID
    pair: UUID
    on_day: date
    minutes: int | None


def lines_of(
    coach: people.Person, *, at: datetime, keyring: vault.Keyring, code: str = verbs.READ
) -> list[OpenLine]:
    """Give a coach's own lines, oldest first, under one line of the ledger; none for none."""
    rows = list(HoursLine.objects.filter(coach_uid=coach.uid))
    if not rows:
        return []
    compartment = vault.own_compartment(coach.uid)
    keyring.know(compartment)
    witness = ledger.witness(
        code, stream=coach.uid, by=coach, at=at, about=coach.uid, covers=[compartment.uid]
    )
    worked = {
        row.uid: worked_from(vault.unseal(row, keyring=keyring, witness=witness)) for row in rows
    }
    lent = names_lent_to(coach)
    lines = [_open(row.uid, worked[row.uid], lent) for row in rows]
    return sorted(lines, key=lambda line: (line.worked.day, line.uid))


def _open(uid: UUID, worked: Worked, lent: dict[UUID, Lent]) -> OpenLine:
    if worked.pair is None:
        return OpenLine(uid, worked, worked.name, worked.contact)
    name = lent.get(worked.pair, Lent("", ""))
    return OpenLine(uid, worked, name.name, name.contact)


def names_lent_to(coach: people.Person) -> dict[UUID, Lent]:
    """Give the names that clients lend to a coach's log today, by relationship."""
    clients = {
        pair.uid: pair.client_uid
        for pair in relationships.relationships_of(coach)
        if pair.coach_uid == coach.uid and pair.client_uid is not None
    }
    lent = list(NameLent.objects.filter(relationship_uid__in=clients))
    names = people.names_of(clients[row.relationship_uid] for row in lent)
    return {
        row.relationship_uid: Lent(
            names.get(clients[row.relationship_uid], ""),
            _address_of(clients[row.relationship_uid]) if row.contact else "",
        )
        for row in lent
    }


def _address_of(uid: UUID) -> str:
    person = people.find_person(uid)
    return people.address_of(person) if person else ""


def not_taken_in(coach: people.Person) -> list[NotTakenIn]:
    """Give a coach's sessions that took place and aren't in the log, oldest first. Opens nothing."""
    pairs = [p.uid for p in relationships.relationships_of(coach) if p.coach_uid == coach.uid]
    rows = sessions.took_place_with(pairs)
    there = set(
        HoursLine.objects.filter(coach_uid=coach.uid, session_uid__isnull=False).values_list(
            "session_uid", flat=True
        )
    )
    rows = [row for row in rows if row.uid not in there]
    said = sessions.attendance_of([row.uid for row in rows]) if rows else {}
    return [
        NotTakenIn(
            row.uid,
            row.relationship_uid,
            row.on_day,
            said[row.uid].minutes or row.lasts or row.minutes,
        )
        for row in rows
    ]


def is_lent(relationship_uid: UUID) -> NameLent | None:
    """Give what a client lent to the log, if they did."""
    return NameLent.objects.filter(relationship_uid=relationship_uid).first()


def copy_for(
    coach: people.Person, *, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give a coach's own lines as plain values, for a copy to keep. Day is ISO 8601 text."""
    for line in lines_of(coach, at=at, keyring=keyring, code=verbs.COPIED):
        worked = line.worked
        yield {
            "day": worked.day.isoformat(),
            "minutes": worked.minutes,
            "paid": worked.paid,
            "setting": worked.setting.value,
            "people": worked.people,
            "name": line.name,
            "contact": line.contact,
        }
