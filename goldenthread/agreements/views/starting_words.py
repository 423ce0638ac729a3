"""A coach's own starting words: read, changed, kept or left out, line by line.

Without a draft named, these pages are about the coach's first one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import actions, queries
from goldenthread.agreements.forms import NewClauseForm, WordsForm
from goldenthread.agreements.headings import BY_KEY, HEADINGS
from goldenthread.agreements.kinds import kinds_to_choose
from goldenthread.agreements.paper import in_role_order
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.seen import Reader, signed_by
from goldenthread.agreements.starting_lines import Line, unkept
from goldenthread.agreements.terms import CLIENT, COACH, KINDS
from goldenthread.agreements.views.seat import Looking
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.ui.audience import only_you
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def starting_words(request: http.AppRequest, draft: UUID | None = None) -> HttpResponse:
    """Show the lines under their headings, and which of them are the coach's own."""
    looking = looking_of(request)
    read = queries.the_draft(draft, **looking)
    reader = _reader()
    headings = [
        (
            heading.key,
            _(heading.word),
            [
                (
                    line,
                    reader.means(line.term),
                    signed_by(_saying(line).binds),
                    url_of("starting_line", draft, line.key),
                    url_of("leave_line_out", draft, line.key),
                )
                for line in read.lines
                if line.heading == heading.key
            ],
        )
        for heading in HEADINGS
    ]
    context = context_of(
        looking,
        headings=headings,
        unkept=unkept(read.lines),
        lines=len(read.lines),
        draft=read,
        add_url=url_of("add_line", draft),
    )
    return http.render(request, "agreements/starting_words.html", context)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def line(request: http.AppRequest, key: str, draft: UUID | None = None) -> HttpResponse:
    """Read one line, change it or not, and keep it."""
    looking = looking_of(request)
    lines = queries.starting_lines(**looking, draft=draft)
    standing = _line(lines, key)
    options: dict[str, Any] = {
        "term": standing.term,
        "names": _reader().called,
        "beside": _roles_named(lines),
        "signed_by": standing.signed_by,
    }
    if request.method != "POST":
        shown = {"sentence": standing.sentence, "reason": standing.reason, "seen": standing.edition}
        return _line_page(
            request, looking, standing, WordsForm(initial=shown, **options), draft=draft
        )
    form = WordsForm(request.POST, **options)
    if not form.is_valid():
        return _line_page(request, looking, standing, form, draft=draft)
    saying, seen = form.saying(), form.cleaned_data["seen"]
    changed = replace(
        standing,
        sentence=saying.sentence,
        reason=saying.reason,
        term=saying.term,
        signed_by=saying.signed_by,
        edition=int(seen) if seen.isdecimal() else -1,
    )
    try:
        actions.keep_starting_line(lines, changed, **looking, draft=draft)
    except actions.ChangedElsewhere:
        again = request.POST.copy()
        again["seen"] = str(standing.edition)
        form = WordsForm(again, **options)
        return _line_page(request, looking, standing, form, draft=draft, elsewhere=standing)
    http.tell(request, _("Kept. This line is yours now."))
    waiting = None if standing.kept else _next_unkept(lines, key)
    return http.see_other(url_of("starting_line", draft, waiting) if waiting else _home(draft))


