"""What the ledger says of relationships. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("relationships.client.invited", _("{who} sent an invitation"))
ledger.declare(
    "relationships.client.invited_in_person", _("{who} wrote an invitation to hand over in person")
)
ledger.declare(
    "relationships.invitation.written_anew", _("{who} wrote new words for an invitation in person")
)
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
ledger.declare("relationships.seat.offered", _("{who} invited somebody to a seat beside the two"))
ledger.declare(
    "relationships.seat.offered_again",
    _("{who} sent the invitation to a seat beside the two again"),
)
ledger.declare(
    "relationships.seat.withdrawn", _("{who} took an invitation to a seat beside the two back")
)
ledger.declare("relationships.seat.declined", _("Someone said not now to a seat beside the two"))
ledger.declare(
    "relationships.seat.taken",
    _("{who} took a seat beside the two, and made the keys of its window"),
)
ledger.declare("relationships.seat.activated", _("{who}’s seat beside the two opened: they signed"))
ledger.declare("relationships.seat.suspended", _("{who} paused a seat beside the two"))
ledger.declare("relationships.seat.resumed", _("{who} opened a paused seat beside the two again"))
ledger.declare("relationships.seat.revoked", _("{who} closed a seat beside the two"))
ledger.declare("relationships.seat.left", _("{who} gave a seat beside the two back"))
ledger.declare("relationships.seat.ran_out", _("A seat beside the two closed: its last day passed"))
ledger.declare(
    "relationships.seat.left_behind",
    _("{who} left whoever had sent them: that seat closed, and nothing was handed over"),
)
ledger.declare(
    "relationships.seats.read", _("{who} looked at who has a seat beside the two"), reading=True
)
