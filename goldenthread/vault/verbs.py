"""What the ledger says of keys. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("vault.keys.made", _("{who} made the keys that open {your} space"))
ledger.declare("vault.code.renewed", _("{who} was given a new recovery code"))
ledger.declare("vault.code.kept", _("{who} kept the recovery code, and typed it back"))
ledger.declare("vault.opened", _("{who} signed in"))
ledger.declare("vault.passphrase.changed", _("{who} changed what opens {your} space"))
ledger.declare("vault.recovered", _("{who} came back in with the recovery code"))
ledger.declare("vault.visits.ended", _("{who} signed out everywhere"))
