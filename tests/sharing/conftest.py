"""Three at a table: Alma, Ben and whoever has a seat beside them, all through the house's own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from goldenthread.agreements import api as agreements
from goldenthread.agreements.models import TermRow
from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships
from goldenthread.sharing.actions import releases, room
from goldenthread.sharing.queries.drafts import the_draft
from goldenthread.sharing.states import HopePart
from tests.beside import seated
from tests.cast import Member

CLAUSES = {
    "A2": "Dara reads only what I hand out",
    "A3": "Dara gets a number for each month",
    "A4": "Nothing goes past me",
    "A5": "Enzo hears of my case under another name",
    "A24": "If you fall ill, these two may call me",
    "A28/interpreter": "Enzo translates what I hand out",
    "A28/assistant": "Dara keeps the calendar",
}
OF_A_SPONSOR = ("A2", "A3", "A4")


def term(key: str) -> agreements.Term:
    """Give a term as it starts out."""
    code, _, subject = key.partition("/")
    return agreements.Term(code, subject)


def agree_more(pair: Any, alma: Member, ben: Member, at: datetime, *keys: str) -> None:
    """Let Alma and Ben put clauses in force beside those they have."""
    agreements.reopen_agreement(pair, by=ben.person, at=at)
    for key in keys:
        saying = agreements.Saying(CLAUSES[key], "", term(key))
        agreements.add_clause(pair, "safety", saying, by=alma.person, at=at, keyring=alma.keyring)
    tie_and_sign(pair, alma, ben, at)


def tie_and_sign(pair: Any, alma: Member, ben: Member, at: datetime) -> None:
    """Let both say yes to what stands, and sign it."""
    talk: Any = agreements.talk_of(pair, by=ben.person, at=at, keyring=ben.keyring)
    for spoken in talk.spoken:
        theirs = spoken.stances["coach"]
        if not spoken.tied and theirs is not None:
            agreements.say_yes(pair, spoken.clause, theirs.wording_uid, by=ben.person, at=at)
    for one in (alma, ben):
        if one.uid not in talk.heard:
            agreements.ask_about_confidentiality(
                pair, talk.version, "", by=one.person, at=at, keyring=one.keyring
            )
    for one in (ben, alma):
        looking: dict[str, Any] = {"by": one.person, "at": at, "keyring": one.keyring}
        talk = agreements.talk_of(pair, **looking)
        copy = agreements.copy_to_sign(pair, talk, keyring=looking["keyring"])
        agreements.sign_agreement(pair, copy, shown=copy.paper.digest, name=one.name, **looking)


def close_term(three: Three, code: str) -> None:
    """Let Ben close, alone and at once, what a clause opened."""
    row = TermRow.objects.get(code=code, version__state="in_force")
    agreements.tighten_term(three.pair, row, None, by=three.ben.person, at=three.at)


def sign_the_paper(pair: Any, seat: Any, by: Member, holder: Member, at: datetime) -> None:
    """Let one of the pair hand a seat its paper, and its holder sign it."""
    agreements.hand_over_paper(pair, seat, by=by.person, at=at, keyring=by.keyring)
    seat = relationships.the_seat(seat.uid, by=holder.person, at=at)
    looking: dict[str, Any] = {"by": holder.person, "at": at, "keyring": holder.keyring}
    read: Any = agreements.the_paper_of(seat, **looking)
    agreements.sign_paper(seat, shown=read.document.digest, name=holder.name, **looking)


@dataclass
class Three:
    """A pair and somebody beside them, at a moment."""

    pair: Any
    alma: Member
    ben: Member
    holder: Member
    seat_uid: Any
    role: Role
    at: datetime

    @property
    def seat(self) -> relationships.Seat:
        """The seat, as it stands now."""
        found = relationships.seat_of_pair(self.seat_uid, self.pair)
        found.relationship = self.pair
        return found

    def looking(self, one: Member, at: datetime | None = None) -> dict[str, Any]:
        """Who looks, when, with which keys."""
        return {"by": one.person, "at": at or self.at, "keyring": one.keyring}

    def draft(self, words: str, by: Member | None = None, **meant: Any) -> Any:
        """Let one of the pair draft a text for the seat's holder."""
        return releases.draft_release(
            self.pair,
            role=self.role,
            words=words,
            meant=releases.Meant(**meant),
            **self.looking(by or self.ben),
        )

    def approve(self, release: Any, *members: Member, at: datetime | None = None) -> Any:
        """Let each say yes to what stands there now."""
        for one in members:
            looking = self.looking(one, at)
            seen = the_draft(self.pair, release.uid, **looking)
            shown = seen.manifest.shown
            release = releases.approve_release(
                self.pair, seen, shown=shown, as_if_present=True, **looking
            )
        return release

    def release(self, words: str, **meant: Any) -> Any:
        """Let out a text: drafted by Ben, approved by both."""
        draft = self.draft(words, **meant)
        both = self.role in {Role.SPONSOR, Role.SUPERVISOR}
        return self.approve(draft, *((self.alma, self.ben) if both else (self.ben,)))

    def hope(self, words: str, by: Member | None = None, part: HopePart = HopePart.HOPE) -> Any:
        """Write a line in the room of three."""
        return room.write_hope(self.seat, part, words, **self.looking(by or self.holder))

    def ask(self, words: str) -> Any:
        """Let the holder ask for something."""
        return room.ask(self.seat, words, **self.looking(self.holder))


def three_at_table(
    pair: Any,
    alma: Member,
    ben: Member,
    holder: Member,
    at: datetime,
    role: Role,
    keys: tuple[str, ...],
) -> Three:
    """Agree on the clauses, seat somebody, and let them sign their paper."""
    agree_more(pair, alma, ben, at - timedelta(days=2), *keys)
    seat = seated(pair, ben, holder, at - timedelta(days=1), role=role, active=False)
    sign_the_paper(pair, seat, ben, holder, at - timedelta(hours=20))
    return Three(pair, alma, ben, holder, seat.uid, role, at)


@pytest.fixture
def with_dara(agreed, alma_member, ben_member, dara_member):
    """Dara, who pays, in her seat, her paper signed."""
    return three_at_table(
        agreed, alma_member, ben_member, dara_member, now(), Role.SPONSOR, OF_A_SPONSOR
    )


@pytest.fixture
def with_enzo(agreed, alma_member, ben_member, enzo_member):
    """Enzo, who supervises Alma, in his seat, his paper signed."""
    return three_at_table(
        agreed, alma_member, ben_member, enzo_member, now(), Role.SUPERVISOR, ("A5",)
    )
