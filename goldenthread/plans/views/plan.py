"""The plan on one page: the client's goals first, then what the two settle together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from goldenthread.plans import queries
from goldenthread.plans.states import LineKind
from goldenthread.plans.views.here import here
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def plan(request: Any, rel: UUID) -> HttpResponse:
    """Show the plan as far as this person may read it."""
    at = here(request, rel)
    found = queries.the_plan(at.relationship, **at.looking)
    context = {
        "here": at,
        "plan": found,
        "not_covered": found.lines_about(LineKind.NOT_COVERED),
        "reviews": found.lines_about(LineKind.REVIEW),
    }
    return http.render(request, "plans/plan.html", context)
