"""Django's handle on agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """What two people have agreed."""

    name = "goldenthread.agreements"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.agreements import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
