"""Django's handle on the room."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.room"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.room import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
