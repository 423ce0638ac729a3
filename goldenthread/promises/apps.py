"""Django's handle on promises."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Promises, as Django knows them."""

    name = "goldenthread.promises"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and who counts what the coach can open."""
        # Declared, and imported, once the registry is ready.
        from goldenthread.promises import queries, verbs  # noqa: F401, PLC0415
        from goldenthread.sharing import api as sharing  # noqa: PLC0415

        sharing.count_for_coach_with(
            "promise", queries.count_open_to_coach, url_name="promises:list"
        )
