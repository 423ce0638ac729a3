"""Django's handle on the bridge."""

from django.apps import AppConfig


class BridgeConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.bridge"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.bridge import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
