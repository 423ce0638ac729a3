"""What the ledger says of gentle. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("gentle.choices.opened", _("{who} looked at how pages come to them"), reading=True)
