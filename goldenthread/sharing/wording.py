"""What roles, parts and lists are called on screen, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.roles import Role
from goldenthread.sharing.policy import WRITES
from goldenthread.sharing.states import HopePart, ReleaseState

ROLE_NAMES: dict[Role, Any] = {
    Role.COACH: gettext_lazy("coach"),
    Role.CLIENT: gettext_lazy("client"),
    Role.SPONSOR: gettext_lazy("sponsor"),
    Role.SUPERVISOR: gettext_lazy("supervisor"),
    Role.INTERPRETER: gettext_lazy("interpreter"),
    Role.ASSISTANT: gettext_lazy("assistant"),
    Role.TRUSTEE: gettext_lazy("trustee"),
    Role.SECOND_TRUSTEE: gettext_lazy("second trustee"),
}

PART_NAMES: dict[HopePart, Any] = {
    HopePart.HOPE: gettext_lazy("What I hope for"),
    HopePart.EVIDENCE: gettext_lazy("What I’d notice"),
    HopePart.HELP: gettext_lazy("What I’ll do myself to help"),
    HopePart.ANSWER: gettext_lazy("An answer"),
    HopePart.NOT_REPORTED: gettext_lazy("What won’t be reported"),
}

RELEASE_STATES: dict[ReleaseState, Any] = {
    ReleaseState.DRAFTED: gettext_lazy("A draft. Nobody outside can read it"),
    ReleaseState.APPROVED_BY_CLIENT: gettext_lazy("It waits for the coach’s yes"),
    ReleaseState.APPROVED_BY_COACH: gettext_lazy("It waits for the client’s yes"),
    ReleaseState.OPEN: gettext_lazy("Open to its reader"),
    ReleaseState.WITHDRAWN: gettext_lazy("Withdrawn. Its reader can’t open it any more"),
    ReleaseState.EXPIRED: gettext_lazy(
        "Its last day has passed. Its reader can’t open it any more"
    ),
}


def stands(state: ReleaseState, *, readable: bool) -> str:
    """Say how a text stands. Released isn't open: a clause closed or a seat paused shuts it at once."""
    if state == ReleaseState.OPEN and not readable:
        return _("Released. Nothing opens it to its reader now")
    return str(RELEASE_STATES[state])


def role_name(role: Role) -> str:
    """Give what a role is called."""
    return str(ROLE_NAMES[role])


def parts_for(role: Role) -> Sequence[tuple[HopePart, Any]]:
    """Give the parts of the room of three that a role writes, with what each is called."""
    return [(part, PART_NAMES[part]) for part in HopePart if role in WRITES[part]]
