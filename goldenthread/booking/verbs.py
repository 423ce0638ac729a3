"""What the ledger says of booking. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

WAITING: Final = "booking.waiting"
LINK: Final = "booking.link"

WAITED: Final = "booking.waiting.begun"
WAITED_NO_MORE: Final = "booking.waiting.ended"
HANDED_OUT: Final = "booking.link.made"
TAKEN_BACK: Final = "booking.link.taken_back"
SENT: Final = "booking.link.sent"

ledger.declare(WAITED, _("{who} began to wait for a slot"))
ledger.declare(WAITED_NO_MORE, _("{who} stopped waiting for a slot"))
ledger.declare(HANDED_OUT, _("{who} made a link for {your} assistant"))
ledger.declare(TAKEN_BACK, _("{who} took back a link that was made for {your} assistant"))
ledger.declare(SENT, _("{who} had a link to a session’s time sent by letter"))
