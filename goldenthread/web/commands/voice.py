"""What the console script says, and the codes it leaves with."""

from __future__ import annotations

import os
import sys

FINE = 0
COULD_NOT = 1
USAGE = 2
NO_INPUT = os.EX_NOINPUT
NO_ROOM = os.EX_IOERR
BUSY = os.EX_TEMPFAIL
UNSAFE = os.EX_CONFIG


class CannotGoOn(Exception):
    """The command stops here: one sentence for the steward, and the code to leave with."""

    def __init__(self, sentence: str, code: int = UNSAFE) -> None:
        super().__init__(sentence)
        self.code = code


def say(line: str = "") -> None:
    """Print a line to standard output at once, so that a service manager's journal has it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def warn(line: str) -> None:
    """Print a line to standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
