"""Django's handle on agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """What two people have agreed."""

    name = "goldenthread.agreements"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and its eight headings to those who swap."""
        from goldenthread.agreements import (  # noqa: PLC0415 (declared once the registry is ready)
            answers_apart,
            checks,  # noqa: F401
            verbs,  # noqa: F401
        )

        answers_apart.declare_kinds()
