"""The ui app: static files, templates and template tags, no models."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Common ground of every page; declares nothing."""

    name = "goldenthread.ui"
    label = "ui"
