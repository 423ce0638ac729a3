"""What the ledger says of introductions. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare(
    "introductions.draft.opened",
    _("{who} opened {your} process page to change it"),
    reading=True,
)
ledger.declare("introductions.part.kept", _("{who} kept a part of {your} process page"))
ledger.declare("introductions.part.dropped", _("{who} left out a part of {your} process page"))
ledger.declare("introductions.page.published", _("{who} published how they work"))
ledger.declare("introductions.note.opened", _("{who} opened a note of {your} own"), reading=True)
ledger.declare("introductions.note.kept", _("{who} kept a note of {your} own"))
