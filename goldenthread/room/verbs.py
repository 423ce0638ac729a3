"""What the ledger says of the room. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

SESSION: Final = "session"

WRITTEN: Final = "room.line.written"
WORDED: Final = "room.line.worded"
TAKEN_AWAY: Final = "room.line.taken_away"
PUT_DOWN: Final = "room.put_down.written"
HUNCH_KEPT: Final = "room.hunch.kept"
HUNCH_OFFERED: Final = "room.hunch.offered"
HUNCH_BACK: Final = "room.hunch.taken_back"
HUNCH_DROPPED: Final = "room.hunch.dropped"
HUNCH_CONFIRMED: Final = "room.hunch.confirmed"
HUNCH_LET_GO: Final = "room.hunch.let_go"
READ: Final = "room.lines.read"
OWN_READ: Final = "room.put_down.read"
COPIED: Final = "room.lines.copied"

ledger.declare(WRITTEN, _("{who} wrote a line in the room of a session"))
ledger.declare(WORDED, _("{who} worded a line of a session anew"))
ledger.declare(TAKEN_AWAY, _("{who} took a line of a session away"))
ledger.declare(PUT_DOWN, _("{who} put something down before a session"))
ledger.declare(HUNCH_KEPT, _("{who} kept a hunch, unverified"))
ledger.declare(HUNCH_OFFERED, _("{who} offered a hunch"))
ledger.declare(HUNCH_BACK, _("{who} took back a hunch that was offered"))
ledger.declare(HUNCH_DROPPED, _("{who} dropped a hunch"))
ledger.declare(HUNCH_CONFIRMED, _("{who} said yes to a hunch"))
ledger.declare(HUNCH_LET_GO, _("{who} let a hunch go"))
ledger.declare(READ, _("{who} opened the notes of a session"), reading=True)
ledger.declare(OWN_READ, _("{who} opened what they put down before a session"), reading=True)
ledger.declare(COPIED, _("{who} took a copy of the notes of sessions"), reading=True)