@require_http_methods(["GET", "POST"])
@vault.signed_in
def add_line(request: http.AppRequest, draft: UUID | None = None) -> HttpResponse:
    """Add a line of the coach's own."""
    looking = looking_of(request)
    lines = queries.starting_lines(**looking, draft=draft)
    typed = request.POST if request.method == "POST" else None
    kind = (request.GET if typed is None else typed).get("kind", "")
    found = KINDS.get(kind)
    heading = BY_KEY.get(request.GET.get("heading", "")) or (found and BY_KEY[found.heading])
    form = NewClauseForm(
        typed,
        initial={"heading": heading.key if heading else ""},
        kind=kind,
        taken=frozenset(each.term.key for each in lines if each.term),
        names=_reader().called,
        beside=_roles_named(lines),
    )
    context = context_of(
        looking,
        form=form,
        means=_reader().means(found.default if found else None),
        home_url=_home(draft),
        add_url=url_of("add_line", draft),
        kinds_url=url_of("line_kinds", draft),
    )
    if typed is None:
        return http.render(request, "agreements/add_line.html", context)
    if not form.is_valid():
        return http.with_errors(request, "agreements/add_line.html", context)
    saying = form.saying()
    added = Line(
        str(new_uid()),
        form.cleaned_data["heading"],
        saying.sentence,
        saying.reason,
        saying.term,
        signed_by=saying.signed_by,
    )
    actions.keep_starting_line(lines, added, **looking, draft=draft)
    http.tell(request, _("Kept. This line is yours now."))
    return http.see_other(_home(draft))


@require_GET
@vault.signed_in
def line_kinds(request: http.AppRequest, draft: UUID | None = None) -> HttpResponse:
    """Show everything a line can do on screen, to choose from."""
    looking = looking_of(request)
    lines = queries.starting_lines(**looking, draft=draft)
    taken = frozenset(each.term.key for each in lines if each.term)
    context = context_of(
        looking,
        headings=kinds_to_choose(taken, _reader().called),
        add_url=url_of("add_line", draft),
    )
    return http.render(request, "agreements/kinds.html", context)


@require_POST
@vault.signed_in
def leave_line_out(request: http.AppRequest, key: str, draft: UUID | None = None) -> HttpResponse:
    """Leave a line out."""
    looking = looking_of(request)
    lines = queries.starting_lines(**looking, draft=draft)
    actions.drop_starting_line(lines, _line(lines, key).key, **looking, draft=draft)
    return http.see_other(_home(draft))


def looking_of(request: http.AppRequest) -> Looking:
    """Give who looks. Raises Http404 for anyone who doesn't coach: there is no such page."""
    person = request.person
    if not isinstance(person, people.Person) or not person.coaches:
        raise Http404
    return Looking(by=person, at=now(), keyring=request.keyring)


def context_of(looking: Looking, **more: Any) -> dict[str, Any]:
    """Give what every page of a coach's starting drafts shows."""
    name = people.names_of([looking["by"].uid])[looking["by"].uid]
    return {"audience": only_you(name, "coach"), **more}


def url_of(name: str, draft: UUID | None, *args: str) -> str:
    """Give the address of a page about a draft's lines."""
    if draft is None:
        return reverse(f"agreements:{name}", args=args)
    return reverse(f"agreements:draft_{name}", args=[draft, *args])


def _reader() -> Reader:
    """Speak of "the coach" and "the client": these words are for someone not yet known."""
    return Reader(COACH, {COACH: _("the coach"), CLIENT: _("the client")}, {})


def _line(lines: tuple[Line, ...], key: str) -> Line:
    return queries.the(next((each for each in lines if each.key == key), None))


def _saying(line: Line) -> Saying:
    return Saying(line.sentence, line.reason, line.term, line.signed_by)


def _roles_named(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return in_role_order({role for each in lines for role in _saying(each).binds})


def _line_page(
    request: http.AppRequest,
    looking: Looking,
    standing: Line,
    form: WordsForm,
    *,
    draft: UUID | None,
    **more: Any,
) -> HttpResponse:
    context = context_of(
        looking,
        form=form,
        line=standing,
        heading=BY_KEY[standing.heading],
        means=_reader().means(standing.term),
        home_url=_home(draft),
        line_url=url_of("starting_line", draft, standing.key),
        **more,
    )
    answer = http.with_errors if form.is_bound else http.render
    return answer(request, "agreements/starting_line.html", context)


def _next_unkept(lines: tuple[Line, ...], key: str) -> str | None:
    """Give which suggestion waits to be read next; None when none does."""
    return next((each.key for each in lines if not each.kept and each.key != key), None)


def _home(draft: UUID | None) -> str:
    if draft is None:
        return reverse("agreements:starting_words")
    return reverse("agreements:starting_draft", args=[draft])
