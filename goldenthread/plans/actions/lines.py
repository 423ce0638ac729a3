"""The part of the plan that needs both: lines in two voices, and looking at the plan together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.plans import policy, verbs
from goldenthread.plans.actions.goals import AlreadyKept
from goldenthread.plans.models import LineWording, PlanLine, PlanReview
from goldenthread.plans.queries import shared_of
from goldenthread.plans.states import LineKind
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


@transaction.atomic
def propose_line(
    relationship: relationships.Relationship,
    kind: LineKind,
    words: str,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> PlanLine:
    """Put a line of the plan before the other. It holds once they say yes to it too.

    `uid` is the form's own: raises AlreadyKept the second time. Raises NotAllowed.
    """
    role = _may_settle(relationship, by)
    policy.may_put(words).or_raise()
    line = PlanLine(uid=uid, relationship_uid=relationship.uid, kind=kind.value, made_at=at)
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
    _say(line, role, _worded(relationship, line, words, by=by, at=at, keyring=keyring), at=at)
    _record(verbs.LINE_PUT, relationship, (verbs.LINE, uid), by=by, at=at)
    return line


@transaction.atomic
def reword_line(
    relationship: relationships.Relationship,
    uid: UUID,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> PlanLine:
    """Stand by other words. What both last said yes to holds until both say yes to these.

    Empty words ask to leave the line out. Raises Http404, NotAllowed.
    """
    role = _may_settle(relationship, by)
    if words:
        policy.may_put(words).or_raise()
    line = _locked(relationship, uid)
    _say(line, role, _worded(relationship, line, words, by=by, at=at, keyring=keyring), at=at)
    _record(verbs.LINE_PUT, relationship, (verbs.LINE, uid), by=by, at=at)
    return line


@transaction.atomic
def say_yes_to_line(
    relationship: relationships.Relationship,
    uid: UUID,
    wording: UUID,
    *,
    by: HasUid,
    at: datetime,
) -> PlanLine:
    """Say yes to the words the other stands by: from then on they hold. Raises Http404, NotAllowed."""
    role = relationships.role_in(relationship, by)
    line = _locked(relationship, uid)
    going_on = relationships.is_going_on(relationship.uid)
    policy.may_say_yes(line, wording, role=role, going_on=going_on).or_raise()
    if policy.yes_of(line, role) == wording:
        return line
    _say(line, role, LineWording.objects.get(uid=wording, line_uid=uid), at=at)
    _record(verbs.LINE_YES, relationship, (verbs.LINE, uid), by=by, at=at)
    return line


@transaction.atomic
def stay_with_line(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> PlanLine:
    """Go back to the words that hold, or take back words of one's own that never held."""
    role = relationships.role_in(relationship, by)
    line = _locked(relationship, uid)
    going_on = relationships.is_going_on(relationship.uid)
    policy.may_stay(line, role=role, going_on=going_on).or_raise()
    _say(line, role, line.holds, at=at)
    _record(verbs.LINE_STAYED, relationship, (verbs.LINE, uid), by=by, at=at)
    return line


@transaction.atomic
def look_at_plan(
    relationship: relationships.Relationship, *, passed: bool, by: HasUid, at: datetime
) -> PlanReview:
    """Note that the two looked at the plan; or that the client lets it pass, with no reason (S1.16)."""
    policy.may_look(
        role=relationships.role_in(relationship, by),
        passed=passed,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    review = PlanReview.objects.create(
        relationship_uid=relationship.uid, by_uid=by.uid, looked_at=at, passed=passed
    )
    _record(verbs.LOOKED, relationship, ("plan_review", review.uid), by=by, at=at)
    return review


def _may_settle(relationship: relationships.Relationship, by: HasUid) -> str:
    role = relationships.role_in(relationship, by)
    going_on = relationships.is_going_on(relationship.uid)
    policy.may_settle(role=role, going_on=going_on).or_raise()
    return role


def _locked(relationship: relationships.Relationship, uid: UUID) -> PlanLine:
    lines = PlanLine.objects.select_for_update()
    line = lines.filter(uid=uid, relationship_uid=relationship.uid).first()
    if line is None:
        raise Http404
    return line


def _worded(
    relationship: relationships.Relationship,
    line: PlanLine,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> LineWording:
    wording = LineWording(
        compartment=shared_of(relationship),
        line_uid=line.uid,
        author_uid=by.uid,
        leaves_out=not words,
        written_at=at,
    )
    vault.seal(wording, {"words": words}, keyring=keyring)
    wording.save(force_insert=True)
    return wording


def _say(line: PlanLine, role: str, wording: LineWording | None, *, at: datetime) -> None:
    """Point one's yes to a wording; what both point to holds from now."""
    if role == Role.COACH:
        line.coach_yes = wording
    else:
        line.client_yes = wording
    if policy.is_tied(line) and wording is not None and line.holds_id != wording.uid:
        line.holds, line.held_at = wording, at
    line.save(update_fields=["coach_yes", "client_yes", "holds", "held_at"])


def _record(
    code: str,
    relationship: relationships.Relationship,
    thing: tuple[str, UUID],
    *,
    by: HasUid,
    at: datetime,
) -> None:
    ledger.record(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=thing,
    )
