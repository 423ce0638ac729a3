"""What is kept of fees: how many sessions a package has, and invoices, sealed for the two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.core.ids import new_uid
from goldenthread.fees import states
from goldenthread.fees.states import InvoiceState
from goldenthread.vault.api import SEALED_PRIVACY, SealedRecord


class Package(models.Model):
    """So many sessions agreed at once, from a day on. Only the number: no price, and no name."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "sessions": "count",
        "since": "moment",
        "made_by": "uid",
        "made_at": "moment",
        "closed_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField(db_index=True)
    sessions = models.PositiveSmallIntegerField()
    since = models.DateField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"package {self.uid}"


class Invoice(SealedRecord):
    """A record of what is to be paid: {number, day, due, lines, currency, pay_at, note}, sealed."""

    KIND: ClassVar[str] = "fees.invoice/1"
    PRIVACY: ClassVar[dict[str, str]] = SEALED_PRIVACY | {
        "relationship_uid": "uid",
        "maker_uid": "uid",
        "made_at": "moment",
        "state": "word",
        "state_at": "moment",
    }

    relationship_uid = models.UUIDField(db_index=True)
    maker_uid = models.UUIDField()
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=states.invoice_words, default=InvoiceState.OPEN.value
    )
    state_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invoice {self.uid}"
