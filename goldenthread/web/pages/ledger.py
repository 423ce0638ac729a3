"""Who has seen what: the ledger as its reader meets it, and its copies to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sharing import api as sharing
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault
from goldenthread.web import errors

PAGE = 60
# Hex digits to write down by hand: 80 bits, and the least the verifier takes.
SHORT = 20


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """The lines of one of the reader's days."""

    on: date
    lines: list[ledger.Line]


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """Where one chain ends now, to be kept somewhere the house can't reach."""

    of: str
    length: int
    short: str
    whole: str
    copy_url: str


@require_GET
@vault.signed_in
def who_has_seen_what(request: Any) -> HttpResponse:
    """Show everything that was done or read about this person; failing that, what they did."""
    person = request.person
    before = ledger.Place.read(request.GET.get("before", ""))
    entries = ledger.entries_about(person.uid, limit=PAGE + 1, before=before)
    if not entries and before is None:
        return _page(request, ledger.entries_by(person.uid, limit=PAGE + 1), about_me=False)
    return _page(request, entries, about_me=True)


@require_GET
@vault.signed_in
def what_i_did(request: Any) -> HttpResponse:
    """Show what this person did and read, wherever they did it."""
    before = ledger.Place.read(request.GET.get("before", ""))
    entries = ledger.entries_by(request.person.uid, limit=PAGE + 1, before=before)
    return _page(request, entries, about_me=False)


@require_GET
@vault.signed_in
def copy_of_chain(request: Any, stream: UUID) -> HttpResponseBase:
    """Give one chain as a file. To anyone but its reader it isn't there (INV-13)."""
    person, at = request.person, now()
    try:
        ledger.export_stream(stream, reader=person.uid)
    except NotAllowed:
        raise Http404 from None
    _witness(person, at, stream)
    return _file(
        request, lambda: ledger.ledger_file(stream, reader=person.uid, at=at), "ledger.json"
    )


@require_GET
@vault.signed_in
def copy_of_lines(request: Any) -> HttpResponseBase:
    """Give everything about this person, out of every chain, as one signed list."""
    person, at = request.person, now()
    _witness(person, at)
    return _file(
        request, lambda: ledger.lines_about_file(person.uid, at=at), "who-has-seen-what.json"
    )


@require_GET
@vault.signed_in
def copy_of_deeds(request: Any) -> HttpResponseBase:
    """Give what this person did, as one signed list."""
    person, at = request.person, now()
    _witness(person, at)
    knows = [pair.uid for pair in relationships.relationships_of(person)]
    return _file(
        request, lambda: ledger.deeds_file(person.uid, at=at, knows=knows), "what-i-did.json"
    )


@require_GET
@vault.signed_in
def verifier(request: Any) -> HttpResponse:  # noqa: ARG001 - the decorator needs it
    """Give the verifier: one file that needs nothing of ours."""
    answer = HttpResponse(ledger.verifier_text(), content_type="text/x-python")
    answer["Content-Disposition"] = 'attachment; filename="verify_ledger.py"'
    return answer


def _page(request: Any, entries: list[ledger.Entry], *, about_me: bool) -> HttpResponse:
    person = request.person
    shown, more = entries[:PAGE], entries[PAGE:]
    first_page = not request.GET.get("before")
    pairs = list(relationships.relationships_of(person)) if first_page or not about_me else []
    others = {pair.uid: relationships.other_in(pair, person) for pair in pairs}
    names = _names(person, set(others.values()), shown, about_me=about_me)
    lines = ledger.prose(shown, names, person.uid)
    with_whom = {pair: names.get(other, "") for pair, other in others.items()}
    context = {
        "about_me": about_me,
        "first_page": first_page,
        "audience": only_you(names[person.uid], "coach" if person.coaches else "client"),
        "days": [Day(on, list(of_day)) for on, of_day in groupby(lines, lambda line: line.day)],
        "older": str(ledger.place_of(shown[-1])) if more else "",
        "kept": list(_kept(person.uid, with_whom)) if about_me and first_page else [],
        "house_key": ledger.house_key().hex() if first_page else "",
    }
    return http.render(request, "web/ledger.html", context)


def _names(
    person: people.Person, others: set[UUID], shown: Sequence[ledger.Entry], *, about_me: bool
) -> dict[UUID, str]:
    """Name the people of these lines. Whom one has a seat beside goes by their name for outside (S2.25)."""
    spoken_of = ledger.people_in(shown)
    inside = {person.uid, *others, *(spoken_of if about_me else ())}
    outside = spoken_of - inside
    known = sharing.names_known_to(person, outside, at=now()) if outside else {}
    return people.names_of(inside) | known


def _kept(person: UUID, with_whom: dict[UUID, str]) -> Iterator[Kept]:
    for head in ledger.heads_for(person):
        other, chain = with_whom.get(head.stream), head.chain.hex()
        fours = " ".join(chain[start : start + 4] for start in range(0, SHORT, 4))
        yield Kept(
            of=_("With {name}").format(name=other) if other else _("Your account"),
            length=head.length,
            short=f"{head.length}-{fours}",
            whole=f"{head.length}-{chain}",
            copy_url=reverse("ledger:copy_chain", args=[head.stream]),
        )


def _witness(person: people.Person, at: datetime, stream: UUID | None = None) -> None:
    """Write down that a copy was taken, before it is: in the taker's own stream."""
    ledger.witness(
        "ledger.copy.taken",
        stream=person.uid,
        by=person,
        at=at,
        about=person.uid,
        thing=("ledger.stream", stream) if stream else None,
        covers=[stream or person.uid],
    )


def _file(request: Any, copy: Callable[[], Iterator[str]], name: str) -> HttpResponseBase:
    """Stream a copy. A ledger that was tampered with is said to be so, and signed by nobody."""
    try:
        pieces = copy()
    except ledger.LedgerTorn as torn:
        return errors.not_now(request, torn.__doc__)
    answer = StreamingHttpResponse(
        (piece.encode() for piece in pieces), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
