"""What the ledger says of what comes before a session. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

SESSION: Final = "session"

WRITTEN: Final = "preparation.sentence.written"
WRITTEN_BY_LINK: Final = "preparation.sentence.written_by_link"
TAKEN_BACK: Final = "preparation.sentence.taken_back"
READ: Final = "preparation.sentences.read"
COPIED: Final = "preparation.sentences.copied"
CHOSEN: Final = "preparation.letters.chosen"
TURNED_OFF: Final = "preparation.letters.turned_off_by_link"
ASKING_STOPPED: Final = "preparation.asking.stopped_by_link"

ledger.declare(WRITTEN, _("{who} wrote a sentence before a session"))
ledger.declare(WRITTEN_BY_LINK, _("Somebody with {your} link wrote a sentence before a session"))
ledger.declare(TAKEN_BACK, _("{who} took back the sentence before a session"))
ledger.declare(
    READ,
    _("{who} read {your} sentence before a session"),
    several=_("{who} read {your} sentences before {count} sessions"),
    reading=True,
)
ledger.declare(
    COPIED,
    _("{who} took a copy of {your} sentence before a session"),
    several=_("{who} took a copy of {your} sentences before {count} sessions"),
    reading=True,
)
ledger.declare(CHOSEN, _("{who} chose which letters to get about {your} sessions"))
ledger.declare(TURNED_OFF, _("Somebody with {your} link turned off letters about {your} sessions"))
ledger.declare(
    ASKING_STOPPED, _("Somebody with {your} link stopped the question before {your} sessions")
)
