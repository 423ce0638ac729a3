"""The paper of a seat, as the two see it: what it says, where it stands, and handing it over."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import actions, queries
from goldenthread.agreements.headings import BY_KEY
from goldenthread.agreements.seen import party_called
from goldenthread.agreements.views.seat import seat_at
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def seat_paper(request: http.AppRequest, rel: UUID, seat: UUID) -> HttpResponse:
    """Show which clauses in force bind a seat's holder, and whether they have signed them."""
    table = seat_at(request, rel)
    found = relationships.seat_of_pair(seat, table.relationship)
    bound = queries.bound_by(table.relationship, found.role, **table.looking)
    held = relationships.is_held(found, at=table.at)
    paper = queries.the_paper_of(found, **table.looking) if held else None
    context = table.context(
        seat=found.uid,
        called=party_called(found.role, table.reader),
        clauses=[
            (_(BY_KEY[each.heading].word), each.sentence, table.reader.means(each.term))
            for each in bound.clauses
        ],
        paper=paper,
        standing=queries.paper_standing(found),
        held=held,
    )
    return http.render(request, "agreements/seat_paper.html", context)


@require_POST
@vault.signed_in
def hand_over(request: http.AppRequest, rel: UUID, seat: UUID) -> HttpResponse:
    """Hand the clauses that bind a seat's holder over, to be signed."""
    table = seat_at(request, rel)
    found = relationships.seat_of_pair(seat, table.relationship)
    actions.hand_over_paper(table.relationship, found, **table.looking)
    http.tell(request, _("Handed over. It’s there when they next look."))
    return table.to("seat_paper", found.uid)
