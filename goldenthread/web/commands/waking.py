"""Waking Django once the environment says where the house lies."""

from __future__ import annotations

import atexit

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from goldenthread.env import BadSetting
from goldenthread.web.commands.voice import UNSAFE, CannotGoOn


def wake() -> None:
    """Load the settings and every domain; raises CannotGoOn naming a setting it cannot use."""
    try:
        django.setup()
    except (BadSetting, ImproperlyConfigured) as error:
        raise CannotGoOn(str(error), UNSAFE) from error
    # However the command ends, SQLite folds its log back into the file that a backup copies.
    atexit.register(connections.close_all)
