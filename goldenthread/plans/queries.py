"""Reading a plan. The ledger's row comes first; the coach reads what a term and the client open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Refused, Verdict
from goldenthread.ledger import api as ledger
from goldenthread.plans import policy, verbs
from goldenthread.plans.models import (
    Goal,
    GoalWording,
    LineWording,
    PlanLine,
    PlanReview,
    Suggestion,
)
from goldenthread.plans.opened import (
    LineVoice,
    OpenGoal,
    OpenLine,
    OpenPlan,
    OpenSuggestion,
    OpenWording,
    goal_words_from,
)
from goldenthread.plans.states import GoalState, LineKind
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

THING: Final = "goal"


class Opening:
    """What the terms in force open of goals in one relationship, asked for once a page (INV-6)."""

    def __init__(self, relationship: relationships.Relationship, at: datetime) -> None:
        self.terms = _terms(relationship, at)

    def may(self, verb: str = "read") -> Verdict:
        """Say whether the coach may do a verb to goals the client shares."""
        return self.terms.may(Role.COACH, verb, THING)

    def to_sponsor(self) -> Verdict:
        """Say whether a sponsor can read words released to them (A2)."""
        return self.terms.may(Role.SPONSOR, "read", "release")

    def opens(self, goal: Goal) -> Verdict:
        """Say whether the coach may read this goal: never one shared before the opening."""
        if goal.shared_at is None:
            return Refused("This goal is the client's alone.")
        return self.terms.may(Role.COACH, "read", THING, made_at=goal.shared_at)


def _terms(relationship: relationships.Relationship, at: datetime) -> agreements.TermsInForce:
    return agreements.terms_in_force(relationship.uid, at=at)


def private_of(relationship: relationships.Relationship) -> vault.Compartment:
    """Give the compartment of what is the client's alone."""
    return vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)


def shared_of(relationship: relationships.Relationship) -> vault.Compartment:
    """Give the compartment that both can open."""
    return vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)


def readable_goals(
    relationship: relationships.Relationship, *, by: HasUid, opening: Opening
) -> list[Goal]:
    """Give the goals this person may read, unopened, in the client's order. Http404 for others."""
    role = relationships.role_in(relationship, by)
    goals = Goal.objects.filter(relationship_uid=relationship.uid).order_by("position", "uid")
    return [
        goal
        for goal in goals
        if policy.may_read(role=role, shared=goal.shared_at is not None, opened=opening.opens(goal))
    ]


