"""Django's handle on promises."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Promises, as Django knows them."""

    name = "goldenthread.promises"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.promises import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
