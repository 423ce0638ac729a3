"""Django's handle on sessions."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Sessions, as Django knows them."""

    name = "goldenthread.sessions"
    label = "coaching_sessions"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger, and tell rooms below what only this one knows."""
        # Declared, and imported, once the registry is ready.
        from goldenthread.plans import api as plans  # noqa: PLC0415
        from goldenthread.relationships import api as relationships  # noqa: PLC0415
        from goldenthread.sessions import ahead, changes, chores, queries, verbs  # noqa: F401, PLC0415
        from goldenthread.sessions.attendance import chores as attendance_chores  # noqa: PLC0415
        from goldenthread.sharing import api as sharing  # noqa: PLC0415

        plans.say_what_hangs_with(queries.hanging_on)
        sharing.count_sessions_with(ahead.count_took_place)
        sharing.plan_sessions_with(ahead.moments_ahead)
        changes.when_times_change(attendance_chores.forget_times_of_what_moved)
        relationships.when_it_ends(chores.give_times_back)
