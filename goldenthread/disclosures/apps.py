"""Django's handle on disclosures."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Disclosures, as Django knows them."""

    name = "goldenthread.disclosures"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.disclosures import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
