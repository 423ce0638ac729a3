"""The door of relationships."""

from goldenthread.relationships.actions import (
    accept_invitation,
    decline_invitation,
    end_relationship,
    invite_client,
    resend_invitation,
    withdraw_invitation,
)
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.relationships.policy import may_end, may_invite, may_use
from goldenthread.relationships.queries import (
    SentInvitation,
    is_going_on,
    other_in,
    relationships_of,
    role_in,
    sent_invitations,
    the_ended,
    the_invitation,
    the_relationship,
    the_unanswered,
    the_waiting_invitation,
)
from goldenthread.relationships.telling import tell_the_other

__all__ = [
    "Invitation",
    "Relationship",
    "SentInvitation",
    "accept_invitation",
    "decline_invitation",
    "end_relationship",
    "invite_client",
    "is_going_on",
    "may_end",
    "may_invite",
    "may_use",
    "other_in",
    "relationships_of",
    "resend_invitation",
    "role_in",
    "sent_invitations",
    "tell_the_other",
    "the_ended",
    "the_invitation",
    "the_relationship",
    "the_unanswered",
    "the_waiting_invitation",
    "withdraw_invitation",
]
