"""A coach's own starting words: read, changed, kept or left out, line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import actions, queries
from goldenthread.agreements.forms import NewClauseForm, WordsForm
from goldenthread.agreements.headings import BY_KEY, HEADINGS
from goldenthread.agreements.seen import Reader, called
from goldenthread.agreements.starting_lines import Line, unkept
from goldenthread.agreements.terms import CLIENT, COACH
from goldenthread.agreements.views.seat import Looking
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def starting_words(request: http.AppRequest) -> HttpResponse:
    """Show the lines under their headings, and which of them are the coach's own."""
    looking = _looking(request)
    lines = queries.starting_lines(**looking)
    reader = _reader()
    headings = [
        (
            heading.key,
            _(heading.word),
            [(line, reader.means(line.term)) for line in lines if line.heading == heading.key],
        )
        for heading in HEADINGS
    ]
    context = _context(looking, headings=headings, unkept=unkept(lines), lines=len(lines))
    return http.render(request, "agreements/starting_words.html", context)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def line(request: http.AppRequest, key: str) -> HttpResponse:
    """Read one line, change it or not, and keep it."""
    looking = _looking(request)
    lines = queries.starting_lines(**looking)
    standing = _line(lines, key)
    options: dict[str, Any] = {"term": standing.term, "names": called(_reader().names)}
    if request.method != "POST":
        shown = {"sentence": standing.sentence, "reason": standing.reason, "seen": standing.edition}
        return _line_page(request, looking, standing, WordsForm(initial=shown, **options))
    form = WordsForm(request.POST, **options)
    if not form.is_valid():
        return _line_page(request, looking, standing, form)
    saying, seen = form.saying(), form.cleaned_data["seen"]
    changed = replace(
        standing,
        sentence=saying.sentence,
        reason=saying.reason,
        term=saying.term,
        edition=int(seen) if seen.isdecimal() else -1,
    )
    try:
        actions.keep_starting_line(lines, changed, **looking)
    except actions.ChangedElsewhere:
        again = request.POST.copy()
        again["seen"] = str(standing.edition)
        form = WordsForm(again, **options)
        return _line_page(request, looking, standing, form, elsewhere=standing)
    http.tell(request, _("Kept. This line is yours now."))
    return http.see_other(_home() if standing.kept else _next_unkept(lines, key))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def add_line(request: http.AppRequest) -> HttpResponse:
    """Add a line of the coach's own."""
    looking = _looking(request)
    lines = queries.starting_lines(**looking)
    taken = frozenset(each.term.key for each in lines if each.term)
    names = called(_reader().names)
    if request.method != "POST":
        heading = BY_KEY.get(request.GET.get("heading", ""))
        shown = {"heading": heading.key if heading else ""}
        form = NewClauseForm(initial=shown, taken=taken, names=names)
        return http.render(request, "agreements/add_line.html", _context(looking, form=form))
    form = NewClauseForm(request.POST, taken=taken, names=names)
    if not form.is_valid():
        return http.with_errors(request, "agreements/add_line.html", _context(looking, form=form))
    saying = form.saying()
    heading_key = form.cleaned_data["heading"]
    added = Line(str(new_uid()), heading_key, saying.sentence, saying.reason, saying.term)
    actions.keep_starting_line(lines, added, **looking)
    http.tell(request, _("Kept. This line is yours now."))
    return http.see_other(_home())


@require_POST
@vault.signed_in
def leave_line_out(request: http.AppRequest, key: str) -> HttpResponse:
    """Leave a line out."""
    looking = _looking(request)
    lines = queries.starting_lines(**looking)
    actions.drop_starting_line(lines, _line(lines, key).key, **looking)
    return http.see_other(_home())


def _looking(request: http.AppRequest) -> Looking:
    """Give who looks. Raises Http404 for anyone who doesn't coach: there is no such page."""
    person = request.person
    if not isinstance(person, people.Person) or not person.coaches:
        raise Http404
    return Looking(by=person, at=now(), keyring=request.keyring)


def _reader() -> Reader:
    """Speak of "the coach" and "the client": these words are for someone not yet known."""
    return Reader(COACH, {COACH: _("the coach"), CLIENT: _("the client")}, {})


def _context(looking: Looking, **more: Any) -> dict[str, Any]:
    name = people.names_of([looking["by"].uid])[looking["by"].uid]
    return {"audience": only_you(name, "coach"), **more}


def _line(lines: tuple[Line, ...], key: str) -> Line:
    return queries.the(next((each for each in lines if each.key == key), None))


def _line_page(
    request: http.AppRequest, looking: Looking, standing: Line, form: WordsForm, **more: Any
) -> HttpResponse:
    name = next((n for n in ("readers", "hours", "grounds") if n in form.fields), None)
    context = _context(
        looking,
        form=form,
        line=standing,
        heading=BY_KEY[standing.heading],
        choice={"name": name, "field": form[name]} if name else {},
        means=_reader().means(standing.term),
        **more,
    )
    answer = http.with_errors if form.is_bound else http.render
    return answer(request, "agreements/starting_line.html", context)


def _next_unkept(lines: tuple[Line, ...], key: str) -> str:
    """Give where the next suggestion waits to be read, or the list when none does."""
    waiting = next((each.key for each in lines if not each.kept and each.key != key), None)
    return reverse("agreements:starting_line", args=[waiting]) if waiting else _home()


def _home() -> str:
    return reverse("agreements:starting_words")
