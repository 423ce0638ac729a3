"""Django's handle on the vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.vault"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.vault import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
