"""Run by the bench in a process of its own: `serve` as the product has it, or make a world in it.

python -m bench.house serve DIR [--null-cipher] [--every-look]
python -m bench.house make DIR PAIRS ENTRIES [--null-cipher]
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path

from goldenthread.web.commands import process


def main(words: list[str]) -> int:
    """Do what the words say, under the chosen variant."""
    reader = argparse.ArgumentParser(prog="bench.house")
    reader.add_argument("deed", choices=["serve", "make"])
    reader.add_argument("folder", type=Path)
    reader.add_argument("pairs", type=int, nargs="?", default=8)
    reader.add_argument("entries", type=int, nargs="?", default=20)
    reader.add_argument("--null-cipher", action="store_true")
    reader.add_argument("--every-look", action="store_true")
    given = reader.parse_args(words)
    # As every start of the house does: its files are for nobody else's eyes.
    process.harden()
    if given.null_cipher:
        from bench.null_cipher import replace_ciphers  # noqa: PLC0415 (before the house wakes)

        replace_ciphers()
    if given.every_look:
        from goldenthread.ledger import policy  # noqa: PLC0415

        policy.ONE_LOOK = timedelta(0)  # type: ignore[misc]  # only to measure
    if given.deed == "serve":
        from goldenthread.web import command  # noqa: PLC0415

        return command.main(["serve", "--data", str(given.folder), "--port", "0"])
    from bench.world import make_world  # noqa: PLC0415

    json.dump(make_world(given.folder, given.pairs, given.entries), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
