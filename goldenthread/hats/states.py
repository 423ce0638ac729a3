"""The words of hats: other roles, hats, decisions. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _


class OtherRole(StrEnum):
    """What else somebody can be to somebody (A20, S1.13)."""

    MANAGER = "manager"
    FRIEND = "friend"
    FAMILY = "family"
    SAME_EMPLOYER = "same_employer"
    SUPPLIER = "supplier"
    SOCIAL_MEDIA = "social_media"
    OTHER = "other"


class Hat(StrEnum):
    """As what somebody comes to a meeting who is both (A30)."""

    COACH = "coach"
    MANAGER = "manager"


class Decision(StrEnum):
    """What a coach may hold a part of by A23, and hand over. The ending and the sponsor's text never are."""

    TOPIC = "topic"
    PACE = "pace"
    AGENDA = "agenda"
    PROMPTS = "prompts"


OTHER_ROLES: Final = {
    OtherRole.MANAGER: _("One of you manages the other"),
    OtherRole.FRIEND: _("Friends"),
    OtherRole.FAMILY: _("Family"),
    OtherRole.SAME_EMPLOYER: _("The same organisation"),
    OtherRole.SUPPLIER: _("One of you buys from the other"),
    OtherRole.SOCIAL_MEDIA: _("Connected on social media"),
    OtherRole.OTHER: _("Something else"),
}
HATS: Final = {Hat.COACH: _("Coach"), Hat.MANAGER: _("Manager")}
DECISIONS: Final = {
    Decision.TOPIC: _("What you talk about"),
    Decision.PACE: _("How fast it goes"),
    Decision.AGENDA: _("What a session is for"),
    Decision.PROMPTS: _("Which questions are written out"),
}


def role_words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new word makes no migration."""
    return [(role.value, role.value) for role in OtherRole]


def hat_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(hat.value, hat.value) for hat in Hat]


def decision_words() -> list[tuple[str, str]]:
    """For `choices=`."""
    return [(decision.value, decision.value) for decision in Decision]
