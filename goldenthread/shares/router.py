"""Sends the shares, and nothing else, to the second store."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

STORE = "vault"


class ShareRouter:
    """Django's database router: the app `shares` lives on the alias `vault`, everything else never does."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return STORE if model._meta.app_label == "shares" else "default"

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return self.db_for_read(model)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return (one._meta.app_label == "shares") == (other._meta.app_label == "shares")

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == STORE) == (app_label == "shares")
