"""Sessions of Alma and Ben, with an hour, and what is written before them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.courier.models import Letter
from goldenthread.ledger import api as ledger
from goldenthread.preparation import actions, queries
from goldenthread.preparation.leaving import Wish
from goldenthread.preparation.links import new_link
from goldenthread.preparation.models import OwnLetters
from goldenthread.preparation.states import Ahead
from goldenthread.sessions import api as sessions
from tests.opened_terms import open_term

SENTENCE = "To know what I say to Lena"


@dataclass
class Meeting:
    """Alma and Ben, and the sessions they put."""

    relationship: Any
    members: dict[str, Any]
    at: datetime

    def looking(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts, when, and with fresh keys."""
        member = self.members[who]
        return {"by": member.person, "at": at or self.at, "keyring": member.keyring}

    def put(self, hour: datetime | None = None, *, who: str = "ben", **more: Any) -> Any:
        """Let one of the two put a session; in two days, where nothing else is said."""
        hour = hour or self.at + timedelta(days=2)
        when = sessions.When.at(hour, "UTC", 60)
        return sessions.arrange_session(
            self.relationship, when, uid=new_uid(), **self.looking(who), **more
        )

    def move(self, session: Any, hour: datetime, *, at: datetime | None = None) -> Any:
        """Let Alma move one."""
        when = sessions.When.at(hour, "UTC", 60)
        return sessions.move_session(
            self.relationship, session.uid, when, **self.looking("alma", at=at)
        )

    def became(self, session: Any, state: str, *, at: datetime | None = None) -> Any:
        """Let Alma say what became of one."""
        became = sessions.SessionState(state)
        return sessions.mark_session(
            self.relationship, session.uid, became, **self.looking("alma", at=at)
        )

    def write(self, session: Any, words: str = SENTENCE, *, who: str = "ben") -> Any:
        """Let Ben write his sentence."""
        person = self.members[who].person
        return actions.write_sentence(self.relationship, session, words, by=person, at=self.at)

    def read(self, session: Any, who: str, *, at: datetime | None = None) -> Any:
        """Give the words one of the two reads."""
        found = queries.sentence_for(
            self.relationship, session.uid, **self.looking(who, at=at or self.at)
        )
        return found.words if found else None

    def link(self, session: Any) -> str:
        """Make the link of Ben's letter."""
        return new_link(session, self.members["ben"].person, self.at)

    def choose(self, who: str, *, at: datetime | None = None, **wish: Any) -> OwnLetters:
        """Let one of the two choose letters for themselves."""
        person = self.members[who].person
        wish = {"ahead": "none", **wish}
        chosen = Wish(**{**wish, "ahead": Ahead(wish["ahead"])})
        return actions.choose_letters(person, chosen, by=person, at=at or self.at)

    def verbs(self, who: str = "ben") -> list[tuple[str, Any]]:
        """Give what the ledger says of this room about somebody, and who did it; oldest first."""
        uid = self.members[who].uid
        rows = ledger.Entry.objects.filter(about_uid=uid, verb__startswith="preparation.")
        return [(row.verb, row.actor_uid) for row in rows.order_by("at", "seq")]


@pytest.fixture
def unsigned(relationship, alma_member, ben_member, at):
    """The two, with nothing signed."""
    return Meeting(relationship, {"alma": alma_member, "ben": ben_member}, at)


@pytest.fixture
def meeting(agreed, unsigned, at):
    """The two, with an agreement that opens goals and what sessions are for to both."""
    for subject in ("goal", "session.agreement"):
        open_term(agreed, "A1", subject, since=at - timedelta(days=20))
    return unsigned


@pytest.fixture
def soon(meeting):
    """A session in two days from today, for pages, which know what day it is."""
    meeting.at = now()
    return meeting.put(meeting.at + timedelta(days=2))


@pytest.fixture
def letters_sent(db):
    """Give the kinds of letters before sessions posted so far."""
    ours = Letter.objects.filter(kind__in=["ahead", "before"]).order_by("made_at", "uid")
    return lambda: list(ours.all().values_list("kind", flat=True))
