"""How Django meets the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal domain; its verbs are declared at start-up."""

    name = "goldenthread.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the verbs the ledger may be asked to write."""
        from goldenthread.journal import verbs  # noqa: F401, PLC0415  (only after apps are loaded)
