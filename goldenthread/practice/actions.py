"""What can happen to an hours log, and to a name in it. Each leaves one row in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.practice import policy, verbs
from goldenthread.practice.lines import Worked
from goldenthread.practice.models import HoursLine, NameLent
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@transaction.atomic
def take_in(
    sessions: Mapping[UUID, Worked], *, by: people.Person, at: datetime, keyring: vault.Keyring
) -> int:
    """Take sessions that took place into the log, by their uid; those that are in it stay as they are.

    Gives how many came in. Raises NotAllowed.
    """
    policy.may_keep_hours(coaches=by.coaches).or_raise()
    taken = 0
    for uid, worked in sessions.items():
        policy.may_last(worked.minutes).or_raise()
        line = HoursLine(session_uid=uid)
        try:
            with transaction.atomic():
                _seal(line, worked, by=by, at=at, keyring=keyring)
                line.save(force_insert=True)
        except IntegrityError:
            continue
        taken += 1
    if taken:
        _record(verbs.TAKEN_IN, by=by, at=at, count=taken)
    return taken


@transaction.atomic
def write_line(
    worked: Worked, *, uid: UUID, by: people.Person, at: datetime, keyring: vault.Keyring
) -> None:
    """Write a line by hand, for hours elsewhere; the same form sent twice makes one. Raises NotAllowed."""
    policy.may_keep_hours(coaches=by.coaches).or_raise()
    policy.may_last(worked.minutes).or_raise()
    line = HoursLine(uid=uid)
    try:
        with transaction.atomic():
            _seal(line, worked, by=by, at=at, keyring=keyring)
            line.save(force_insert=True)
    except IntegrityError:
        return
    _record(verbs.WRITTEN, by=by, at=at)


@transaction.atomic
def change_line(
    uid: UUID, worked: Worked, *, by: people.Person, at: datetime, keyring: vault.Keyring
) -> None:
    """Change a line of one's own. Raises NotAllowed, Http404."""
    policy.may_last(worked.minutes).or_raise()
    line = _own(uid, by)
    line.revision += 1
    _seal(line, worked, by=by, at=at, keyring=keyring)
    line.save()
    _record(verbs.CHANGED, by=by, at=at)


@transaction.atomic
def drop_line(uid: UUID, *, by: people.Person, at: datetime) -> None:
    """Take a line of one's own out of the log; its session can be taken in anew. Raises Http404."""
    _own(uid, by).delete()
    _record(verbs.DROPPED, by=by, at=at)


@transaction.atomic
def lend_name(
    relationship: relationships.Relationship, *, contact: bool, by: HasUid, at: datetime
) -> NameLent:
    """Let one's name, and with `contact` one's address, stand in the coach's hours log. NotAllowed."""
    policy.may_lend(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    lent, _made = NameLent.objects.update_or_create(
        relationship_uid=relationship.uid, defaults={"contact": contact, "given_at": at}
    )
    _record_lending(verbs.LENT, relationship, by=by, at=at)
    return lent


@transaction.atomic
def take_name_back(relationship: relationships.Relationship, *, by: HasUid, at: datetime) -> None:
    """Take one's name out of the coach's hours log, at once and without a reason. NotAllowed."""
    policy.may_take_back(role=relationships.role_in(relationship, by)).or_raise()
    NameLent.objects.filter(relationship_uid=relationship.uid).delete()
    _record_lending(verbs.TAKEN_BACK, relationship, by=by, at=at)


def _own(uid: UUID, by: HasUid) -> HoursLine:
    line = HoursLine.objects.select_for_update().filter(uid=uid, coach_uid=by.uid).first()
    if line is None:
        raise Http404
    return line


def _seal(
    line: HoursLine, worked: Worked, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> None:
    line.coach_uid, line.changed_at = by.uid, at
    line.compartment = vault.own_compartment(by.uid)
    vault.seal(line, worked.payload, keyring=keyring)


def _record(code: str, *, by: HasUid, at: datetime, count: int = 1) -> None:
    ledger.record(code, stream=by.uid, by=by, at=at, about=by.uid, count=count)


def _record_lending(
    code: str, relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> None:
    about = relationship.client_uid or by.uid
    ledger.record(code, stream=relationship.uid, by=by, at=at, about=about)
