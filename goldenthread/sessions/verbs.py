"""What the ledger says of sessions. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

SESSION: Final = "session"

ARRANGED: Final = "sessions.session.arranged"
MOVED: Final = "sessions.session.moved"
SPOKEN: Final = "sessions.aim.put"
ADDED: Final = "sessions.aim.added_to"
AGREED: Final = "sessions.aim.agreed"
CARD_SET: Final = "sessions.card.put"
CARD_TAKEN: Final = "sessions.card.taken_back"
TOOK_PLACE: Final = "sessions.session.took_place"
CALLED_OFF: Final = "sessions.session.called_off"
PLANNED_AGAIN: Final = "sessions.session.planned_again"
ENDED: Final = "sessions.end.put"
STILL_WANTED: Final = "sessions.aim.still_wanted"
READ: Final = "sessions.sessions.read"
COPIED: Final = "sessions.sessions.copied"

ledger.declare(ARRANGED, _("{who} put the day of a session"))
ledger.declare(MOVED, _("{who} moved a session to another day"))
ledger.declare(SPOKEN, _("{who} said what a session is for"))
ledger.declare(ADDED, _("{who} added to what a session is for"))
ledger.declare(AGREED, _("{who} said yes to what a session is for"))
ledger.declare(CARD_SET, _("{who} set the challenge card for a session"))
ledger.declare(CARD_TAKEN, _("{who} took the challenge card back"))
ledger.declare(TOOK_PLACE, _("{who} said that a session took place"))
ledger.declare(CALLED_OFF, _("{who} called a session off"))
ledger.declare(PLANNED_AGAIN, _("{who} took back what was said of a session"))
ledger.declare(ENDED, _("{who} said how a session was"))
ledger.declare(STILL_WANTED, _("{who} said that what a session is for is still wanted"))
ledger.declare(
    READ,
    _("{who} read what was agreed for a session"),
    several=_("{who} read what was agreed for {count} sessions"),
    reading=True,
)
ledger.declare(
    COPIED,
    _("{who} took a copy of what was agreed for a session"),
    several=_("{who} took a copy of what was agreed for {count} sessions"),
    reading=True,
)
