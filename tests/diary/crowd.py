"""A crowd that wants the same time at once: who was told yes, who was told no, and what is kept.

`shared_stores` lets threads share both stores. `rush` does what everybody wants as nearly at once as
threads can. `hold_together` proves what was acknowledged against what is kept: never two owners of a
minute, never an acknowledged booking that is lost. From the command line it is one process of several.
"""

from __future__ import annotations

import json
import os
import queue
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

STORES = ("default", "vault")
AT_ONCE = 16


@dataclass
class Outcome:
    """What came of each wish, by its place: what it gave, or how it was refused."""

    gave: dict[int, Any] = field(default_factory=dict)
    refused: dict[int, Any] = field(default_factory=dict)
    broke: list[BaseException] = field(default_factory=list)


@contextmanager
def shared_stores(folder: Path) -> Iterator[None]:
    """Put stores in memory into files for a while, so that threads share them; PostgreSQL as it is."""
    with ExitStack() as files:
        for alias in STORES:
            files.enter_context(_in_a_file(alias, folder))
        yield


@contextmanager
def _in_a_file(alias: str, folder: Path) -> Iterator[None]:
    from django.db import connections

    connection: Any = connections[alias]
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, was = connection.connection, connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(folder / f"{alias}.sqlite3")
    connection.connection = None
    connection.ensure_connection()
    in_memory.backup(connection.connection)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = was, in_memory


def rush(
    wishes: Sequence[Callable[[], Any]],
    *refusals: type[Exception],
    at_once: int = AT_ONCE,
) -> Outcome:
    """Do all of it in threads that begin together. What isn't one of `refusals` is in `broke`."""
    outcome, begin = Outcome(), Barrier(at_once)
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for place in range(len(wishes)):
        waiting.put(place)

    def want() -> None:
        begin.wait()
        try:
            while True:
                place = waiting.get_nowait()
                try:
                    outcome.gave[place] = wishes[place]()
                except refusals as refused:
                    outcome.refused[place] = refused
        except queue.Empty:
            pass
        except BaseException as broken:  # noqa: BLE001 - told by whoever asked
            outcome.broke.append(broken)
        finally:
            _hang_up()

    threads = [Thread(target=want) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def _hang_up() -> None:
    from django.db import connections

    for alias in STORES:
        connections[alias].close()


def hold_together(coach_uid: UUID, acknowledged: Mapping[UUID, tuple[int, int]]) -> None:
    """Prove that what is kept is just what was acknowledged, and that no minute has two owners.

    `acknowledged` are sessions with their spans in whole seconds; raises AssertionError.
    """
    from goldenthread.diary.models import Taken

    rows = Taken.objects.filter(coach_uid=coach_uid).values_list("session_uid", "begins", "ends")
    kept = {session: (begins, ends) for session, begins, ends in rows}
    assert kept == dict(acknowledged)
    for one, other in pairwise(sorted(kept.values())):
        assert one[1] <= other[0], "two sessions have the same minute"


# --- a diary with a hundred slots, and nothing else ---------------------------------------------

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
ASKED_AT = MONDAY - timedelta(hours=4)
LASTS = 60


def hundred_slots(coach_uid: UUID) -> list[datetime]:
    """Open a diary for a hundred slots of an hour: ten a day, ten days one after another."""
    from goldenthread.diary.models import Diary, Hours

    rules = {"step": 60, "buffer_after": 0, "notice_minutes": 0, "horizon_days": 10}
    Diary.objects.create(coach_uid=coach_uid, zone="UTC", **rules)
    for weekday in range(7):
        hours = {"begins": datetime(2026, 1, 1, 8).time(), "ends": datetime(2026, 1, 1, 18).time()}  # noqa: DTZ001
        Hours.objects.create(coach_uid=coach_uid, weekday=weekday, **hours)
    return [MONDAY + timedelta(days=day, hours=hour) for day in range(10) for hour in range(8, 18)]


def take(coach_uid: UUID, session_uid: UUID, starts_at: datetime) -> UUID:
    """Book an hour as an action above does: in a transaction of its own. Gives the session."""
    from django.db import transaction

    from goldenthread.diary import api as diary

    with transaction.atomic():
        diary.take(
            coach_uid=coach_uid,
            relationship_uid=coach_uid,
            session_uid=session_uid,
            starts_at=starts_at,
            minutes=LASTS,
            at=ASKED_AT,
            within_hours=True,
        )
    return session_uid


def one_process(coach: str, seed: str, wishes: str) -> None:
    """Wish for random slots as one process among others, and print what was acknowledged."""
    import django

    django.setup()
    from goldenthread.diary import api as diary

    chance, got, refused = random.Random(int(seed)), {}, 0
    for _ in range(int(wishes)):
        starts_at = MONDAY + timedelta(days=chance.randrange(10), hours=chance.randrange(8, 18))
        try:
            session = take(UUID(coach), uuid4(), starts_at)
        except diary.TimeTaken:
            refused += 1
        else:
            got[str(session)] = starts_at.isoformat()
    sys.stdout.write(json.dumps({"got": got, "refused": refused}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.settings")
    one_process(*sys.argv[1:])
