"""The feed: whoever has its secret address reads when somebody's sessions are, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldenthread.calendars import actions, queries
from goldenthread.core.clock import now
from goldenthread.seals import api as seals

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a person's feed, or say that it is as it was (304)."""
    at = now()
    choice = queries.the_feed_behind(token)
    if choice.noted_on != at.date():
        actions.note_fetch(choice, by=None, at=at)
    body = queries.feed_of(choice, at=at)
    tag = f'"{seals.sha256(body).hex()[:32]}"'
    known = [each.strip().removeprefix("W/") for each in _asked(request).split(",")]
    answer = HttpResponse(status=304) if tag in known else HttpResponse(body, CALENDAR)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = 'inline; filename="meetings.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _asked(request: HttpRequest) -> str:
    return request.headers.get("If-None-Match", "")
