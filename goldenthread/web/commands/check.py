"""``goldenthread check``: what is unsafe, one sentence each, changing nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from goldenthread.seals import api as seals
from goldenthread.web.commands import folder as folders
from goldenthread.web.commands import process
from goldenthread.web.commands.voice import FINE, UNSAFE, say
from goldenthread.web.commands.waking import wake

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print what is unsafe and what to watch; gives UNSAFE when a start would be refused."""
    process.harden()
    folder = folders.chosen(arguments.data)
    folders.point_settings_at(folder)
    is_house = folder.secret_key.exists() or folder.thread.exists()
    if not is_house and "GOLDENTHREAD_SECRET_KEY_FILE" not in os.environ:
        # `serve` would make one; the settings only need to see some key.
        os.environ.setdefault("GOLDENTHREAD_SECRET_KEY", seals.new_token() + seals.new_token())
    wake()
    # These read the settings when they are imported.
    from goldenthread.web import checks  # noqa: PLC0415

    faults = checks.faults_of_house() if is_house else checks.faults_of_settings()
    for fault in faults:
        say(f"{'unsafe' if fault.grave else 'watch'}  {fault.id}  {fault.sentence} {fault.hint}")
    if not is_house:
        say(f"There is no house in {folder.root} yet, so only the settings were looked at.")
    if any(fault.grave for fault in faults):
        return UNSAFE
    say("Safe to start.")
    return FINE
