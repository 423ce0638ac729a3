"""Django's handle on the courier."""

from django.apps import AppConfig


class CourierConfig(AppConfig):
    """The courier, as Django knows it."""

    name = "goldenthread.courier"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.courier import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