def the_plan(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> OpenPlan:
    """Give the whole plan, as far as this person may read it."""
    opening = Opening(relationship, at)
    rows = readable_goals(relationship, by=by, opening=opening)
    lines = list(PlanLine.objects.filter(relationship_uid=relationship.uid).order_by("made_at"))
    reader = _Reader(relationship, opening, by=by, at=at, keyring=keyring)
    goals, open_lines = reader.read(rows, lines)
    return OpenPlan(
        goals=[goal for goal in goals if goal.is_open],
        retired=[goal for goal in goals if not goal.is_open],
        lines=[line for line in open_lines if line.holds or line.mine or line.theirs],
        opened=opening.may(),
    )


def count_open_to_coach(relationship_uid: UUID, since: datetime, _at: datetime) -> int:
    """Count the goals the client shares now; one query, nothing opened."""
    return Goal.objects.filter(relationship_uid=relationship_uid, shared_at__gte=since).count()


def the_goal(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenGoal:
    """Open one goal with every wording this person may read. Raises Http404 for any other."""
    opening = Opening(relationship, at)
    rows = [g for g in readable_goals(relationship, by=by, opening=opening) if g.uid == uid]
    goals, _lines = _Reader(relationship, opening, by=by, at=at, keyring=keyring).read(rows, [])
    if not goals:
        raise Http404
    return goals[0]


def the_line(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenLine:
    """Open one line of the plan. Raises Http404 for any other."""
    relationships.role_in(relationship, by)
    rows = list(PlanLine.objects.filter(uid=uid, relationship_uid=relationship.uid))
    opening = Opening(relationship, at)
    _goals, lines = _Reader(relationship, opening, by=by, at=at, keyring=keyring).read([], rows)
    if not lines:
        raise Http404
    return lines[0]


def open_goals(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    limit: int | None = None,
) -> list[OpenGoal]:
    """Give the goals still wanted that this person may read, in the client's order."""
    opening = Opening(relationship, at)
    rows = readable_goals(relationship, by=by, opening=opening)
    wanted = [goal for goal in rows if goal.state == GoalState.OPEN][:limit]
    goals, _lines = _Reader(relationship, opening, by=by, at=at, keyring=keyring).read(wanted, [])
    return goals


def goal_titles(
    relationship: relationships.Relationship,
    uids: Collection[UUID],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Mapping[UUID, OpenGoal]:
    """Give those of these goals that this person may read, retired ones too, by their uid."""
    if not uids:
        relationships.role_in(relationship, by)
        return {}
    opening = Opening(relationship, at)
    rows = [g for g in readable_goals(relationship, by=by, opening=opening) if g.uid in uids]
    goals, _lines = _Reader(relationship, opening, by=by, at=at, keyring=keyring).read(rows, [])
    return {goal.uid: goal for goal in goals}


def goals_retired(relationship_uid: UUID) -> Mapping[UUID, datetime]:
    """Say which goals of a plan are retired and since when. Holds no words; not to be shown as it is."""
    rows = Goal.objects.filter(relationship_uid=relationship_uid, retired_at__isnull=False)
    return {uid: at for uid, at in rows.values_list("uid", "retired_at") if at is not None}


def has_goal(relationship_uid: UUID, uid: UUID) -> bool:
    """Say whether this goal is one of this client's."""
    return Goal.objects.filter(uid=uid, relationship_uid=relationship_uid).exists()


def looked_last(relationship_uid: UUID) -> datetime | None:
    """Say when the two last looked at the plan, or the client let it pass; None before the first."""
    reviews = PlanReview.objects.filter(relationship_uid=relationship_uid)
    return reviews.order_by("-looked_at").values_list("looked_at", flat=True).first()


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each goal and each line this person may read as plain values, for a copy to keep.

    The ledger's row is written when the first is asked for. Moments are ISO 8601 text.
    """
    opening = Opening(relationship, at)
    rows = readable_goals(relationship, by=by, opening=opening)
    lines = list(PlanLine.objects.filter(relationship_uid=relationship.uid).order_by("made_at"))
    reader = _Reader(relationship, opening, by=by, at=at, keyring=keyring, code=verbs.COPIED)
    goals, open_lines = reader.read(rows, lines)
    yield from (_copy_of_goal(goal) for goal in goals)
    yield from (_copy_of_line(line) for line in open_lines)


def _copy_of_goal(goal: OpenGoal) -> dict[str, Any]:
    return {
        "kind": "goal",
        "uid": str(goal.uid),
        "state": goal.state.value,
        "made_at": goal.made_at.isoformat(),
        "shared_at": goal.shared_at.isoformat() if goal.shared_at else None,
        "retired_at": goal.retired_at.isoformat() if goal.retired_at else None,
        "wordings": [
            {
                **wording.said.payload,
                "written_at": wording.written_at.isoformat(),
                "suggested_by_coach": wording.coachs_words,
            }
            for wording in reversed(goal.wordings)
        ],
    }


def _copy_of_line(line: OpenLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "uid": str(line.uid),
        "holds": line.holds.words if line.holds else None,
        "held_at": line.held_at.isoformat() if line.held_at else None,
        "wordings": [
            {
                "words": voice.words,
                "author": str(voice.author_uid),
                "leaves_out": voice.leaves_out,
                "written_at": voice.written_at.isoformat(),
            }
            for voice in line.wordings
        ],
    }


class _Reader:
    """Opens goals and lines of one relationship for one reader, under one line of the ledger."""

    def __init__(
        self,
        relationship: relationships.Relationship,
        opening: Opening,
        *,
        by: HasUid,
        at: datetime,
        keyring: vault.Keyring,
        code: str = verbs.READ,
    ) -> None:
        self.relationship, self.opening = relationship, opening
        self.by, self.at, self.keyring, self.code = by, at, keyring, code
        self.role = relationships.role_in(relationship, by)

    def read(
        self, goals: Sequence[Goal], lines: Sequence[PlanLine]
    ) -> tuple[list[OpenGoal], list[OpenLine]]:
        """Open them, in the order given. Writes nothing down where there is nothing to open."""
        wordings, suggestions = self._of_goals(goals)
        spoken = list(_spoken(LineWording.objects.all(), lines)) if lines else []
        records: list[vault.SealedRecord] = [*wordings, *suggestions, *spoken]
        if not records:
            return [], []
        self.witness = ledger.witness(
            self.code,
            stream=self.relationship.uid,
            by=self.by,
            at=self.at,
            about=self.relationship.client_uid or self.by.uid,
            covers=[record.uid for record in records],
            thing=(verbs.GOAL, goals[0].uid) if len(goals) == 1 and not lines else None,
        )
        return (
            [self._goal(goal, wordings, suggestions) for goal in goals],
            [self._line(line, spoken) for line in lines],
        )

    def _of_goals(self, goals: Sequence[Goal]) -> tuple[list[GoalWording], list[Suggestion]]:
        if not goals:
            return [], []
        uids = [goal.uid for goal in goals]
        wordings = GoalWording.objects.filter(goal__in=uids).order_by("-number")
        if self.role == Role.COACH:
            # What was written before the goal was shared stays the client's.
            wordings = wordings.filter(compartment=shared_of(self.relationship))
        return list(wordings), list(Suggestion.objects.filter(goal__in=uids))

    def _unseal(self, record: vault.SealedRecord) -> dict[str, Any]:
        return vault.unseal(record, keyring=self.keyring, witness=self.witness)

    def _goal(
        self, goal: Goal, wordings: Iterable[GoalWording], suggestions: Iterable[Suggestion]
    ) -> OpenGoal:
        suggested = next((each for each in suggestions if each.goal_id == goal.uid), None)
        return OpenGoal(
            uid=goal.uid,
            state=GoalState(goal.state),
            wordings=tuple(self._wording(w) for w in wordings if w.goal_id == goal.uid),
            suggestion=self._suggested(suggested) if suggested else None,
            is_shared=goal.shared_at is not None,
            is_open_to_coach=bool(self.opening.opens(goal)),
            shared_at=goal.shared_at,
            made_at=goal.made_at,
            retired_at=goal.retired_at,
        )

    def _suggested(self, suggestion: Suggestion) -> OpenSuggestion:
        words = self._unseal(suggestion)["words"]
        return OpenSuggestion(suggestion.uid, words, suggestion.made_at)

    def _wording(self, wording: GoalWording) -> OpenWording:
        return OpenWording(
            uid=wording.uid,
            number=wording.number,
            said=goal_words_from(self._unseal(wording)),
            written_at=wording.written_at,
            coachs_words=wording.words_by == self.relationship.coach_uid,
        )

    def _line(self, line: PlanLine, spoken: Iterable[LineWording]) -> OpenLine:
        voices: dict[UUID | None, LineVoice] = {
            each.uid: LineVoice(
                each.uid,
                self._unseal(each)["words"],
                each.author_uid,
                each.leaves_out,
                each.written_at,
            )
            for each in spoken
            if each.line_uid == line.uid
        }
        coach, client = voices.get(line.coach_yes_id), voices.get(line.client_yes_id)
        return OpenLine(
            uid=line.uid,
            kind=LineKind(line.kind),
            holds=voices.get(line.holds_id),
            held_at=line.held_at,
            mine=coach if self.role == Role.COACH else client,
            theirs=client if self.role == Role.COACH else coach,
            wordings=tuple(voices.values()),
        )


def _spoken(wordings: QuerySet[LineWording], lines: Collection[PlanLine]) -> QuerySet[LineWording]:
    return wordings.filter(line_uid__in=[line.uid for line in lines]).order_by("written_at", "uid")
