"""A coach's process page as they work on it: read, changed, kept, left out, looked at, published."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.introductions import actions, policy, queries
from goldenthread.introductions.forms import PartForm
from goldenthread.introductions.parts import BY_KEY, SECTIONS, Part, Section, lacking, unkept
from goldenthread.introductions.published import ProcessPage, sections_of, words_of
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault


class Looking(TypedDict):
    """Who looks, when, with which keys: as queries and actions take it."""

    by: people.Person
    at: datetime
    keyring: vault.Keyring


def looking(request: Any) -> Looking:
    """Give who looks. Raises Http404 for anyone who doesn't coach: there is no such page."""
    if not request.person.coaches:
        raise Http404
    return Looking(by=request.person, at=now(), keyring=request.keyring)


def context_for(here: Looking, **more: Any) -> dict[str, Any]:
    """Give what every page of a coach alone needs."""
    return {"audience": only_you(people.name_of(here["by"]), "coach"), **more}


@require_GET
@vault.signed_in
def edit(request: Any) -> HttpResponse:
    """Show the parts, which of them are the coach's own, and what is still lacking."""
    here = looking(request)
    parts = queries.draft_parts(**here)
    headings = [
        (section, [part for part in parts if part.section == section.key]) for section in SECTIONS
    ]
    standing = queries.process_page_of(here["by"].uid)
    context = context_for(
        here,
        headings=headings,
        unkept=unkept(parts),
        may_publish=policy.may_publish(here["by"], parts, changed=_has_changed(parts, standing)),
        standing=standing,
    )
    return http.render(request, "introductions/edit.html", context)


@require_GET
@vault.signed_in
def preview(request: Any) -> HttpResponse:
    """Show what clients will see: the kept parts, just as they would be published."""
    here = looking(request)
    parts = queries.draft_parts(**here)
    kept = [part for part in parts if part.kept]
    standing = queries.process_page_of(here["by"].uid)
    context = context_for(
        here,
        coach=people.name_of(here["by"]),
        sections=sections_of(kept),
        lacking=lacking(parts),
        may_publish=policy.may_publish(here["by"], parts, changed=_has_changed(parts, standing)),
    )
    return http.render(request, "introductions/preview.html", context)


@require_POST
@vault.signed_in
def publish(request: Any) -> HttpResponse:
    """Open the page to everybody."""
    here = looking(request)
    parts = queries.draft_parts(**here)
    actions.publish_page(parts, by=here["by"], at=here["at"])
    http.tell(
        request, _("Published. Everybody can read how you work; the versions before are kept.")
    )
    return http.see_other(reverse("web:desk"))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def part(request: Any, key: str) -> HttpResponse:
    """Read one part, change it or not, and keep it."""
    here = looking(request)
    parts = queries.draft_parts(**here)
    standing = _the_part(parts, key)
    section = BY_KEY[standing.section]
    if request.method != "POST":
        shown = {**standing.words, "seen": standing.edition}
        return _part_page(request, here, standing, PartForm(section=section, initial=shown))
    form = PartForm(request.POST, section=section)
    if not form.is_valid():
        return _part_page(request, here, standing, form)
    changed = replace(standing, words=form.words, edition=form.seen_edition)
    try:
        actions.keep_part(parts, changed, **here)
    except actions.ChangedElsewhere:
        again = request.POST.copy()
        again["seen"] = str(standing.edition)
        form = PartForm(again, section=section)
        return _part_page(request, here, standing, form, elsewhere=standing)
    http.tell(request, _("Kept. It isn’t published by that."))
    return http.see_other(_home() if standing.kept else _next_unkept(parts, key))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def add_part(request: Any, section: str) -> HttpResponse:
    """Add a part of the coach's own to a section."""
    here = looking(request)
    parts = queries.draft_parts(**here)
    added_to = _open_section(parts, section)
    form = PartForm(request.POST if request.method == "POST" else None, section=added_to)
    context = context_for(here, section=added_to, form=form)
    if request.method != "POST":
        return http.render(request, "introductions/add_part.html", context)
    if not form.is_valid():
        return http.with_errors(request, "introductions/add_part.html", context)
    actions.keep_part(parts, Part(str(new_uid()), added_to.key, form.words), **here)
    http.tell(request, _("Kept. It isn’t published by that."))
    return http.see_other(_home())


@require_POST
@vault.signed_in
def leave_part_out(request: Any, key: str) -> HttpResponse:
    """Leave a part out."""
    here = looking(request)
    parts = queries.draft_parts(**here)
    actions.drop_part(parts, _the_part(parts, key), **here)
    return http.see_other(_home())


def _home() -> str:
    return reverse("introductions:edit")


def _has_changed(parts: tuple[Part, ...], standing: ProcessPage | None) -> bool:
    return standing is None or words_of(parts) != words_of(standing.parts)


def _the_part(parts: tuple[Part, ...], key: str) -> Part:
    for each in parts:
        if each.key == key:
            return each
    raise Http404


def _open_section(parts: tuple[Part, ...], key: str) -> Section:
    """Give a section that takes one more part. Raises Http404 for others."""
    section = BY_KEY.get(key)
    if section is None:
        raise Http404
    if not section.several and any(part.section == key for part in parts):
        raise Http404
    return section


def _next_unkept(parts: tuple[Part, ...], key: str) -> str:
    """Give the next part that is still a suggestion, so that reading them all is one way through."""
    waiting = [each.key for each in parts if not each.kept and each.key != key]
    return reverse("introductions:part", args=[waiting[0]]) if waiting else _home()


def _part_page(
    request: Any, here: Looking, standing: Part, form: PartForm, **more: Any
) -> HttpResponse:
    context = context_for(here, part=standing, section=BY_KEY[standing.section], form=form, **more)
    if form.errors or more:
        return http.with_errors(request, "introductions/part.html", context)
    return http.render(request, "introductions/part.html", context)
