"""Django's handle on swaps."""

from django.apps import AppConfig


class SwapsConfig(AppConfig):
    """Swaps, as Django knows them."""

    name = "goldenthread.swaps"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and the kinds of swap that are its own."""
        from goldenthread.swaps import own_kinds, verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
