"""Django's handle on the shares."""

from django.apps import AppConfig


class SharesConfig(AppConfig):
    name = "goldenthread.shares"
