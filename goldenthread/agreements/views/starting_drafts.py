"""A coach's library of starting drafts: begun, named, copied, let go and put back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import actions, queries
from goldenthread.agreements.forms import DraftNameForm, NewDraftForm
from goldenthread.agreements.starting_lines import unkept
from goldenthread.agreements.suggested_drafts import DRAFTS
from goldenthread.agreements.views.starting_words import context_of, looking_of
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def starting_drafts(request: http.AppRequest) -> HttpResponse:
    """List the drafts, and those let go, which can be put back."""
    looking = looking_of(request)
    drafts = queries.drafts_of(**looking)
    kept = [(each, unkept(each.lines)) for each in drafts if each.let_go_at is None]
    gone = [each for each in drafts if each.let_go_at is not None]
    context = context_of(looking, kept=kept, gone=gone)
    return http.render(request, "agreements/starting_drafts.html", context)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def new_draft(request: http.AppRequest) -> HttpResponse:
    """Begin another draft."""
    looking = looking_of(request)
    form = NewDraftForm(request.POST if request.method == "POST" else None)
    template = "agreements/new_draft.html"
    if not form.is_bound:
        return http.render(request, template, context_of(looking, form=form))
    if not form.is_valid():
        return http.with_errors(request, template, context_of(looking, form=form))
    lines = DRAFTS[form.cleaned_data["beginning"]].lines
    draft = actions.begin_starting_draft(form.cleaned_data["name"], lines, **looking)
    http.tell(request, _("Begun. Read each line, and keep it, change it or leave it out."))
    return _to(draft.uid)


@require_POST
@vault.signed_in
def copy_draft(request: http.AppRequest, draft: UUID) -> HttpResponse:
    """Begin another draft as a copy of this one, word for word."""
    looking = looking_of(request)
    read = queries.the_draft(draft, **looking)
    name = _("%(name)s, a copy") % {"name": read.name or _("Your starting words")}
    row = actions.begin_starting_draft(name[:80], read.lines, **looking)
    http.tell(request, _("Copied. Give it a name of its own."))
    return _to(row.uid)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def name_draft(request: http.AppRequest, draft: UUID) -> HttpResponse:
    """Give a draft another name."""
    looking = looking_of(request)
    read = queries.the_draft(draft, **looking)
    form = DraftNameForm(
        request.POST if request.method == "POST" else None, initial={"name": read.name}
    )
    context = context_of(looking, form=form, draft=read)
    if not form.is_bound:
        return http.render(request, "agreements/name_draft.html", context)
    if not form.is_valid():
        return http.with_errors(request, "agreements/name_draft.html", context)
    actions.name_starting_draft(draft, form.cleaned_data["name"], **looking)
    http.tell(request, _("Kept. Only you see this name."))
    return _to(draft)


@require_POST
@vault.signed_in
def let_go(request: http.AppRequest, draft: UUID) -> HttpResponse:
    """Let a draft go. Nothing is deleted yet."""
    looking = looking_of(request)
    actions.let_draft_go(draft, by=looking["by"], at=looking["at"])
    http.tell(request, _("Let go. You can put it back below."))
    return http.see_other(reverse("agreements:starting_drafts"))


@require_POST
@vault.signed_in
def put_back(request: http.AppRequest, draft: UUID) -> HttpResponse:
    """Put a draft back."""
    looking = looking_of(request)
    actions.put_draft_back(draft, by=looking["by"], at=looking["at"])
    http.tell(request, _("Put back, as it was."))
    return http.see_other(reverse("agreements:starting_drafts"))


@require_POST
@vault.signed_in
def delete(request: http.AppRequest, draft: UUID) -> HttpResponse:
    """Delete a draft that was let go, for good."""
    looking = looking_of(request)
    actions.delete_draft(draft, by=looking["by"], at=looking["at"])
    http.tell(request, _("Deleted for good."))
    return http.see_other(reverse("agreements:starting_drafts"))


def _to(draft: UUID) -> HttpResponse:
    return http.see_other(reverse("agreements:starting_draft", args=[draft]))
