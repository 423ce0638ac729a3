"""What the ledger says of the coach's practice. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

LINE: Final = "hours.line"

TAKEN_IN: Final = "practice.hours.taken_in"
WRITTEN: Final = "practice.hours.written"
CHANGED: Final = "practice.hours.changed"
DROPPED: Final = "practice.hours.dropped"
READ: Final = "practice.hours.read"
COPIED: Final = "practice.hours.copied"
LENT: Final = "practice.name.lent"
TAKEN_BACK: Final = "practice.name.taken_back"

ledger.declare(
    TAKEN_IN,
    _("{who} took a session into {your} hours log"),
    several=_("{who} took {count} sessions into {your} hours log"),
)
ledger.declare(WRITTEN, _("{who} wrote a line into {your} hours log"))
ledger.declare(CHANGED, _("{who} changed a line of {your} hours log"))
ledger.declare(DROPPED, _("{who} took a line out of {your} hours log"))
ledger.declare(READ, _("{who} read {your} hours log"), reading=True)
ledger.declare(COPIED, _("{who} took {your} hours log away as a file"), reading=True)
ledger.declare(LENT, _("{who} let {your} name stand in the coach’s hours log"))
ledger.declare(TAKEN_BACK, _("{who} took {your} name out of the coach’s hours log"))
