"""After a session: one page for each of the two, and what the two gathered of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from goldenthread.afterwards import actions, policy, queries
from goldenthread.afterwards.forms import (
    ClosingForm,
    JudgementForm,
    LevelsForm,
    MomentForm,
    QuestionForm,
    WhetherForm,
    WillDoForm,
)
from goldenthread.afterwards.gate import Back, look_back
from goldenthread.afterwards.lines import After, OpenLine
from goldenthread.afterwards.states import Part
from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.ui import audience, http
from goldenthread.vault import api as vault

_FORMS: dict[Part, type[forms.Form]] = {
    Part.CLOSING: ClosingForm,
    Part.MOMENT: MomentForm,
    Part.QUESTION: QuestionForm,
    Part.LEVELS: LevelsForm,
    Part.JUDGEMENT: JudgementForm,
}
_ANEW = gettext_noop(
    "You changed it in another window, so nothing was done. Look at it as it stands now."
)


@dataclass(frozen=True, repr=False)
class Here(relationships.OneOfTwo):
    """One of a pair, after a session."""

    back: Back

    @property
    def uid(self) -> UUID:
        """The session's uid, as addresses have it."""
        return self.back.uid

    def opened(self) -> After:
        """Open what is kept of this session."""
        return queries.after(self.back, **self.looking)

    def line(self, uid: UUID) -> OpenLine:
        """Open one of one's own lines. Raises Http404 for the other's, and for none."""
        after = self.opened()
        mine = [*after.questions, *([after.moment] if after.moment else [])]
        found = next((line for line in mine if line.uid == uid and line.is_mine), None)
        if found is None:
            raise Http404
        return found

    def to_page(self, told: str) -> HttpResponse:
        """Go to the page, with a sentence on it."""
        http.tell(self.request, told)
        return http.see_other(reverse("afterwards:after", args=[self.rel, self.uid]))


def here(request: Any, rel: UUID, uid: UUID) -> Here:
    """Find the session. Raises Http404 for anyone but the two."""
    relationship = relationships.the_relationship(rel, by=request.person)
    at = now()
    back = look_back(relationship, uid, by=request.person, at=at)
    return Here(request, relationship, cast("audience.Role", back.role), at, back)


