"""Django's settings: one file, top to bottom. What a steward may choose is read through env.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from goldenthread import env

HERE = Path(__file__).resolve().parent

# --- what the steward chooses ---------------------------------------------------------------

DATA = env.path("DATA", "./data", "The folder that holds everything this house keeps.")
SECRET_KEY = env.secret(
    "SECRET_KEY", None, "A long random text that signs forms; `serve` makes one."
)
BASE_URL = env.text(
    "BASE_URL", "http://localhost:8000", "The address people type, used in letters."
).rstrip("/")
ALLOWED_HOSTS = [
    env.host_in(BASE_URL),
    *env.words(
        "HOSTS",
        "",
        "Host names to answer to, with commas; the one in BASE_URL is always among them.",
    ),
]
PRACTICE_NAME = env.text("PRACTICE", "Golden Thread", "The name of the practice, shown at the top.")
HELP_SENTENCE = env.text(
    "HELP",
    "If you or someone near you is in danger, call 112.",
    "The sentence at every page's foot that says whom to call in danger.",
)
HELP_CONTACTS = env.listed(
    "HELP_CONTACTS",
    "",
    "Whom to turn to in a crisis, on the page behind that sentence: NAME: NUMBER, with | between.",
)
QUICK_EXIT = env.web_address(
    "QUICK_EXIT",
    "",
    "Where somebody is sent who leaves at once; a blank page of this house when there is none.",
)
JITSI = "https://meet.jit.si/"
VIDEO_URL = (
    env.web_address(
        "VIDEO_URL",
        JITSI,
        "Where sessions by video get rooms of their own: a server of Jitsi Meet, yours or another.",
    )
    or JITSI
)
HOST_IS_EMPLOYER = env.flag(
    "HOST_IS_EMPLOYER",
    default=False,
    sentence="Whether this server belongs to the employer of people who are coached here.",
)
LETTERS = env.secret("LETTERS", "console", "Where letters go: console, file:DIR, or smtp://…")
LETTERS_FROM = env.text("LETTERS_FROM", "golden-thread@localhost", "The address letters come from.")
ARGON2_COST = env.cost(
    "ARGON2", "131072/3", "The cost of a passphrase: KiB of memory, then passes."
)
IDLE_MINUTES = env.number(
    "IDLE_MINUTES", 30, "Quiet minutes after which a person is signed out.", least=1, most=240
)
LONGEST_HOURS = env.number(
    "LONGEST_HOURS", 12, "Hours after which a person signs in again in any case.", least=1, most=24
)
TRUSTED_PROXY = env.flag(
    "TRUSTED_PROXY",
    default=False,
    sentence="Whether a reverse proxy of yours sets X-Forwarded-Proto and X-Forwarded-For.",
)
_backups = env.text(
    "BACKUPS", "", "The folder backups are written to; a start is refused if a store lies in it."
)
BACKUPS = Path(_backups).expanduser().absolute() if _backups else None
CALENDARS_NEAR = env.flag(
    "CALENDARS_NEAR",
    default=False,
    sentence="Whether coaches may have calendars read from your own network, and unencrypted.",
)
GALLERY = env.flag("GALLERY", default=False, sentence="Whether /ui/ shows the component gallery.")

DEBUG = False
TASKS_RUN_AT_ONCE = env.flag(
    "LETTERS_AT_ONCE",
    default=False,
    sentence="Whether letters leave inside the request, without the worker; for trials and tests.",
)

# --- the two stores -------------------------------------------------------------------------

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"


def _database(name: str, file: Path, sentence: str) -> dict[str, Any]:
    url = env.secret(name, f"sqlite:///{quote(str(file))}", sentence)
    # The refusal leaves out the address: it may hold a password.
    refusal = env.BadSetting(
        f"{env.setting_name(name)} must be sqlite:///PATH or postgres://OWNER:PASSWORD@HOST/NAME."
    )
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise refusal
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    except ValueError:
        raise refusal from None
    if database["ENGINE"].endswith("sqlite3"):
        # Django's own, with a queue before the one who writes (decision 0022).
        database["ENGINE"] = "goldenthread.asking.queued_sqlite3"
        database["TEST"] = {"NAME": ":memory:"}
        database["CONN_MAX_AGE"] = None
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        }
    return database


DATABASES = {
    "default": _database(
        "DATABASE_URL",
        DATA / "thread" / "thread.sqlite3",
        "The database of sealed content: sqlite:///PATH or postgres://….",
    ),
    "vault": _database(
        "VAULT_DATABASE_URL",
        DATA / "vault" / "shares.sqlite3",
        "The second store, with the vault's shares: another file, or another database and owner.",
    ),
}
DATABASE_ROUTERS = ["goldenthread.shares.router.ShareRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the house ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "csp",
    "django_htmx",
    "goldenthread.ui",
    "goldenthread.shares",
    "goldenthread.ledger",
    "goldenthread.people",
    "goldenthread.live",
    "goldenthread.courier",
    "goldenthread.vault",
    "goldenthread.relationships",
    "goldenthread.swaps",
    "goldenthread.introductions",
    "goldenthread.gentle",
    "goldenthread.diary",
    "goldenthread.agreements",
    "goldenthread.hats",
    "goldenthread.sharing",
    "goldenthread.plans",
    "goldenthread.sessions",
    "goldenthread.exits",
    "goldenthread.disclosures",
    "goldenthread.promises",
    "goldenthread.journal",
    "goldenthread.commitments",
    "goldenthread.booking",
    "goldenthread.room",
    "goldenthread.afterwards",
    "goldenthread.fees",
    "goldenthread.preparation",
    "goldenthread.practice",
    "goldenthread.calendars",
    "goldenthread.bridge",
    "goldenthread.web",
]

MIDDLEWARE = [
    "goldenthread.web.middleware.Refusals",
    "django.middleware.security.SecurityMiddleware",
    "goldenthread.web.middleware.for_this_house_only",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "goldenthread.web.middleware.private_pages",
    "goldenthread.web.middleware.own_names_only",
    "goldenthread.web.middleware.one_look_at_secrets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "goldenthread.vault.telling.say_once",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goldenthread.vault.doors.open_keyring",
    "goldenthread.web.middleware.own_time",
    "goldenthread.web.middleware.shared_device",
]

ROOT_URLCONF = "goldenthread.web.urls"
WSGI_APPLICATION = "goldenthread.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
                "goldenthread.ui.context.told",
                "goldenthread.web.context.house",
            ],
        },
    },
]

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TASKS_RUN_AT_ONCE
        else "django_tasks_db.DatabaseBackend",
    }
}

# --- time and words -------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True

# --- sessions, cookies, headers -------------------------------------------------------------

SESSION_ENGINE = "goldenthread.vault.sealed_sessions"
SESSION_COOKIE_NAME = "__Host-s"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_COOKIE_NAME = "__Host-c"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "goldenthread.web.errors.stale_form"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BASE_URL.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None
CSRF_TRUSTED_ORIGINS = [BASE_URL]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, "'strict-dynamic'"],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # Leaving at once sends a form that ends at the neutral address, so that it needs no script.
        "form-action": [SELF, *env.origin_of(QUICK_EXIT)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["htmx"],
    }
}

# --- static files and uploads ---------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "staticfiles": {"BACKEND": "goldenthread.ui.storage.HouseStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# --- letters ----------------------------------------------------------------------------------

SERVER_EMAIL = DEFAULT_FROM_EMAIL = LETTERS_FROM
# Reads LETTERS when a letter leaves; tests put a box in memory in its place.
EMAIL_BACKEND = "goldenthread.courier.carriers.chosen_carrier"
ADMINS: list[tuple[str, str]] = []

# --- what is written in logs: never a body, a query string, a traceback's values -------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "goldenthread.web.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Django names the path of each 404 and 500 there; paths may hold a letter's token.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "goldenthread": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER = "goldenthread.web.logs.NothingReporter"
