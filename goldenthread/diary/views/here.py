"""Whose diary this is, and what every page of it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.ui.audience import Audience, only_you


class Deed(TypedDict):
    """Who acts, and when, as actions take it."""

    by: people.Person
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Here:
    """A coach at their own diary."""

    person: people.Person
    at: datetime
    audience: Audience

    @property
    def deed(self) -> Deed:
        """Who acts, and when."""
        return Deed(by=self.person, at=self.at)

    def draft(self, name: str) -> str:
        """Name what is being written here."""
        return f"diary/{name}"


def here(request: Any) -> Here:
    """Give who is at their diary. Raises Http404 for anyone who doesn't coach: there is no such page."""
    if not request.person.coaches:
        raise Http404
    mine = only_you(people.name_of(request.person), "coach")
    return Here(request.person, now(), replace(mine, says=_("Only you can see this page")))


def to_diary(request: http.AppRequest, says: str) -> HttpResponse:
    """Say what was done, on the diary's first page."""
    http.tell(request, says)
    return http.see_other(reverse("diary:diary"))
