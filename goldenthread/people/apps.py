"""Django's handle on people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.people"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.people import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
