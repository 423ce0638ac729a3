"""Django's handle on fees."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.fees"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.fees import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
