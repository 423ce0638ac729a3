"""What the ledger says of disclosures. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare(
    "disclosures.note.made",
    _("{who} noted that something was told to someone outside, on a ground both signed"),
)
ledger.declare("disclosures.note.kept_back", _("{who} wrote a note of {your} own about a case"))
ledger.declare(
    "disclosures.note.looked_at_again", _("{who} decided again about a note of {your} own")
)
ledger.declare(
    "disclosures.note.told",
    _("{who} let {you} read a note, kept back until then, about something told outside"),
)
ledger.declare(
    "disclosures.notes.opened", _("{who} opened what was told to someone outside"), reading=True
)
ledger.declare(
    "disclosures.kept_back.opened", _("{who} opened notes of {your} own about a case"), reading=True
)
ledger.declare(
    "disclosures.copy.taken", _("{who} took a copy of what was told outside"), reading=True
)
