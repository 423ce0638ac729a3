"""Django's handle on sessions."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Sessions, as Django knows them."""

    name = "goldenthread.sessions"
    label = "coaching_sessions"

    def ready(self) -> None:
        """Declare this domain's verbs to the ledger."""
        from goldenthread.sessions import verbs  # noqa: F401, PLC0415 (declared once the registry is ready)
