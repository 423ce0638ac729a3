"""Django's handle on promises."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Promises, as Django knows them."""

    name = "goldenthread.promises"

    def ready(self) -> None:
        """Declare this domain's verbs, count what the coach can open, and hear of sessions called off."""
        # Declared, and imported, once the registry is ready.
        from goldenthread.promises import queries, short_notice, verbs  # noqa: F401, PLC0415
        from goldenthread.sessions import api as sessions  # noqa: PLC0415
        from goldenthread.sharing import api as sharing  # noqa: PLC0415

        sharing.count_for_coach_with(
            "promise", queries.count_open_to_coach, url_name="promises:list"
        )
        sessions.when_times_change(short_notice.hear)
        sessions.when_notice_is_waived(short_notice.hear_waiver)
