"""Django's handle on swaps."""

from django.apps import AppConfig


class SwapsConfig(AppConfig):
    """Swaps, as Django knows them."""

    name = "goldenthread.swaps"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.swaps import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
