"""``goldenthread take-letter``: one letter on standard input, as a mail server's pipe hands it over."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from goldenthread.web.commands import folder as folders
from goldenthread.web.commands import process
from goldenthread.web.commands.voice import BUSY, FINE, CannotGoOn, say
from goldenthread.web.commands.waking import wake

if TYPE_CHECKING:
    from argparse import Namespace

LATER = "The house can't take a letter in just now; hand it over again later."


def run(arguments: Namespace) -> int:
    """Take one letter in; gives the exit code. Raises CannotGoOn where it should come again.

    A letter that isn't for us, or that nobody can read, is taken in and forgotten: the mail server
    must neither keep it nor send it back with words in it.
    """
    process.harden()
    folders.point_settings_at(folders.chosen(arguments.data))
    wake()
    # Django's models can be imported only now.
    from django.db import DatabaseError, InterfaceError  # noqa: PLC0415

    from goldenthread.calendars import api as calendars  # noqa: PLC0415
    from goldenthread.core import clock  # noqa: PLC0415
    from goldenthread.ledger import api as ledger  # noqa: PLC0415
    from goldenthread.shares import api as shares  # noqa: PLC0415
    from goldenthread.web.commands import stores  # noqa: PLC0415

    stores.refuse_a_missing_file()
    letter = sys.stdin.buffer.read(calendars.LETTER_MOST + 1)
    while sys.stdin.buffer.read(65_536):
        # A pipe that is closed early makes a mail server think the letter was refused.
        pass
    try:
        taken = calendars.take_letter(letter, at=clock.now())
    except (DatabaseError, InterfaceError, ledger.LedgerClosed, shares.StoreMissing) as error:
        raise CannotGoOn(LATER, BUSY) from error
    say(taken.sentence)
    return FINE
