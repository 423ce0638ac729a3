"""Django's handle on what comes after a session."""

from django.apps import AppConfig


class AfterwardsConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.afterwards"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and ask to be told of an end."""
        from goldenthread.afterwards import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
        from goldenthread.afterwards.chores import close_what_was_kept  # noqa: PLC0415 (as above)
        from goldenthread.relationships import api as relationships  # noqa: PLC0415 (as above)

        relationships.when_it_ends(close_what_was_kept)
