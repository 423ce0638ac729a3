"""What every invitation is made of: one link, kept as a hash, that works once and for seven days."""

from __future__ import annotations

from django.db import models

from goldenthread.relationships import states
from goldenthread.vault.api import SealedRecord


class Link(SealedRecord):
    """A link somebody was given. Whom it went to is sealed for those who sent it."""

    token_hash = models.BinaryField(unique=True)
    state = models.CharField(max_length=16, choices=states.invitation_words)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        abstract = True
