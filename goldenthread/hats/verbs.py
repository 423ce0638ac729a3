"""What the ledger says of hats. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("hats.role.told", _("{who} told of a new role between the two"))
ledger.declare(
    "hats.roles.read",
    _("{who} read what was told of a role between the two"),
    several=_("{who} read what was told of {count} roles between the two"),
    reading=True,
)
ledger.declare("hats.hat.worn", _("{who} said as what they come to a meeting"))
ledger.declare("hats.decision.handed_over", _("{who} handed a decision over"))
