"""A promise as a line on a page: whose it is, what was promised, how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from goldenthread.people import api as people
from goldenthread.promises import saying
from goldenthread.promises.days import SomeoneSomewhere
from goldenthread.promises.seen import PromiseSeen
from goldenthread.promises.states import Arrangement
from goldenthread.relationships import api as relationships
from goldenthread.ui.audience import initial_of


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """For the `vow` component: initial, role, says, words, state, icon. `seen` holds the rest."""

    seen: PromiseSeen
    initial: str
    role: str
    says: str
    state: str
    icon: str

    def __repr__(self) -> str:
        return f"PromiseLine({self.seen.uid})"

    @property
    def words(self) -> str:
        """What was promised."""
        return self.seen.words

    @property
    def about(self) -> str:
        """What a client's promise is about; empty for a coach's."""
        arrangement = self.seen.arrangement
        return str(saying.ABOUT[Arrangement(arrangement)]) if arrangement else ""


def lines_of(
    relationship: relationships.Relationship,
    seen: Sequence[PromiseSeen],
    *,
    by: SomeoneSomewhere,
    names: Mapping[UUID, str] | None = None,
) -> list[PromiseLine]:
    """Put promises that were opened into lines for the one who reads, with the names of both."""
    other = relationships.other_in(relationship, by)
    known = people.names_of([by.uid, other]) if names is None else names
    return [
        _line(each, relationship.coach_uid, mine=by.uid, theirs=other, names=known) for each in seen
    ]


def _line(
    seen: PromiseSeen, coach: UUID, *, mine: UUID, theirs: UUID, names: Mapping[UUID, str]
) -> PromiseLine:
    maker = mine if seen.mine else theirs
    their_name = names.get(theirs, "")
    return PromiseLine(
        seen=seen,
        initial=initial_of(names.get(maker, "")),
        role="coach" if maker == coach else "client",
        says=saying.maker_line(seen, their_name),
        state=saying.standing(seen, their_name),
        icon=saying.standing_icon(seen),
    )
