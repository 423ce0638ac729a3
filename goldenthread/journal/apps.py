"""How Django meets the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal domain; its verbs are declared at start-up."""

    name = "goldenthread.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the verbs the ledger may be asked to write, and who counts what the coach can open."""
        from goldenthread.journal import verbs  # noqa: F401, PLC0415  (only after apps are loaded)
        from goldenthread.journal.queries import counting  # noqa: PLC0415 (as above)
        from goldenthread.sharing import api as sharing  # noqa: PLC0415 (as above)

        sharing.count_for_coach_with(
            "journal.passage", counting.count_open_to_coach, url_name="journal:entries"
        )
