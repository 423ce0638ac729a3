"""How the pages that meet domains say what is the same everywhere: roles, and how a seat stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from goldenthread.core.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SEATS: dict[str, _StrPromise] = {
    Role.SPONSOR: _("Sponsor"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.INTERPRETER: _("Interpreter"),
    Role.ASSISTANT: _("Assistant"),
    Role.TRUSTEE: _("Continuity trustee"),
    Role.SECOND_TRUSTEE: _("Second trustee"),
}

WHAT_FOR: dict[str, _StrPromise] = {
    Role.SPONSOR: _("Pays for the coaching, or asked for it."),
    Role.SUPERVISOR: _("The coach reflects on their own work with them."),
    Role.INTERPRETER: _("Speaks for you both in a session."),
    Role.ASSISTANT: _("Helps with days and times."),
    Role.TRUSTEE: _("Reaches you if the coach no longer can."),
    Role.SECOND_TRUSTEE: _("The other of the two who must both say that it’s time."),
}
