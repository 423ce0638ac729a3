"""Django's handle on the shares."""

from django.apps import AppConfig


class SharesConfig(AppConfig):
    """Names the app to Django."""

    name = "goldenthread.shares"
