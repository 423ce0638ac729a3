"""Who can see what: the compiled table, cell by cell, for the two it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldenthread.agreements import queries
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.agreements.seen import Reader, party_called
from goldenthread.agreements.sight import SightCell, SightLine, sight_of
from goldenthread.agreements.views.seat import seat_at
from goldenthread.core.roles import PAIR
from goldenthread.ui import http
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of a cell, in the reader's words, with the clause it comes from."""

    does: str
    how: str
    when: str
    clause: str
    href: str


@require_GET
@vault.signed_in
def sight(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show what each party can see of what, as the terms in force have it at this moment."""
    seat = seat_at(request, rel)
    terms = terms_in_force(seat.relationship.uid, at=seat.at)
    rows = sight_of(terms, seat.reader.role)
    clauses = queries.clauses_in_force(seat.relationship.uid)
    columns = [party_called(cell.role, seat.reader) for cell in rows[0].cells]

    def _href(line: SightLine) -> str:
        found = clauses.get(line.clause_uid) if line.clause_uid else None
        return f"{seat.url('version', found[0])}#clause-{found[1]}" if found else ""

    context = seat.context(
        columns=columns,
        rows=[
            (
                _(row.name),
                [
                    (columns[place], _lines(cell, seat.reader, _href), _nothing(cell))
                    for place, cell in enumerate(row.cells)
                ],
            )
            for row in rows
        ],
        is_in_force=bool(terms.standing),
        paused=terms.third_parties_paused,
        has_others=len(columns) > len(PAIR),
    )
    return http.render(request, "agreements/sight.html", context)


def _lines(cell: SightCell, reader: Reader, href: Any) -> list[LineShown]:
    return [
        LineShown(
            does=", ".join(_(word) for word in line.does),
            how=_(line.how) if line.how else "",
            when=_when(line),
            clause=_(line.clause_name).format(**reader.called) if line.clause_name else "",
            href=href(line),
        )
        for line in cell.lines
    ]


def _nothing(cell: SightCell) -> str:
    """Say why a cell is empty: what still waits, or simply that nothing opens this."""
    if cell.is_open:
        return ""
    if cell.why:
        return _(cell.why)
    return _("No clause opens this") if cell.role in PAIR else _("Nothing")


def _when(line: SightLine) -> str:
    told = []
    if line.since is not None:
        told.append(_("from %(day)s on") % {"day": date_format(line.since, "j F Y")})
    if line.until is not None:
        told.append(_("until %(day)s") % {"day": date_format(line.until, "j F Y")})
    return ", ".join(told)
