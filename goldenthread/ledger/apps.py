"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Who did or read what, and when."""

    name = "goldenthread.ledger"
    label = "ledger"
    verbose_name = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
