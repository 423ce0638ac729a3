"""Signing: the whole document once more, and a name under exactly those words."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.agreements import actions, documents, moves, policy, queries
from goldenthread.agreements.diff import paper_diff, what_changed
from goldenthread.agreements.forms import ConfirmForm, SignForm
from goldenthread.agreements.paper import SigningCopy
from goldenthread.agreements.queries import Talk
from goldenthread.agreements.seen import paper_seen
from goldenthread.agreements.seen_changes import changes_seen, powers_seen
from goldenthread.agreements.states import VersionState
from goldenthread.agreements.views.seat import Seat, seat_at
from goldenthread.core.verdicts import Verdict
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_http_methods(["GET", "POST"])
@vault.signed_in
def sign(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Read it once more, and sign."""
    seat = seat_at(request, rel)
    talk = queries.the(queries.talk_of(seat.relationship, **seat.looking))
    copy = documents.copy_to_sign(seat.relationship, talk, keyring=seat.looking["keyring"])
    if request.method != "POST":
        _may_sign(seat, talk, copy).or_raise()
        wordings = ",".join(str(uid) for uid in copy.yeses.values())
        form = SignForm(initial={"shown": copy.paper.digest, "wordings": wordings})
        return http.render(request, "agreements/sign.html", _page(seat, copy, form))
    form = SignForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "agreements/sign.html", _page(seat, copy, form))
    return _signed(seat, talk, copy, form.cleaned_data)


@require_http_methods(["GET", "POST"])
@vault.signed_in
def confirm(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Confirm with one button, and one's own key, the yes that was said aloud (3.3, rule 9)."""
    seat = seat_at(request, rel)
    talk = queries.the(queries.talk_of(seat.relationship, **seat.looking))
    copy = documents.copy_to_sign(seat.relationship, talk, keyring=seat.looking["keyring"])
    if talk.version.spoken_at is None and request.POST.get("shown") in {None, copy.paper.digest}:
        raise Http404
    if request.method != "POST":
        _may_sign(seat, talk, copy).or_raise()
        wordings = ",".join(str(uid) for uid in copy.yeses.values())
        form = ConfirmForm(initial={"shown": copy.paper.digest, "wordings": wordings})
        return http.render(request, "agreements/confirm.html", _page(seat, copy, form))
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "agreements/confirm.html", _page(seat, copy, form))
    typed = {**form.cleaned_data, "name": seat.reader.names[seat.reader.role]}
    return _signed(seat, talk, copy, typed)


def _signed(seat: Seat, talk: Talk, copy: SigningCopy, typed: Mapping[str, str]) -> HttpResponse:
    """Sign what was shown, or say what changed since."""
    if typed["shown"] != copy.paper.digest:
        return _changed(seat, talk, copy, typed["wordings"])
    try:
        version = actions.sign_agreement(
            seat.relationship, copy, shown=typed["shown"], name=typed["name"], **seat.looking
        )
    except actions.WordsChanged:
        return _changed(seat, talk, copy, typed["wordings"])
    if version.state == VersionState.IN_FORCE:
        seat.given(_("Signed by both of you. It stands from now on."))
    else:
        says = _("Signed by you. %(name)s still has to sign.")
        seat.given(says % {"name": seat.reader.other_name})
    return seat.to("agreement")


def _may_sign(seat: Seat, talk: Talk, copy: SigningCopy) -> Verdict:
    return policy.may_sign(
        seat.relationship,
        talk.version.state,
        by=seat.by,
        clauses=[spoken.clause for spoken in talk.spoken],
        left_out=sum(bool(s.tied and s.tied.saying.leaves_out) for s in talk.spoken),
        heard=talk.heard,
        signed=copy.signed,
        terms=copy.paper.terms,
        ruled_out=moves.ruled_out(seat.relationship),
    )


def _page(seat: Seat, copy: SigningCopy, form: ConfirmForm) -> dict[str, object]:
    return seat.context(
        form=form,
        number=copy.paper.version,
        page_read=copy.paper.process_page,
        coach_uid=seat.relationship.coach_uid,
        headings=paper_seen(copy.paper, seat.reader),
    )


def _changed(seat: Seat, talk: Talk, copy: SigningCopy, wordings: str) -> HttpResponse:
    """Say what changed since the document was shown (409): nothing was signed."""
    shown = documents.paper_shown(seat.relationship, talk.version, _uids(wordings), **seat.looking)
    changes = what_changed(paper_diff(shown, copy.paper))
    context = seat.context(
        changes=changes_seen(changes, seat.reader),
        powers=powers_seen(shown.terms, copy.paper.terms, seat.reader),
        all_tied=_is_all_tied(talk),
    )
    answer = http.render(seat.request, "agreements/changed.html", context)
    answer.status_code = 409
    return answer


def _is_all_tied(talk: Talk) -> bool:
    return all(policy.is_tied(spoken.clause) for spoken in talk.spoken)


def _uids(text: str) -> list[UUID]:
    found = []
    for part in text.split(","):
        try:
            found.append(UUID(part))
        except ValueError:
            continue
    return found
