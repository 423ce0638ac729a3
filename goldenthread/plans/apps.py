"""Django's handle on plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, as Django knows them."""

    name = "goldenthread.plans"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.plans import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
