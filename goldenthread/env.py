"""Typed readers of the environment. Every setting a steward may give passes through here, and fails loudly."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

# libsodium takes no less than this.
LEAST_MEMORY_KIB = 8


class BadSetting(Exception):
    """A setting of the environment cannot be used. The message says which and what to write instead."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its name without prefix, its default as text, and one sentence for the steward."""

    name: str
    default: str | None
    sentence: str

    @property
    def variable(self) -> str:
        """The name as written in the environment."""
        return f"GOLDENTHREAD_{self.name}"


SETTINGS: dict[str, Setting] = {}


def _declared(name: str, default: str | None, sentence: str) -> Setting:
    setting = Setting(name, default, sentence)
    SETTINGS[name] = setting
    return setting


def text(name: str, default: str | None, sentence: str) -> str:
    """Read words. With default None the variable is required; raises BadSetting when it is absent."""
    setting = _declared(name, default, sentence)
    value = os.environ.get(setting.variable, default)
    if value is None:
        raise BadSetting(f"Set {setting.variable}: {sentence}")
    return value


def flag(name: str, *, default: bool, sentence: str) -> bool:
    """Read yes or no; raises BadSetting for anything else."""
    given = text(name, "yes" if default else "no", sentence).strip().lower()
    if given in {"yes", "true", "1", "on"}:
        return True
    if given in {"no", "false", "0", "off", ""}:
        return False
    raise BadSetting(f"GOLDENTHREAD_{name} must be yes or no.")


def number(name: str, default: int, sentence: str, *, least: int, most: int) -> int:
    """Read a whole number within bounds; raises BadSetting outside them."""
    given = text(name, str(default), sentence)
    if not given.strip().isdecimal() or not least <= int(given) <= most:
        raise BadSetting(f"GOLDENTHREAD_{name} must be a whole number from {least} to {most}.")
    return int(given)


def words(name: str, default: str, sentence: str) -> list[str]:
    """Read a list of words separated by commas."""
    return [word.strip() for word in text(name, default, sentence).split(",") if word.strip()]


def listed(name: str, default: str, sentence: str) -> list[str]:
    """Read a list of sentences separated by upright bars."""
    return [each.strip() for each in text(name, default, sentence).split("|") if each.strip()]


def web_address(name: str, default: str, sentence: str) -> str:
    """Read an address such as https://example.org/page, or nothing; raises BadSetting for another."""
    given = text(name, default, sentence).strip()
    if not given:
        return ""
    try:
        there = urlsplit(given)
    except ValueError:
        there = urlsplit("")
    # What stands in a header of every answer can't hold a space or a mark that ends a directive.
    if there.scheme != "https" or not there.hostname or re.search(r"[\s;,'\"<>]", given):
        raise BadSetting(f"GOLDENTHREAD_{name} must look like https://example.org/weather.")
    return given


def path(name: str, default: str, sentence: str) -> Path:
    """Read a path, made absolute."""
    return Path(text(name, default, sentence)).expanduser().absolute()


def secret(name: str, default: str | None, sentence: str) -> str:
    """Read a secret from the variable, or from the file that NAME_FILE points to.

    Raises BadSetting when the file cannot be read, or when neither is given and there is no default.
    """
    setting = Setting(f"{name}_FILE", "", f"A file that holds {setting_name(name)}.")
    SETTINGS[setting.name] = setting
    named = os.environ.get(setting.variable, "")
    if not named:
        return text(name, default, sentence)
    _declared(name, default, sentence)
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{setting.variable} points to a file that cannot be read.") from error


def setting_name(name: str) -> str:
    """Give the variable of a setting as the steward writes it."""
    return f"GOLDENTHREAD_{name}"


def host_in(address: str) -> str:
    """Give the host of an address such as https://example.org; raises BadSetting when there is none."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not host:
        raise BadSetting("GOLDENTHREAD_BASE_URL must look like https://coaching.example.org.")
    return host


def origin_of(address: str) -> list[str]:
    """Give scheme and host of an address, in a list; an empty one for no address."""
    if not address:
        return []
    there = urlsplit(address)
    return [f"{there.scheme}://{there.netloc}"]


def cost(name: str, default: str, sentence: str) -> tuple[int, int]:
    """Read an Argon2id cost as "KIB/PASSES", for instance 131072/3; raises BadSetting when it is not one."""
    memory, _, passes = text(name, default, sentence).partition("/")
    if not (
        memory.isdecimal()
        and passes.isdecimal()
        and int(memory) >= LEAST_MEMORY_KIB
        and int(passes) >= 1
    ):
        raise BadSetting(
            f"GOLDENTHREAD_{name} must look like 131072/3: KiB of memory, then passes."
        )
    return int(memory), int(passes)
