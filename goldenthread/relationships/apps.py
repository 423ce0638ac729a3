"""Django's handle on relationships."""

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.relationships"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.relationships import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
