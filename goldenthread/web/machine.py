"""What the operating system says of a path and of its memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from goldenthread.web.safety import Place

MOUNTS = Path("/proc/self/mounts")
SWAPS = Path("/proc/swaps")
BLOCK_DEVICES = Path("/sys/class/block")


def place(path: Path) -> Place | None:
    """Give who may do what with a path; None when there is nothing there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Place(
        path=path,
        mode=stat.S_IMODE(found.st_mode),
        owner=found.st_uid,
        filesystem=filesystem_of(path, _read(MOUNTS)),
    )


def filesystem_of(path: Path, mounts: str) -> str:
    """Give the kind of filesystem a path lies on, by the list of mounts; "" if unknown."""
    whole = path.resolve()
    kinds = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]  # noqa: PLR2004
    above = [(point, kind) for point, kind in kinds if whole.is_relative_to(_unquoted(point))]
    return max(above, key=lambda pair: len(pair[0]), default=("", ""))[1]


def has_plain_swap() -> bool:
    """Whether memory may be written to a swap that is neither encrypted nor itself memory."""
    lines = _read(SWAPS).splitlines()[1:]
    return any(not _is_safe_swap(line.split()[0]) for line in lines if line.split())


def umask() -> int:
    """Give the permission bits that new files of this process do not get."""
    present = os.umask(0o077)
    os.umask(present)
    return present


def _is_safe_swap(device: str) -> bool:
    name = Path(device).resolve().name
    if name.startswith("zram"):
        return True
    return _read(BLOCK_DEVICES / name / "dm" / "uuid").startswith("CRYPT-")


def _unquoted(point: str) -> str:
    """Give a mount point as it is called; the list writes a space as an octal number."""
    return point.replace("\\040", " ")


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""
