"""Alma and Ben write apart, as the two of them do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from goldenthread.swaps import actions, queries
from goldenthread.swaps.halves import Answered, Written
from goldenthread.swaps.kinds import the_kind
from goldenthread.swaps.models import Half

HERS, HIS = "you tell me when I go too fast", "you keep what I said on Tuesday"


def said(**answers: str) -> Written:
    """What somebody wrote, by the key of the question."""
    return Written(tuple(Answered(key, f"{key}?", words) for key, words in answers.items()))


@dataclass
class Two:
    """Alma and Ben with their keys, and one kind of swap between them."""

    relationship: Any
    members: dict[str, Any]
    at: datetime
    kind: Any

    def asked(self, who: str) -> dict[str, Any]:
        """Who acts, when, and with keys as fresh as in a new request."""
        member = self.members[who]
        return {"by": member.person, "at": self.at, "keyring": member.keyring}

    def write(self, who: str, seen: int = 0, **answers: Any):
        """Let one of them keep their half for themselves."""
        words = said(**(answers or {"trust": HERS if who == "alma" else HIS}))
        return actions.keep_draft(
            self.relationship, self.kind, words, seen_revision=seen, **self.asked(who)
        )

    def draft(self, who: str):
        """Open what one of them is writing, for them."""
        return queries.the_open_draft(self.relationship, self.kind, **self.asked(who))

    def be_ready(self, who: str) -> Half:
        """Let one of them say they're ready, with what they see."""
        draft = self.draft(who)
        return actions.be_ready(
            self.relationship, self.kind, draft, seen_revision=draft.revision, **self.asked(who)
        )

    def write_and_be_ready(self, who: str, **answers: Any) -> Half:
        """Both steps at once."""
        self.write(who, **answers)
        return self.be_ready(who)

    def take_back(self, who: str) -> None:
        """Let one of them be not ready any more."""
        actions.take_back_half(
            self.relationship, self.kind, by=self.members[who].person, at=self.at
        )

    def open(self) -> tuple[Half, Half]:
        """Let both write and be ready."""
        self.write_and_be_ready("ben")
        self.write_and_be_ready("alma")
        his, hers = (
            Half.objects.get(author_uid=self.members[who].uid, round=1, swap__kind=self.kind.key)
            for who in ("ben", "alma")
        )
        return his, hers

    def page(self, who: str):
        """What one of them sees."""
        return queries.swap_page(self.relationship, self.kind, **self.asked(who))


@pytest.fixture
def two(relationship, alma_member, ben_member, at):
    members = {"alma": alma_member, "ben": ben_member}
    return Two(relationship, members, at, the_kind("trust_card"))
