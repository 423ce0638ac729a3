"""The smallest settings that sign someone in, guard a form and keep a row. SQLite as the house has it."""

from __future__ import annotations

import os
from pathlib import Path

from goldenthread.settings import SQLITE_PRAGMAS

FOLDER = Path(os.environ["BENCH_BARE_FOLDER"])

# Where the workers of the house's own server hear what is said live; nothing is, here.
DATA = FOLDER
SECRET_KEY = "only-for-measuring-" + "x" * 45
ALLOWED_HOSTS = ["localhost"]
DEBUG = False
USE_TZ = True
ROOT_URLCONF = "bench.bare.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "bare.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }
}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "bench.bare",
    # The house's own server hears what is said live, and knows this for it; no page here asks.
    "goldenthread.shares",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
