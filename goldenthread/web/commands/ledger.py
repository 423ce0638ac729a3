"""``goldenthread ledger verify``: the same one-file verifier that travels with every copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.ledger.verifier import verify_ledger
from goldenthread.web.commands.voice import NO_INPUT, CannotGoOn

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path


def run(arguments: Namespace) -> int:
    """Verify an exported ledger; gives 0 when it is whole. Raises CannotGoOn for a missing file."""
    words = [str(_there(arguments.file))]
    if arguments.against:
        words += ["--against", str(_there(arguments.against))]
    if arguments.head:
        words += ["--head", arguments.head]
    if arguments.key:
        words += ["--key", arguments.key]
    found = int(verify_ledger.main(words))
    return NO_INPUT if found == verify_ledger.UNREADABLE else found


def _there(file: Path) -> Path:
    if not file.is_file():
        raise CannotGoOn(f"There is no file {file}.", NO_INPUT)
    return file
