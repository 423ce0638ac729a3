"""Shared before: open again, one by one, to what both have signed since (INV-7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldenthread.core.clock import now
from goldenthread.journal import actions
from goldenthread.journal.forms import OpenAgainForm
from goldenthread.journal.opened import Thread
from goldenthread.journal.queries import reaching
from goldenthread.journal.views.entries import FORM
from goldenthread.journal.views.here import Here, day, own_journal
from goldenthread.ui import http
from goldenthread.vault import api as vault


@FORM
@vault.signed_in
def open_again(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """List what was shared before the opening in force, each with its own tick."""
    place, at = own_journal(request, rel), now()
    threads = reaching.shut_passages(
        place.relationship, by=place.person, at=at, keyring=request.keyring
    )
    form = OpenAgainForm(request.POST or None, passages=_said(threads))
    if request.method != "POST":
        return _page(request, place, threads, form)
    if not form.is_valid():
        context = {"here": place, "threads": threads, "form": form}
        return http.with_errors(request, "journal/open_again.html", context)
    number = actions.open_passages_again(place.relationship, form.chosen(), by=place.person, at=at)
    says = ngettext(
        "%(name)s can read this passage again.", "%(name)s can read these passages again.", number
    )
    http.tell(request, says % {"name": place.theirs})
    return http.see_other(reverse("journal:shared", args=[place.rel]))


def _page(
    request: http.AppRequest, place: Here, threads: Sequence[Thread], form: OpenAgainForm
) -> HttpResponse:
    context: dict[str, Any] = {"here": place, "threads": threads, "form": form}
    return http.render(request, "journal/open_again.html", context)


def _said(threads: Sequence[Thread]) -> list[tuple[str, str]]:
    """Say each passage whole beside its tick, with the day it was shared."""
    label = _("Shared on %(day)s: “%(words)s”")
    return [
        (str(thread.uid), label % {"day": day(thread.shared_at), "words": thread.words})
        for thread in threads
    ]
