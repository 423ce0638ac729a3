"""Having a calendar read, and handing to the diary which spans aren't free, without a word of why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from goldenthread.calendars import policy, queries
from goldenthread.calendars.busy import child, fetching
from goldenthread.calendars.models import BusyCalendar
from goldenthread.calendars.states import Trouble
from goldenthread.diary import api as diary

SECONDS_MOST = fetching.SECONDS_MOST + 5.0
REMARKS = ("odd_zone", "lying_zone", "no_zone", "cut_short")
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one reading: spans, or the trouble there was."""

    trouble: Trouble
    spans: tuple[Span, ...] = ()
    skipped: int = 0
    odd_zone: bool = False
    lying_zone: bool = False
    no_zone: bool = False
    cut_short: bool = False


def read_if_due(uid: UUID, *, at: datetime) -> datetime | None:
    """Read one calendar if it's time; give when it will be next, None where there's nothing to do.

    Of two who come at once one reads. A calendar taken away meanwhile leaves nothing behind.
    """
    due = BusyCalendar.objects.filter(uid=uid, due_at__lte=at)
    if not due.update(tried_at=at, due_at=at + policy.wait_after(0)):
        return None
    busy = queries.opened(BusyCalendar.objects.get(uid=uid))
    return _keep(busy, _ask(busy, at=at), at=at)


@transaction.atomic
def _keep(busy: queries.Busy, came: Reading, *, at: datetime) -> datetime | None:
    asked_so = BusyCalendar.objects.filter(uid=busy.row.uid, revision=busy.row.revision)
    if came.trouble:
        due_at = at + policy.wait_after(busy.row.failures + 1)
        kept = asked_so.update(trouble=came.trouble, failures=F("failures") + 1, due_at=due_at)
        return due_at if kept else None
    due_at = at + policy.wait_after(0)
    kept = asked_so.update(
        trouble="",
        failures=0,
        due_at=due_at,
        fetched_at=at,
        spans=len(came.spans),
        skipped=came.skipped,
        **{name: getattr(came, name) for name in REMARKS},
    )
    if not kept:
        return None
    diary.replace_busy(busy.row.coach_id, busy.row.uid, came.spans, at)
    return due_at


def _ask(busy: queries.Busy, *, at: datetime) -> Reading:
    """Let a process of its own read, and end it where it takes too long."""
    asked = {
        "kind": busy.row.kind,
        "address": busy.address,
        "account": busy.account,
        "word": busy.word,
        "near": settings.CALENDARS_NEAR,
        "zone": diary.zone_of(busy.row.coach_id),
        "first": (at - policy.BUSY_BEFORE).isoformat(),
        "last": (at + policy.BUSY_AHEAD).isoformat(),
    }
    try:
        done = subprocess.run(  # noqa: S603 (our own module, by the Python that runs this)
            [sys.executable, "-s", "-P", "-m", child.__name__],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Nothing of ours: no database, no key, no proxy.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
            timeout=SECONDS_MOST,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return Reading(Trouble.TOO_MUCH if late.stdout else Trouble.TOO_SLOW)
    if done.returncode != 0:
        # The kernel ended it: it had used up its time or its memory.
        return Reading(Trouble.TOO_MUCH)
    return _understood(json.loads(done.stdout))


def _understood(answer: dict[str, Any]) -> Reading:
    if "trouble" in answer:
        return Reading(Trouble(answer["trouble"]))
    spans = tuple(
        (datetime.fromisoformat(first), datetime.fromisoformat(last))
        for first, last in answer["spans"]
    )
    remarks = {name: bool(answer[name]) for name in REMARKS}
    return Reading(Trouble.NONE, spans, int(answer["skipped"]), **remarks)
