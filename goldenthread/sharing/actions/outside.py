"""What came from outside by another road, noted by the coach for the client to read (S2.14f, A4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Refused
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sharing import policy
from goldenthread.sharing.lines import line
from goldenthread.sharing.models import FromOutside
from goldenthread.sharing.states import OutsideKind
from goldenthread.vault import api as vault

_CODES = {
    OutsideKind.ASKED: "sharing.outside.noted",
    OutsideKind.SPOKE: "sharing.outside.spoken",
}


@dataclass(frozen=True, slots=True, repr=False)
class Outside:
    """Who it was, on which day, by which road, what they wanted or said, and what the coach answered."""

    kind: OutsideKind
    who: str
    on: date
    words: str
    answered: str
    clause_key: str = ""


def _note(told: Outside, relationship: relationships.Relationship) -> FromOutside:
    return FromOutside(
        relationship_uid=relationship.uid,
        kind=told.kind.value,
        clause_key=told.clause_key,
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
    )


@transaction.atomic
def note_from_outside(
    relationship: relationships.Relationship,
    told: Outside,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    form_uid: UUID | None = None,
) -> FromOutside:
    """Keep a note that somebody outside asked for content and was declined, or spoke of the client.

    The client reads it from then on; nobody changes it. A note of an ask cites a clause in force.
    Raises NotAllowed.
    """
    role = relationships.role_in(relationship, by)
    terms = agreements.terms_in_force(relationship.uid, at=at)
    keys = {each.key for each in terms.terms}
    cites = told.clause_key in keys or (told.kind == OutsideKind.SPOKE and not told.clause_key)
    policy.may_note(role=role, words=told.words, cites=cites).or_raise()
    if told.on > at.date():
        Refused("Choose a day that has come.").or_raise()
    before = FromOutside.objects.filter(uid=form_uid).first() if form_uid else None
    if before is not None and before.relationship_uid == relationship.uid:
        return before
    note = _note(told, relationship)
    if form_uid and before is None:
        note.uid = form_uid
    note.noted_at = at
    vault.seal(
        note,
        {
            "who": told.who,
            "on": told.on.isoformat(),
            "words": told.words,
            "answered": told.answered,
        },
        keyring=keyring,
    )
    note.save(force_insert=True)
    ledger.record(
        _CODES[told.kind], **line(relationship, ("sharing.outside", note.uid), by=by, at=at)
    )
    return note
