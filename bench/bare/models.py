"""One table: what someone wrote."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A note in clear, 2 KB of it here."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    title = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Note]] = models.Manager()

    class Meta:
        app_label = "bare"
        indexes: ClassVar = [models.Index(fields=["author", "-written_at"], name="bare_newest")]

    def __str__(self) -> str:
        return f"note {self.pk}"
