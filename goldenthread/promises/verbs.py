"""What the ledger says of promises. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("promises.promise.made", _("{who} made a promise"))
ledger.declare("promises.promise.kept", _("{who} said that a promise was kept"))
ledger.declare("promises.promise.kept_late", _("{who} said that a promise was kept after its day"))
ledger.declare("promises.promise.not_kept", _("{who} said that a promise wasn’t kept"))
ledger.declare("promises.promise.reopened", _("{who} took back what was said of a promise"))
ledger.declare("promises.promise.renegotiated", _("{who} put another promise in place of one"))
ledger.declare("promises.promise.withdrawn", _("{who} withdrew a promise"))
ledger.declare(
    "promises.promises.read",
    _("{who} read a promise"),
    several=_("{who} read {count} promises"),
    reading=True,
)
ledger.declare(
    "promises.promises.copied",
    _("{who} took a copy of a promise"),
    several=_("{who} took a copy of {count} promises"),
    reading=True,
)
