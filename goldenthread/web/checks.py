"""Looks at the settings, the files, the process and the stores, and asks the rules of safety/."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import InterfaceError

from goldenthread.agreements import api as agreements
from goldenthread.core import clock
from goldenthread.shares import api as shares
from goldenthread.vault import api as vault
from goldenthread.web import machine
from goldenthread.web.commands import process
from goldenthread.web.safety import (
    Choices,
    Fault,
    Place,
    StoreChoice,
    Surroundings,
    faults_of_choices,
    faults_of_surroundings,
)

TAG = "goldenthread"
STORES = ("default", shares.STORE)


@checks.register(TAG, deploy=True)
def safe_to_open(**_asked: Any) -> list[checks.CheckMessage]:
    """Tell Django's `check --deploy` what `goldenthread check` tells."""
    return [
        (checks.Error if fault.grave else checks.Warning)(
            fault.sentence, hint=fault.hint, id=fault.id
        )
        for fault in faults_of_house()
    ]


def faults_of_settings() -> list[Fault]:
    """Give what is unsafe in the settings alone; touches no file and no store."""
    return faults_of_choices(choices())


def faults_of_house() -> list[Fault]:
    """Give everything unsafe: settings, files, process, machine, stores."""
    return faults_of_settings() + faults_of_surroundings(surroundings())


def choices() -> Choices:
    """Gather what the steward chose."""
    memory_kib, passes = settings.ARGON2_COST
    secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    return Choices(
        debug=settings.DEBUG,
        secret_key=settings.SECRET_KEY,
        allowed_hosts=tuple(settings.ALLOWED_HOSTS),
        base_url=settings.BASE_URL,
        trusts_proxy=settings.TRUSTED_PROXY,
        proxy_header=settings.SECURE_PROXY_SSL_HEADER,
        argon2_kib=memory_kib,
        argon2_passes=passes,
        letters=settings.LETTERS,
        letters_from=settings.LETTERS_FROM,
        content=_store("default"),
        vault=_store(shares.STORE),
        data=settings.DATA,
        static=Path(settings.STATIC_ROOT),
        backups=settings.BACKUPS,
        secure_cookies=secure and settings.SESSION_COOKIE_HTTPONLY,
        cookie_names=(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME),
        policy=_policy(),
    )


def surroundings() -> Surroundings:
    """Look at the files, the process, the machine and the stores, as they are now."""
    unreachable = tuple(alias for alias in STORES if not _answers(alias))
    unmigrated = () if unreachable else tuple(alias for alias in STORES if _is_behind(alias))
    ready = not unreachable and not unmigrated
    return Surroundings(
        account=os.geteuid(),
        umask=machine.umask(),
        core_limit=process.core_limit(),
        is_dumpable=process.is_dumpable(),
        plain_swap=machine.has_plain_swap(),
        has_time_zones=_has_time_zones(),
        now=clock.now(),
        free_bytes=shutil.disk_usage(settings.DATA).free,
        has_static=_has_static(),
        private_files=tuple(_places(_private_files())),
        private_folders=tuple(_places(_private_folders())),
        data=machine.place(settings.DATA),
        secure_delete=_pragmas("secure_delete", {1}) if ready else {},
        synchronous=_pragmas("synchronous", {2, 3}) if ready else {},
        unreachable=unreachable,
        unmigrated=unmigrated,
        is_founded=_is_founded() if ready else None,
        is_same_house=_is_same_house() if ready else None,
        unknown_terms=agreements.unknown_terms() if ready else None,
    )


def _store(alias: str) -> StoreChoice:
    chosen = settings.DATABASES[alias]
    if chosen["ENGINE"].endswith("sqlite3"):
        in_memory = "memory" in str(chosen["NAME"])
        name = str(chosen["NAME"])
        return StoreChoice(engine="sqlite", file=None if in_memory else Path(name), name=name)
    return StoreChoice(
        engine="postgresql",
        host=str(chosen.get("HOST") or ""),
        port=str(chosen.get("PORT") or "5432"),
        name=str(chosen["NAME"]),
        owner=str(chosen.get("USER") or ""),
        sslmode=str(chosen.get("OPTIONS", {}).get("sslmode", "")),
    )


def _policy() -> dict[str, list[str]]:
    given: dict[str, Any] = settings.CONTENT_SECURITY_POLICY
    return {
        name: [str(source) for source in sources] for name, sources in given["DIRECTIVES"].items()
    }


def _private_files() -> list[Path]:
    files = [store.file for store in (_store(alias) for alias in STORES) if store.file]
    beside = [Path(f"{file}{end}") for file in files for end in ("-wal", "-shm")]
    secrets = settings.DATA / "secrets"
    return [*files, *beside, *(secrets.iterdir() if secrets.is_dir() else ())]


def _private_folders() -> list[Path]:
    files = [store.file for store in (_store(alias) for alias in STORES) if store.file]
    return [*(file.parent for file in files), settings.DATA / "secrets"]


def _places(paths: list[Path]) -> list[Place]:
    return [place for place in map(machine.place, paths) if place]


def _answers(alias: str) -> bool:
    file = _store(alias).file
    if file and not file.exists():
        return False
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def _is_behind(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _pragmas(name: str, good: set[int]) -> dict[str, bool]:
    answers = {}
    for alias in STORES:
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute(f"PRAGMA {name}")
                answers[alias] = cursor.fetchone()[0] in good
    return answers


def _is_founded() -> bool:
    try:
        shares.secrets()
    except shares.StoreMissing:
        return False
    return True


def _is_same_house() -> bool | None:
    try:
        vault.check_same_house()
    except shares.StoreMissing:
        return None
    except vault.AnotherHouse:
        return False
    return True


def _has_time_zones() -> bool:
    try:
        return bool(ZoneInfo("Europe/Berlin"))
    except ZoneInfoNotFoundError:
        return False


def _has_static() -> bool:
    try:
        listed = json.loads((Path(settings.STATIC_ROOT) / "staticfiles.json").read_text())
    except (OSError, ValueError):
        return False
    return bool(listed.get("paths"))
