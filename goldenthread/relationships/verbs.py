"""What the ledger says of relationships. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("relationships.client.invited", _("{who} sent an invitation"))
ledger.declare("relationships.invitation.resent", _("{who} sent the invitation again"))
ledger.declare("relationships.invitation.withdrawn", _("{who} took an invitation back"))
ledger.declare("relationships.invitation.declined", _("Someone said not now to an invitation"))
ledger.declare(
    "relationships.relationship.begun", _("{who} came in, and made the keys of the shared space")
)
ledger.declare("relationships.relationship.ended", _("{who} ended the relationship"))
ledger.declare(
    "relationships.invitations.read", _("{who} looked at {your} invitations"), reading=True
)
