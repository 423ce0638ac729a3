"""The room of a session of Alma and Ben, this very hour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.room import api as room
from goldenthread.room.actions import hunches
from goldenthread.sessions import api as sessions
from tests.opened_terms import open_term

BEFORE = timedelta(days=20)


@dataclass
class InRoom:
    """Alma and Ben in the room of a session that began ten minutes ago."""

    relationship: Any
    members: dict[str, Any]
    at: datetime
    session: Any = None

    def doing(self, who: str) -> dict[str, Any]:
        """Give who acts, and when."""
        return {"by": self.members[who].person, "at": self.at}

    def looking(self, who: str) -> dict[str, Any]:
        """Give who acts, when, and with fresh keys."""
        return {**self.doing(who), "keyring": self.members[who].keyring}

    def put_session(self, *, minutes_ago: int = 10, lasts: int | None = 60) -> None:
        """Put the session this is the room of."""
        moment = self.at.replace(second=0, microsecond=0) - timedelta(minutes=minutes_ago)
        when = sessions.When.at(moment, "UTC", lasts)
        self.session = sessions.arrange_session(
            self.relationship, when, uid=new_uid(), **self.looking("alma")
        )

    def room(self, who: str) -> room.Room:
        """Give the room as one of them enters it."""
        return room.the_room(self.relationship.uid, self.session.uid, **self.doing(who))

    def write(
        self, who: str, words: str, column: str = "ours", kind: str = "note", uid: Any = None
    ) -> Any:
        """Let one of them write a line."""
        return room.write_line(
            self.room(who),
            words,
            uid=uid or new_uid(),
            column=room.Column(column),
            kind=room.LineKind(kind),
            **self.looking(who),
        )

    def put_down(self, words: str, goes_at: datetime) -> Any:
        """Let Alma put something down."""
        return room.put_down(
            self.room("alma"), words, uid=new_uid(), goes_at=goes_at, **self.looking("alma")
        )

    def hunch(self, words: str = "He waits for a yes") -> Any:
        """Let Alma keep a hunch."""
        return room.keep_hunch(self.room("alma"), words, uid=new_uid(), **self.looking("alma"))

    def offer(self, hunch: Any) -> Any:
        """Let Alma offer it."""
        return hunches.offer_hunch(self.relationship, hunch.uid, **self.looking("alma"))

    def notes(self, who: str) -> Any:
        """Read the room as one of them."""
        return room.notes_of(self.room(who), **self.looking(who))

    def said(self, who: str, part: str) -> list[str]:
        """Give the words of a part of it."""
        return [each.words for each in getattr(self.notes(who), part)]

    def come_in(self, *who: str) -> None:
        """Let them say that they're here."""
        for each in who:
            sessions.come_in(self.relationship, self.session.uid, **self.doing(each))

    def url(self, name: str, *more: Any) -> str:
        """Give the address of a page of the room."""
        return reverse(f"room:{name}", args=[self.relationship.uid, self.session.uid, *more])

    def notes_term(self, notes: str, days: int = 90) -> None:
        """Put the clause on the coach's notes in force (A16)."""
        since = self.at - BEFORE
        open_term(self.relationship, "A16", since=since, notes=notes, days=days)


@pytest.fixture
def bare(agreed, alma_member, ben_member):
    """The two, now, with what their first agreement opens and nothing beside it."""
    found = InRoom(agreed, {"alma": alma_member, "ben": ben_member}, now())
    found.put_session()
    return found


@pytest.fixture
def hour(bare):
    """The two in the room, with clauses that open sessions to both, and notes of facts to Alma."""
    open_term(bare.relationship, "A1", "session.agreement", since=bare.at - BEFORE)
    open_term(bare.relationship, "A1", "promise", since=bare.at - BEFORE)
    bare.notes_term("facts")
    return bare


def text(answer: Any) -> str:
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</footer>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main.partition(">")[2])).split())


def part(answer: Any, ref: str) -> str:
    """The markup of one part of the room."""
    page: str = answer.content.decode()
    return page.partition(f'<section id="{ref}"')[2].partition("</section>")[0]
