"""Django's handle on gentle."""

from django.apps import AppConfig


class GentleConfig(AppConfig):
    """Gentle, as Django knows them."""

    name = "goldenthread.gentle"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.gentle import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
