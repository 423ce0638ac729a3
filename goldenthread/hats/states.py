"""The words of hats: other roles, hats, decisions. Pure."""

from __future__ import annotations

from enum import StrEnum


class OtherRole(StrEnum):
    """What else somebody can be to somebody (A20, S1.13)."""

    LINE_MANAGER = "manager"
    FRIEND = "friend"
    FAMILY = "family"
    SAME_EMPLOYER = "same_employer"
    SUPPLIER = "supplier"
    SOCIAL_MEDIA = "social_media"
    OTHER = "other"


class Hat(StrEnum):
    """As what somebody comes to a meeting who is both (A30)."""

    COACH = "coach"
    LINE_MANAGER = "manager"


class Decision(StrEnum):
    """What a coach may hold a part of by A23, and hand over. The ending and the sponsor's text never are."""

    TOPIC = "topic"
    PACE = "pace"
    AGENDA = "agenda"
    PROMPTS = "prompts"


def hat_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(hat.value, hat.value) for hat in Hat]


def decision_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(decision.value, decision.value) for decision in Decision]
