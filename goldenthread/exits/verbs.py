"""What the ledger says of exits. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("exits.leaving.begun", _("{who} set the day on which what both wrote is erased"))
ledger.declare("exits.erasure.asked", _("{who} asked for everything to be erased sooner"))
ledger.declare("exits.erasure.reconsidered", _("{who} put the erasure back to its first day"))
ledger.declare("exits.relationship.erased", _("{who} erased what both wrote"))
