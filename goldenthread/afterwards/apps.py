"""Django's handle on what comes after a session."""

from django.apps import AppConfig


class AfterwardsConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.afterwards"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.afterwards import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
