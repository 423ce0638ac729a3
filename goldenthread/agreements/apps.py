"""Django's handle on agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """What two people have agreed."""

    name = "goldenthread.agreements"

    def ready(self) -> None:
        """Declare this domain's verbs, and its eight headings to those who swap; hold letters by its hours."""
        from goldenthread.agreements import (  # noqa: PLC0415 (declared once the registry is ready)
            answers_apart,
            checks,  # noqa: F401
            reaching,
            verbs,  # noqa: F401
        )
        from goldenthread.relationships import api as relationships  # noqa: PLC0415 (as below)

        answers_apart.declare_kinds()
        relationships.hold_letters_until(reaching.opens_next)
