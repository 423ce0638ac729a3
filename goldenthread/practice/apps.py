"""Django's handle on the coach's practice."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.practice"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.practice import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
