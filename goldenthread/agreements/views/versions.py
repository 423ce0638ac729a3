"""Every version that was signed, its signatures, and what changed from one to the next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from goldenthread.agreements import documents, queries
from goldenthread.agreements.diff import paper_diff, what_changed
from goldenthread.agreements.seen import paper_seen
from goldenthread.agreements.seen_changes import changes_seen, powers_seen
from goldenthread.agreements.views.seat import seat_at
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def versions(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """List the versions, newest first."""
    seat = seat_at(request, rel)
    context = seat.context(versions=queries.versions_of(seat.relationship))
    return http.render(request, "agreements/versions.html", context)


@require_GET
@vault.signed_in
def version(request: http.AppRequest, rel: UUID, number: int) -> HttpResponse:
    """Show one signed version as it was signed, and whether the signatures fit these words."""
    seat = seat_at(request, rel)
    found = queries.the_version(seat.relationship, number)
    opened = documents.signed_version(seat.relationship, found, **seat.looking)
    context = seat.context(
        opened=opened,
        version=found,
        signatures=[(each, seat.reader.names[each.role]) for each in opened.signatures],
        headings=paper_seen(opened.paper, seat.reader),
    )
    return http.render(request, "agreements/version.html", context)


@require_GET
@vault.signed_in
def changes(request: http.AppRequest, rel: UUID, number: int) -> HttpResponse:
    """Show what changed between a signed version and the one signed before it."""
    seat = seat_at(request, rel)
    found = queries.the_version(seat.relationship, number)
    opened = documents.signed_version(seat.relationship, found, **seat.looking)
    before = queries.the(documents.paper_before(seat.relationship, found, **seat.looking))
    changed = what_changed(paper_diff(before, opened.paper))
    context = seat.context(
        version=found,
        before=before.version,
        changes=changes_seen(changed, seat.reader),
        powers=powers_seen(before.terms, opened.paper.terms, seat.reader),
    )
    return http.render(request, "agreements/changes.html", context)
