"""Two answers to a page that wants to know at once: an open line, and the same words for the asking.

Whoever mounts them has looked first whether this person may know of the topic.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from goldenthread.live.said import next_number
from goldenthread.live.streams import NoSeat, Stream, as_values
from goldenthread.live.telling import since, the_hub

# No number of ours is longer; what is longer came from nowhere.
DIGITS = 17


def stream(request: HttpRequest, topic: UUID) -> HttpResponseBase:
    """Answer with an open line of server-sent events; 503 when every seat is taken, and the page asks instead."""
    try:
        line = Stream(the_hub(), topic, _after(request))
    except NoSeat:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    answer = StreamingHttpResponse(line, content_type="text/event-stream; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    # nginx would gather words until there are many of them.
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def now(request: HttpRequest, topic: UUID) -> HttpResponse:
    """Answer with the words said after `?after=N`, and the number to ask from next time."""
    after = _after(request)
    newest = next_number()
    said = since(topic, after)
    return JsonResponse({"newest": newest, "said": [as_values(each) for each in said]})


def _after(request: HttpRequest) -> int:
    """Read where a browser stands: what its last event was, or what its page began with; 0 for nonsense."""
    given = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= DIGITS else 0
