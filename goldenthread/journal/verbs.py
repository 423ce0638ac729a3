"""What the journal writes in the ledger. Codes never change; sentences are shown as prose."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ENTRY, PASSAGE = "entry", "passage"

KEPT: Final = "journal.entry.kept"
CHANGED: Final = "journal.entry.changed"
DELETED: Final = "journal.entry.deleted"
SHARED: Final = "journal.passage.shared"
TAKEN_BACK: Final = "journal.passage.taken_back"
OPENED_AGAIN: Final = "journal.passage.opened_again"
ENDED: Final = "journal.passage.ended"
ANSWERED: Final = "journal.passage.answered"
LEAFED: Final = "journal.entries.opened"
OPENED: Final = "journal.entry.opened"
SEARCHED: Final = "journal.entries.searched"
READ: Final = "journal.passage.opened"
READ_AGAIN: Final = "journal.passages.opened"

ledger.declare(KEPT, _("{who} kept an entry in {your} journal"))
ledger.declare(CHANGED, _("{who} changed an entry in {your} journal"))
ledger.declare(DELETED, _("{who} deleted an entry from {your} journal"))
ledger.declare(SHARED, _("{who} shared a passage of {your} journal"))
ledger.declare(TAKEN_BACK, _("{who} took a shared passage of {your} journal back"))
ledger.declare(
    OPENED_AGAIN, _("{who} opened passages of {your} journal that had been shared before")
)
ledger.declare(ENDED, _("the time for which {you} shared a passage came to its end"))
ledger.declare(ANSWERED, _("{who} wrote beside a shared passage of {your} journal"))
ledger.declare(LEAFED, _("{who} looked through {your} journal"), reading=True)
ledger.declare(OPENED, _("{who} opened an entry in {your} journal"), reading=True)
ledger.declare(SEARCHED, _("{who} searched {your} journal"), reading=True)
ledger.declare(READ, _("{who} opened a passage that {you} shared"), reading=True)
ledger.declare(READ_AGAIN, _("{who} looked again at the passages that {you} shared"), reading=True)
