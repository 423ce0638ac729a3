"""Django's handle on the web shell."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.web"

    def ready(self) -> None:
        """Register the self-checks of the configuration."""
        from goldenthread.web import checks  # noqa: F401, PLC0415 (registers on import)
