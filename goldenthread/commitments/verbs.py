"""What the ledger says of commitments, in the client's own stream only. Codes never change."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

COMMITMENT: Final = "commitment"

WRITTEN: Final = "commitments.commitment.written"
REWORDED: Final = "commitments.commitment.reworded"
TICKED: Final = "commitments.commitment.ticked"
MEANT_AGAIN: Final = "commitments.commitment.meant_again"
LET_GO: Final = "commitments.commitment.let_go"
READ: Final = "commitments.commitments.read"
COPIED: Final = "commitments.commitments.copied"

ledger.declare(WRITTEN, _("{who} wrote down something to do, for themselves"))
ledger.declare(REWORDED, _("{who} reworded something of {your} own to do"))
ledger.declare(TICKED, _("{who} ticked something of {your} own to do"))
ledger.declare(MEANT_AGAIN, _("{who} took a tick of {your} own back"))
ledger.declare(LET_GO, _("{who} let go of something they meant to do"))
ledger.declare(
    READ,
    _("{who} read something of {your} own to do"),
    several=_("{who} read {count} things of {your} own to do"),
    reading=True,
)
ledger.declare(
    COPIED,
    _("{who} took a copy of something of {your} own to do"),
    several=_("{who} took a copy of {count} things of {your} own to do"),
    reading=True,
)
