"""Sends the shares, and nothing else, to the second store."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

STORE = "vault"


class ShareRouter:
    """Django's database router: the app `shares` lives on the alias `vault`, everything else never does."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        return STORE if _is_share(model) else "default"

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:
        return self.db_for_read(model)

    def allow_relation(self, one: Model, other: Model, **_hints: Any) -> bool:
        return _is_share(type(one)) == _is_share(type(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return (db == STORE) == (app_label == "shares")


def _is_share(model: type[Model]) -> bool:
    return model._meta.app_label == "shares"  # noqa: SLF001 (Django's public name for it)
