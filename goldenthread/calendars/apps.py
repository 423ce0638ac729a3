"""Django's handle on calendars."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.calendars"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and hear of changes of time, and of ends."""
        # Declared, and imported, once the registry is ready.
        from goldenthread.calendars import letters, queries, verbs  # noqa: F401, PLC0415
        from goldenthread.relationships import api as relationships  # noqa: PLC0415
        from goldenthread.sessions import api as sessions  # noqa: PLC0415

        sessions.when_times_change(letters.tell_calendars)
        relationships.when_it_ends(letters.tell_calendars_of_end)
        sessions.say_who_declines_with(queries.says_no)
