"""Django's handle on calendars."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.calendars"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.calendars import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
