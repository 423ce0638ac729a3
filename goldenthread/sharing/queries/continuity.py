"""What a trustee sees when a coach can't go on: a name, how to reach somebody, the next session (A24)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens
from goldenthread.sharing.lines import look
from goldenthread.sharing.models import CannotGoOn, CheckIn, ContinuityOpened

Planning = Callable[[UUID, datetime], Sequence[datetime]]
TRUSTEES = (Role.TRUSTEE, Role.SECOND_TRUSTEE)
CLAUSE = "A24"

_planning: list[Planning] = []


@dataclass(frozen=True, slots=True, repr=False)
class Reachable:
    """The three things and no fourth: the client's name, how to reach them, the next session."""

    name: str
    address: str
    next_session: datetime | None


@dataclass(frozen=True, slots=True)
class Continuity:
    """How it stands: who has said so, the coach's last day here, whether it is open and was opened."""

    agreed: bool
    said_by: frozenset[Role]
    checked_in_on: date | None
    stands: bool
    was_opened: bool


def plan_sessions_with(planning: Planning) -> None:
    """Register who knows the sessions ahead: called with a relationship's uid and a moment."""
    _planning[:] = [planning]


def sessions_ahead(relationship_uid: UUID, *, at: datetime) -> tuple[datetime, ...]:
    """Give the moments of sessions that are planned, next first; none where nobody plans them here."""
    return tuple(_planning[0](relationship_uid, at)) if _planning else ()


def last_check_in(coach_uid: UUID) -> date | None:
    """Give the day on which a coach was last signed in, if any is kept."""
    return CheckIn.objects.filter(coach_uid=coach_uid).values_list("day", flat=True).first()


def known_of(relationship_uid: UUID, at: datetime) -> agreements.Continuity | None:
    """Tell the compiler what is known of whether a coach can go on: who says not, and their last day here.

    Registered with agreements, which alone decides what that opens (INV-6). The client isn't looked at.
    """
    pair = relationships.Relationship.objects.filter(uid=relationship_uid).first()
    if pair is None:
        return None
    said = CannotGoOn.objects.filter(relationship_uid=relationship_uid, said_at__lte=at)
    day = last_check_in(pair.coach_uid)
    return agreements.Continuity(
        # Only the day is kept, so it counts to its end: fourteen days are never fewer.
        last_check_in=datetime.combine(day, time.max, UTC) if day else None,
        said_so=frozenset(Role(role) for role in said.values_list("role", flat=True)),
    )


def continuity_of(relationship: relationships.Relationship, *, at: datetime) -> Continuity:
    """Give how A24 stands between a pair. Nothing is opened; the client isn't looked at."""
    known = known_of(relationship.uid, at)
    terms = agreements.terms_in_force(relationship.uid, at=at)
    return Continuity(
        agreed=any(each.key == CLAUSE for each in terms.terms),
        said_by=frozenset(known.said_so) if known else frozenset(),
        checked_in_on=last_check_in(relationship.coach_uid),
        stands=known is not None and known.is_open(at=at),
        was_opened=ContinuityOpened.objects.filter(relationship_uid=relationship.uid).exists(),
    )


def may_see(seat: relationships.Seat, *, at: datetime) -> Verdict:
    """Say whether this trustee may open the three things now: the table's own word (A24)."""
    terms = agreements.terms_in_force(seat.relationship_id, at=at)
    return terms.may(Role(seat.role), "read", opens.CONTACT)


def the_reachable(seat: relationships.Seat, *, by: HasUid, at: datetime) -> Reachable | None:
    """Give a trustee the three things once they have opened them; the ledger's row comes first.

    None where nothing is open. A coach who is back closes it by being back.
    """
    opened = ContinuityOpened.objects.filter(seat_uid=seat.uid).exists()
    if by.uid != seat.person_uid or not opened or not may_see(seat, at=at):
        return None
    pair = seat.relationship
    if pair.client_uid is None:
        return None
    look(
        "sharing.continuity.read",
        pair,
        ("seat", seat.uid),
        covers=[seat.uid],
        by=by,
        at=at,
    )
    client = people.the_person(pair.client_uid)
    ahead = sessions_ahead(pair.uid, at=at)
    return Reachable(
        name=people.names_outside([client.uid]).get(client.uid, ""),
        address=people.address_of(client),
        next_session=ahead[0] if ahead else None,
    )