@require_GET
@vault.signed_in
def after(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show what one may keep of a session, and what the other gave."""
    at = here(request, rel, uid)
    return http.render(request, "afterwards/after.html", _page(at))


@require_POST
@vault.signed_in
def took_place(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say that the session took place."""
    at = here(request, rel, uid)
    state = sessions.SessionState.TOOK_PLACE
    sessions.mark_session(at.back.relationship, uid, state, **at.looking)
    return at.to_page(_("Kept: it took place. Either of you can take that back."))


@require_POST
@vault.signed_in
def did_we(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Say, as the client, whether it was what it was for."""
    at = here(request, rel, uid)
    form = WhetherForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "afterwards/after.html", _page(at, whether_form=form))
    words = form.cleaned_data["words"]
    sessions.say_whether(at.back.relationship, uid, words, **at.looking)
    return at.to_page(_("Kept."))


@require_POST
@vault.signed_in
def keep(request: Any, rel: UUID, uid: UUID, part: Part) -> HttpResponse:
    """Keep a line of one kind."""
    at = here(request, rel, uid)
    form = _FORMS[part](request.POST)
    if not form.is_valid():
        return http.with_errors(
            request, "afterwards/after.html", _page(at, **{f"{part.value}_form": form})
        )
    said = getattr(form, "said", None) or {"words": form.cleaned_data["words"]}
    seen, uid_once = form.cleaned_data.get("seen"), form.cleaned_data["uid"]
    try:
        actions.keep_line(at.back, part, said, uid=uid_once, seen=seen, **at.looking)
    except actions.AlreadyKept:
        return at.to_page(_("That was kept a moment ago. It’s here once."))
    except actions.WordedElsewhere:
        stands = at.opened().of(part)
        if stands is None or stands.said != said:
            return _elsewhere(at, part, stands)
    if part == Part.CLOSING and (at.back.gate.opens() or not at.back.is_client):
        return at.to_page(_("Kept. %(name)s can read it.") % {"name": at.other})
    return at.to_page(_("Kept. Only you can read it."))


def _elsewhere(at: Here, part: Part, stands: OpenLine | None) -> HttpResponse:
    """Show what was typed, and above it what was kept in another window meanwhile."""
    typed = at.request.POST.copy()
    typed["seen"] = str(stands.revision if stands else 0)
    again = {f"{part.value}_form": _FORMS[part](typed)}
    context = _page(at, **again) | {"elsewhere": part.value, "stands": stands}
    return http.with_errors(at.request, "afterwards/after.html", context)


@require_POST
@vault.signed_in
def take_away(request: Any, rel: UUID, uid: UUID, line: UUID) -> HttpResponse:
    """Take one's own line away."""
    at = here(request, rel, uid)
    actions.take_line_away(at.back, line, **at.doing)
    return at.to_page(_("It’s gone."))


@require_POST
@vault.signed_in
def give_question(request: Any, rel: UUID, uid: UUID, line: UUID) -> HttpResponse:
    """Give a question to the other."""
    at = here(request, rel, uid)
    try:
        actions.give_question(at.back, at.line(line), **at.looking)
    except actions.WordedElsewhere:
        return at.to_page(_(_ANEW))
    return at.to_page(_("Given. It stands in your question book."))


@require_POST
@vault.signed_in
def take_question_back(request: Any, rel: UUID, uid: UUID, line: UUID) -> HttpResponse:
    """Take a question back."""
    at = here(request, rel, uid)
    try:
        actions.take_question_back(at.back, at.line(line), **at.looking)
    except actions.WordedElsewhere:
        return at.to_page(_(_ANEW))
    return at.to_page(_("Taken back. What was read has been read."))


@require_POST
@vault.signed_in
def give_moment(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Give one's moment, to be opened with the other's."""
    at = here(request, rel, uid)
    moment = at.opened().moment
    on_screen = request.POST.get("seen", "")
    if moment is not None and on_screen not in {"", str(moment.revision)}:
        return at.to_page(_(_ANEW))
    try:
        actions.give_moment(at.back, moment, **at.looking)
    except actions.WordedElsewhere:
        return at.to_page(_(_ANEW))
    if at.opened().moments_are_open:
        return at.to_page(_("You’ve both given yours. Here they are."))
    return at.to_page(_("Given. It opens once both of you have, and not before."))


@require_POST
@vault.signed_in
def take_moment_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take one's moment back."""
    at = here(request, rel, uid)
    actions.take_moment_back(at.back, **at.doing)
    return at.to_page(_("Taken back. Nobody was told of it."))


@require_GET
@vault.signed_in
def questions(request: Any, rel: UUID) -> HttpResponse:
    """Show the question book, by its words or by its days."""
    relationship = relationships.the_relationship(rel, by=request.person)
    order = queries.BY_DAY if request.GET.get("by") == queries.BY_DAY else queries.BY_WORDS
    found = queries.question_book(relationship, order, **_looking(request))
    context = _pair(request, relationship) | {"found": found, "order": order}
    return http.render(request, "afterwards/questions.html", context)


@require_GET
@vault.signed_in
def moments(request: Any, rel: UUID) -> HttpResponse:
    """Show the moments that both gave."""
    relationship = relationships.the_relationship(rel, by=request.person)
    found = queries.moments_that_mattered(relationship, **_looking(request))
    return http.render(
        request, "afterwards/moments.html", _pair(request, relationship) | {"found": found}
    )


def _looking(request: Any) -> dict[str, Any]:
    return {"by": request.person, "at": now(), "keyring": request.keyring}


def _pair(request: Any, relationship: relationships.Relationship) -> dict[str, Any]:
    me = request.person
    other = relationships.other_in(relationship, me)
    names = people.names_of([me.uid, other])
    role = cast("audience.Role", relationships.role_in(relationship, me))
    return {
        "rel": relationship,
        "other": names.get(other, ""),
        "audience": audience.you_and(names[me.uid], role, names.get(other, "")),
    }


def _page(at: Here, **sent: forms.Form) -> dict[str, Any]:
    """Give the context of the page, with forms as they were typed."""
    found = at.opened()
    role = cast("audience.Role", at.back.role)
    stand, gate = at.back.stand, at.back.gate
    whether = _whether(at)
    start: dict[str, forms.Form] = {
        "closing_form": ClosingForm(initial=_start(found.closing)),
        "moment_form": MomentForm(initial=_start(found.moment)),
        "question_form": QuestionForm(),
        "levels_form": LevelsForm(initial=_start(found.levels)),
        "judgement_form": JudgementForm(initial=_start(found.judgement)),
        "whether_form": WhetherForm(initial={"words": whether}),
        "will_form": WillDoForm(initial={"rel": at.rel, "after": at.uid}),
    }
    return {
        "here": at,
        "session": at.back.session,
        "is_client": at.back.is_client,
        "found": found,
        "whether": whether,
        "took_place": at.back.session.state == sessions.SessionState.TOOK_PLACE,
        "may_keep": policy.may_keep(Part.CLOSING, stand),
        "may_close": policy.may_close(stand=stand, opened=gate.opens("write")),
        "may_keep_moment": policy.may_keep(Part.MOMENT, stand),
        "reads_closing": bool(gate.opens()) or not at.back.is_client,
        "may_give": gate.opens("read" if at.back.is_client else "write"),
        "only_you": audience.only_you(at.mine, role),
        "both": audience.you_and(at.mine, role, at.other),
        **start,
        **sent,
    }


def _whether(at: Here) -> str:
    """Give what the client said of whether they got there, as this person may read it."""
    return sessions.the_session(at.back.relationship, at.uid, **at.looking).end


def _start(line: OpenLine | None) -> dict[str, Any]:
    """Give what a form begins with, and which wording that is."""
    return {**line.said, "seen": line.revision} if line else {"seen": 0}
