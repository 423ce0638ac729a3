"""Django's handle on the room."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.room"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and ask to be told of an end."""
        from goldenthread.relationships import api as relationships  # noqa: PLC0415 (as below)
        from goldenthread.room import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
        from goldenthread.room.chores import close_rooms  # noqa: PLC0415 (as above)

        relationships.when_it_ends(close_rooms)
