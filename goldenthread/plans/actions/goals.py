"""What the client does with goals, alone; and what the coach may suggest (S4.9)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.plans import policy, verbs
from goldenthread.plans.models import Goal, GoalWording, Suggestion
from goldenthread.plans.opened import GoalWords, OpenGoal, OpenSuggestion
from goldenthread.plans.queries import Opening, private_of, shared_of
from goldenthread.plans.states import GoalState
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class WordedElsewhere(Exception):
    """You put this goal in other words in another window. Here are both; keep either, or both."""


@transaction.atomic
def add_goal(
    relationship: relationships.Relationship,
    said: GoalWords,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Goal:
    """Keep a new goal, the client's alone (V0) until they share it.

    `uid` is the form's own: raises AlreadyKept the second time. Raises NotAllowed.
    """
    _check_words(relationship, said, by=by)
    goals = Goal.objects.filter(relationship_uid=relationship.uid)
    last: int | None = goals.aggregate(last=Max("position"))["last"]
    goal = Goal(uid=uid, relationship_uid=relationship.uid, position=(last or 0) + 1, made_at=at)
    try:
        with transaction.atomic():
            goal.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
    _put(goal, said, 1, private_of(relationship), words_by=by.uid, at=at, keyring=keyring)
    _record(verbs.ADDED, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def reword_goal(
    relationship: relationships.Relationship,
    uid: UUID,
    said: GoalWords,
    *,
    seen: int,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Goal:
    """Put a goal in other words. The earlier ones are kept, with their days.

    `seen` is the number of the wording on the screen: raises WordedElsewhere when another stands,
    and changes nothing. What the coach suggested is put away: it has been read. Raises Http404,
    NotAllowed.
    """
    _check_words(relationship, said, by=by)
    goal = _locked(relationship, uid)
    if _number(goal) != seen:
        raise WordedElsewhere
    where = shared_of(relationship) if goal.shared_at else private_of(relationship)
    _put(goal, said, seen + 1, where, words_by=by.uid, at=at, keyring=keyring)
    Suggestion.objects.filter(goal=goal).delete()
    _record(verbs.REWORDED, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def move_goal(
    relationship: relationships.Relationship, uid: UUID, *, up: bool, by: HasUid, at: datetime
) -> Goal:
    """Put a goal one place up or down among those still wanted. At the end nothing changes."""
    policy.may_arrange(role=relationships.role_in(relationship, by)).or_raise()
    goal = _locked(relationship, uid)
    wanted = Goal.objects.select_for_update().filter(
        relationship_uid=relationship.uid, state=GoalState.OPEN
    )
    if up:
        beside = wanted.filter(position__lt=goal.position).order_by("-position").first()
    else:
        beside = wanted.filter(position__gt=goal.position).order_by("position").first()
    if beside is None:
        return goal
    goal.position, beside.position = beside.position, goal.position
    Goal.objects.bulk_update([goal, beside], ["position"])
    _record(verbs.MOVED, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def retire_goal(
    relationship: relationships.Relationship,
    uid: UUID,
    became: GoalState,
    *,
    by: HasUid,
    at: datetime,
) -> Goal:
    """Retire a goal with honour: no longer mine, or done with. Twice changes nothing. NotAllowed."""
    role = relationships.role_in(relationship, by)
    goal = _locked(relationship, uid)
    policy.may_become(role=role, state=goal.state, became=became).or_raise()
    if goal.state == became:
        return goal
    goal.state, goal.retired_at = became.value, at
    goal.save(update_fields=["state", "retired_at"])
    _record(verbs.RETIRED, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def bring_back_goal(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Goal:
    """Want a retired goal again, whenever that is. Raises Http404, NotAllowed."""
    role = relationships.role_in(relationship, by)
    goal = _locked(relationship, uid)
    policy.may_become(role=role, state=goal.state, became=GoalState.OPEN).or_raise()
    if goal.state == GoalState.OPEN:
        return goal
    goal.state, goal.retired_at = GoalState.OPEN.value, None
    goal.save(update_fields=["state", "retired_at"])
    _record(verbs.BROUGHT_BACK, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def share_goal(
    relationship: relationships.Relationship,
    seen: OpenGoal,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Goal:
    """Let the coach read a goal from now on, as it was `seen`: its standing words are sealed anew (V1).

    Earlier words stay the client's. Sharing again opens what was shared before a new opening.
    Raises NotAllowed without a term in force (INV-6), WordedElsewhere, Http404.
    """
    role = relationships.role_in(relationship, by)
    policy.may_share(role=role, opened=Opening(relationship, at).may()).or_raise()
    goal = _locked(relationship, seen.uid)
    if _number(goal) != seen.now.number:
        raise WordedElsewhere
    wordings = GoalWording.objects.filter(goal=goal, number=seen.now.number)
    _seal_again(wordings, seen, shared_of(relationship), keyring=keyring)
    goal.shared_at = at
    goal.save(update_fields=["shared_at"])
    _record(verbs.SHARED, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def unshare_goal(
    relationship: relationships.Relationship,
    seen: OpenGoal,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Goal:
    """Close a goal to the coach at once: all its words are sealed for the client alone again.

    What the coach has read, they've read; what they suggested goes. Needs nobody's leave.
    """
    policy.may_unshare(role=relationships.role_in(relationship, by)).or_raise()
    goal = _locked(relationship, seen.uid)
    if goal.shared_at is None:
        return goal
    if _number(goal) != seen.now.number:
        raise WordedElsewhere
    open_ones = GoalWording.objects.filter(goal=goal, compartment=shared_of(relationship))
    _seal_again(open_ones, seen, private_of(relationship), keyring=keyring)
    Suggestion.objects.filter(goal=goal).delete()
    goal.shared_at = None
    goal.save(update_fields=["shared_at"])
    _record(verbs.UNSHARED, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def suggest_wording(
    relationship: relationships.Relationship,
    uid: UUID,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Suggestion:
    """Lay other words beside a goal the coach can read. One at a time: new ones replace the old."""
    role = relationships.role_in(relationship, by)
    opening = Opening(relationship, at)
    goal = Goal.objects.filter(uid=uid, relationship_uid=relationship.uid).first()
    readable = goal is not None and bool(opening.opens(goal))
    policy.may_suggest(
        role=role,
        readable=readable,
        state=goal.state if goal else "",
        words=words,
        opened=opening.may("answer"),
    ).or_raise()
    Suggestion.objects.filter(goal=goal).delete()
    suggestion = Suggestion(goal=goal, compartment=shared_of(relationship), made_at=at)
    vault.seal(suggestion, {"words": words}, keyring=keyring)
    suggestion.save(force_insert=True)
    _record(verbs.SUGGESTED, relationship, suggestion.goal, by=by, at=at)
    return suggestion


@transaction.atomic
def take_up_suggestion(
    relationship: relationships.Relationship,
    seen: OpenGoal,
    suggestion: OpenSuggestion,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Goal:
    """Make the coach's words the client's own, as both were `seen`; how they'd know stays as it is."""
    role = relationships.role_in(relationship, by)
    goal = _locked(relationship, seen.uid)
    policy.may_take_up(role=role, seen=seen.now.number, number=_number(goal)).or_raise()
    gone, _kinds = Suggestion.objects.filter(goal=goal, uid=suggestion.uid).delete()
    if not gone:
        policy.MOVED_ON.or_raise()
    said = GoalWords(**{**seen.said.payload, "words": suggestion.words})
    where = shared_of(relationship) if goal.shared_at else private_of(relationship)
    coach = relationship.coach_uid
    _put(goal, said, seen.now.number + 1, where, words_by=coach, at=at, keyring=keyring)
    _record(verbs.TAKEN_UP, relationship, goal, by=by, at=at)
    return goal


