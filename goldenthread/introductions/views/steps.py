"""What a coach settles with themselves before inviting anybody. Theirs alone (V0)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.introductions import actions, queries
from goldenthread.introductions.forms import NoteForm
from goldenthread.introductions.states import OwnStep
from goldenthread.introductions.views.editing import context_for, looking
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_http_methods(["GET", "POST"])
@vault.signed_in
def channels(request: Any) -> HttpResponse:
    """Settle by which ways, and when, clients may reach the coach."""
    return _step(request, OwnStep.CHANNELS, "introductions/channels.html")


@require_http_methods(["GET", "POST"])
@vault.signed_in
def reflection(request: Any) -> HttpResponse:
    """Think about oneself before the first client does."""
    return _step(request, OwnStep.REFLECTION, "introductions/reflection.html")


def _step(request: Any, step: OwnStep, template: str) -> HttpResponse:
    here = looking(request)
    if request.method != "POST":
        kept = queries.own_note(step, **here)
        form = NoteForm(initial={"words": kept or ""})
        return http.render(request, template, context_for(here, form=form, done=kept is not None))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, template, context_for(here, form=form))
    actions.keep_note(step, form.cleaned_data["words"], **here)
    http.tell(request, _("Kept. Only you can read it."))
    return http.see_other(reverse("web:desk"))
