"""Django's handle on what comes before a session."""

from django.apps import AppConfig


class PreparationConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.preparation"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.preparation import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
