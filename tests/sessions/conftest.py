"""Sessions of Alma and Ben, as the two of them make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.ledger import api as ledger
from goldenthread.plans import api as plans
from goldenthread.sessions import actions, queries
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.opened import Aim, OpenSession, Raised, Wishes
from goldenthread.sessions.states import SessionState
from goldenthread.sessions.when import When
from tests.opened_terms import open_term

BEFORE = timedelta(days=20)
AIM = Aim("What to say to Lena", "I have the sentence", "Nine years", "That I'm afraid")


@dataclass
class Meeting:
    """Alma and Ben, and the sessions they put."""

    relationship: Any
    members: dict[str, Any]
    at: datetime

    def doing(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts, and when."""
        return {"by": self.members[who].person, "at": at or self.at}

    def looking(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts, when, and with fresh keys."""
        return {**self.doing(who, at=at), "keyring": self.members[who].keyring}

    @property
    def today(self) -> date:
        """The day it is."""
        return self.at.date()

    def put(
        self, day: date | None = None, *, who: str = "alma", hour: Any = None, lasts: Any = None
    ) -> Any:
        """Let one of the two put the day of a session; today where none is given.

        `hour` is an aware moment, put in the zone of the one who puts it.
        """
        person = self.members[who].person
        when = When.at(hour, person.zone, lasts) if hour else When.on(day or self.today)
        return actions.arrange_session(self.relationship, when, uid=new_uid(), **self.looking(who))

    def speak(self, session: Any, aim: Aim = AIM, *, seen: int | None = None, **wishes: Any) -> Any:
        """Let Ben say what a session is for."""
        stands = CoachingSession.objects.get(uid=session.uid).round
        return actions.say_what_for(
            self.relationship,
            session.uid,
            aim,
            Wishes(**wishes),
            seen=stands if seen is None else seen,
            **self.looking("ben"),
        )

    def add(self, session: Any, words: str = "I'd watch for the nod", *, seen: int = 1) -> Any:
        """Let Alma add to it."""
        return actions.add_to_aim(
            self.relationship, session.uid, words, seen=seen, **self.looking("alma")
        )

    def agree(self, session: Any, who: str, *, seen: int) -> Any:
        """Let one of the two say yes."""
        return actions.agree_to_aim(self.relationship, session.uid, seen=seen, **self.doing(who))

    def became(self, session: Any, state: SessionState, who: str = "alma") -> Any:
        """Let one of the two say what became of it."""
        return actions.mark_session(self.relationship, session.uid, state, **self.looking(who))

    def opened(self, session: Any, who: str = "ben", *, at: datetime | None = None) -> OpenSession:
        """Open one session."""
        return queries.the_session(self.relationship, session.uid, **self.looking(who, at=at))

    def raised(self, who: str = "ben") -> Raised:
        """Give the questions raised."""
        return queries.raised(self.relationship, **self.looking(who))

    def goal(self, words: str = "Say no to Porto", *, shared: bool = True) -> Any:
        """Let Ben write a goal down, and share it."""
        goal = plans.add_goal(
            self.relationship, plans.GoalWords(words), uid=new_uid(), **self.looking("ben")
        )
        if shared:
            seen = plans.the_goal(self.relationship, goal.uid, **self.looking("ben"))
            plans.share_goal(self.relationship, seen, **self.looking("ben"))
        return goal

    def verbs(self) -> list[tuple[str, Any, Any]]:
        """Give what the ledger says of sessions: what, who, about whom."""
        rows = ledger.Entry.objects.filter(
            stream_uid=self.relationship.uid, verb__startswith="sessions."
        )
        return [(row.verb, row.actor_uid, row.about_uid) for row in rows.order_by("seq")]


@pytest.fixture
def unsigned(relationship, alma_member, ben_member, at):
    """The two, with nothing signed."""
    return Meeting(relationship, {"alma": alma_member, "ben": ben_member}, at)


@pytest.fixture
def meeting(agreed, unsigned, at):
    """The two, with an agreement that opens goals and sessions to both."""
    open_term(agreed, "A1", "goal", since=at - BEFORE)
    open_term(agreed, "A1", "session.agreement", since=at - BEFORE)
    return unsigned
