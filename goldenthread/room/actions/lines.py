"""Lines: written, worded anew, taken away; each by its writer, and each leaves one row in the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.room import policy, verbs
from goldenthread.room.chores import forget_later
from goldenthread.room.gate import Gate
from goldenthread.room.models import Line
from goldenthread.room.opening import Room
from goldenthread.room.states import CLIENTS_TO_TAKE, Column, LineKind
from goldenthread.room.steps import deed, opened_words, where
from goldenthread.vault import api as vault


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class WordedElsewhere(Exception):
    """It was worded anew in another window, so this wasn't kept."""


@transaction.atomic
def write_line(
    room: Room,
    words: str,
    *,
    uid: UUID,
    column: Column,
    kind: LineKind = LineKind.NOTE,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Line:
    """Write a line into a column. `uid` is the form's: sent twice, it raises AlreadyKept. NotAllowed.

    Mine is sealed for its writer alone, but a coach's note for both where both signed that (A16).
    """
    gate = Gate(room.relationship, at)
    room.may_be_in.or_raise()
    policy.may_write(
        role=room.role, column=column, kind=kind, opened=gate.opens(room.role, column), words=words
    ).or_raise()
    line = Line(
        uid=uid,
        relationship_uid=room.relationship.uid,
        session_uid=room.uid,
        author_uid=by.uid,
        compartment=where(column, room.role, gate, at=at, keyring=keyring),
        column=column.value,
        line_kind=kind.value,
        written_at=at,
    )
    _keep(line, words, keyring=keyring)
    ledger.record(verbs.WRITTEN, **deed(room.relationship, room.uid, by=by, at=at))
    return line


@transaction.atomic
def put_down(
    room: Room,
    words: str,
    *,
    uid: UUID,
    goes_at: datetime,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Line:
    """Put something down before the hour, as the coach; `goes_at` is the hour's end (S0.17). As write_line.

    It is about the coach, so its line in the ledger is theirs too.
    """
    gate, column = Gate(room.relationship, at), Column.PUT_DOWN
    room.may_be_in.or_raise()
    policy.may_write(
        role=room.role,
        column=column,
        kind=LineKind.NOTE,
        opened=gate.opens(room.role, column),
        words=words,
    ).or_raise()
    line = Line(
        uid=uid,
        relationship_uid=room.relationship.uid,
        session_uid=room.uid,
        author_uid=by.uid,
        compartment=where(column, room.role, gate, at=at, keyring=keyring),
        column=column.value,
        written_at=at,
        goes_at=goes_at,
    )
    _keep(line, words, keyring=keyring)
    forget_later(goes_at)
    ledger.record(verbs.PUT_DOWN, stream=by.uid, by=by, at=at, about=by.uid)
    return line


@transaction.atomic
def word_anew(
    relationship: relationships.Relationship,
    uid: UUID,
    words: str,
    *,
    seen: int,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Line | None:
    """Word one's own line anew; None where there is none of that uid. `seen` is its revision on the screen.

    Raises WordedElsewhere where another stands, and NotAllowed.
    """
    line = _mine(relationship, uid, by=by)
    if line is None:
        return None
    policy.may_say(words).or_raise()
    if line.revision != seen:
        if opened_words(line, relationship, by=by, at=at, keyring=keyring) == words:
            return line
        raise WordedElsewhere
    line.revision += 1
    vault.seal(line, {"words": words}, keyring=keyring)
    line.save(update_fields=["revision", "epoch", "sealed"])
    ledger.record(verbs.WORDED, **deed(relationship, line.session_uid, by=by, at=at))
    return line


@transaction.atomic
def take_away(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Line | None:
    """Take a line away: its row is deleted. None where there is none, so twice does no harm.

    One's own; and as the client also what stands as your exact words, or what you said yes to.
    """
    line = _mine(relationship, uid, by=by, kinds=CLIENTS_TO_TAKE)
    if line is None:
        return None
    Line.objects.filter(uid=line.uid).delete()
    ledger.record(verbs.TAKEN_AWAY, **deed(relationship, line.session_uid, by=by, at=at))
    return line


def _mine(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    kinds: Collection[LineKind] = (),
) -> Line | None:
    """Read one's own line anew, so that of two deeds at once the second sees what the first did.

    For the client also one of these kinds, whoever wrote it. Nobody's own is a hunch that the
    client said yes to: it stays as it was then.
    """
    own = Q(author_uid=by.uid) & ~Q(line_kind=LineKind.CONFIRMED.value)
    if relationships.role_in(relationship, by) == Role.CLIENT:
        own |= Q(line_kind__in=[kind.value for kind in kinds])
    policy.may_change(going_on=relationships.is_going_on(relationship.uid)).or_raise()
    lines = Line.objects.select_for_update(of=("self",)).select_related("compartment")
    return lines.filter(own, uid=uid, relationship_uid=relationship.uid).first()


def _keep(line: Line, words: str, *, keyring: vault.Keyring) -> None:
    vault.seal(line, {"words": words}, keyring=keyring)
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
