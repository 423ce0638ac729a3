"""What the ledger says of copies. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare(
    "bridge.copy.taken", _("{who} took a copy of everything they can read"), reading=True
)
