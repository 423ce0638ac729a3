"""Reading sessions. The ledger's row comes first; a coach reads what a term in force opens (INV-6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Verdict
from goldenthread.ledger import api as ledger
from goldenthread.plans import api as plans
from goldenthread.relationships import api as relationships
from goldenthread.sessions import policy, verbs
from goldenthread.sessions.models import ChallengeCard, CoachingSession, SessionWords
from goldenthread.sessions.opened import OpenSession, Raised, aim_from
from goldenthread.sessions.states import Challenge, SessionState, Standing
from goldenthread.vault import api as vault

THING: Final = "session.agreement"
MANY: Final = 60
_CLEAR: Final = (
    *("uid", "on_day", "starts_at", "hour", "zone", "lasts", "kind_uid", "series_uid", "sequence"),
    *("made_by", "made_at", "state_by", "state_at", "round"),
    *("short_by", "short_at", "short_given", "short_of", "waived_by", "waived_at"),
)


class Gate:
    """What the terms in force open of sessions in one relationship, asked for once a page."""

    def __init__(self, relationship: relationships.Relationship, at: datetime) -> None:
        self.terms = agreements.terms_in_force(relationship.uid, at=at)
        self.shared = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)

    def may(self, verb: str = "read") -> Verdict:
        """Say whether the coach may do a verb to what is agreed for a session."""
        return self.terms.may(Role.COACH, verb, THING)

    def opens(self, words: SessionWords | ChallengeCard | None) -> bool:
        """Say whether the coach may read these words: never some written before the opening (INV-7)."""
        if words is None or words.compartment_id != self.shared.uid:
            return False
        return bool(self.terms.may(Role.COACH, "read", THING, made_at=words.written_at))

    @property
    def recording(self) -> Verdict:
        """Say whether recording can be spoken about at all (A13)."""
        return self.terms.may(Role.CLIENT, "make", "recording")

    @property
    def minutes(self) -> int | None:
        """Give the minutes a session has by agreement (A8), if that is agreed."""
        duty = self.terms.duty("length.client")
        return duty.amount if duty else None

    @property
    def sessions_between_looks(self) -> int | None:
        """Give after how many sessions the two look again, if that is agreed."""
        duty = self.terms.duty("review_after.client")
        return duty.sessions if duty else None

    def is_tried_out(self, met: Sequence[CoachingSession]) -> bool:
        """Say whether a short first agreement has had its sessions, so that the client decides (S0.8)."""
        short = next((each for each in self.terms.standing if each.term.key == "short"), None)
        if short is None:
            return False
        since = [row for row in met if row.state_at and short.since and row.state_at >= short.since]
        return len(since) >= int(short.term["sessions"])


def rows_of(relationship: relationships.Relationship) -> QuerySet[CoachingSession]:
    """Give the sessions of a relationship, unopened."""
    rows = CoachingSession.objects.filter(relationship_uid=relationship.uid)
    return rows.select_related("aim", "added", "end")


def sessions_of(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    gate: Gate | None = None,
) -> list[OpenSession]:
    """Give the sessions of a pair: those ahead by their day, then the others, newest first.

    `gate` is what is in force between them, where the caller has asked already.
    """
    relationships.role_in(relationship, by)
    rows = list(rows_of(relationship).order_by("-on_day", "-uid")[:MANY])
    ahead = [row for row in rows if row.state == SessionState.PLANNED]
    over = [row for row in rows if row.state != SessionState.PLANNED]
    reader = _Reader(relationship, by=by, at=at, keyring=keyring, gate=gate)
    return reader.read([*reversed(ahead), *over])


def the_session(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    gate: Gate | None = None,
) -> OpenSession:
    """Open one session. Raises Http404 for any other pair's, and anyone but the two."""
    relationships.role_in(relationship, by)
    rows = list(rows_of(relationship).filter(uid=uid))
    if not rows:
        raise Http404
    return _Reader(relationship, by=by, at=at, keyring=keyring, gate=gate).read(rows)[0]


