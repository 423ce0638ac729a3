"""G23: every order of approve, edit, withdraw, expire and read, against a reference that knows no code of ours.

The machine is made of the very rules the actions ask. Histories that lead to the same place are looked
at once; their number is still counted, so that it is said how many were covered.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.core.roles import BESIDE, Role
from goldenthread.core.verdicts import Allowed
from goldenthread.sharing import policy
from goldenthread.sharing.states import MAY_BECOME, ReleaseState

BEFORE = datetime(2026, 3, 2, 10, tzinfo=UTC)
UNTIL = BEFORE + timedelta(days=1)
STEPS = 6
MOVES = [
    (actor, move)
    for actor in ("client", "coach", "reader")
    for move in ("approve", "edit", "withdraw", "read")
] + [("house", "expire"), ("client", "approve what stood before")]


@dataclass(frozen=True)
class Machine:
    """A release as the code has it: rules from policy, nothing else."""

    state: ReleaseState = ReleaseState.DRAFTED
    edition: int = 1
    given: frozenset = frozenset()
    snapshot: int | None = None
    at: datetime = BEFORE
    shows: int | None = None

    def do(self, actor, move, signers, reader):
        who = reader if actor == "reader" else actor
        seen = replace(self, shows=None)
        return getattr(seen, "_" + move.split()[0])(who, signers, stale=" " in move)

    def _approve(self, who, signers, *, stale):
        shown = self.edition - 1 if stale else self.edition
        verdict = policy.may_approve(
            self.state,
            role=who,
            signers=signers,
            is_as_shown=shown == self.edition,
            until=UNTIL,
            at=self.at,
            opens=Allowed(),
        )
        if not verdict:
            return self
        given = self.given | {who}
        state = policy.after_yes(given, signers)
        taken = self.edition if state == ReleaseState.OPEN else None
        return replace(self, state=state, given=given, snapshot=taken)

    def _edit(self, who, _signers, *, stale):
        if not policy.may_edit(self.state, role=who):
            return self
        return replace(
            self, state=ReleaseState.DRAFTED, edition=self.edition + 1, given=frozenset()
        )

    def _withdraw(self, who, _signers, *, stale):
        if not policy.may_withdraw(self.state, role=who):
            return self
        return replace(self, state=ReleaseState.WITHDRAWN, snapshot=None)

    def _expire(self, _who, _signers, *, stale):
        late = replace(self, at=UNTIL)
        if not policy.may_expire(self.state, until=UNTIL, at=UNTIL):
            return late
        return replace(late, state=ReleaseState.EXPIRED, snapshot=None)

    def _read(self, who, _signers, *, stale):
        is_reader = who not in {"client", "coach"}
        verdict = policy.may_read(self.state, until=UNTIL, at=self.at, opens=Allowed())
        return replace(self, shows=self.snapshot) if is_reader and verdict else self


@dataclass(frozen=True)
class Reference:
    """What should be so, told without any of our words: who said yes to which words, and whether it is over."""

    edition: int = 1
    yes: frozenset = frozenset()
    out: int | None = None
    over: bool = False

    def do(self, actor, move, signers):
        ends = move == "expire" or (move == "withdraw" and actor != "reader")
        if ends and not self.over:
            return replace(self, over=True, out=None)
        if self.over or self.out is not None or actor == "reader":
            return self
        if move == "edit":
            return replace(self, edition=self.edition + 1, yes=frozenset())
        if move == "approve" and actor in signers:
            yes = self.yes | {actor}
            return replace(self, yes=yes, out=self.edition if yes >= signers else None)
        return self


def check(machine, reference, before):
    """Say whether a reader could have seen anything but the approved snapshot."""
    assert machine.shows in {None, reference.out}
    assert machine.snapshot == reference.out
    assert (machine.state == ReleaseState.OPEN) == (reference.out is not None)
    if machine.state != before.state:
        assert machine.state in MAY_BECOME[before.state]


@pytest.mark.row("G23")
@pytest.mark.row("INV-4")
@pytest.mark.parametrize("reader", sorted(BESIDE))
def test_in_no_order_of_six_steps_does_a_reader_see_anything_but_the_approved_words(reader):
    signers = policy.signers_for(Role(reader))
    reached = Counter({(Machine(), Reference()): 1})
    opened = 0

    for _ in range(STEPS):
        further: Counter[tuple[Machine, Reference]] = Counter()
        for (machine, reference), ways in reached.items():
            for actor, move in MOVES:
                after = machine.do(actor, move, signers, reader)
                should = reference.do(actor, move, frozenset(signers))
                check(after, should, machine)
                if (actor, move) == ("reader", "read") and should.out is not None:
                    assert after.shows == should.out
                    opened += ways
                further[replace(after, shows=None), should] += ways
        reached = further

    assert reached.total() == len(MOVES) ** STEPS == 14**6
    assert opened > 0


@pytest.mark.row("G23")
def test_a_machine_that_forgets_to_set_a_yes_aside_is_found_out():
    class Forgetful(Machine):
        def _edit(self, who, signers, *, stale):
            return replace(super()._edit(who, signers, stale=stale), given=self.given)

    signers = policy.signers_for(Role.SPONSOR)
    before, reference = Forgetful(), Reference()
    for actor, move in (("client", "approve"), ("coach", "edit")):
        before = before.do(actor, move, signers, Role.SPONSOR)
        reference = reference.do(actor, move, signers)
    machine = before.do("coach", "approve", signers, Role.SPONSOR)
    reference = reference.do("coach", "approve", signers)

    with pytest.raises(AssertionError):
        check(machine, reference, before)
