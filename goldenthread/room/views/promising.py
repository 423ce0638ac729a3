"""A promise in one line, made without leaving the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldenthread.promises import api as promises
from goldenthread.room.forms import PromiseForm
from goldenthread.room.views.here import inside
from goldenthread.room.views.page import PAGE, page_of
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_POST
@vault.signed_in
def promise(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Promise the other something by a day. The same form sent twice makes one promise."""
    found = inside(request, rel, uid)
    today = found.at.astimezone(found.zone).date()
    form = PromiseForm(request.POST, today=today, as_client=found.is_client)
    if not form.is_valid():
        return http.with_errors(request, PAGE, page_of(found, promise_form=form, form=form))
    promises.make_promise(
        relationship=found.room.relationship,
        said=form.said,
        form_uid=form.cleaned_data["uid"],
        **found.looking,
    )
    return found.to_room(_("You’ve promised it. You both see it under Promises."), "promise")
