"""What is looked at before a house opens (security.md G33): plain values checks.py fills."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChoice:
    """Where a store is kept: the engine, and a file, or a server with a name and an owner."""

    engine: str
    file: Path | None = None
    host: str = ""
    port: str = ""
    name: str = ""
    owner: str = ""
    sslmode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Choices:
    """What the steward chose, as the settings have it."""

    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    trusts_proxy: bool
    proxy_header: tuple[str, str] | None
    argon2_kib: int
    argon2_passes: int
    letters: str
    letters_from: str
    content: StoreChoice
    vault: StoreChoice
    data: Path
    static: Path
    backups: Path | None
    secure_cookies: bool
    cookie_names: tuple[str, ...]
    policy: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file or folder: its permission bits, its owner's number and the filesystem it lies on."""

    path: Path
    mode: int
    owner: int
    filesystem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The process, its files, the machine and the stores, as they are now."""

    account: int
    umask: int
    core_limit: int
    is_dumpable: bool
    plain_swap: bool
    has_time_zones: bool
    now: datetime
    free_bytes: int
    has_static: bool
    private_files: tuple[Place, ...] = ()
    private_folders: tuple[Place, ...] = ()
    data: Place | None = None
    secure_delete: dict[str, bool] = field(default_factory=dict)
    synchronous: dict[str, bool] = field(default_factory=dict)
    unreachable: tuple[str, ...] = ()
    unmigrated: tuple[str, ...] = ()
    is_founded: bool | None = None
    is_same_house: bool | None = None
    unknown_terms: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something unsafe: a grave one refuses the start, another is only told."""

    id: str
    sentence: str
    hint: str

    @property
    def grave(self) -> bool:
        """Whether a start is refused."""
        return ".E" in self.id
