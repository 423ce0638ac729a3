"""Django's handle on introductions."""

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    """Introductions, as Django knows them."""

    name = "goldenthread.introductions"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.introductions import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
