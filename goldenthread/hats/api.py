"""The door of hats."""

from goldenthread.hats.actions import hand_over, tell_role, wear_hat
from goldenthread.hats.queries import (
    copy_for,
    declared_roles,
    hat_worn,
    roles_told,
    two_hats,
    who_decides,
)
from goldenthread.hats.saying import HATS
from goldenthread.hats.states import Decision, Hat, OtherRole

__all__ = [
    "HATS",
    "Decision",
    "Hat",
    "OtherRole",
    "copy_for",
    "declared_roles",
    "hand_over",
    "hat_worn",
    "roles_told",
    "tell_role",
    "two_hats",
    "wear_hat",
    "who_decides",
]
