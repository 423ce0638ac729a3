"""The gallery: every component in every state, in one page. Open only where a steward asks for it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.ui import audience, charts, http
from goldenthread.ui.components.frame import ICONS
from goldenthread.ui.components.thread import KNOTS
from goldenthread.ui.forms import EveryField

PROMISES = (
    ("P", "Purpose", True),
    ("R", "Relationship", True),
    ("O", "Outcomes", True),
    ("M", "Margins", False),
    ("I", "In case of", True),
    ("S", "Safety", True),
    ("E", "Expectations", False),
    ("S", "Strategy", True),
)


@dataclass(frozen=True, slots=True)
class _Bead:
    letter: str
    heading: str
    ref: str
    tied: bool


@require_http_methods(["GET", "POST"])
def gallery(request: http.AppRequest) -> HttpResponse:
    """Show the parts; a POST shows how the form answers. 404 unless settings.GALLERY."""
    if not settings.GALLERY:
        raise Http404
    sent = request.method == "POST"
    form = EveryField(request.POST if sent else None, initial={"reader": "me"})
    if sent and form.is_valid():
        http.tell(request, _("Kept. Only you can read it."))
        return http.see_other(reverse("ui:gallery"))
    answer = http.with_errors if sent else http.render
    return answer(request, "ui/gallery.html", _everything() | {"form": form, "sent": sent})


def _everything() -> dict[str, object]:
    """Every prop that a template cannot write down itself; the story of Alma and Ben."""
    return {
        "action": reverse("ui:gallery"),
        "places": [
            {"label": _("My space"), "url": "#main", "icon": "home", "current": True},
            {"label": _("Journal"), "url": "#journal", "icon": "book", "current": False},
            {"label": _("Promises"), "url": "#promises", "icon": "check", "current": False},
            {"label": _("Agreement"), "url": "#agreement", "icon": "page", "current": False},
        ],
        "mine": audience.only_you("Alma", "client"),
        "ours": audience.you_and("Alma", "client", "Ben"),
        "dara": (("A", "client"), ("B", "coach"), ("D", "other")),
        "clauses": [
            _Bead(letter, heading, f"clause-{at}", tied)
            for at, (letter, heading, tied) in enumerate(PROMISES)
        ],
        "changes": [
            ("same", "We meet every other Thursday for"),
            ("gone", "60"),
            ("added", "50"),
            ("same", "minutes by video."),
        ],
        "entry": "He asked whether I’d take *both* accounts, and I said **yes** before he’d "
        "finished.\n\n> There it is again.\n\n- the yes\n- the face I made",
        "icons": ICONS,
        "knots": KNOTS,
        "spun": charts.spun(18, 50, label=_("18 of 50 minutes")),
        "long_ago": date(2026, 3, 9),
        "thursday": datetime(2026, 12, 3, 16, tzinfo=UTC),
        "an_hour_later": datetime(2026, 12, 3, 17, tzinfo=UTC),
    }