def next_session(
    relationship: relationships.Relationship,
    *,
    today: date,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenSession | None:
    """Give the nearest session ahead, for a home page; `today` is the reader's day."""
    relationships.role_in(relationship, by)
    ahead = rows_of(relationship).filter(state=SessionState.PLANNED, on_day__gte=today)
    rows = list(ahead.order_by("on_day", "uid")[:1])
    opened = _Reader(relationship, by=by, at=at, keyring=keyring).read(rows)
    return opened[0] if opened else None


def raised(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    gate: Gate | None = None,
) -> Raised:
    """Give the questions that a look at the plan begins with, as far as this reader can see them."""
    role = relationships.role_in(relationship, by)
    gate = gate or Gate(relationship, at)
    looked = plans.looked_last(relationship.uid)
    rows = list(rows_of(relationship).exclude(state=SessionState.CALLED_OFF))
    readable = [row for row in rows if role == Role.CLIENT or gate.opens(row.aim)]
    outside = [row for row in readable if row.outside_plan and _since(row.aim, looked)]
    took_place = [row for row in rows if row.state == SessionState.TOOK_PLACE]
    met = [
        row
        for row in took_place
        if looked is None or (row.state_at is not None and row.state_at > looked)
    ]
    retired = plans.goals_retired(relationship.uid)
    asking = [row for row in readable if _asks(row, retired)]
    opened = _Reader(relationship, by=by, at=at, keyring=keyring, gate=gate).read(asking)
    return Raised(
        plan_may_have_changed=policy.asks_about_plan(len(outside)),
        time_for_a_look=policy.asks_for_a_look(len(met), every=gate.sessions_between_looks),
        still_wanted=[each for each in opened if each.asks_still_wanted],
        time_to_decide=gate.is_tried_out(took_place),
    )


def _since(aim: SessionWords | None, looked: datetime | None) -> bool:
    return aim is not None and (looked is None or aim.written_at > looked)


def hanging_on(
    relationship: relationships.Relationship, goal_uid: UUID, by: HasUid, at: datetime
) -> list[plans.Hanging]:
    """Give the sessions whose aim this reader can read hangs on a goal; for the plan's own page."""
    role = relationships.role_in(relationship, by)
    gate = Gate(relationship, at)
    retired = plans.goals_retired(relationship.uid)
    return [
        plans.Hanging(
            reverse("sessions:session", args=[relationship.uid, row.uid]),
            row.on_day,
            _asks(row, retired),
        )
        for row in rows_of(relationship).filter(goal_uid=goal_uid)
        if row.state != SessionState.CALLED_OFF
        if role == Role.CLIENT or gate.opens(row.aim)
    ]


def copy_for(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Iterator[dict[str, Any]]:
    """Give each session as this person may read it, as plain values, for a copy to keep.

    Challenge cards are in no copy: they are for one session, and nobody keeps them (S2.2).
    """
    relationships.role_in(relationship, by)
    rows = list(rows_of(relationship).order_by("on_day", "uid"))
    reader = _Reader(relationship, by=by, at=at, keyring=keyring, code=verbs.COPIED)
    for each in reader.read(rows):
        yield {
            "uid": str(each.uid),
            "on_day": each.on_day.isoformat(),
            "starts_at": each.starts_at.isoformat() if each.starts_at else None,
            "zone": each.zone,
            "lasts": each.lasts,
            "short_notice_by": each.short_by or None,
            "let_be_at": each.waived_at.isoformat() if each.waived_at else None,
            "state": each.state.value,
            "aim": each.aim.payload if each.aim else None,
            "aim_at": each.aim_at.isoformat() if each.aim_at else None,
            "minutes": each.minutes,
            "recording": each.recording,
            "goal": each.goal,
            "outside_plan": each.outside,
            "added": each.added,
            "agreed": each.is_agreed,
            "end": each.end,
        }


def _of(goals: Mapping[UUID, plans.OpenGoal], uid: UUID | None) -> plans.OpenGoal | None:
    return goals.get(uid) if uid else None


def _asks(row: CoachingSession, retired: Mapping[UUID, datetime]) -> bool:
    return policy.asks_still_wanted(
        state=row.state,
        spoken=row.aim_id is not None,
        retired_at=retired.get(row.goal_uid) if row.goal_uid else None,
        still_wanted_at=row.still_wanted_at,
    )


@dataclass
class _Reader:
    """Opens sessions of one relationship for one reader, under one line of the ledger."""

    relationship: relationships.Relationship
    by: HasUid = field(kw_only=True)
    at: datetime = field(kw_only=True)
    keyring: vault.Keyring = field(kw_only=True)
    gate: Gate | None = field(default=None, kw_only=True)
    code: str = field(default=verbs.READ, kw_only=True)

    def __repr__(self) -> str:
        return f"_Reader({self.relationship.uid})"

    def read(self, rows: Sequence[CoachingSession]) -> list[OpenSession]:
        """Open them, in the order given. Writes nothing down where there are no words to open."""
        if not rows:
            return []
        gate = self.gate or Gate(self.relationship, self.at)
        self.is_client = self.by.uid == self.relationship.client_uid
        spoken = [row for row in rows if self.is_client or gate.opens(row.aim)]
        self._open_all(rows, self._cards(rows, gate), gate)
        serves = {row.goal_uid for row in spoken if row.goal_uid}
        asked: dict[str, Any] = {"by": self.by, "at": self.at, "keyring": self.keyring}
        goals = plans.goal_titles(self.relationship, serves, **asked)
        retired = plans.goals_retired(self.relationship.uid) if goals else {}
        return [
            self._session(row, _of(goals, row.goal_uid), retired, opened=gate.opens(row.aim))
            if row in spoken
            else self._unspoken(row)
            for row in rows
        ]

    def _cards(self, rows: Sequence[CoachingSession], gate: Gate) -> list[ChallengeCard]:
        """Give the cards that show now: to the client, and to a coach whom a term lets read them."""
        states = {row.uid: row.state for row in rows if row.state == SessionState.PLANNED}
        if not states:
            return []
        return [
            card
            for card in ChallengeCard.objects.filter(session__in=states)
            if policy.card_shows(state=states[card.session_id], over_at=card.over_at, at=self.at)
            and (self.is_client or gate.opens(card))
        ]

    def _open_all(
        self, rows: Sequence[CoachingSession], cards: Sequence[ChallengeCard], gate: Gate
    ) -> None:
        """Open every word of these that this reader may, once that is written down."""
        words = {row.uid: self._readable(row, gate) for row in rows}
        records: list[SessionWords | ChallengeCard] = [
            *(each for found in words.values() for each in found),
            *cards,
        ]
        self.said: dict[UUID, dict[str, Any]] = {}
        self.levels: dict[UUID, Challenge] = {}
        if not records:
            return
        witness = ledger.witness(
            self.code,
            stream=self.relationship.uid,
            by=self.by,
            at=self.at,
            about=self.relationship.client_uid or self.by.uid,
            covers=[record.uid for record in records],
            count=max(1, sum(bool(found) for found in words.values())),
            thing=(verbs.SESSION, rows[0].uid) if len(rows) == 1 else None,
        )
        opened = {
            record.uid: vault.unseal(record, keyring=self.keyring, witness=witness)
            for record in records
        }
        self.said |= opened
        self.levels |= {card.session_id: Challenge(opened[card.uid]["level"]) for card in cards}

    def _readable(self, row: CoachingSession, gate: Gate) -> list[SessionWords]:
        """Give the words of a session this reader may open; one's own always."""
        found = [words for words in (row.aim, row.added, row.end) if words is not None]
        return [
            words
            for words in found
            if self.is_client or words.author_uid == self.by.uid or gate.opens(words)
        ]

    def _words(self, uid: UUID | None) -> str:
        """Give opened words; empty for none, and for those this reader may not open."""
        words: str = self.said.get(uid, {}).get("words", "") if uid else ""
        return words

    def _session(
        self,
        row: CoachingSession,
        goal: plans.OpenGoal | None,
        retired: Mapping[UUID, datetime],
        *,
        opened: bool,
    ) -> OpenSession:
        mine, theirs = (
            (row.client_yes, row.coach_yes) if self.is_client else (row.coach_yes, row.client_yes)
        )
        return OpenSession(
            **_clear_part(row),
            standing=policy.standing(
                round_=row.round, coach_yes=row.coach_yes, client_yes=row.client_yes
            ),
            i_said_yes=bool(row.round) and mine == row.round,
            they_said_yes=bool(row.round) and theirs == row.round,
            aim=aim_from(self.said[row.aim.uid]) if row.aim else None,
            aim_at=row.aim.written_at if row.aim else None,
            is_open_to_coach=opened,
            minutes=row.minutes,
            recording=row.recording,
            added=self._words(row.added_id),
            end=self._words(row.end_id),
            card=self.levels.get(row.uid),
            goal_uid=row.goal_uid if goal else None,
            goal=goal.said.words if goal else "",
            goal_is_retired=goal is not None and not goal.is_open,
            outside=row.outside_plan,
            asks_still_wanted=goal is not None and _asks(row, retired),
        )

    def _unspoken(self, row: CoachingSession) -> OpenSession:
        """Give a session to a coach who can't read its aim: just as if there were none."""
        return OpenSession(
            **_clear_part(row),
            standing=Standing.UNSPOKEN,
            i_said_yes=False,
            they_said_yes=False,
            aim=None,
            aim_at=None,
            is_open_to_coach=False,
            minutes=None,
            recording="",
            added=self._words(row.added_id),
            end=self._words(row.end_id),
            card=self.levels.get(row.uid),
            goal_uid=None,
            goal="",
            goal_is_retired=False,
            outside=False,
            asks_still_wanted=False,
        )


def _clear_part(row: CoachingSession) -> dict[str, Any]:
    clear = {name: getattr(row, name) for name in _CLEAR}
    return clear | {"state": SessionState(row.state)}
