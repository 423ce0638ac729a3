"""What the house does by the clock for sessions; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from goldenthread.sessions.models import ChallengeCard


def forget_cards_that_are_over(at: datetime) -> int:
    """Delete challenge cards of sessions that are over; say how many. Nothing shows them by then."""
    gone, _kinds = ChallengeCard.objects.filter(over_at__lte=at).delete()
    return gone
