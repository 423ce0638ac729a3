"""Django's handle on sharing."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Sharing, as Django knows them."""

    name = "goldenthread.sharing"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.sharing import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
