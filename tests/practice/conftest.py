"""Alma's hours: sessions with Ben that took place, and a log of her own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.ledger import api as ledger
from goldenthread.practice import actions, queries
from goldenthread.practice.lines import OpenLine, Worked
from goldenthread.sessions import api as sessions


@dataclass
class Desk:
    """Alma and Ben, and what Alma keeps of her hours."""

    relationship: Any
    alma: Any
    ben: Any
    at: datetime

    @property
    def doing(self) -> dict[str, Any]:
        """Alma, now, with fresh keys."""
        return {"by": self.alma.person, "at": self.at, "keyring": self.alma.keyring}

    def took_place(self, *, minutes: int | None = 60, days: int = 3) -> Any:
        """A session with Ben, some days ago."""
        hour = self.at - timedelta(days=days)
        when = sessions.When.at(hour, "UTC", minutes)
        session = sessions.arrange_session(self.relationship, when, uid=new_uid(), **self.doing)
        became = sessions.SessionState.TOOK_PLACE
        return sessions.mark_session(self.relationship, session.uid, became, **self.doing)

    def take_in(self, *, paid: bool = True) -> int:
        """Take all that waits into the log."""
        waiting = queries.not_taken_in(self.alma.person)
        worked = {
            one.uid: Worked(one.on_day, one.minutes or 60, paid, pair=one.pair) for one in waiting
        }
        return actions.take_in(worked, **self.doing)

    def write(self, name: str = "", minutes: int = 60, **more: Any) -> Any:
        """Write a line by hand; gives its uid."""
        uid = new_uid()
        more = {"day": date(2026, 1, 5), "paid": True, **more}
        actions.write_line(Worked(minutes=minutes, name=name, **more), uid=uid, **self.doing)
        return uid

    def lend(self, *, contact: bool = False) -> None:
        """Let Ben lend his name."""
        actions.lend_name(self.relationship, contact=contact, by=self.ben.person, at=self.at)

    def lines(self) -> list[OpenLine]:
        """Give the log as Alma reads it."""
        return queries.lines_of(self.alma.person, at=self.at, keyring=self.alma.keyring)

    def verbs(self, member: Any) -> list[tuple[str, Any]]:
        """Give what the ledger says of practice about somebody, and who did it."""
        rows = ledger.Entry.objects.filter(about_uid=member.uid, verb__startswith="practice.")
        return [(row.verb, row.actor_uid) for row in rows.order_by("at", "seq")]


@pytest.fixture
def desk(agreed, alma_member, ben_member, at):
    """Alma's desk."""
    return Desk(agreed, alma_member, ben_member, at)
