"""Django's handle on what is live."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.live"
