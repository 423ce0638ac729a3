"""The page before a session: the client's one sentence; and, for the coach, what there is to know, and no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.diary import api as diary
from goldenthread.people import api as people
from goldenthread.preparation import actions, policy, queries
from goldenthread.preparation.forms import SentenceForm
from goldenthread.preparation.queries import OpenSentence
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.ui import audience, http
from goldenthread.vault import api as vault

MANY = 50


@dataclass(frozen=True)
class Before:
    """One of a pair, before one of their sessions."""

    request: Any
    relationship: relationships.Relationship
    session: sessions.CoachingSession
    at: datetime

    @property
    def rel(self) -> UUID:
        """The relationship's uid, as addresses have it."""
        return self.relationship.uid

    @property
    def is_client(self) -> bool:
        """Whether the one who looks is the client, whose sentence it is."""
        return bool(self.request.person.uid == self.relationship.client_uid)

    @property
    def asking(self) -> dict[str, Any]:
        """Who, when and with which keys, as readings are told it."""
        return {"by": self.request.person, "at": self.at, "keyring": self.request.keyring}

    @cached_property
    def other(self) -> people.Person:
        """The other one."""
        uid = relationships.other_in(self.relationship, self.request.person)
        return people.the_person(uid)

    @cached_property
    def names(self) -> dict[UUID, str]:
        """The names of the two."""
        return dict(people.names_of([self.request.person.uid, self.other.uid]))

    @property
    def other_name(self) -> str:
        """What the other is called."""
        return self.names.get(self.other.uid, "")

    @cached_property
    def sentence(self) -> OpenSentence | None:
        """The sentence, where the one who looks may read it."""
        return queries.sentence_for(self.relationship, self.session.uid, **self.asking)

    @cached_property
    def opened(self) -> sessions.OpenSession:
        """The session as the one who looks may read it."""
        return sessions.the_session(self.relationship, self.session.uid, **self.asking)

    @cached_property
    def is_ahead(self) -> bool:
        """Whether it is still to come, or going on."""
        client = self.request.person if self.is_client else self.other
        return policy.is_ahead(
            planned=self.session.state == sessions.SessionState.PLANNED,
            over_at=queries.over_at(self.session, client),
            at=self.at,
        )

    @property
    def can_write(self) -> bool:
        """Whether the client may still write, or write anew."""
        role = Role.CLIENT if self.is_client else Role.COACH
        goes_on = self.relationship.ended_at is None
        return bool(policy.may_write(role=role, ahead=self.is_ahead, going_on=goes_on))

    @property
    def audience(self) -> audience.Audience:
        """Who can read the sentence: as it lies, or as it would lie if it were written now."""
        name = self.names.get(self.request.person.uid, "")
        role: audience.Role = "client" if self.is_client else "coach"
        opened = queries.may_coach_read(self.relationship, self.at)
        if self.sentence is not None:
            opened = self.sentence.is_open_to_coach
        if opened or not self.is_client:
            return audience.you_and(name, role, self.other_name)
        alone = audience.only_you(name, role)
        return replace(alone, says=_("Only you can read your words here"))

    @property
    def until(self) -> datetime | None:
        """When it is over, where that is known."""
        return sessions.ends_of(self.session)

    def page(self, form: SentenceForm | None = None) -> dict[str, Any]:
        """Give the context of the page of whoever looks."""
        if self.is_client:
            start = {"words": self.sentence.words if self.sentence else ""}
            return {"here": self, "form": form or SentenceForm(initial=start)}
        return {"here": self, "vows": self.vows(), "place": self.place()}

    def vows(self) -> list[promises.PromiseLine]:
        """Give the coach's own promises that are open."""
        lines = promises.open_promises(
            self.relationship, **self.asking, limit=MANY, names=self.names
        )
        return [line for line in lines if line.seen.mine]

    def place(self) -> dict[str, str]:
        """Give where it is held, as far as its kind says: a word, a place, and a link for video."""
        if self.session.kind_uid is None:
            return {}
        try:
            kind = diary.the_kind(self.relationship.coach_uid, self.session.kind_uid)
        except Http404:
            return {}
        is_video = kind.place == diary.Place.VIDEO
        own_room = is_video and not kind.where
        link = diary.video_link(self.session.uid) if own_room else kind.where if is_video else ""
        return {"place": kind.place, "where": "" if is_video else kind.where, "link": link}


def here(request: Any, rel: UUID, uid: UUID) -> Before:
    """Find the pair and their session. Raises Http404 for anyone who isn't one of the two."""
    relationship = relationships.the_relationship(rel, by=request.person)
    session = sessions.session_rows(relationship).filter(uid=uid).first()
    if session is None:
        raise Http404
    return Before(request, relationship, session, now())


def _of_client(request: Any, rel: UUID, uid: UUID) -> Before:
    found = here(request, rel, uid)
    if not found.is_client:
        raise Http404
    return found


@require_GET
@vault.signed_in
def before(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Show the page before a session: each of the two their own."""
    at = here(request, rel, uid)
    page = "preparation/mine.html" if at.is_client else "preparation/coach.html"
    return http.render(request, page, at.page())


@require_POST
@vault.signed_in
def keep(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Keep the client's sentence; the last one counts."""
    at = _of_client(request, rel, uid)
    form = SentenceForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, "preparation/mine.html", at.page(form))
    words = form.cleaned_data["words"]
    actions.write_sentence(at.relationship, at.session, words, by=request.person, at=at.at)
    return _to(at, _("Kept. It stands here until the session, and after."))


@require_POST
@vault.signed_in
def take_back(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Take the sentence back."""
    at = _of_client(request, rel, uid)
    if at.sentence is not None:
        actions.take_sentence_back(at.relationship, at.sentence.row, by=request.person, at=at.at)
    return _to(at, _("It’s gone. What has been read has been read."))


@require_POST
@vault.signed_in
def take_over(request: Any, rel: UUID, uid: UUID) -> HttpResponse:
    """Make the sentence what the session is for, as it stands: nobody does that but the client."""
    at = _of_client(request, rel, uid)
    if at.sentence is None:
        raise Http404
    policy.may_take_over(role=Role.CLIENT, round_=at.session.round).or_raise()
    sessions.say_what_for(
        at.relationship,
        uid,
        sessions.Aim(at.sentence.words),
        sessions.Wishes(minutes=at.session.lasts),
        seen=0,
        **at.asking,
    )
    http.tell(request, _("That’s what it’s for, in your words. You can say it anew."))
    return http.see_other(reverse("sessions:session", args=[at.rel, uid]))


def _to(at: Before, told: str) -> HttpResponse:
    http.tell(at.request, told)
    return http.see_other(reverse("preparation:before", args=[at.rel, at.session.uid]))
