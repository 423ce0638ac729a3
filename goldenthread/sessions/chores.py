"""What the house does by the clock for sessions; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from goldenthread.diary import api as diary
from goldenthread.relationships import api as relationships
from goldenthread.sessions.models import ChallengeCard, CoachingSession
from goldenthread.sessions.states import SessionState


def forget_cards_that_are_over(at: datetime) -> int:
    """Delete challenge cards of sessions that are over; say how many. Nothing shows them by then."""
    gone, _kinds = ChallengeCard.objects.filter(over_at__lte=at).delete()
    return gone


def give_times_back(relationship: relationships.Relationship, at: datetime) -> None:
    """Give back the times ahead of two people who have ended: the coach's diary is free there again."""
    ahead = CoachingSession.objects.filter(
        relationship_uid=relationship.uid, state=SessionState.PLANNED, starts_at__gte=at
    )
    for uid in ahead.values_list("uid", flat=True):
        diary.give_back(uid)
