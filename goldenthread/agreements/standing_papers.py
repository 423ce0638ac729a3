"""Where the papers of seats stand, in the clear: which wordings they cover, and whether signed."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from goldenthread.agreements.models import Clause, SeatPaper
from goldenthread.agreements.seat_paper import NONE, SIGNED, covers_of, standing_of_paper
from goldenthread.agreements.states import VersionState
from goldenthread.relationships import api as relationships


def standings(relationship_uid: UUID, seats: Iterable[relationships.Seat]) -> dict[UUID, str]:
    """Give where each seat's newest paper stands, by seat. Two queries, however many seats."""
    listed = list(seats)
    if not listed:
        return {}
    papers = SeatPaper.objects.filter(seat_uid__in=[seat.uid for seat in listed])
    newest = {
        seat: (covers, signer)
        for seat, covers, signer in papers.order_by("handed_at", "uid").values_list(
            "seat_uid", "covers", "signature__signer_uid"
        )
    }
    if not newest:
        return dict.fromkeys((seat.uid for seat in listed), NONE)
    rows = Clause.objects.filter(
        version__relationship_uid=relationship_uid,
        version__state=VersionState.IN_FORCE,
        coach_yes=F("client_yes"),
    ).values_list("coach_yes_id", "coach_yes__binds")
    bound: dict[str, list[UUID]] = {}
    for wording, binds in rows:
        for role in binds.split():
            bound.setdefault(role, []).append(wording)
    found = {}
    for seat in listed:
        covers, signer = newest.get(seat.uid, (None, None))
        now = covers_of(bound.get(seat.role, ()))
        found[seat.uid] = standing_of_paper(covers, signer, seat.person_uid, now)
    return found


def papers_signed(relationship_uid: UUID, seats: Iterable[relationships.Seat]) -> frozenset[UUID]:
    """Give the seats whose holder has signed the very clauses in force."""
    found = standings(relationship_uid, seats)
    return frozenset(seat for seat, standing in found.items() if standing == SIGNED)
