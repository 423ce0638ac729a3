"""The client says what a session is for, the coach adds, both say yes; the card; and at the end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.core.roles import Role
from goldenthread.ledger import api as ledger
from goldenthread.plans import api as plans
from goldenthread.relationships import api as relationships
from goldenthread.sessions import policy, verbs
from goldenthread.sessions.chores import forget_cards_that_are_over
from goldenthread.sessions.days import SomeoneSomewhere, end_for
from goldenthread.sessions.models import ChallengeCard, CoachingSession, SessionWords
from goldenthread.sessions.opened import Aim, Wishes
from goldenthread.sessions.queries import Gate
from goldenthread.sessions.states import Challenge, Part, Recording
from goldenthread.sessions.steps import WordedElsewhere, line_of, locked
from goldenthread.vault import api as vault


@transaction.atomic
def say_what_for(
    relationship: relationships.Relationship,
    uid: UUID,
    aim: Aim,
    wishes: Wishes,
    *,
    seen: int,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> CoachingSession:
    """Say, as the client, what a session is for; the coach's yes is asked for anew (S4.10).

    Sealed for both where a term lets the coach read it, else for the client alone (V0).
    `seen` is the round on the screen: raises WordedElsewhere where another stands. NotAllowed.
    """
    session = locked(relationship, uid)
    policy.may_speak(
        role=relationships.role_in(relationship, by),
        state=session.state,
        today=aim.today,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    policy.may_last(wishes.minutes).or_raise()
    if session.round != seen:
        raise WordedElsewhere
    gate = Gate(relationship, at)
    where = _where(relationship, gate)
    session.aim = _worded(session, Part.AIM, aim.payload, where, by=by, at=at, keyring=keyring)
    session.minutes = wishes.minutes
    session.recording = wishes.recording if gate.recording else Recording.UNSAID.value
    serves = wishes.goal_uid is not None and plans.has_goal(relationship.uid, wishes.goal_uid)
    session.goal_uid = wishes.goal_uid if serves else None
    session.outside_plan = wishes.outside and not serves
    session.still_wanted_at = at
    session.round += 1
    session.client_yes = session.round
    session.save()
    _record(verbs.SPOKEN, relationship, session, by=by, at=at)
    return session


@transaction.atomic
def add_to_aim(
    relationship: relationships.Relationship,
    uid: UUID,
    words: str,
    *,
    seen: int,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> CoachingSession:
    """Say, as the coach, what you'd add and what your part is; the client's yes is asked for anew.

    Empty words take back what was added. Raises NotAllowed before the client has spoken,
    WordedElsewhere where another round stands.
    """
    session = locked(relationship, uid)
    gate = Gate(relationship, at)
    policy.may_add(
        role=relationships.role_in(relationship, by),
        state=session.state,
        spoken=gate.opens(session.aim),
        opened=gate.may("write"),
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    if session.round != seen:
        raise WordedElsewhere
    session.added = _worded(
        session, Part.ADDED, {"words": words}, gate.shared, by=by, at=at, keyring=keyring
    )
    session.round += 1
    session.coach_yes = session.round
    session.save()
    _record(verbs.ADDED, relationship, session, by=by, at=at)
    return session


@transaction.atomic
def agree_to_aim(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    seen: int,
    by: SomeoneSomewhere,
    at: datetime,
) -> CoachingSession:
    """Say yes to all that stands for a session, as it was `seen`. Twice changes nothing. NotAllowed."""
    role = relationships.role_in(relationship, by)
    session = locked(relationship, uid)
    spoken = session.aim_id is not None
    if role == Role.COACH:
        spoken = Gate(relationship, at).opens(session.aim)
    policy.may_agree(
        role=role,
        state=session.state,
        seen=seen,
        stands=session.round,
        spoken=spoken,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    yes = "coach_yes" if role == Role.COACH else "client_yes"
    if getattr(session, yes) == session.round:
        return session
    setattr(session, yes, session.round)
    session.save(update_fields=[yes])
    _record(verbs.AGREED, relationship, session, by=by, at=at)
    return session


@transaction.atomic
def set_card(
    relationship: relationships.Relationship,
    uid: UUID,
    level: Challenge | None,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> CoachingSession:
    """Set the challenge card for one session, or take it back with None. The one before is gone (S2.2)."""
    session = locked(relationship, uid)
    over_at = end_for(by, session.on_day, session.starts_at, session.minutes or session.lasts)
    policy.may_set_card(
        role=relationships.role_in(relationship, by),
        state=session.state,
        over=at >= over_at,
        going_on=relationships.is_going_on(relationship.uid),
    ).or_raise()
    forget_cards_that_are_over(at)
    ChallengeCard.objects.filter(session=session).delete()
    if level is not None:
        where = _where(relationship, Gate(relationship, at))
        card = ChallengeCard(session=session, compartment=where, written_at=at, over_at=over_at)
        vault.seal(card, {"level": level.value}, keyring=keyring)
        card.save(force_insert=True)
    _record(verbs.CARD_SET if level else verbs.CARD_TAKEN, relationship, session, by=by, at=at)
    return session


@transaction.atomic
def say_whether(
    relationship: relationships.Relationship,
    uid: UUID,
    words: str,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> CoachingSession:
    """Say, as the client, whether a session was what it was for. Empty words take that back. NotAllowed."""
    session = locked(relationship, uid)
    policy.may_say_whether(
        role=relationships.role_in(relationship, by), state=session.state
    ).or_raise()
    where = _where(relationship, Gate(relationship, at))
    session.end = _worded(session, Part.END, {"words": words}, where, by=by, at=at, keyring=keyring)
    session.save(update_fields=["end"])
    _record(verbs.ENDED, relationship, session, by=by, at=at)
    return session


@transaction.atomic
def keep_wanting(
    relationship: relationships.Relationship, uid: UUID, *, by: SomeoneSomewhere, at: datetime
) -> CoachingSession:
    """Say, as the client, that an aim is still wanted though the goal it hung on was laid down."""
    session = locked(relationship, uid)
    retired = plans.goals_retired(relationship.uid)
    asked = policy.asks_still_wanted(
        state=session.state,
        spoken=session.aim_id is not None,
        retired_at=retired.get(session.goal_uid) if session.goal_uid else None,
        still_wanted_at=session.still_wanted_at,
    )
    role = relationships.role_in(relationship, by)
    policy.may_keep_wanting(role=role, asked=asked).or_raise()
    session.still_wanted_at = at
    session.save(update_fields=["still_wanted_at"])
    _record(verbs.STILL_WANTED, relationship, session, by=by, at=at)
    return session


def _where(relationship: relationships.Relationship, gate: Gate) -> vault.Compartment:
    """Give where a client's words go: shared while a term lets the coach read them, else their own."""
    if gate.may():
        return gate.shared
    return vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)


def _worded(
    session: CoachingSession,
    part: Part,
    payload: dict[str, str],
    where: vault.Compartment,
    *,
    by: SomeoneSomewhere,
    at: datetime,
    keyring: vault.Keyring,
) -> SessionWords:
    words = SessionWords(
        session_uid=session.uid,
        part=part.value,
        compartment=where,
        author_uid=by.uid,
        written_at=at,
    )
    vault.seal(words, payload, keyring=keyring)
    words.save(force_insert=True)
    return words


def _record(
    code: str,
    relationship: relationships.Relationship,
    session: CoachingSession,
    *,
    by: SomeoneSomewhere,
    at: datetime,
) -> None:
    ledger.record(**line_of(code, relationship, session, by=by, at=at))
