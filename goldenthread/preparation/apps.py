"""Django's handle on what comes before a session."""

from django.apps import AppConfig


class PreparationConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.preparation"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and hear when a session's time changes."""
        # Imported once the registry is ready.
        from goldenthread.preparation import reminding, verbs  # noqa: F401, PLC0415
        from goldenthread.sessions import api as sessions  # noqa: PLC0415

        sessions.when_times_change(reminding.hear)
