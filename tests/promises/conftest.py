"""Promises between Alma and Ben, made as the two of them make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.promises import actions
from goldenthread.promises.envelopes import Said
from goldenthread.promises.models import Promise

A_WEEK = timedelta(days=7)


@dataclass
class Pair:
    """Alma and Ben, with their keys, as promises need them."""

    relationship: Any
    people: dict[str, Any]
    members: dict[str, Any]
    at: datetime

    @property
    def keyrings(self) -> dict[str, Any]:
        """Their keys, as fresh as in a new request."""
        return {name: member.keyring for name, member in self.members.items()}

    def promise(
        self,
        maker: str,
        words: str,
        *,
        due_on: date | None = None,
        arrangement: str | None = None,
        at: datetime | None = None,
    ) -> Promise:
        """Let Alma or Ben promise something, by a day a week ahead where none is given."""
        about = arrangement if arrangement is not None else "notice" if maker == "ben" else ""
        made_at = at or self.at
        return actions.make_promise(
            relationship=self.relationship,
            said=Said(words, due_on or made_at.date() + A_WEEK, about),
            form_uid=new_uid(),
            keyring=self.keyrings[maker],
            by=self.people[maker],
            at=made_at,
        )

    def do(self, deed: Callable[..., Any], who: str, promise: Promise, **more: Any) -> Promise:
        """Let Alma or Ben do a deed to a promise, at `at` or now."""
        more.setdefault("at", self.at)
        done: Promise = deed(
            relationship=self.relationship, promise=promise, by=self.people[who], **more
        )
        return done


@pytest.fixture
def pair(relationship, alma_member, ben_member, at):
    people = {"alma": alma_member.person, "ben": ben_member.person}
    return Pair(relationship, people, {"alma": alma_member, "ben": ben_member}, at)
