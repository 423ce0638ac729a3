"""How other roles, hats and decisions are said on a page."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.hats.states import Decision, Hat, OtherRole

OTHER_ROLES: Final = {
    OtherRole.LINE_MANAGER: _("One of you manages the other"),
    OtherRole.FRIEND: _("Friends"),
    OtherRole.FAMILY: _("Family"),
    OtherRole.SAME_EMPLOYER: _("The same organisation"),
    OtherRole.SUPPLIER: _("One of you buys from the other"),
    OtherRole.SOCIAL_MEDIA: _("Connected on social media"),
    OtherRole.OTHER: _("Something else"),
}
HATS: Final = {Hat.COACH: _("Coach"), Hat.LINE_MANAGER: _("Manager")}
DECISIONS: Final = {
    Decision.TOPIC: _("What you talk about"),
    Decision.PACE: _("How fast it goes"),
    Decision.AGENDA: _("What a session is for"),
    Decision.PROMPTS: _("Which questions are written out"),
}
