"""The room of three: a hope written, answered; something asked for, and what the client said."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Refused
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.sharing import policy
from goldenthread.sharing.lines import line
from goldenthread.sharing.models import Hope, ReadLater, Request
from goldenthread.sharing.places import may_ask, may_write, role_at
from goldenthread.sharing.states import HopePart, RequestState
from goldenthread.vault import api as vault

_SPOKEN = {
    HopePart.ANSWER: "sharing.hope.answered",
    HopePart.NOT_REPORTED: "sharing.hope.not_reported",
}


@transaction.atomic
def write_hope(
    seat: relationships.Seat,
    part: HopePart,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    form_uid: UUID | None = None,
) -> Hope:
    """Say something in the room of three: a hope, an answer, what won't be reported (S1.1, S2.15).

    It lies where all three read it, and nowhere else (INV-5). Raises NotAllowed, or Http404 for
    anyone but the three.
    """
    role = role_at(seat, by=by)
    policy.may_speak(part, role=role, words=words, opens=may_write(seat, role, at=at)).or_raise()
    before = Hope.objects.filter(uid=form_uid, seat_uid=seat.uid).first() if form_uid else None
    if before is not None and before.author_uid == by.uid:
        return before
    hope = Hope(
        **({"uid": form_uid} if form_uid and before is None else {}),
        relationship_uid=seat.relationship_id,
        seat_uid=seat.uid,
        author_uid=by.uid,
        part=part.value,
        said_at=at,
        compartment=relationships.window_of(seat),
    )
    vault.seal(hope, {"words": words}, keyring=keyring)
    hope.save(force_insert=True)
    code = _SPOKEN.get(part, "sharing.hope.written")
    ledger.record(code, **line(seat.relationship, ("sharing.hope", hope.uid), by=by, at=at))
    return hope


@transaction.atomic
def put_hopes_off(seat: relationships.Seat, *, by: HasUid, at: datetime) -> ReadLater:
    """Let the coach read the hopes after the first session, so that the client is met first (S2.15)."""
    _coach_only(seat, by)
    later, _ = ReadLater.objects.get_or_create(seat_uid=seat.uid, defaults={"set_at": at})
    ledger.record(
        "sharing.hopes.put_off", **line(seat.relationship, ("seat", seat.uid), by=by, at=at)
    )
    return later


@transaction.atomic
def take_hopes_up(seat: relationships.Seat, *, by: HasUid, at: datetime) -> None:
    """Let the coach read the hopes now, after all."""
    _coach_only(seat, by)
    ReadLater.objects.filter(seat_uid=seat.uid).delete()
    ledger.record(
        "sharing.hopes.taken_up", **line(seat.relationship, ("seat", seat.uid), by=by, at=at)
    )


@transaction.atomic
def ask(
    seat: relationships.Seat,
    words: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    form_uid: UUID | None = None,
) -> Request:
    """Ask the client for something, as a seat's holder. The client reads it word for word.

    Raises NotAllowed where no term in force lets this role ask; the caller then calls
    `refuse_to_say`, so that the refusal stands in the ledger.
    """
    may_ask(seat, by=by, at=at).or_raise()
    policy.may_say(words, most=policy.LINE_MOST).or_raise()
    before = Request.objects.filter(uid=form_uid, seat_uid=seat.uid).first() if form_uid else None
    if before is not None and before.asker_uid == by.uid:
        return before
    request = Request(
        **({"uid": form_uid} if form_uid and before is None else {}),
        relationship_uid=seat.relationship_id,
        seat_uid=seat.uid,
        asker_uid=by.uid,
        asked_on=at.date(),
        compartment=relationships.window_of(seat),
    )
    vault.seal(request, {"words": words}, keyring=keyring)
    request.save(force_insert=True)
    ledger.record("sharing.request.asked", **_line(request, seat, by=by, at=at))
    return request


@transaction.atomic
def refuse_to_say(seat: relationships.Seat, *, by: HasUid, at: datetime) -> None:
    """Write down that something was asked for that nothing opens; nothing that was typed is kept.

    A number about somebody is never given to a third, by whatever it is asked for (7.3 rule 15).
    """
    ledger.record(
        "sharing.request.refused", **line(seat.relationship, ("seat", seat.uid), by=by, at=at)
    )


@transaction.atomic
def take_request_back(
    seat: relationships.Seat, request: Request, *, by: HasUid, at: datetime
) -> Request:
    """Take back what one asked for, while nobody has answered. Raises NotAllowed."""
    request = _held(request)
    policy.may_take_back(
        RequestState(request.state), asked_it=request.asker_uid == by.uid
    ).or_raise()
    _become(request, RequestState.TAKEN_BACK, at=at)
    ledger.record("sharing.request.taken_back", **_line(request, seat, by=by, at=at))
    return request


@transaction.atomic
def answer_request(
    seat: relationships.Seat,
    request: Request,
    became: RequestState,
    *,
    by: HasUid,
    at: datetime,
) -> Request:
    """Accept, reword or decline, as the client. No reason is asked for, shown or stored (S2.14)."""
    request = _held(request)
    role = role_at(seat, by=by)
    policy.may_answer(RequestState(request.state), became, role=role).or_raise()
    _become(request, became, at=at)
    ledger.record(f"sharing.request.{became.value}", **_line(request, seat, by=by, at=at))
    return request


def _coach_only(seat: relationships.Seat, by: HasUid) -> None:
    if role_at(seat, by=by) != Role.COACH:
        Refused("Only the coach chooses when they read the hopes.").or_raise()


def _held(request: Request) -> Request:
    return Request.objects.select_for_update().get(uid=request.uid)


def _become(request: Request, state: RequestState, *, at: datetime) -> None:
    request.state, request.answered_on = state.value, at.date()
    request.save(update_fields=["state", "answered_on"])


def _line(
    request: Request, seat: relationships.Seat, *, by: HasUid, at: datetime
) -> dict[str, Any]:
    return line(seat.relationship, ("sharing.request", request.uid), by=by, at=at)
