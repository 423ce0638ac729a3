"""The diary at a glance; hours of the week, days apart, rules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.core.verdicts import NotAllowed
from goldenthread.core.wall import zone_called
from goldenthread.diary import actions, pages, queries
from goldenthread.diary.actions import ChangedElsewhere
from goldenthread.diary.forms import DaysApartForm, HoursForm, RulesForm, hours_initial
from goldenthread.diary.saying import rules_said
from goldenthread.diary.views.here import Here, here, to_diary
from goldenthread.ui import http
from goldenthread.ui.times import hour_said
from goldenthread.vault import api as vault

FORM = require_http_methods(["GET", "HEAD", "POST"])
PREVIEW_DAYS = 14
PREVIEW_SLOTS = 6


@require_GET
@vault.signed_in
def diary(request: Any) -> HttpResponse:
    """Show a coach's diary: hours, days apart, kinds, rules, and what a client would be offered."""
    place = here(request)
    kept = pages.diary_page(place.person.uid, at=place.at)
    offered = [kind for kind in kept.kinds if kind.offered]
    context = {
        "here": place,
        "kept": kept,
        "rules": rules_said(kept.rules),
        "offered": offered,
        "rested": [kind for kind in kept.kinds if not kind.offered],
        "free": _preview(place, offered[0].minutes, kept.rules.zone) if offered else [],
        "first": offered[0] if offered else None,
    }
    return http.render(request, "diary/diary.html", context)


def _preview(place: Here, minutes: int, zone: str) -> list[str]:
    """Say the next beginnings by the diary's clock, whatever clock the reader lives by."""
    there = zone_called(zone)
    found = queries.free_slots(
        place.person.uid,
        minutes=minutes,
        first=place.at.astimezone(there).date(),
        days=PREVIEW_DAYS,
        zone=zone,
        at=place.at,
    )
    shown = [slot.starts_at.astimezone(there) for slot in found[:PREVIEW_SLOTS]]
    return [f"{date_format(start, 'l j F')}, {hour_said(start, zone)}" for start in shown]


@FORM
@vault.signed_in
def hours(request: Any) -> HttpResponse:
    """Keep the hours of the week, one line a day."""
    place = here(request)
    if request.method != "POST":
        week, revision = pages.week_of(place.person.uid)
        return _hours(request, place, HoursForm(initial=hours_initial(week, revision)))
    form = HoursForm(request.POST)
    if not form.is_valid():
        return _hours(request, place, form)
    try:
        seen = form.cleaned_data["revision"]
        actions.keep_hours(form.hours, seen_revision=seen, **place.deed)
    except ChangedElsewhere:
        week, revision = pages.week_of(place.person.uid)
        return _hours(request, place, _once_more(form, HoursForm, revision), elsewhere=week)
    return to_diary(request, _("Kept. Sessions already arranged stay as they are."))


def _hours(
    request: Any, place: Here, form: HoursForm, elsewhere: pages.Week | None = None
) -> HttpResponse:
    context = {
        "here": place,
        "form": form,
        "place": pages.place_of_diary(place.person.uid),
        "elsewhere": pages.week_in_words(elsewhere) if elsewhere is not None else None,
    }
    show = http.with_errors if form.errors or elsewhere is not None else http.render
    return show(request, "diary/hours.html", context)


@FORM
@vault.signed_in
def rules(request: Any) -> HttpResponse:
    """Keep the diary's clock and its rules."""
    place = here(request)
    kept, revision = pages.kept_rules(place.person.uid)
    if request.method != "POST":
        initial = RulesForm.starting_with(kept, revision)
        return _rules(request, place, RulesForm(initial=initial, kept=kept))
    form = RulesForm(request.POST, kept=kept)
    if not form.is_valid():
        return _rules(request, place, form)
    try:
        seen = form.cleaned_data["revision"]
        actions.keep_rules(form.rules, seen_revision=seen, **place.deed)
    except ChangedElsewhere:
        again = _once_more(form, RulesForm, revision, kept=kept)
        return _rules(request, place, again, elsewhere=rules_said(kept))
    return to_diary(request, _("Kept. Sessions already arranged stay as they are."))


def _rules(
    request: Any, place: Here, form: RulesForm, elsewhere: list[str] | None = None
) -> HttpResponse:
    context = {"here": place, "form": form, "elsewhere": elsewhere}
    show = http.with_errors if form.errors or elsewhere is not None else http.render
    return show(request, "diary/rules.html", context)


def _once_more(form: Any, kind: Any, revision: int, **more: Any) -> Any:
    """Give the same form with what was typed, ready to be kept over what is there now."""
    typed = form.data.copy()
    typed["revision"] = str(revision)
    return kind(typed, **more)


@FORM
@vault.signed_in
def days(request: Any) -> HttpResponse:
    """Show the days that aren't as every week, and keep more of them."""
    place = here(request)
    if request.method != "POST":
        return _days(request, place, DaysApartForm())
    form = DaysApartForm(request.POST)
    if not form.is_valid():
        return _days(request, place, form)
    try:
        actions.keep_days_apart(form.apart, uid=form.cleaned_data["uid"], **place.deed)
    except NotAllowed as refused:
        form.add_error(None, _(str(refused)))
        return _days(request, place, form)
    taken = pages.taken_on(place.person.uid, form.apart)
    says = _("Kept.")
    if taken and not form.apart.is_open:
        stays = ngettext(
            "%(n)s session already stands on these days, and stays.",
            "%(n)s sessions already stand on these days, and stay.",
            taken,
        )
        says = f"{says} {stays % {'n': taken}}"
    http.tell(request, says)
    return http.see_other(reverse("diary:days"))


def _days(request: Any, place: Here, form: DaysApartForm) -> HttpResponse:
    kept = pages.days_apart(place.person.uid, at=place.at)
    context = {"here": place, "form": form, "kept": kept}
    show = http.with_errors if form.errors else http.render
    return show(request, "diary/days.html", context)


@require_POST
@vault.signed_in
def forget_days(request: Any, uid: UUID) -> HttpResponse:
    """Let days be as every week again."""
    place = here(request)
    actions.forget_days_apart(uid, **place.deed)
    http.tell(request, _("Taken out. These days are as every week again."))
    return http.see_other(reverse("diary:days"))
