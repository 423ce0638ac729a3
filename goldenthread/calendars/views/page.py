"""One's own page of calendars: the feed, meeting letters, the title; for a coach also busy times."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.calendars import actions, queries
from goldenthread.calendars.forms import BusyForm, FeedForm, TitleForm
from goldenthread.calendars.wording import WHAT_FAILED
from goldenthread.core.clock import now
from goldenthread.diary import api as diary
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "calendars/calendars.html"


@require_GET
@vault.signed_in
def calendars(request: Any) -> HttpResponse:
    """Show what one's calendars are told, and what they tell."""
    return http.render(request, PAGE, page_of(request))


def page_of(request: Any, **forms: Any) -> dict[str, Any]:
    """Give the page's context, with forms as they were typed."""
    person: people.Person = request.person
    choice = queries.choice_of(person)
    context: dict[str, Any] = {
        "feed_address": queries.feed_address(choice),
        "feed_form": FeedForm(initial={"address": queries.feed_address(choice)}),
        "letters": choice.letters,
        "address": people.address_of(person) if person.has_address else "",
        "title": queries.shown_title(choice),
        "title_form": TitleForm(initial={"title": queries.title_of(choice)}),
        "coaches": person.coaches,
    }
    if person.coaches:
        context |= {
            "busy": [_with_words(each) for each in queries.busy_calendars(person)],
            "busy_form": BusyForm(),
            "zone": diary.zone_of(person.uid),
        }
    return context | forms


def _with_words(each: queries.Busy) -> dict[str, Any]:
    return {"busy": each, "row": each.row, "failed": WHAT_FAILED[each.trouble]}


@require_POST
@vault.signed_in
def open_feed(request: Any) -> HttpResponse:
    """Give one's feed an address, or another one."""
    had = queries.choice_of(request.person).mark is not None
    actions.open_feed(person=request.person, by=request.person, at=now())
    if had:
        return _to_page(request, _("The feed has another address. The one before answers nothing."))
    return _to_page(request, _("Your feed has an address. Whoever has it sees when you meet."))


@require_POST
@vault.signed_in
def close_feed(request: Any) -> HttpResponse:
    """Take the feed's address away."""
    actions.close_feed(person=request.person, by=request.person, at=now())
    return _to_page(request, _("The feed is gone. A calendar that had it gets nothing more."))


@require_POST
@vault.signed_in
def title(request: Any) -> HttpResponse:
    """Call one's meetings something else in one's own calendar."""
    form = TitleForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, page_of(request, title_form=form))
    actions.choose_title(
        form.cleaned_data["title"], person=request.person, by=request.person, at=now()
    )
    return _to_page(request, _("That’s what your calendar calls them from now on."))


@require_POST
@vault.signed_in
def letters_on(request: Any) -> HttpResponse:
    """Get meeting letters."""
    actions.turn_meeting_letters_on(person=request.person, by=request.person, at=now())
    return _to_page(request, _("Meeting letters are on, for every change from now on."))


@require_POST
@vault.signed_in
def letters_off(request: Any) -> HttpResponse:
    """Get no more meeting letters."""
    actions.turn_meeting_letters_off(person=request.person, by=request.person, at=now())
    return _to_page(request, _("Meeting letters are off. What your calendar has stays in it."))


def _to_page(request: Any, told: str) -> HttpResponse:
    http.tell(request, told)
    return http.see_other(reverse("calendars:calendars"))
