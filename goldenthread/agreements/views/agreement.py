"""The agreement: clauses in two voices, and what each of the two may do with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.agreements import actions, policy, queries
from goldenthread.agreements.forms import NewClauseForm, WordsForm
from goldenthread.agreements.headings import BY_KEY
from goldenthread.agreements.queries import Spoken, Stance, Talk
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.seen import called, headings_seen, still_talked_about
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.terms import COACH, KINDS, Term
from goldenthread.agreements.views.seat import Seat, seat_at
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def agreement(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show the agreement as it stands, or as it is being talked about."""
    seat = seat_at(request, rel)
    talk = queries.talk_of(seat.relationship, **seat.looking)
    if talk is None:
        ready = seat.reader.role == COACH and queries.starting_words_are_kept(seat.by)
        return http.render(request, "agreements/nothing_yet.html", seat.context(ready=ready))
    return http.render(request, "agreements/agreement.html", _page_of(seat, talk))


@require_POST
@vault.signed_in
def propose(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Propose the coach's own starting words."""
    seat = seat_at(request, rel)
    lines = queries.starting_lines(**seat.looking)
    actions.propose_agreement(seat.relationship, lines, **seat.looking)
    seat.given(_("Proposed. Every word of it can be changed by both of you."))
    return seat.to("agreement")


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
    spoken = _spoken(seat, clause)
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
    spoken = _spoken(seat, clause)
    own = spoken.own.get(seat.by.uid)
    start = own or next((stance for stance in spoken.stances.values() if stance), None)
    options: dict[str, Any] = {"term": _term_of(spoken, start), "names": called(seat.reader.names)}
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
        return _both_windows(seat, spoken, own, form)
    seat.given(_("Kept. Your words stand beside the other’s until you both say yes to the same."))
    return seat.to("agreement")


@require_http_methods(["GET", "POST"])
@vault.signed_in
def add(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Add a clause that neither has proposed yet."""
    seat = seat_at(request, rel)
    version = queries.the_open_version(seat.relationship)
    taken = frozenset(version.clauses.values_list("term_kind", flat=True))
    options: dict[str, Any] = {"taken": taken, "names": called(seat.reader.names)}
    heading = BY_KEY.get(request.GET.get("heading", ""))
    if request.method != "POST":
        form = NewClauseForm(initial={"heading": heading.key if heading else ""}, **options)
        return http.render(request, "agreements/add.html", seat.context(form=form, heading=heading))
    form = NewClauseForm(request.POST, **options)
    if not form.is_valid():
        context = seat.context(form=form, heading=heading)
        return http.with_errors(request, "agreements/add.html", context)
    heading_key = form.cleaned_data["heading"]
    actions.add_clause(seat.relationship, heading_key, form.saying(), **seat.looking)
    seat.given(_("Kept. It stands there with your yes."))
    return seat.to("agreement")


@require_POST
@vault.signed_in
def reopen(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Reopen the agreement. The one in force stands until both sign the next."""
    seat = seat_at(request, rel)
    actions.reopen_agreement(seat.relationship, by=seat.by, at=seat.at)
    seat.given(_("Reopened. What you both signed stands until you both sign again."))
    return seat.to("agreement")


@require_POST
@vault.signed_in
def close(request: http.AppRequest, rel: UUID, term: UUID) -> HttpResponse:
    """Close at once what the agreement opened to the coach."""
    seat = seat_at(request, rel)
    found = queries.the_term(seat.relationship, term)
    actions.tighten_term(seat.relationship, found, None, by=seat.by, at=seat.at)
    http.tell(request, _("Closed. It opens again only if you both sign for it."))
    return seat.to("agreement")


def _page_of(seat: Seat, talk: Talk) -> dict[str, Any]:
    headings = headings_seen(talk, seat.reader)
    going_on = seat.relationship.state == policy.GOING_ON
    is_open = going_on and VersionState(talk.version.state) in OPEN
    me, everyone = seat.by.uid, set(seat.reader.roles)
    return seat.context(
        talk=talk,
        version=talk.version,
        headings=headings,
        letters=[
            {"letter": h.letter, "heading": h.word, "ref": h.ref, "tied": h.tied, "says": h.says}
            for h in headings
        ],
        is_open=is_open,
        in_force=going_on and talk.version.state == VersionState.IN_FORCE,
        still_open=still_talked_about(headings),
        all_tied=all(policy.is_tied(spoken.clause) for spoken in talk.spoken),
        i_was_heard=me in talk.heard,
        both_heard=everyone <= talk.heard,
        i_signed=me in talk.signed,
        other_signed=bool(talk.signed - {me}),
        my_signature_set_aside=is_open and me in talk.set_aside and me not in talk.signed,
    )


def _spoken(seat: Seat, clause: UUID) -> Spoken:
    """Give the clause, opened, of the version being talked about. Raises Http404."""
    talk = queries.talk_of(seat.relationship, **seat.looking)
    found = (
        next((each for each in talk.spoken if each.clause.uid == clause), None) if talk else None
    )
    if found is None:
        raise Http404
    return found


def _term_of(spoken: Spoken, start: Stance | None = None) -> Term | None:
    """Give the term as these words have it; the kind of term never changes."""
    if not spoken.clause.term_kind:
        return None
    return (start.saying.term if start else None) or KINDS[spoken.clause.term_kind].default


def _reword_page(seat: Seat, spoken: Spoken, form: WordsForm) -> HttpResponse:
    theirs = spoken.stances[seat.reader.other]
    context = seat.context(
        form=form,
        clause=spoken.clause,
        heading=BY_KEY[spoken.clause.heading],
        theirs=theirs.saying if theirs and not theirs.saying.leaves_out else None,
        choice=_choice_in(form),
    )
    answer = http.with_errors if form.is_bound else http.render
    return answer(seat.request, "agreements/reword.html", context)


def _choice_in(form: WordsForm) -> dict[str, Any]:
    """Name the one field in which something of the term can be chosen."""
    name = next((name for name in ("readers", "hours", "grounds") if name in form.fields), None)
    return {"name": name, "field": form[name]} if name else {}


def _both_windows(seat: Seat, spoken: Spoken, own: Stance | None, form: WordsForm) -> HttpResponse:
    """Show what the other window kept beside what was typed here; sending again keeps this one."""
    again = seat.request.POST.copy()
    again["seen"] = str(own.wording_uid) if own else ""
    form = WordsForm(again, term=form.term, names=called(seat.reader.names))
    form.is_valid()
    context = seat.context(
        form=form,
        clause=spoken.clause,
        heading=BY_KEY[spoken.clause.heading],
        elsewhere=own.saying if own else None,
        choice=_choice_in(form),
    )
    return http.with_errors(seat.request, "agreements/reword.html", context)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
