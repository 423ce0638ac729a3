"""What the ledger says of people. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("people.person.registered", _("{who} came in, and chose a name and a passphrase"))
ledger.declare("people.person.renamed", _("{who} changed the name to be called by"))
ledger.declare(
    "people.person.renamed_outside",
    _("{who} changed the name that those with a seat beside {you} read"),
)
ledger.declare("people.passphrase.changed", _("{who} changed the passphrase"))
ledger.declare("people.person.manner_set", _("{who} chose how pages come to them"))
ledger.declare("people.person.moved_zone", _("{who} chose by which clocks times are shown"))
