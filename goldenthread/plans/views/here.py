"""Where a page of the plan stands: which pair, who is looking, with which keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.core.clock import now
from goldenthread.relationships import api as relationships


@dataclass(frozen=True, repr=False)
class Here(relationships.OneOfTwo):
    """One of a pair, on a page of their plan."""

    def to_plan(self, told: str = "") -> HttpResponse:
        """Go to the plan, with a sentence on it."""
        return self.go(reverse("plans:plan", args=[self.rel]), told)

    def to_goal(self, uid: UUID, told: str = "") -> HttpResponse:
        """Go to a goal's own page, with a sentence on it."""
        return self.go(reverse("plans:goal", args=[self.rel, uid]), told)


def here(request: Any, rel: UUID) -> Here:
    """Find the pair. Raises Http404 for anyone who isn't one of the two."""
    return Here.find(request, rel, at=now())


def of_client(request: Any, rel: UUID) -> Here:
    """Find the pair for its client. Raises Http404 for everyone else, the coach included."""
    found = here(request, rel)
    if not found.is_client:
        raise Http404
    return found


def kept_once() -> str:
    """Say that a form came twice."""
    return _("That was kept a moment ago. It’s here once.")
