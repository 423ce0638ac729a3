"""What happens after a session: kept, given, taken back. Each is one row of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.afterwards import policy, verbs
from goldenthread.afterwards.gate import Back, SomeoneSomewhere
from goldenthread.afterwards.lines import OpenLine
from goldenthread.afterwards.models import GivenMoment, Line
from goldenthread.afterwards.states import ONCE, Part
from goldenthread.core.verdicts import Verdict
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class WordedElsewhere(Exception):
    """It was worded anew in another window."""


@transaction.atomic
def keep_line(
    back: Back,
    part: Part,
    said: Mapping[str, Any],
    *,
    uid: UUID,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
    seen: int | None = None,
) -> Line:
    """Keep a line of a session; one said before, where there is one of its kind, is written over.

    For its author alone, except a closing line. `seen` is the wording it is written over, 0 for
    none; None asks nothing. Raises NotAllowed; WordedElsewhere where another wording stands;
    AlreadyKept for a question's form that came twice.
    """
    _lock(back)
    _may_keep(back, part).or_raise()
    row = _mine(back, part, by).first() if part in ONCE else None
    if row is not None and seen is not None and row.revision != seen:
        raise WordedElsewhere
    if part == Part.MOMENT:
        policy.may_change_moment(**_given(back, by)).or_raise()
    if row is None:
        row = Line(
            uid=uid,
            relationship_uid=back.relationship.uid,
            session_uid=back.uid,
            author_uid=by.uid,
            part=part.value,
        )
    else:
        row.revision += 1
    row.compartment, row.written_at = _where(back, part, keyring, at), at
    vault.seal(row, dict(said), keyring=keyring)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise AlreadyKept from None
    _record(verbs.CLOSED if part == Part.CLOSING else verbs.KEPT, back, row, by=by, at=at)
    return row


@transaction.atomic
def take_line_away(back: Back, uid: UUID, *, by: SomeoneSomewhere, at: datetime) -> None:
    """Delete one's own line, words and all. Raises Http404 for the other's, NotAllowed for one given."""
    _lock(back)
    row = _own(back, uid, by)
    if row.part == Part.MOMENT:
        policy.may_change_moment(**_given(back, by)).or_raise()
    _record(verbs.TAKEN_AWAY, back, row, by=by, at=at)
    row.delete()


@transaction.atomic
def give_question(
    back: Back, seen: OpenLine, *, by: SomeoneSomewhere, at: datetime, keyring: vault.Keyring
) -> Line:
    """Give a question as it was `seen`: sealed anew where both open it. NotAllowed, WordedElsewhere."""
    _lock(back)
    row = _own(back, seen.uid, by, part=Part.QUESTION)
    opened = back.gate.opens("read" if back.is_client else "write")
    policy.may_give_question(stand=back.stand, opened=opened).or_raise()
    if row.given_at is not None:
        return row
    _seal_again(row, seen, back.gate.shared, keyring)
    row.given_at = at
    row.save()
    _record(verbs.QUESTION_GIVEN, back, row, by=by, at=at)
    return row


@transaction.atomic
def take_question_back(
    back: Back, seen: OpenLine, *, by: SomeoneSomewhere, at: datetime, keyring: vault.Keyring
) -> Line:
    """Take a question back, as it was `seen`, to where its author alone opens it. WordedElsewhere."""
    _lock(back)
    row = _own(back, seen.uid, by, part=Part.QUESTION)
    if row.given_at is None:
        return row
    _record(verbs.QUESTION_BACK, back, row, by=by, at=at)
    _seal_again(row, seen, _private(back, keyring, at), keyring)
    row.given_at = None
    row.save()
    return row


@transaction.atomic
def give_moment(
    back: Back,
    seen: OpenLine | None,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> GivenMoment:
    """Give one's moment, as it was `seen`. Both open at the moment the second is given (S2.23).

    Until then the share of its key is held: no key of anybody's opens it, and nobody is told of it.
    """
    _lock(back)
    policy.may_give_moment(stand=back.stand, written=seen is not None).or_raise()
    row = _mine(back, Part.MOMENT, by).first()
    if seen is None or row is None or row.revision != seen.revision:
        raise WordedElsewhere
    given = {each.author_uid: each for each in GivenMoment.objects.filter(session_uid=back.uid)}
    if by.uid in given:
        return given[by.uid]
    moment = _sealed_moment(back, seen, by=by, at=at, keyring=keyring)
    other = given.get(relationships.other_in(back.relationship, by))
    if other is not None:
        vault.let_go(moment.compartment_id, other.compartment_id)
        GivenMoment.objects.filter(session_uid=back.uid).update(let_go_at=at)
    code = verbs.MOMENT_GIVEN if other is None else verbs.MOMENTS_OPENED
    _record(code, back, row if other is None else None, by=by, at=at)
    return moment


@transaction.atomic
def take_moment_back(back: Back, *, by: SomeoneSomewhere, at: datetime) -> None:
    """Take one's moment back before both are open: its key is forgotten, and nobody knew. NotAllowed."""
    _lock(back)
    given = GivenMoment.objects.filter(session_uid=back.uid, author_uid=by.uid).first()
    if given is None:
        raise Http404
    policy.may_take_moment_back(opened=given.let_go_at is not None).or_raise()
    row = _mine(back, Part.MOMENT, by).first()
    given.delete()
    vault.forget_compartment(given.compartment_id)
    _record(verbs.MOMENT_BACK, back, row, by=by, at=at)


