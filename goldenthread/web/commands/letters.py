"""``goldenthread letters``: the process that sends what waits to be sent."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from goldenthread.web.commands import folder as folders
from goldenthread.web.commands import process
from goldenthread.web.commands.voice import FINE
from goldenthread.web.commands.waking import wake

if TYPE_CHECKING:
    from argparse import Namespace

SECONDS_BETWEEN_LOOKS = 1.0
LETTERS_BETWEEN_TIDYING = 500


def run(arguments: Namespace) -> int:
    """Send letters until stopped; gives the exit code. Raises CannotGoOn."""
    process.harden()
    if arguments.parent:
        process.die_with(arguments.parent)
    folders.point_settings_at(folders.chosen(arguments.data))
    wake()
    # Django's commands and the task tables can be imported only now.
    from django.core.management import call_command  # noqa: PLC0415
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415

    from goldenthread.vault import api as vault  # noqa: PLC0415
    from goldenthread.web.commands import stores  # noqa: PLC0415

    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    stores.refuse_a_missing_file()
    with stores.sentences(stores.CONTENT):
        with stores.one_house():
            vault.check_same_house()
        _tidy()
        while True:
            call_command("prune_db_task_results", verbosity=0, skip_checks=True)
            worker = Worker(
                queue_names=["*"],
                interval=SECONDS_BETWEEN_LOOKS,
                batch=False,
                backend_name="default",
                startup_delay=False,
                max_tasks=LETTERS_BETWEEN_TIDYING,
                worker_id=f"letters-{os.getpid()}",
                excluded_queue_names=[],
            )
            worker.configure_signals()
            worker.run()
            if not worker.running:
                return FINE


def _tidy() -> None:
    """Do by the clock what is due as the house starts; each is safe to do twice."""
    # The rooms can be imported only once Django is awake.
    from goldenthread.afterwards import api as afterwards  # noqa: PLC0415
    from goldenthread.calendars import api as calendars  # noqa: PLC0415
    from goldenthread.core import clock  # noqa: PLC0415
    from goldenthread.exits import api as exits  # noqa: PLC0415
    from goldenthread.journal import api as journal  # noqa: PLC0415
    from goldenthread.preparation import api as preparation  # noqa: PLC0415
    from goldenthread.relationships import api as relationships  # noqa: PLC0415
    from goldenthread.room import api as room  # noqa: PLC0415
    from goldenthread.sessions import api as sessions  # noqa: PLC0415
    from goldenthread.sharing import api as sharing  # noqa: PLC0415

    at = clock.now()
    journal.wipe_ended_passages(at)
    relationships.tidy_seats(at)
    sharing.let_releases_expire(at)
    sessions.forget_cards_that_are_over(at)
    sessions.forget_times_that_are_old(at)
    afterwards.forget_lines_that_are_over(at)
    sessions.rederive(at)
    room.forget_what_is_over(at)
    exits.erase_what_is_due(at)
    calendars.read_what_is_due(at)
    preparation.plan_all(at)
