"""What is compared: the house, the house without ciphers, and a bare Django page."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SECRET = "only-for-measuring-" + "x" * 45


@dataclass(frozen=True, slots=True)
class Variant:
    """One server to measure, with its own folder. `every_look`: no look is folded into the last."""

    name: str
    ciphers: bool = True
    every_look: bool = False
    bare: bool = False

    @property
    def arguments(self) -> list[str]:
        """How bench.house is told which variant to be."""
        return [
            *([] if self.ciphers else ["--null-cipher"]),
            *(["--every-look"] if self.every_look else []),
        ]


GOLDEN = Variant("Golden Thread")
NULL = Variant("null cipher", ciphers=False)
GOLDEN_EVERY_LOOK = Variant("Golden Thread, every look written", every_look=True)
NULL_EVERY_LOOK = Variant("null cipher, every look written", ciphers=False, every_look=True)
BARE = Variant("bare Django", bare=True)


def environment(folder: Path) -> dict[str, str]:
    """Give the environment of everything that is measured: the steward's own settings stay out."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    return kept | {
        "GOLDENTHREAD_DATA": str(folder),
        "GOLDENTHREAD_SECRET_KEY": SECRET,
        "GOLDENTHREAD_LETTERS": f"file:{folder / 'letters'}",
        "PYTHONHASHSEED": "0",
    }
