"""What the ledger says of letters. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("courier.letters.turned_off", _("{who} turned off letters about something new"))
ledger.declare("courier.letters.turned_on", _("{who} turned on letters about something new"))
