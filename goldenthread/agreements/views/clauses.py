"""One clause: a yes, other words, more talk, or none of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import actions, queries
from goldenthread.agreements.forms import NewClauseForm, WordsForm
from goldenthread.agreements.headings import BY_KEY
from goldenthread.agreements.in_force import last_term_of
from goldenthread.agreements.kinds import kinds_to_choose
from goldenthread.agreements.paper import in_role_order
from goldenthread.agreements.queries import Spoken, Stance, Talk
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.term_fields import TermForm
from goldenthread.agreements.terms import KINDS, Term
from goldenthread.agreements.views.seat import Seat, seat_at
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_POST
@vault.signed_in
def yes(request: http.AppRequest, rel: UUID, clause: UUID) -> HttpResponse:
    """Say yes to the other's words, those that were on the screen."""
    seat = seat_at(request, rel)
    found = queries.the_clause(seat.relationship, clause)
    try:
        shown = UUID(request.POST.get("wording", ""))
    except ValueError:
        raise Http404 from None
    try:
        actions.say_yes(seat.relationship, found, shown, by=seat.by, at=seat.at)
    except NotAllowed as refused:
        http.tell(request, str(refused))
    else:
        seat.given(_("You said yes to these words."))
    return seat.to("agreement")


@require_POST
@vault.signed_in
def talk_more(request: http.AppRequest, rel: UUID, clause: UUID) -> HttpResponse:
    """Take one's own yes back."""
    seat = seat_at(request, rel)
    found = queries.the_clause(seat.relationship, clause)
    actions.keep_talking(seat.relationship, found, by=seat.by, at=seat.at)
    return seat.to("agreement")


@require_POST
@vault.signed_in
def leave_out(request: http.AppRequest, rel: UUID, clause: UUID) -> HttpResponse:
    """Want a clause to go. It goes when the other wants that too."""
    seat = seat_at(request, rel)
    _talk, spoken = _spoken(seat, clause)
    own = spoken.own.get(seat.by.uid)
    words = Saying("", "", _term_of(spoken))
    standing = own.wording_uid if own else None
    actions.reword_clause(
        seat.relationship, spoken.clause, words, standing=standing, **seat.looking
    )
    seat.given(_("Kept. It goes when you both want it to go."))
    return seat.to("agreement")


@require_http_methods(["GET", "POST"])
@vault.signed_in
def reword(request: http.AppRequest, rel: UUID, clause: UUID) -> HttpResponse:
    """Say a clause in one's own words."""
    seat = seat_at(request, rel)
    talk, spoken = _spoken(seat, clause)
    own = spoken.own.get(seat.by.uid)
    start = own or next((stance for stance in spoken.stances.values() if stance), None)
    options: dict[str, Any] = {
        "term": _term_of(spoken, start),
        "names": seat.reader.called,
        "beside": roles_named(talk),
        "signed_by": start.saying.signed_by if start else (),
    }
    if request.method != "POST":
        seen = {"sentence": "", "reason": "", "seen": own.wording_uid if own else ""}
        if start:
            seen |= {"sentence": start.saying.sentence, "reason": start.saying.reason}
        return _reword_page(seat, spoken, WordsForm(initial=seen, **options))
    form = WordsForm(request.POST, **options)
    if not form.is_valid():
        return _reword_page(seat, spoken, form)
    try:
        actions.reword_clause(
            seat.relationship,
            spoken.clause,
            form.saying(),
            standing=_uid(form.cleaned_data["seen"]),
            **seat.looking,
        )
    except actions.ChangedElsewhere:
        again = request.POST.copy()
        again["seen"] = str(own.wording_uid) if own else ""
        form = WordsForm(again, **options)
        form.is_valid()
        return _reword_page(seat, spoken, form, elsewhere=own.saying if own else None)
    seat.given(_("Kept. Your words stand beside the other’s until you both say yes to the same."))
    return seat.to("agreement")


