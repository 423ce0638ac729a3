"""The agreement: clauses in two voices, and what each of the two may do with the whole of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import actions, documents, moves, policy, queries
from goldenthread.agreements.queries import Talk
from goldenthread.agreements.seen import headings_seen, party_called, still_talked_about
from goldenthread.agreements.standing_papers import standings
from goldenthread.agreements.states import OPEN, VersionState, stage_of
from goldenthread.agreements.terms import COACH, NAMES, contradictions
from goldenthread.agreements.views.seat import Seat, seat_at
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.vault import api as vault


@require_GET
@vault.signed_in
def agreement(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Show the agreement as it stands, or as it is being talked about."""
    seat = seat_at(request, rel)
    talk = queries.talk_of(seat.relationship, **seat.looking)
    if talk is not None:
        return http.render(request, "agreements/agreement.html", _page_of(seat, talk))
    drafts = queries.drafts_of(**seat.looking) if seat.reader.role == COACH else ()
    ready = [draft for draft in drafts if draft.is_ready]
    return http.render(request, "agreements/nothing_yet.html", seat.context(ready=ready))


@require_POST
@vault.signed_in
def propose(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Propose one of the coach's own starting drafts, the first one if none is named."""
    seat = seat_at(request, rel)
    named = request.POST.get("draft", "")
    try:
        draft = UUID(named) if named else None
    except ValueError:
        raise Http404 from None
    coaches = seat.reader.role == COACH
    lines = queries.starting_lines(**seat.looking, draft=draft) if coaches else ()
    actions.propose_agreement(seat.relationship, lines, **seat.looking)
    seat.given(_("Proposed. Every word of it can be changed by both of you."))
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
def still_right(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Say that what stands is still right."""
    seat = seat_at(request, rel)
    actions.say_still_right(seat.relationship, by=seat.by, at=seat.at)
    if seat.reader.role == COACH:
        says = _("Noted. The day moves once %(name)s says so too.")
        seat.given(says % {"name": seat.reader.other_name})
    else:
        seat.given(_("Noted. It stands, and the day to look again has moved."))
    return seat.to("agreement")


@require_POST
@vault.signed_in
def spoken(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Note that both said yes aloud. Nothing opens before each has confirmed it."""
    seat = seat_at(request, rel)
    actions.note_spoken_yes(seat.relationship, by=seat.by, at=seat.at)
    seat.given(_("Noted. Nothing opens before you’ve each confirmed it."))
    return seat.to("agreement")


@require_POST
@vault.signed_in
def not_spoken(request: http.AppRequest, rel: UUID) -> HttpResponse:
    """Take the note of a spoken yes back."""
    seat = seat_at(request, rel)
    actions.take_spoken_yes_back(seat.relationship, by=seat.by, at=seat.at)
    http.tell(request, _("Taken back. You’re still talking."))
    return seat.to("agreement")


def _page_of(seat: Seat, talk: Talk) -> dict[str, Any]:
    headings = headings_seen(talk, seat.reader)
    going_on = seat.relationship.state == policy.GOING_ON
    is_open = going_on and VersionState(talk.version.state) in OPEN
    me, everyone = seat.by.uid, set(seat.reader.roles)
    signed = _signed_by(seat, talk) if is_open and talk.given else frozenset()
    standing = talk.standing if going_on else None
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
        i_was_heard=me in talk.heard,
        both_heard=everyone <= talk.heard,
        i_signed=me in signed,
        other_signed=bool(signed - {me}),
        my_signature_set_aside=is_open
        and me not in signed
        and (me in talk.set_aside or any(each.signer_uid == me for each in talk.given)),
        is_spoken=talk.version.state == VersionState.SPOKEN_YES,
        against=_contradictions(seat, talk) if is_open else [],
        standing=standing,
        review=stage_of(standing.state, standing.review_due_at, at=seat.at) if standing else None,
        seats=_seats(seat) if standing else [],
    )


def _signed_by(seat: Seat, talk: Talk) -> frozenset[UUID]:
    """Give whose signature fits the words as they stand; a row alone counts for nothing."""
    keyring = seat.looking["keyring"]
    return documents.copy_to_sign(seat.relationship, talk, keyring=keyring).signed


def _contradictions(seat: Seat, talk: Talk) -> list[tuple[str, str, str]]:
    """Say which two clauses can't stand together, and why, before anyone is stopped at signing."""
    stances = [
        each.tied or next((s for s in each.stances.values() if s and s.stands), None)
        for each in talk.spoken
    ]
    terms = [each.saying.term for each in stances if each and not each.saying.leaves_out]
    ruled_out = moves.ruled_out(seat.relationship)
    found = contradictions([term for term in terms if term is not None], ruled_out=ruled_out)
    return [(_(NAMES[each.first_key]), _(NAMES[each.second_key]), _(each.why)) for each in found]


def _seats(seat: Seat) -> list[tuple[UUID, str, str]]:
    """Give the seats beside the two that somebody holds, with where their paper stands."""
    rel = seat.relationship.uid
    seats = [
        each
        for each in relationships.standing_seats_of(rel)
        if relationships.is_held(each, at=seat.at)
    ]
    papers = standings(rel, seats)
    return [(each.uid, party_called(each.role, seat.reader), papers[each.uid]) for each in seats]
