"""A promise as one of the two sees it, and what they may do about it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goldenthread.core.verdicts import Verdict
from goldenthread.promises import policy
from goldenthread.promises.days import SomeoneSomewhere, day_for
from goldenthread.promises.envelopes import Said
from goldenthread.promises.models import Promise
from goldenthread.promises.states import PromiseState


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """A promise as one of the two sees it, with what they may do now by the same rules."""

    uid: UUID
    said: Said
    state: PromiseState
    settled_at: datetime | None
    instead_of: UUID | None
    mine: bool
    made_on: date
    settled_on: date | None
    today: date
    may_settle: Verdict
    may_say_late: Verdict
    may_take_back: Verdict
    may_renegotiate: Verdict
    may_withdraw: Verdict

    def __repr__(self) -> str:
        return f"PromiseSeen({self.uid})"

    @property
    def ref(self) -> str:
        """Its place on the page of promises."""
        return f"promise-{self.uid}"

    @property
    def words(self) -> str:
        """What was promised."""
        return self.said.words

    @property
    def due_on(self) -> date:
        """The day it was promised by."""
        return self.said.due_on

    @property
    def arrangement(self) -> str:
        """What a client's promise is about; empty for a coach's."""
        return self.said.arrangement

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.state == PromiseState.OPEN

    @property
    def day_has_passed(self) -> bool:
        """Whether the day is over for the one who reads."""
        return self.due_on < self.today


def as_seen(promise: Promise, said: Said, *, by: SomeoneSomewhere, at: datetime) -> PromiseSeen:
    """Put an opened promise before the one who reads it, at this moment."""
    today = day_for(by, at)
    kept, late = PromiseState.KEPT, PromiseState.KEPT_LATE
    return PromiseSeen(
        uid=promise.uid,
        said=said,
        state=PromiseState(promise.state),
        settled_at=promise.settled_at,
        instead_of=promise.instead_of_id,
        mine=promise.maker_uid == by.uid,
        made_on=day_for(by, promise.made_at),
        settled_on=day_for(by, promise.settled_at) if promise.settled_at else None,
        today=today,
        may_settle=policy.may_settle(promise, by=by, became=kept, today=today),
        may_say_late=policy.may_settle(promise, by=by, became=late, today=today),
        may_take_back=policy.may_take_back(promise, by=by, at=at),
        may_renegotiate=policy.may_renegotiate(promise, by=by, today=today),
        may_withdraw=policy.may_withdraw(promise, by=by),
    )


def open_first(promise: PromiseSeen) -> tuple[bool, float, UUID]:
    """Sort: open ones by their day; then the others, what was said last first."""
    if promise.settled_at is None:
        return (False, promise.said.due_on.toordinal(), promise.uid)
    return (True, -promise.settled_at.timestamp(), promise.uid)
