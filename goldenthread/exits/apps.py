"""Django's handle on exits."""

from django.apps import AppConfig


class ExitsConfig(AppConfig):
    """Exits, as Django knows them."""

    name = "goldenthread.exits"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.exits import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
