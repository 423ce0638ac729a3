"""Confidentiality: what is private, who could hear of it and when, and room to ask (S0.14)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import actions, queries
from goldenthread.agreements.forms import AnswerForm, QuestionForm
from goldenthread.agreements.queries import Talk
from goldenthread.agreements.terms import COACH, Term
from goldenthread.agreements.views.seat import Seat, seat_at
from goldenthread.ui import http
from goldenthread.vault import api as vault

PAGE = "agreements/confidentiality.html"


@require_GET
@vault.signed_in
def confidentiality(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show what is private between these two, in the terms being talked about."""
    return _page(seat_at(request, rel), QuestionForm())


@require_POST
@vault.signed_in
def ask(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Ask a question, or say that there is none."""
    seat = seat_at(request, rel)
    talk = _talk(seat)
    form = QuestionForm(request.POST)
    has_none = "none" in request.POST
    if not has_none and not form.is_valid():
        return _page(seat, form)
    question = "" if has_none else form.cleaned_data["question"]
    actions.ask_about_confidentiality(seat.relationship, talk.version, question, **seat.looking)
    if has_none:
        http.tell(request, _("Noted: no question now. You can still ask at any time."))
    else:
        seat.given(_("Asked. %(name)s can read it now.") % {"name": seat.reader.other_name})
    return seat.to("confidentiality")


@require_POST
@vault.signed_in
def answer(request: http.AppRequest, rel: UUID, question: UUID) -> HttpResponse:
    """Answer the other's question."""
    seat = seat_at(request, rel)
    found = queries.the_question(seat.relationship, question)
    form = _answer_form(question, request.POST)
    if not form.is_valid():
        return _page(seat, QuestionForm(), answering=question, answer_form=form)
    actions.answer_question(seat.relationship, found, form.cleaned_data["answer"], **seat.looking)
    seat.given(_("Kept. %(name)s can read it now.") % {"name": seat.reader.other_name})
    return seat.to("confidentiality")


def _page(
    seat: Seat,
    form: QuestionForm,
    *,
    answering: UUID | None = None,
    answer_form: AnswerForm | None = None,
) -> HttpResponse:
    talk = _talk(seat)
    reader = seat.reader
    terms = [term for term in map(_term, talk.spoken) if term is not None]
    asked = queries.asked_in(seat.relationship, talk.version, **seat.looking)
    context = seat.context(
        form=answer_form or form,
        question_form=form,
        answering=answering,
        answers=[
            (
                each,
                reader.roles[each.asker_uid],
                answer_form if each.uid == answering else _answer_form(each.uid),
            )
            for each in asked
            if each.question
        ],
        heard=seat.by.uid in talk.heard,
        asked_nothing=any(not each.question and each.asker_uid == seat.by.uid for each in asked),
        may_note=reader.role == COACH and bool(queries.grounds_signed(seat.relationship)),
        means=[reader.means(term) for term in terms if term.code != "A25"],
        grounds=[ground for term in terms for ground in reader.grounds(term)],
        has_exceptions=any(term.code == "A25" for term in terms),
        opens=any(term.code == "A1" for term in terms),
    )
    failed = form.errors or (answer_form and answer_form.errors)
    return (http.with_errors if failed else http.render)(seat.request, PAGE, context)


def _answer_form(question: UUID, typed: QueryDict | None = None) -> AnswerForm:
    """Give the form for one question; each has an id of its own on the page."""
    return AnswerForm(typed, auto_id=f"id_{question}_%s")


def _talk(seat: Seat) -> Talk:
    return queries.the(queries.talk_of(seat.relationship, **seat.looking))


def _term(spoken: queries.Spoken) -> Term | None:
    """Give a clause's term as both say it, or as it is proposed; none where it's to be left out."""
    stance = spoken.tied or next(
        (each for each in spoken.stances.values() if each and each.stands), None
    )
    return stance.saying.term if stance and not stance.saying.leaves_out else None
