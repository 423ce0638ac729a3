"""What people decide about calendars. Each leaves one row in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from goldenthread.calendars import chores, naming, policy, queries
from goldenthread.calendars.models import BusyCalendar, CalendarChoice, Meeting
from goldenthread.calendars.states import Answer, BusyKind
from goldenthread.core.persons import HasUid
from goldenthread.diary import api as diary
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


@transaction.atomic
def open_feed(*, person: people.Person, by: HasUid, at: datetime) -> CalendarChoice:
    """Give a person's feed an address, or another one; the one before answers nothing any more."""
    choice = _held(person)
    choice.nth += 1
    choice.mark = naming.mark_of(naming.feed_token(person, choice.nth))
    choice.noted_on = None
    choice.save(update_fields=["nth", "mark", "noted_on"])
    ledger.record("calendars.feed.opened", stream=person.uid, by=by, at=at, about=person.uid)
    return choice


@transaction.atomic
def close_feed(*, person: people.Person, by: HasUid, at: datetime) -> CalendarChoice:
    """Take the feed's address away: whoever has it reads nothing more."""
    choice = _held(person)
    choice.mark = None
    choice.save(update_fields=["mark"])
    ledger.record("calendars.feed.closed", stream=person.uid, by=by, at=at, about=person.uid)
    return choice


@transaction.atomic
def note_fetch(choice: CalendarChoice, *, by: HasUid | None, at: datetime) -> None:
    """Write down, once for each day, that somebody with the address fetched a feed."""
    ledger.record(
        "calendars.feed.fetched", stream=choice.person_id, by=by, at=at, about=choice.person_id
    )
    CalendarChoice.objects.filter(pk=choice.pk).update(noted_on=at.date())


@transaction.atomic
def choose_title(title: str, *, person: people.Person, by: HasUid, at: datetime) -> CalendarChoice:
    """Call one's meetings something else in one's own calendar; "" for the house's word again."""
    choice = _held(person)
    choice.revision += 1
    choice.title = (
        vault.seal_for_house(queries.TITLE_KIND, person.uid, choice.revision, {"title": title})
        if title
        else None
    )
    choice.save(update_fields=["title", "revision"])
    ledger.record("calendars.title.chosen", stream=person.uid, by=by, at=at, about=person.uid)
    return choice


@transaction.atomic
def turn_meeting_letters_on(*, person: people.Person, by: HasUid, at: datetime) -> CalendarChoice:
    """Get a letter a calendar understands whenever the time of an own session changes."""
    choice = _held(person)
    choice.letters = True
    choice.save(update_fields=["letters"])
    ledger.record("calendars.letters.turned_on", stream=person.uid, by=by, at=at, about=person.uid)
    return choice


@transaction.atomic
def turn_meeting_letters_off(*, person: people.Person, by: HasUid, at: datetime) -> CalendarChoice:
    """Get no more meeting letters. What a calendar has already stays in it."""
    choice = _held(person)
    choice.letters = False
    choice.save(update_fields=["letters"])
    ledger.record("calendars.letters.turned_off", stream=person.uid, by=by, at=at, about=person.uid)
    return choice


@dataclass(frozen=True, slots=True)
class Asking:
    """Where busy times are asked for, as a coach gave it. `account` and `word` may be empty."""

    name: str
    kind: BusyKind
    address: str
    account: str = ""
    word: str = ""

    def __repr__(self) -> str:
        return "Asking(…)"

    def payload(self) -> dict[str, str]:
        """Give what is sealed of it."""
        return {
            "name": self.name,
            "address": self.address,
            "account": self.account,
            "word": self.word,
        }


@transaction.atomic
def add_busy_calendar(asking: Asking, *, uid: UUID, by: HasUid, at: datetime) -> BusyCalendar:
    """Have busy times read from another calendar, the first time at once. Raises NotAllowed, AlreadyKept."""
    policy.may_be_an_address(asking.address).or_raise()
    policy.may_be_asked(asking.address, near=settings.CALENDARS_NEAR).or_raise()
    policy.may_have_another(have=BusyCalendar.objects.filter(coach_id=by.uid).count()).or_raise()
    row = BusyCalendar(uid=uid, coach_id=by.uid, kind=asking.kind, made_at=at, due_at=at)
    row.sealed = vault.seal_for_house(queries.BUSY_KIND, uid, row.revision, asking.payload())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadyKept from None
    _record("calendars.busy.added", row, by=by, at=at)
    chores.read_at(row.uid, None)
    return row


@transaction.atomic
def change_busy_calendar(uid: UUID, asking: Asking, *, by: HasUid, at: datetime) -> BusyCalendar:
    """Ask another calendar in another way, and at once. Raises Http404, NotAllowed."""
    policy.may_be_an_address(asking.address).or_raise()
    policy.may_be_asked(asking.address, near=settings.CALENDARS_NEAR).or_raise()
    row = queries.the_busy_calendar(uid, by=by).row
    row.revision += 1
    row.kind, row.due_at = asking.kind, at
    row.sealed = vault.seal_for_house(queries.BUSY_KIND, uid, row.revision, asking.payload())
    row.save(update_fields=["revision", "kind", "due_at", "sealed"])
    _record("calendars.busy.changed", row, by=by, at=at)
    chores.read_at(row.uid, None)
    return row


@transaction.atomic
def remove_busy_calendar(uid: UUID, *, by: HasUid, at: datetime) -> None:
    """Read another calendar no more, and forget what it said. Raises Http404."""
    row = queries.the_busy_calendar(uid, by=by).row
    _record("calendars.busy.removed", row, by=by, at=at)
    diary.forget_busy(row.uid)
    row.delete()


@transaction.atomic
def take_answer(
    meeting: Meeting,
    answer: Answer,
    *,
    relationship: relationships.Relationship,
    by: HasUid,
    at: datetime,
) -> Meeting:
    """Note what somebody's calendar answered. A "no" is for both to see, and calls nothing off.

    Anything else is noted for that person alone, in their own part of the ledger (INV-13).
    """
    meeting.answer, meeting.answered_on = answer, at
    meeting.save(update_fields=["answer", "answered_on"])
    no = answer is Answer.NO
    ledger.record(
        "calendars.answer.declined" if no else "calendars.answer.noted",
        stream=relationship.uid if no else by.uid,
        by=by,
        at=at,
        about=(relationship.client_uid or by.uid) if no else by.uid,
        thing=("session", meeting.session_uid),
    )
    return meeting


def _held(person: people.Person) -> CalendarChoice:
    CalendarChoice.objects.get_or_create(person=person)
    return CalendarChoice.objects.select_for_update().get(person=person)


def _record(code: str, row: BusyCalendar, *, by: HasUid, at: datetime) -> None:
    ledger.record(
        code, stream=by.uid, by=by, at=at, about=by.uid, thing=("calendars.busy", row.uid)
    )