def _lock(back: Back) -> None:
    """Hold the session's row, so that two who give at once open both."""
    rows = sessions.session_rows(back.relationship).filter(uid=back.uid)
    list(rows.select_for_update(of=("self",)))


def _may_keep(back: Back, part: Part) -> Verdict:
    if part == Part.CLOSING:
        return policy.may_close(stand=back.stand, opened=back.gate.opens("write"))
    return policy.may_keep(part, back.stand)


def _given(back: Back, by: SomeoneSomewhere) -> dict[str, bool]:
    given = GivenMoment.objects.filter(session_uid=back.uid, author_uid=by.uid).first()
    return {"given": given is not None, "opened": given is not None and given.let_go_at is not None}


def _mine(back: Back, part: Part, by: SomeoneSomewhere) -> Any:
    return Line.objects.filter(session_uid=back.uid, author_uid=by.uid, part=part)


def _own(back: Back, uid: UUID, by: SomeoneSomewhere, *, part: Part | None = None) -> Line:
    rows = Line.objects.filter(uid=uid, session_uid=back.uid, author_uid=by.uid)
    row = rows.select_related("compartment").first()
    if row is None or (part is not None and row.part != part):
        raise Http404
    return row


def _private(back: Back, keyring: vault.Keyring, at: datetime) -> vault.Compartment:
    """Give where the one who looks back alone can read."""
    if back.is_client:
        return vault.compartment_of(back.relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
    return vault.coach_compartment(back.relationship.uid, keyring=keyring, at=at)


def _where(back: Back, part: Part, keyring: vault.Keyring, at: datetime) -> vault.Compartment:
    """Give where a line goes: a closing line to both where a term lets the other read it."""
    if part == Part.CLOSING and (not back.is_client or back.gate.opens()):
        return back.gate.shared
    return _private(back, keyring, at)


def _seal_again(
    row: Line, seen: OpenLine, where: vault.Compartment, keyring: vault.Keyring
) -> None:
    if row.revision != seen.revision:
        raise WordedElsewhere
    row.revision += 1
    row.compartment = where
    vault.seal(row, seen.said, keyring=keyring)


def _sealed_moment(
    back: Back, seen: OpenLine, *, by: SomeoneSomewhere, at: datetime, keyring: vault.Keyring
) -> GivenMoment:
    other = relationships.other_in(back.relationship, by)
    compartment = vault.make_compartment(
        vault.CompartmentKind.HALF,
        members={by.uid: back.role, other: "coach" if back.is_client else "client"},
        keyring=keyring,
        at=at,
        relationship_uid=back.relationship.uid,
        held=True,
    )
    moment = GivenMoment(
        compartment=compartment,
        relationship_uid=back.relationship.uid,
        session_uid=back.uid,
        author_uid=by.uid,
        given_at=at,
    )
    vault.seal(moment, {"words": seen.words}, keyring=keyring)
    moment.save(force_insert=True)
    return moment


def _record(code: str, back: Back, row: Line | None, *, by: SomeoneSomewhere, at: datetime) -> None:
    """Write the line of a deed: a coach's own in the coach's stream, all else in the pair's."""
    pairs = back.is_client or row is None or row.compartment_id == back.gate.shared.uid
    ledger.record(
        code,
        stream=back.relationship.uid if pairs else by.uid,
        by=by,
        at=at,
        about=(back.relationship.client_uid or by.uid) if pairs else by.uid,
        thing=(verbs.SESSION, back.uid),
    )
