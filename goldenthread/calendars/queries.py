"""What somebody chose for their calendar, and what their feed shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from goldenthread.calendars import naming, policy, writing
from goldenthread.calendars.models import BusyCalendar, CalendarChoice, Meeting
from goldenthread.calendars.states import Answer, BusyKind, Trouble
from goldenthread.core.persons import HasUid
from goldenthread.people import api as people
from goldenthread.seals import api as seals
from goldenthread.sessions import api as sessions
from goldenthread.vault import api as vault

TITLE_KIND = "calendars.title/1"
BUSY_KIND = "calendars.busy/1"
AN_HOUR = 60
TOKEN_LENGTH = 43


def choice_of(person: HasUid) -> CalendarChoice:
    """Give what a person chose; where they chose nothing, a row that isn't kept: all of it off."""
    found = CalendarChoice.objects.filter(person_id=person.uid).first()
    return found or CalendarChoice(person_id=person.uid)


def title_of(choice: CalendarChoice) -> str:
    """Give what a person calls their meetings; "" for the house's own word."""
    if choice.title is None:
        return ""
    found = vault.open_for_house(TITLE_KIND, choice.person_id, choice.revision, bytes(choice.title))
    return str(found["title"])


def shown_title(choice: CalendarChoice) -> str:
    """Give the title every event of this person's has."""
    return title_of(choice) or _("Meeting")


def feed_address(choice: CalendarChoice) -> str:
    """Give the secret address of a feed; "" where there is none."""
    if choice.mark is None:
        return ""
    token = naming.feed_token(_Of(choice.person_id), choice.nth)
    return f"{settings.BASE_URL}/calendar/{token}.ics"


def the_feed_behind(token: str) -> CalendarChoice:
    """Give whose feed a token opens. Raises Http404 for every other token."""
    if len(token) != TOKEN_LENGTH:
        raise Http404
    mark = naming.mark_of(token)
    found = CalendarChoice.objects.select_related("person").filter(mark=mark).first()
    if found is None:
        raise Http404
    return found


def feed_of(choice: CalendarChoice, *, at: datetime) -> bytes:
    """Write a person's feed: their sessions of thirty days back and all ahead, in both roles."""
    person: people.Person = choice.person
    found = sessions.sessions_between(person, at - policy.PAST, at + policy.AHEAD)
    sent = dict(
        Meeting.objects.filter(
            person=person, session_uid__in=[each.uid for each in found]
        ).values_list("session_uid", "sequence")
    )
    title = shown_title(choice)
    return writing.feed(
        (shown(each, person, title, sequence=sent.get(each.uid, 0)) for each in found),
        name=title,
    )


def shown(
    session: sessions.CoachingSession,
    person: HasUid,
    title: str,
    *,
    sequence: int,
    was: datetime | None = None,
) -> writing.Shown:
    """Give a session as a person's calendar shows it; at `was` where it has no hour any more."""
    starts_at = session.starts_at or was
    if starts_at is None:
        raise ValueError("a calendar shows sessions that have an hour")
    return writing.Shown(
        uid=naming.meeting_name(session.uid, person),
        title=title,
        starts_at=starts_at,
        minutes=session.lasts or session.minutes or AN_HOUR,
        sequence=max(sequence, session.sequence),
        off=session.state == sessions.SessionState.CALLED_OFF,
        stamp=session.state_at or session.made_at,
    )


def says_no(session_uid: UUID) -> list[UUID]:
    """Give the uids of those whose calendar said no to the time a session has; both may know."""
    rows = Meeting.objects.filter(session_uid=session_uid, stands=True, answer=Answer.NO)
    return [row.person_id for row in rows.order_by("answered_on")]


@dataclass(frozen=True, slots=True)
class Busy:
    """A calendar with busy times, opened for the coach who added it."""

    row: BusyCalendar
    name: str
    address: str
    account: str
    word: str

    def __repr__(self) -> str:
        return "Busy(…)"

    @property
    def trouble(self) -> Trouble:
        """Why the last reading failed, if it did."""
        return Trouble(self.row.trouble)

    @property
    def is_caldav(self) -> bool:
        """Whether it is asked by CalDAV, not fetched as one file."""
        return self.row.kind == BusyKind.CALDAV


def busy_calendars(coach: HasUid) -> list[Busy]:
    """Give the calendars a coach has read for them, oldest first."""
    rows = BusyCalendar.objects.filter(coach_id=coach.uid).order_by("made_at", "uid")
    return [opened(row) for row in rows]


def the_busy_calendar(uid: UUID, *, by: HasUid) -> Busy:
    """Give one of a coach's own. Raises Http404 for everybody else's."""
    row = BusyCalendar.objects.filter(uid=uid, coach_id=by.uid).first()
    if row is None:
        raise Http404
    return opened(row)


def opened(row: BusyCalendar) -> Busy:
    """Open a calendar's address for the house. Raises seals.Bad where it isn't as it was kept."""
    found = vault.open_for_house(BUSY_KIND, row.uid, row.revision, bytes(row.sealed))
    try:
        return Busy(row, found["name"], found["address"], found["account"], found["word"])
    except KeyError:
        raise seals.Bad from None


@dataclass(frozen=True, slots=True)
class _Of:
    """A person by uid alone."""

    uid: UUID
