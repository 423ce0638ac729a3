"""G23 once more, against the house itself: the same histories with real keys, real rows, real signatures.

Each step is tried in a savepoint of both stores and taken back afterwards. Two histories that lead to the same
standing (state, edition, whose yes, whether its day has come) are followed on from once.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from goldenthread.core.verdicts import NotAllowed
from goldenthread.seals import api as seals
from goldenthread.sharing.actions import releases
from goldenthread.sharing.manifest import digest_of
from goldenthread.sharing.models import Approval, Release, Snapshot
from goldenthread.sharing.queries.drafts import the_draft
from goldenthread.sharing.queries.reading import the_released
from tests.sharing.test_model import MOVES, Machine, Reference

STEPS = 6
A_DAY = timedelta(days=1)


@contextmanager
def undone():
    """Take whatever happened inside back, in both stores."""
    with transaction.atomic(using="default"), transaction.atomic(using="vault"):
        yield
        transaction.set_rollback(True, using="vault")
        transaction.set_rollback(True, using="default")


class House:
    """A release in the house, moved by three people."""

    def __init__(self, three):
        self.three, self.late = three, False
        self.uid = three.draft(words_of(1), until=three.at + A_DAY).uid
        self.stale = ""
        self.steps = self.opened = 0
        self.followed = set()

    @property
    def at(self):
        return self.three.at + (A_DAY if self.late else timedelta())

    def who(self, actor):
        t = self.three
        return {"client": t.ben, "coach": t.alma, "reader": t.holder}[actor]

    def do(self, actor, move):
        """Try a step as the house offers it, and give what the reader was shown, if anything."""
        if move == "expire":
            self.late = True
            releases.let_release_expire(self.uid, at=self.at)
            return None
        looking = self.three.looking(self.who(actor), self.at)
        if move == "read":
            return self.read(looking)
        if move == "withdraw":
            releases.withdraw_release(self.three.pair, self.uid, by=looking["by"], at=self.at)
            return None
        seen = the_draft(self.three.pair, self.uid, **looking)
        if move == "edit":
            edition = seen.release.edition + 1
            leaving = releases.Leaving(words_of(edition), until=self.three.at + A_DAY)
            releases.edit_release(self.three.pair, seen, leaving, **looking)
            return None
        shown = digest_of("what stood before") if " " in move else seen.manifest.shown
        releases.approve_release(self.three.pair, seen, shown=shown, **looking)
        return None

    def read(self, looking):
        snapshot = Snapshot.objects.filter(release=self.uid).first()
        uid = snapshot.uid if snapshot else self.uid
        return the_released(self.three.seat, uid, **looking).words

    def standing(self):
        row = Release.objects.get(uid=self.uid)
        given = Approval.objects.filter(release=row, edition=row.edition)
        return row.state, row.edition, sorted(given.values_list("role", flat=True))


def words_of(edition):
    return f"Edition {edition}: I lead the Monday round.\n"


@pytest.mark.row("G23")
@pytest.mark.row("INV-4")
def test_in_no_order_of_six_steps_does_dara_see_anything_but_the_approved_words(with_dara):
    house = House(with_dara)

    standing: dict[tuple[Machine, Reference], tuple[Any, ...]] = {(Machine(), Reference()): ()}
    for _ in range(STEPS):
        standing = {
            after: (*history, step)
            for (machine, reference), history in standing.items()
            for after, step in _each_step(house, machine, reference, history)
        } | standing

    assert len(standing) > 20
    assert house.steps == len(MOVES) * len(house.followed)
    assert house.opened >= 4


def _each_step(house, machine, reference, history):
    """Bring the house to where a history leads, and try each step from there."""
    if (machine, reference) in house.followed:
        return
    house.followed.add((machine, reference))
    signers = frozenset({"client", "coach"})
    with undone():
        house.late = False
        for actor, move in history:
            _try(house, actor, move)
        late = house.late
        for actor, move in MOVES:
            after = replace(machine.do(actor, move, signers, "sponsor"), shows=None)
            should = reference.do(actor, move, signers)
            with undone():
                before = house.standing()
                shown = _try(house, actor, move)
                _check(house, after, should, before, shown, move)
                house.steps += 1
                house.opened += move == "read" and actor == "reader" and should.out is not None
            house.late = late
            yield (after, should), (actor, move)


def _try(house, actor, move):
    try:
        with transaction.atomic(using="default"), transaction.atomic(using="vault"):
            return house.do(actor, move)
    except (NotAllowed, Http404, seals.Bad):
        return None


def _check(house, machine, reference, before, shown, move):
    """Hold the house against the pure machine and against what should be so."""
    state, edition, given = house.standing()
    assert (state, edition) == (machine.state, machine.edition)
    assert set(given) == set(machine.given)
    readable = reference.out is not None
    if shown is not None:
        assert shown == words_of(reference.out)
    if move == "read":
        assert (state, edition, given) == before
    _check_the_reader(house, reference.out if readable else None)


def _check_the_reader(house, out):
    """Let the reader look after each step: the approved words to the byte, or nothing."""
    with undone():
        try:
            words = house.read(house.three.looking(house.three.holder, house.at))
        except (Http404, seals.Bad):
            words = None
    assert words == (words_of(out) if out is not None else None)
