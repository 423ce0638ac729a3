"""The process page as everybody reads it, signed in or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from goldenthread.introductions import queries
from goldenthread.people import api as people
from goldenthread.ui import http


@require_GET
def process_page(request: Any, coach: UUID) -> HttpResponse:
    """Show how a coach works, as published. Nothing on it is checked, and it says so."""
    return _page(request, coach, None)


@require_GET
def process_version(request: Any, coach: UUID, number: int) -> HttpResponse:
    """Show a version of before: what somebody signed may name it."""
    return _page(request, coach, number)


def _page(request: Any, coach: UUID, number: int | None) -> HttpResponse:
    found = queries.the_process_page(coach, number)
    versions = queries.versions_of(coach)
    context = {
        "coach": people.name_of(people.the_person(coach)),
        "coach_uid": coach,
        "page": found,
        "sections": found.sections,
        "newest": found.version == versions[0][0],
        "others": [each for each in versions if each[0] != found.version],
    }
    return http.render(request, "introductions/process_page.html", context)
