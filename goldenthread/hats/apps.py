"""Django's handle on hats."""

from django.apps import AppConfig


class HatsConfig(AppConfig):
    """Hats, as Django knows them."""

    name = "goldenthread.hats"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.hats import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
