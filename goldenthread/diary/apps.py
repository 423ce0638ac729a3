"""Django's handle on the diary."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.diary"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.diary import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