@transaction.atomic
def put_suggestion_away(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Goal:
    """Let suggested words go: the client, or the coach who wrote them. Nothing says which it was."""
    relationships.role_in(relationship, by)
    goal = _locked(relationship, uid)
    gone, _kinds = Suggestion.objects.filter(goal=goal).delete()
    if gone:
        _record(verbs.PUT_AWAY, relationship, goal, by=by, at=at)
    return goal


def _check_words(relationship: relationships.Relationship, said: GoalWords, *, by: HasUid) -> None:
    policy.may_word(
        role=relationships.role_in(relationship, by),
        words=said.words,
        parts=(said.signs, said.again),
        ends=(said.low, said.high),
    ).or_raise()


def _locked(relationship: relationships.Relationship, uid: UUID) -> Goal:
    """Read the goal anew, so that of two deeds at once the second sees what the first did."""
    goals = Goal.objects.select_for_update()
    goal = goals.filter(uid=uid, relationship_uid=relationship.uid).first()
    if goal is None:
        raise Http404
    return goal


def _number(goal: Goal) -> int:
    found = GoalWording.objects.filter(goal=goal).order_by("-number")
    return found.values_list("number", flat=True)[:1].get()


def _put(
    goal: Goal,
    said: GoalWords,
    number: int,
    where: vault.Compartment,
    *,
    words_by: UUID,
    at: datetime,
    keyring: vault.Keyring,
) -> None:
    wording = GoalWording(
        goal=goal, number=number, compartment=where, words_by=words_by, written_at=at
    )
    vault.seal(wording, said.payload, keyring=keyring)
    wording.save(force_insert=True)


def _seal_again(
    wordings: QuerySet[GoalWording],
    seen: OpenGoal,
    where: vault.Compartment,
    *,
    keyring: vault.Keyring,
) -> None:
    """Move wordings that were opened to another compartment, each under a revision of its own."""
    said = {wording.uid: wording.said for wording in seen.wordings}
    for wording in wordings:
        wording.compartment, wording.revision = where, wording.revision + 1
        vault.seal(wording, said[wording.uid].payload, keyring=keyring)
        wording.save(update_fields=["compartment", "epoch", "revision", "sealed"])


def _record(
    code: str,
    relationship: relationships.Relationship,
    goal: Goal,
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
        thing=(verbs.GOAL, goal.uid),
    )
