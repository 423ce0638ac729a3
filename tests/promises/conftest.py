"""Promises between Alma and Ben, made as the two of them make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from goldenthread.agreements import api as agreements
from goldenthread.agreements.suggestions import SUGGESTIONS
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


@pytest.fixture
def agreed(relationship, alma_member, ben_member, at):
    """The clause signed by both, by which each sees what the other promises here."""
    line = next(line for line in SUGGESTIONS if line.key == "expectations-promises")
    hers = {"by": alma_member.person, "at": at, "keyring": alma_member.keyring}
    his = {"by": ben_member.person, "at": at, "keyring": ben_member.keyring}
    version = agreements.propose_agreement(relationship, [replace(line, kept=True)], **hers)
    for clause in version.clauses.all():
        wording = clause.coach_yes_id
        assert wording
        agreements.say_yes(relationship, clause, wording, by=ben_member.person, at=at)
    for doer in (hers, his):
        agreements.ask_about_confidentiality(relationship, version, "", **doer)
    for member, doer in ((alma_member, hers), (ben_member, his)):
        talk = agreements.talk_of(relationship, **doer)
        assert talk
        copy = agreements.copy_to_sign(relationship, talk, keyring=member.keyring)
        agreements.sign_agreement(
            relationship, copy, shown=copy.paper.digest, name=member.name, **doer
        )
    return version
