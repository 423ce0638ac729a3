"""Random histories of two who write, are ready, think again and end, beside a model of twenty lines.

At every step each of the two sees exactly what the model says, and the keys agree with the rules.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.core.verdicts import NotAllowed
from goldenthread.relationships import api as relationships
from goldenthread.shares import api as shares
from goldenthread.swaps.models import Half
from goldenthread.vault import api as vault
from tests.swaps.test_actions import unsealed, words_in

STEPS = 14
BOTH = ("ben", "alma")


@dataclass
class Model:
    """What ought to be: who writes what, who is ready, and which rounds have opened."""

    drafts: dict[str, str] = field(default_factory=dict)
    ready: set[str] = field(default_factory=set)
    rounds: list[dict[str, str]] = field(default_factory=list)
    ended: bool = False

    def write(self, who, words):
        if self.ended or who in self.ready:
            raise NotAllowed
        self.drafts[who] = words

    def be_ready(self, who):
        if who not in self.drafts:
            raise Http404
        if self.ended and who not in self.ready:
            raise NotAllowed
        self.ready.add(who)
        if self.ready == set(BOTH):
            self.rounds.append(dict(self.drafts))
            self.drafts, self.ready = {}, set()

    def take_back(self, who):
        if who not in self.ready:
            raise NotAllowed
        self.ready.discard(who)

    def sees(self, who):
        other = BOTH[1 - BOTH.index(who)]
        return (
            self.drafts.get(who),
            who in self.ready,
            other in self.ready,
            [(each[who], None if self.ended else each[other]) for each in reversed(self.rounds)],
        )


def sees(two, who):
    page = two.page(who)
    return (
        page.draft.written.by_key["trust"] if page.draft else None,
        page.mine_ready_at is not None,
        page.theirs_ready,
        [
            (
                next(each.words for each in found.mine.answers if each.words),
                next(each.words for each in found.theirs.answers if each.words)
                if found.theirs
                else None,
            )
            for found in page.rounds
        ],
    )


def both_say(deed, expected):
    """Do both; either both do it or both refuse alike."""
    outcomes: list[type[Exception] | None] = []
    for each in (expected, deed):
        try:
            each()
            outcomes.append(None)
        except (NotAllowed, Http404) as refused:
            outcomes.append(type(refused))
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("seed", range(8))
def test_no_history_opens_a_half_before_both_are_ready(two, seed):
    chance, model = random.Random(seed), Model()
    for step in range(STEPS):
        two.at += timedelta(minutes=6)
        who = chance.choice(BOTH)
        deed = chance.choices(["write", "ready", "back", "end"], [5, 6, 3, 0.4])[0]
        words = f"words {step} of {who}"
        if deed == "write":
            seen = two.page(who).draft
            revision = seen.revision if seen else 0
            both_say(
                lambda who=who, at=revision, says=words: two.write(who, at, trust=says),
                lambda who=who, says=words: model.write(who, says),
            )
        elif deed == "ready":
            both_say(lambda who=who: two.be_ready(who), lambda who=who: model.be_ready(who))
        elif deed == "back":
            both_say(lambda who=who: two.take_back(who), lambda who=who: model.take_back(who))
        elif not model.ended:
            by = two.members[who].person
            relationships.end_relationship(relationship=two.relationship, by=by, at=two.at)
            model.ended = True
        for reader in BOTH:
            assert sees(two, reader) == model.sees(reader), (step, deed, who)
    for half in Half.objects.all():
        for reader in BOTH:
            if half.round <= len(model.rounds):
                assert words_in(unsealed(two, reader, half)) != []
            else:
                with pytest.raises((shares.ShareHeld, vault.NoGrant)):
                    unsealed(two, reader, half)
