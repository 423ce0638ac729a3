"""For every name in every address: something of Alma's and Ben's that stands there.

A route with a name nobody has an example for fails here, so that no door is left untried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.afterwards.models import Line as AfterLine
from goldenthread.agreements.models import Clause, Question, StartingDraft, TermRow, Version
from goldenthread.booking.models import Series, Waiting
from goldenthread.calendars.models import BusyCalendar
from goldenthread.commitments.models import Commitment
from goldenthread.diary.models import DayApart, Kind
from goldenthread.disclosures.models import Note
from goldenthread.fees.models import Invoice, Package
from goldenthread.introductions.parts import SECTIONS
from goldenthread.introductions.suggestions import SUGGESTIONS
from goldenthread.journal.models import Entry, Passage
from goldenthread.plans.models import Goal, PlanLine
from goldenthread.practice.models import HoursLine
from goldenthread.promises.models import Promise
from goldenthread.relationships.models import Relationship, Seat
from goldenthread.room.models import Hunch, Line
from goldenthread.sessions.models import CoachingSession
from goldenthread.sharing.models import Release, Request, Snapshot
from goldenthread.swaps.models import Adjustment
from tests.matrix.routes import Route

NEVER_SENT = "x" * 43


@dataclass(frozen=True)
class Own:
    """What the examples are found by: the pair, the seat somebody holds, and who is who."""

    rel: UUID
    seat: UUID
    coach: UUID
    client: UUID


Example = Callable[[Own], Any]


def _of_pair(model: Any, **more: Any) -> Example:
    return lambda own: model.objects.filter(relationship_uid=own.rel, **more).first().pk


def _waiting(own: Own) -> Any:
    return Relationship.objects.filter(coach_uid=own.coach, state="invited").first().pk  # type: ignore[union-attr]


def _clause(own: Own) -> Any:
    version = Version.objects.filter(relationship_uid=own.rel).order_by("-number").first()
    return Clause.objects.filter(version=version).first().pk  # type: ignore[union-attr]


def _asked_by_client(own: Own) -> Any:
    asked = Question.objects.filter(version__relationship_uid=own.rel, asker_uid=own.client)
    return asked.first().pk  # type: ignore[union-attr]


def _term(own: Own) -> Any:
    rows = TermRow.objects.filter(version__relationship_uid=own.rel, code="A1")
    return rows.filter(version__state="in_force").first().pk  # type: ignore[union-attr]


def _part_of_process_page(own: Own) -> Any:
    return SUGGESTIONS[0].key


def _snapshot(own: Own) -> Any:
    return Snapshot.objects.filter(release__reader_role="sponsor").first().pk  # type: ignore[union-attr]


def _in_the_room(own: Own) -> Any:
    """The session whose room is open now."""
    lines = Line.objects.filter(relationship_uid=own.rel)
    return lines.values_list("session_uid", flat=True).latest("written_at")


def _looked_back_on(own: Own) -> Any:
    """The session that a question was written after."""
    lines = AfterLine.objects.filter(relationship_uid=own.rel, part="question")
    return lines.values_list("session_uid", flat=True).first()


def _of_coach(model: Any) -> Example:
    return lambda own: model.objects.filter(coach_uid=own.coach).first().pk


def _of_series(own: Own) -> Any:
    """One of a series that is still ahead."""
    rows = CoachingSession.objects.filter(relationship_uid=own.rel, state="planned")
    return rows.filter(series_uid__isnull=False).latest("starts_at").pk


def _any(model: Any) -> Example:
    return lambda own: model.objects.first().pk


# By the name of the route, by its room, or for everywhere: the nearest one counts.
EXAMPLES: Mapping[str, Example] = {
    "rel": lambda own: own.rel,
    "seat": lambda own: own.seat,
    "coach": lambda own: own.coach,
    "stream": lambda own: own.rel,
    "token": lambda own: NEVER_SENT,
    "number": lambda own: 1,
    "key": lambda own: "purpose",
    "section": lambda own: SECTIONS[0].key,
    "clause": _clause,
    "question": _asked_by_client,
    "term": _term,
    "draft": lambda own: StartingDraft.objects.filter(coach_uid=own.coach).first().pk,  # type: ignore[union-attr]
    "calendars/uid": _any(BusyCalendar),
    "afterwards/uid": _looked_back_on,
    "booking/kind": _of_coach(Kind),
    "booking/one": _of_series,
    "booking/uid": _of_pair(CoachingSession, state="planned"),
    "booking:call_off_after/uid": _of_pair(Series),
    "booking:confirm_move_after/uid": _of_pair(Series),
    "booking:move_after/uid": _of_pair(Series),
    "booking:series/uid": _of_pair(Series),
    "booking:stop_waiting/uid": _of_pair(Waiting),
    "afterwards/line": _of_pair(AfterLine, part="question"),
    "commitments/uid": _any(Commitment),
    "diary/uid": _of_coach(Kind),
    "diary:forget_days/uid": _of_coach(DayApart),
    "disclosures/uid": _of_pair(Note, state="kept_back"),
    "journal/uid": _any(Entry),
    "journal:answer/uid": _any(Passage),
    "journal:take_back/uid": _any(Passage),
    "journal:dont_know/uid": _any(Passage),
    "fees/uid": _of_pair(Invoice),
    "fees:close_package/uid": _of_pair(Package),
    "introductions/key": _part_of_process_page,
    "plans/uid": _of_pair(Goal, shared_at__isnull=False),
    "plans:line_leave_out/uid": _of_pair(PlanLine),
    "plans:line_stay/uid": _of_pair(PlanLine),
    "plans:line_yes/uid": _of_pair(PlanLine),
    "plans:reword_line/uid": _of_pair(PlanLine),
    "practice/uid": lambda own: HoursLine.objects.filter(coach_uid=own.coach).first().pk,  # type: ignore[union-attr]
    "preparation/uid": _of_pair(CoachingSession),
    "promises/uid": _of_pair(Promise),
    "room/uid": _in_the_room,
    "room/line": _of_pair(Line, column="ours"),
    "room/hunch": _of_pair(Hunch),
    "room:press/word": lambda own: "slower",
    "sessions/uid": _of_pair(CoachingSession),
    "swaps/uid": _of_pair(Adjustment),
    "sharing/uid": _of_pair(Release, state="open", reader_role="sponsor"),
    "sharing:released/uid": _snapshot,
    "sharing:preview_released/uid": _snapshot,
    "agreements:changes/number": lambda own: 2,
    "agreements:starting_line/key": lambda own: "purpose",
    "sharing:accepted/uid": _of_pair(Request, state="asked"),
    "sharing:decline/uid": _of_pair(Request, state="asked"),
    "sharing:reworded/uid": _of_pair(Request, state="asked"),
    "sharing:take_back/uid": _of_pair(Request, state="asked"),
    "web:resend/uid": _waiting,
    "web:withdraw/uid": _waiting,
    "web:new_words/uid": _waiting,
    "web:paper/uid": _waiting,
    "web/uid": lambda own: Seat.objects.filter(relationship=own.rel, role="sponsor").first().pk,  # type: ignore[union-attr]
}


def example_for(route: Route, thing: str) -> Example:
    """Give what finds an example for a name in an address. Raises LookupError where there is none."""
    room = route.name.partition(":")[0]
    for key in (f"{route.name}/{thing}", f"{room}/{thing}", thing):
        if key in EXAMPLES:
            return EXAMPLES[key]
    raise LookupError(f"{route.name} has a {thing}, and tests/matrix/things.py no example of one")
