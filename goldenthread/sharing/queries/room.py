"""The room of three: hopes and what was answered, and requests. All three see all of it (INV-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import PAIR, Role
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing import opens
from goldenthread.sharing.attendance import sessions_so_far
from goldenthread.sharing.lines import look
from goldenthread.sharing.models import Hope, ReadLater, Release, Request
from goldenthread.sharing.states import HopePart, RequestState
from goldenthread.ui.audience import initial_of
from goldenthread.vault import api as vault

OPENED = {
    "holder": "sharing.window.opened",
    "pair": "sharing.beside.opened",
    "preview": "sharing.preview.opened",
}


@dataclass(frozen=True, slots=True, repr=False)
class HopeSeen:
    """A line of the room, as one of the three reads it."""

    uid: UUID
    part: HopePart
    words: str
    name: str
    initial: str
    colour: str
    mine: bool
    said_on: date


@dataclass(frozen=True, slots=True, repr=False)
class RequestSeen:
    """A request. `answered` and `not_this_time` are all that its asker ever learns, and to the day."""

    uid: UUID
    words: str
    state: RequestState
    asked_on: date
    answered_on: date | None
    let_out: bool

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.state == RequestState.ASKED

    @property
    def answered(self) -> bool:
        """Whether a text for it is out."""
        return self.let_out

    @property
    def not_this_time(self) -> bool:
        """Whether it was declined. A draft that came to nothing looks like a request nobody answered."""
        return self.state == RequestState.DECLINED

    @property
    def taken_back(self) -> bool:
        """Whether its asker took it back."""
        return self.state == RequestState.TAKEN_BACK


@dataclass(frozen=True, slots=True, repr=False)
class Room:
    """Everything said between the three."""

    hopes: tuple[HopeSeen, ...] = ()
    requests: tuple[RequestSeen, ...] = ()
    put_off: bool = False


EMPTY = Room()


def the_room(
    seat: relationships.Seat, looking: str, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Room:
    """Open the room for one of the three; the ledger's row comes first. Raises Http404 for anyone else.

    `looking` says as what: "holder", "pair", or "preview" for the client who looks as the holder would.
    A coach who put the hopes off gets none of them until the first session has taken place (S2.15).
    """
    pair = seat.relationship
    if by.uid not in {seat.person_uid, pair.client_uid, pair.coach_uid}:
        raise Http404
    put_off = by.uid == pair.coach_uid and is_put_off(seat, at=at)
    reader = Role(relationships.role_in(pair, by) if looking == "pair" else seat.role)
    said, asked = within_reach(seat, reader, at=at)
    if put_off:
        said = []
    if not said and not asked:
        return Room(put_off=put_off)
    covers = [row.uid for row in (*said, *asked)]
    witness = look(OPENED[looking], pair, ("seat", seat.uid), covers=covers, by=by, at=at)
    held = {row.uid: vault.unseal(row, keyring=keyring, witness=witness) for row in (*said, *asked)}
    called = people.names_of if looking == "pair" else people.names_outside
    names, out = called({row.author_uid for row in said}), _let_out(asked)
    return Room(
        hopes=tuple(
            _hope(
                row,
                held[row.uid]["words"],
                name=names.get(row.author_uid, ""),
                pair=pair,
                by=by,
            )
            for row in said
        ),
        requests=tuple(
            RequestSeen(
                uid=row.uid,
                words=held[row.uid]["words"],
                state=RequestState(row.state),
                asked_on=row.asked_on,
                answered_on=row.answered_on,
                let_out=row.uid in out,
            )
            for row in asked
        ),
        put_off=put_off,
    )


def within_reach(
    seat: relationships.Seat, reader: Role, *, at: datetime
) -> tuple[list[Hope], list[Request]]:
    """Give what a role may read here: the client all of it, always (INV-5); others what the table opens (INV-6).

    Nothing older than the opening is reached (INV-7).
    """
    hopes = Hope.objects.filter(seat_uid=seat.uid).order_by("said_at", "uid")
    requests = Request.objects.filter(seat_uid=seat.uid).order_by("-asked_on", "-uid")
    if reader == Role.CLIENT:
        return list(hopes), list(requests)
    terms = agreements.terms_in_force(seat.relationship_id, at=at)
    hopes_since = terms.since(reader, "read", opens.HOPE)
    requests_since = terms.since(reader, "read", opens.REQUEST)
    return (
        list(hopes.filter(said_at__gte=hopes_since)) if hopes_since else [],
        list(requests.filter(asked_on__gte=requests_since.date())) if requests_since else [],
    )


def _let_out(asked: list[Request]) -> set[UUID | None]:
    """Give which of these requests a text was released for."""
    rows = Release.objects.filter(request__in=[row.uid for row in asked], released_at__isnull=False)
    return set(rows.values_list("request", flat=True))


def is_put_off(seat: relationships.Seat, *, at: datetime) -> bool:
    """Say whether the coach waits with reading the hopes: they chose so, and no session was held yet."""
    pair = seat.relationship
    if not ReadLater.objects.filter(seat_uid=seat.uid).exists():
        return False
    begun = pair.begun_at or pair.made_at
    return sessions_so_far(pair.uid, begun=begun, at=at) == 0


def the_request(seat: relationships.Seat, uid: UUID) -> Request:
    """Give a request made from this seat, unopened. Raises Http404."""
    found = Request.objects.filter(uid=uid, seat_uid=seat.uid).first()
    if found is None:
        raise Http404
    return found


def count_hopes_open_to_coach(relationship_uid: UUID, since: datetime, _at: datetime) -> int:
    """Count the lines said in rooms of three; one query, nothing opened."""
    return Hope.objects.filter(relationship_uid=relationship_uid, said_at__gte=since).count()


def _hope(
    row: Hope, words: str, *, name: str, pair: relationships.Relationship, by: HasUid
) -> HopeSeen:
    colours = {pair.client_uid: Role.CLIENT.value, pair.coach_uid: Role.COACH.value}
    colour = colours.get(row.author_uid, "other")
    return HopeSeen(
        uid=row.uid,
        part=HopePart(row.part),
        words=words,
        name=name,
        initial=initial_of(name),
        colour=colour if colour in PAIR else "other",
        mine=row.author_uid == by.uid,
        said_on=row.said_at.date(),
    )
