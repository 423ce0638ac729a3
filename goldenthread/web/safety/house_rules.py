"""The rules about this process, its files, the machine and the stores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from goldenthread.web.safety.seen import Fault, Place, Surroundings

OTHERS = 0o077
STRANGERS = 0o007
LEAST_FREE_BYTES = 16 * 1024 * 1024
FEW_FREE_BYTES = 512 * 1024 * 1024
# No clock that is right can show a day before this version was written.
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
FAR_FUTURE = datetime(2100, 1, 1, tzinfo=UTC)
FILESYSTEMS_WITHOUT_LOCKS = {"nfs", "nfs4", "cifs", "smb3", "9p", "vboxsf", "fuse.sshfs"}
STORE_NAMES = {"default": "database", "vault": "vault"}


def faults_of_surroundings(seen: Surroundings) -> list[Fault]:
    """Give what is unsafe around the house: files, process, machine, stores."""
    return [*_files(seen), *_process(seen), *_machine(seen), *_stores(seen)]


def _fault(number: str, sentence: str, hint: str) -> Fault:
    return Fault(f"goldenthread.{number}", sentence, hint)


def _files(seen: Surroundings) -> Iterator[Fault]:
    for place in seen.private_folders:
        if place.mode & OTHERS:
            yield _fault(
                "E030",
                f"Others on this machine may look into {place.path}.",
                f"Run chmod 700 {place.path}.",
            )
    for place in seen.private_files:
        if place.mode & OTHERS:
            yield _fault(
                "E031",
                f"Others on this machine may read {place.path}.",
                f"Run chmod 600 {place.path}.",
            )
    everything = [*seen.private_folders, *seen.private_files]
    for place in everything:
        if place.owner != seen.account:
            yield _fault(
                "E032",
                f"{place.path} belongs to another account than the one that runs the house.",
                "Run chown for the account of the service.",
            )
    if seen.data and seen.data.mode & STRANGERS:
        yield _fault(
            "E033",
            f"Anyone on this machine may enter {seen.data.path}.",
            f"Run chmod o= {seen.data.path}.",
        )
    for place in _on_shared_disks(everything):
        yield _fault(
            "E034",
            f"{place.path} lies on a network disk, where SQLite's locks do not hold.",
            "Use a local disk, or PostgreSQL.",
        )


def _on_shared_disks(places: list[Place]) -> list[Place]:
    return [place for place in places if place.filesystem in FILESYSTEMS_WITHOUT_LOCKS]


def _process(seen: Surroundings) -> Iterator[Fault]:
    if seen.umask & OTHERS != OTHERS:
        yield _fault(
            "E040",
            "New files of this process would be readable by others.",
            "Set the umask to 077.",
        )
    if seen.core_limit != 0:
        yield _fault(
            "E041",
            "A crash would write this process's memory, keys included, to a file.",
            "Set the core limit to 0 (LimitCORE=0).",
        )
    if seen.is_dumpable:
        yield _fault(
            "E042",
            "Another process of this account could read this one's memory.",
            "Let nothing set this process dumpable again.",
        )
    if seen.account == 0:
        yield _fault(
            "W043",
            "The house runs as root, so a fault in it would reach the whole machine.",
            "Run it as an account of its own, as deploy/ does.",
        )


def _machine(seen: Surroundings) -> Iterator[Fault]:
    if seen.plain_swap:
        yield _fault(
            "W050",
            "This machine may write memory, keys included, to an unencrypted swap.",
            "Encrypt the swap or turn it off.",
        )
    if not WRITTEN <= seen.now < FAR_FUTURE:
        yield _fault(
            "E051",
            f"This machine's clock says {seen.now:%d %B %Y}, which cannot be right.",
            "Set the clock; every date in the ledger comes from it.",
        )
    if not seen.has_time_zones:
        yield _fault(
            "E052",
            "This machine knows no time zones, so people would see wrong times.",
            "Install its tzdata package.",
        )
    if seen.free_bytes < LEAST_FREE_BYTES:
        yield _fault(
            "E053",
            "The disk is full, so what people write could not be kept.",
            "Free some space.",
        )
    elif seen.free_bytes < FEW_FREE_BYTES:
        yield _fault("W054", "The disk is nearly full.", "Free some space soon.")
    if not seen.has_static:
        yield _fault(
            "E055",
            "The style sheets and scripts are not laid out, so pages would be bare.",
            "Start with `goldenthread serve`, which does it.",
        )


def _stores(seen: Surroundings) -> Iterator[Fault]:
    for alias in seen.unreachable:
        yield _fault(
            "E060",
            f"The {STORE_NAMES[alias]} does not answer.",
            "Check its address, its password and that it runs.",
        )
    for alias in seen.unmigrated:
        yield _fault(
            "E061",
            f"The {STORE_NAMES[alias]} is of an older version.",
            "Start with `goldenthread serve`, which brings it up to date.",
        )
    for alias, answer in seen.secure_delete.items():
        if not answer:
            yield _fault(
                "E062",
                f"What is deleted would stay in the free pages of the {STORE_NAMES[alias]}.",
                "Leave PRAGMA secure_delete=ON in settings.py.",
            )
    for alias, answer in seen.synchronous.items():
        if not answer:
            yield _fault(
                "E063",
                f"A power cut could take back what the {STORE_NAMES[alias]} said it kept.",
                "Leave PRAGMA synchronous=FULL in settings.py.",
            )
    if seen.is_founded is False:
        yield _fault(
            "E064",
            "The vault has no secrets in it.",
            "Put it back from its own backup; `serve` makes one only for an empty house.",
        )
    if seen.is_same_house is False:
        yield _fault(
            "E065",
            "This vault belongs to another house than this database.",
            "Put the two together that were backed up together.",
        )
    if seen.unknown_terms:
        yield _fault(
            "E066",
            f"{seen.unknown_terms} terms of signed agreements can not be compiled by this version.",
            "Go back to the version they were signed with; nothing opens by a guess.",
        )
