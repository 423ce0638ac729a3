"""Ben's plan, as the two of them make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.ledger import api as ledger
from goldenthread.plans import queries
from goldenthread.plans.actions import goals, lines
from goldenthread.plans.opened import GoalWords, OpenGoal, OpenPlan
from goldenthread.plans.states import LineKind
from tests.opened_terms import open_term

BEFORE = timedelta(days=20)


@dataclass
class Planning:
    """Alma and Ben over Ben's plan."""

    relationship: Any
    members: dict[str, Any]
    at: datetime

    def doing(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts, and when."""
        return {"by": self.members[who].person, "at": at or self.at}

    def looking(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts, when, and with fresh keys."""
        return {**self.doing(who, at=at), "keyring": self.members[who].keyring}

    def goal(self, words: str = "Say no to Porto", *, shared: bool = False, **parts: str) -> Any:
        """Let Ben write a goal down, and share it."""
        said = GoalWords(words, **parts)
        goal = goals.add_goal(self.relationship, said, uid=new_uid(), **self.looking("ben"))
        if shared:
            self.share(goal)
        return goal

    def share(self, goal: Any, *, at: datetime | None = None) -> None:
        """Let Ben share a goal."""
        seen = self.opened(goal)
        goals.share_goal(self.relationship, seen, **self.looking("ben", at=at))

    def reword(self, goal: Any, words: str, *, at: datetime | None = None) -> None:
        """Let Ben put a goal in other words."""
        seen = self.opened(goal).now.number
        goals.reword_goal(
            self.relationship, goal.uid, GoalWords(words), seen=seen, **self.looking("ben", at=at)
        )

    def opened(self, goal: Any, who: str = "ben") -> OpenGoal:
        """Open one goal."""
        return queries.the_goal(self.relationship, goal.uid, **self.looking(who))

    def plan(self, who: str, *, at: datetime | None = None) -> OpenPlan:
        """Open the plan."""
        return queries.the_plan(self.relationship, **self.looking(who, at=at))

    def words(self, who: str) -> list[str]:
        """Give the goals that this one reads."""
        return [goal.said.words for goal in self.plan(who).goals]

    def line(
        self, who: str, words: str = "Not my marriage", kind: LineKind = LineKind.NOT_COVERED
    ) -> Any:
        """Let one of the two put a line of the plan."""
        return lines.propose_line(
            self.relationship, kind, words, uid=new_uid(), **self.looking(who)
        )

    def verbs(self) -> list[tuple[str, Any, Any]]:
        """Give what the ledger says of the plan: what, who, about whom."""
        rows = ledger.Entry.objects.filter(
            stream_uid=self.relationship.uid, verb__startswith="plans."
        )
        return [(row.verb, row.actor_uid, row.about_uid) for row in rows.order_by("seq")]


@pytest.fixture
def unsigned(relationship, alma_member, ben_member, at):
    """The two, with nothing signed."""
    return Planning(relationship, {"alma": alma_member, "ben": ben_member}, at)


@pytest.fixture
def planning(agreed, unsigned, at):
    """The two, with an agreement that opens shared goals to the coach."""
    open_term(agreed, "A1", "goal", since=at - BEFORE)
    return unsigned
