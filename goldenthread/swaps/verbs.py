"""What the ledger says of swaps. Codes never change and are never used again.

A coach's own draft is written down in the coach's own lines, so that nobody learns from the
ledger whether the other has begun; a client's stands in lines that only the client reads.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

SWAP: Final = "swap"
DRAFT: Final = "swap.draft"

DRAFT_KEPT: Final = "swaps.draft.kept"
DRAFT_PUT_AWAY: Final = "swaps.draft.put_away"
DRAFT_READ: Final = "swaps.draft.opened"
READY: Final = "swaps.half.ready"
TAKEN_BACK: Final = "swaps.half.taken_back"
OPENED: Final = "swaps.halves.let_go"
READ: Final = "swaps.halves.opened"
ADDED: Final = "swaps.addition.made"
LIKING_KEPT: Final = "swaps.liking.kept"
LIKING_TAKEN_BACK: Final = "swaps.liking.taken_back"
LIKING_READ: Final = "swaps.liking.opened"
ADJUSTED: Final = "swaps.adjustment.said"
NOTICED: Final = "swaps.adjustment.noticed"
ADJUSTMENTS_READ: Final = "swaps.adjustments.opened"
COPIED: Final = "swaps.all.copied"

ledger.declare(DRAFT_KEPT, _("{who} kept half of a swap, to go on writing"))
ledger.declare(DRAFT_PUT_AWAY, _("{who} put away half of a swap that nobody else had read"))
ledger.declare(DRAFT_READ, _("{who} opened one half of a swap"), reading=True)
ledger.declare(READY, _("{who} said that one half of a swap was ready"))
ledger.declare(TAKEN_BACK, _("{who} took back a half that was ready, before it opened"))
ledger.declare(OPENED, _("{who} was ready too, and both halves of a swap opened"))
ledger.declare(READ, _("{who} read a swap that had opened"), reading=True)
ledger.declare(ADDED, _("{who} added what they hadn’t known beneath a swap"))
ledger.declare(LIKING_KEPT, _("{who} wrote about {your} way of working"))
ledger.declare(LIKING_TAKEN_BACK, _("{who} took back what was written about {your} way of working"))
ledger.declare(LIKING_READ, _("{who} read about {your} way of working"), reading=True)
ledger.declare(COPIED, _("{who} took a copy of what was swapped"), reading=True)
ledger.declare(ADJUSTED, _("{who} said what would change in the work with {you}"))
ledger.declare(NOTICED, _("{who} said whether a change was noticed"))
ledger.declare(ADJUSTMENTS_READ, _("{who} read what would change in the work"), reading=True)
