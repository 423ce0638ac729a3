"""What the ledger says of the diary. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

HOURS_KEPT: Final = "diary.hours.kept"
RULES_KEPT: Final = "diary.rules.kept"
DAYS_KEPT: Final = "diary.days.kept"
DAYS_FORGOTTEN: Final = "diary.days.forgotten"
KIND_KEPT: Final = "diary.kind.kept"
KIND_OFFERED: Final = "diary.kind.offered"
KIND_RESTED: Final = "diary.kind.rested"
KIND_MOVED: Final = "diary.kind.moved"

ledger.declare(HOURS_KEPT, _("{who} changed the hours of {your} diary"))
ledger.declare(RULES_KEPT, _("{who} changed the rules of {your} diary"))
ledger.declare(DAYS_KEPT, _("{who} put days that aren’t as every week into {your} diary"))
ledger.declare(DAYS_FORGOTTEN, _("{who} took days that weren’t as every week out of {your} diary"))
ledger.declare(KIND_KEPT, _("{who} kept a kind of session in {your} diary"))
ledger.declare(KIND_OFFERED, _("{who} offered a kind of session in {your} diary"))
ledger.declare(KIND_RESTED, _("{who} stopped offering a kind of session in {your} diary"))
ledger.declare(KIND_MOVED, _("{who} put the kinds of session in {your} diary in another order"))
