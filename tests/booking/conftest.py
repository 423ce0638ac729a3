"""Alma's diary is open: Mondays to Fridays, nine to five in Stockholm. Ben lives in Lisbon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from goldenthread.booking import api as booking
from goldenthread.core.ids import new_uid
from goldenthread.diary import api as diary
from goldenthread.diary.kinds import seal_words
from goldenthread.diary.models import Diary, Hours, Kind, Taken
from goldenthread.ledger import api as ledger
from goldenthread.sessions import api as sessions

STOCKHOLM, LISBON = "Europe/Stockholm", "Europe/Lisbon"


def open_diary(coach_uid: Any, **rules: Any) -> Kind:
    """Open a coach's diary on all working days, and offer one kind of session."""
    rules = {"zone": STOCKHOLM, "step": 60, "buffer_after": 0, "horizon_days": 120} | rules
    Diary.objects.update_or_create(coach_uid=coach_uid, defaults=rules)
    for weekday in range(5):
        Hours.objects.create(coach_uid=coach_uid, weekday=weekday, begins=time(9), ends=time(17))
    return offer_kind(coach_uid)


def offer_kind(coach_uid: Any, name: str = "A talk", **more: Any) -> Kind:
    """Offer one more kind."""
    kind = Kind(coach_uid=coach_uid, **{"minutes": 60, "place": "video"} | more)
    seal_words(kind, name=name, where="")
    kind.save(force_insert=True)
    return kind


@dataclass
class Pair:
    """Alma and Ben, her open diary, and what they do in it."""

    relationship: Any
    members: dict[str, Any]
    at: datetime
    kind: Any

    def doing(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts, when, and with fresh keys."""
        member = self.members[who]
        return {"by": member.person, "at": at or self.at, "keyring": member.keyring}

    def signing(self, who: str, *, at: datetime | None = None) -> dict[str, Any]:
        """Give who acts and when."""
        return {"by": self.members[who].person, "at": at or self.at}

    def book(self, starts_at: datetime, *, who: str = "ben", uid: Any = None, **more: Any) -> Any:
        """Let one of them book a slot."""
        return booking.book_session(
            self.relationship,
            self.kind.uid,
            starts_at,
            uid=uid or new_uid(),
            **self.doing(who, **more),
        )

    def series(self, moments: list[datetime], *, every: int = 2, who: str = "ben") -> Any:
        """Let one of them book a series."""
        uid = new_uid()
        chosen = [booking.Chosen(moment) for moment in moments]
        booking.book_series(
            self.relationship, self.kind.uid, chosen, every=every, uid=uid, **self.doing(who)
        )
        return uid

    def call_off(self, session: Any, who: str = "ben") -> Any:
        """Let one of them call a session off."""
        return sessions.mark_session(
            self.relationship, session.uid, sessions.SessionState.CALLED_OFF, **self.doing(who)
        )

    def verbs(self) -> list[str]:
        """Give what the ledger says of times."""
        rows = ledger.Entry.objects.filter(stream_uid=self.relationship.uid)
        wanted = [row.verb for row in rows.order_by("seq")]
        return [verb for verb in wanted if verb.startswith(("sessions.", "booking."))]

    def taken(self) -> list[datetime]:
        """Give when the diary is taken."""
        rows = Taken.objects.filter(coach_uid=self.relationship.coach_uid)
        return sorted(datetime.fromtimestamp(row.begins, UTC) for row in rows)

    def free(self, day: date, **more: Any) -> list[datetime]:
        """Give the slots of a day, by UTC."""
        found = diary.free_slots(
            self.relationship.coach_uid,
            minutes=60,
            first=day,
            days=1,
            zone="UTC",
            at=self.at,
            **more,
        )
        return [slot.starts_at for slot in found]


@pytest.fixture
def pair(relationship, alma_member, ben_member, at):
    """The two, with an open diary, in two zones. Nothing is signed."""
    for member, zone in ((alma_member, STOCKHOLM), (ben_member, LISBON)):
        member.person.zone = zone
        member.person.save(update_fields=["zone"])
    kind = open_diary(relationship.coach_uid)
    return Pair(relationship, {"alma": alma_member, "ben": ben_member}, at, kind)


@pytest.fixture
def signed(agreed, pair):
    """The two, with a first agreement in force."""
    return pair


def day(number: int, hour: int = 0) -> datetime:
    """Give a moment of March 2026 by UTC; the 2nd is the Monday on which all this is asked."""
    return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number - 1, hours=hour)