@require_http_methods(["GET", "POST"])
@vault.signed_in
def add(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Add a clause that neither has proposed yet."""
    seat = seat_at(request, rel)
    talk = queries.the(queries.talk_of(seat.relationship, **seat.looking))
    version = queries.the_open_version(seat.relationship)
    typed = request.POST if request.method == "POST" else None
    kind = (request.GET if typed is None else typed).get("kind", "")
    found = KINDS.get(kind)
    heading = BY_KEY.get(request.GET.get("heading", "")) or (found and BY_KEY[found.heading])
    form = NewClauseForm(
        typed,
        initial={"heading": heading.key if heading else ""},
        kind=kind,
        taken=frozenset(version.clauses.values_list("term_kind", flat=True)),
        names=seat.reader.called,
        beside=roles_named(talk),
    )
    context = seat.context(
        form=form, heading=heading, means=seat.reader.means(found.default if found else None)
    )
    if typed is None:
        return http.render(request, "agreements/add.html", context)
    if not form.is_valid():
        return http.with_errors(request, "agreements/add.html", context)
    heading_key = form.cleaned_data["heading"]
    actions.add_clause(seat.relationship, heading_key, form.saying(), **seat.looking)
    seat.given(_("Kept. It stands there with your yes."))
    return seat.to("agreement")


@require_GET
@vault.signed_in
def kinds(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show everything a clause can do on screen, each with its own sentence."""
    seat = seat_at(request, rel)
    version = queries.the_open_version(seat.relationship)
    taken = frozenset(version.clauses.values_list("term_kind", flat=True))
    context = seat.context(
        headings=kinds_to_choose(taken, seat.reader.called), add_url=seat.url("add")
    )
    return http.render(request, "agreements/kinds.html", context)


@require_POST
@vault.signed_in
def close(request: http.AppRequest, rel: UUID, term: UUID) -> HttpResponse:
    """Close at once, and alone, what the agreement opened (INV-7)."""
    seat = seat_at(request, rel)
    found = queries.the_term(seat.relationship, term)
    actions.tighten_term(seat.relationship, found, None, by=seat.by, at=seat.at)
    http.tell(request, _("Closed. It opens again only if you both sign for it."))
    return seat.to("agreement")


@require_http_methods(["GET", "POST"])
@vault.signed_in
def narrow(request: http.AppRequest, rel: UUID, term: UUID) -> HttpResponse:
    """Choose less than what was signed, alone: more isn't possible here (INV-7)."""
    seat = seat_at(request, rel)
    row = queries.the_term(seat.relationship, term)
    stands = queries.the(last_term_of(row))
    typed = request.POST if request.method == "POST" else None
    form = TermForm(typed, term=stands, names=seat.reader.called)
    context = seat.context(form=form, term=row.uid, means=seat.reader.means(stands))
    if typed is None:
        return http.render(request, "agreements/narrow.html", context)
    if form.is_valid():
        try:
            actions.tighten_term(seat.relationship, row, form.chosen(), by=seat.by, at=seat.at)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            http.tell(request, _("Narrowed. It opens again only if you both sign for it."))
            return seat.to("agreement")
    return http.with_errors(request, "agreements/narrow.html", context)


def roles_named(talk: Talk) -> tuple[str, ...]:
    """Give the roles beside the pair that some clause of this version binds."""
    stances = [stance for spoken in talk.spoken for stance in spoken.stances.values() if stance]
    return in_role_order({role for stance in stances for role in stance.saying.binds})


def _spoken(seat: Seat, clause: UUID) -> tuple[Talk, Spoken]:
    """Give the clause, opened, of the version being talked about. Raises Http404."""
    talk = queries.the(queries.talk_of(seat.relationship, **seat.looking))
    found = next((each for each in talk.spoken if each.clause.uid == clause), None)
    return talk, queries.the(found)


def _term_of(spoken: Spoken, start: Stance | None = None) -> Term | None:
    """Give the term as these words have it; the kind of term never changes."""
    if not spoken.clause.term_kind:
        return None
    return (start.saying.term if start else None) or KINDS[spoken.clause.term_kind].default


def _reword_page(
    seat: Seat, spoken: Spoken, form: WordsForm, elsewhere: Saying | None = None
) -> HttpResponse:
    """Show the form; what another window kept stands beside what was typed here."""
    theirs = spoken.stances[seat.reader.other]
    is_shown = theirs and not theirs.saying.leaves_out and elsewhere is None
    context = seat.context(
        form=form,
        clause=spoken.clause,
        heading=BY_KEY[spoken.clause.heading],
        theirs=theirs.saying if theirs and is_shown else None,
        elsewhere=elsewhere,
    )
    answer = http.with_errors if form.is_bound else http.render
    return answer(seat.request, "agreements/reword.html", context)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
