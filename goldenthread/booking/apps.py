"""Django's handle on booking."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.booking"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and hear of every change of time."""
        from goldenthread.booking import hearing, verbs  # noqa: F401, PLC0415 (once the registry is ready)
