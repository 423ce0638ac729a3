"""After a session of Alma's and Ben's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from goldenthread.afterwards import api as afterwards
from goldenthread.core.ids import new_uid
from goldenthread.ledger import api as ledger
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.states import SessionState
from tests.opened_terms import open_term

BEFORE = timedelta(days=20)
Part = afterwards.Part


@dataclass
class Hour:
    """An hour the two had, and what each keeps of it."""

    relationship: Any
    members: dict[str, Any]
    session: Any
    at: datetime

    def doing(self, who: str) -> dict[str, Any]:
        """Who, when."""
        return {"by": self.members[who].person, "at": self.at}

    def looking(self, who: str) -> dict[str, Any]:
        """Who, when, with fresh keys."""
        return {**self.doing(who), "keyring": self.members[who].keyring}

    def back(self, who: str, session: Any = None) -> afterwards.Back:
        """Let one of the two look back."""
        uid = (session or self.session).uid
        return afterwards.look_back(self.relationship, uid, **self.doing(who))

    def keep(self, who: str, part: Part, words: str = "The silence", **said: Any) -> Any:
        """Let one of the two keep a line."""
        return afterwards.keep_line(
            self.back(who), part, said or {"words": words}, uid=new_uid(), **self.looking(who)
        )

    def read(self, who: str) -> afterwards.After:
        """Give all one of the two reads."""
        return afterwards.after(self.back(who), **self.looking(who))

    def give_moment(self, who: str) -> Any:
        """Let one of the two give their moment."""
        seen = self.read(who).moment
        return afterwards.give_moment(self.back(who), seen, **self.looking(who))

    def give_question(self, who: str, line: Any) -> Any:
        """Let one of the two give a question."""
        [seen] = [each for each in self.read(who).questions if each.uid == line.uid]
        return afterwards.give_question(self.back(who), seen, **self.looking(who))

    def deeds(self) -> list[tuple[str, Any, Any, Any]]:
        """Give what the ledger says: what, who, about whom, in whose stream."""
        rows = ledger.Entry.objects.filter(verb__startswith="afterwards.").order_by("at", "seq")
        return [(row.verb, row.actor_uid, row.about_uid, row.stream_uid) for row in rows]


def an_hour(relationship: Any, at: datetime, **more: Any) -> CoachingSession:
    """Keep a session of yesterday's."""
    yesterday = at - timedelta(days=1)
    return CoachingSession.objects.create(
        uid=new_uid(),
        relationship_uid=relationship.uid,
        **{
            "on_day": yesterday.date(),
            "starts_at": yesterday,
            "made_at": at - BEFORE,
            "state": SessionState.TOOK_PLACE,
            **more,
        },
    )


@pytest.fixture
def unsigned(relationship, alma_member, ben_member, at):
    """An hour, with no term that opens what was said for it."""
    members = {"alma": alma_member, "ben": ben_member}
    return Hour(relationship, members, an_hour(relationship, at), at)


@pytest.fixture
def hour(agreed, unsigned, at):
    """An hour, with an agreement that opens what is said for a session to both."""
    open_term(agreed, "A1", "session.agreement", since=at - BEFORE)
    return unsigned
