"""Django's handle on commitments."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.commitments"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.commitments import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
