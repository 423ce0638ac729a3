"""A thousand who want a hundred slots at once: each slot has one owner, and who was told yes has it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from goldenthread.core.ids import new_uid
from goldenthread.diary import api as diary
from goldenthread.diary.models import Diary, Taken
from goldenthread.diary.slots import seconds_of
from tests.diary import crowd


@pytest.fixture
def own_files(transactional_db, tmp_path):
    with crowd.shared_stores(tmp_path):
        yield


def span_of(starts_at, minutes=crowd.LASTS):
    return seconds_of(starts_at), seconds_of(starts_at) + 60 * minutes


@pytest.mark.slow
def test_of_a_thousand_bookings_of_a_hundred_slots_just_a_hundred_are_acknowledged(own_files):
    coach = new_uid()
    slots = crowd.hundred_slots(coach)
    wanted = [(new_uid(), slots[number % 100]) for number in range(1000)]
    random.Random(4).shuffle(wanted)

    outcome = crowd.rush([partial(crowd.take, coach, *each) for each in wanted], diary.TimeTaken)

    assert outcome.broke == []
    assert (len(outcome.gave), len(outcome.refused)) == (100, 900)
    got = {wanted[place][0]: span_of(wanted[place][1]) for place in outcome.gave}
    crowd.hold_together(coach, got)
    assert Counter(wanted[place][1] for place in outcome.gave) == dict.fromkeys(slots, 1)
    assert {refused.reason for refused in outcome.refused.values()} == {
        "That time isn’t free any more."
    }
    # Whoever came too late was offered what was free when they were told.
    offered = [len(refused.nearest) for refused in outcome.refused.values()]
    assert max(offered) == 3
    assert not diary.nearest_slots(coach, minutes=60, around=slots[0], at=crowd.ASKED_AT)


@pytest.mark.slow
def test_who_books_moves_and_gives_back_at_once_never_shares_a_minute(own_files):
    coach = new_uid()
    slots = crowd.hundred_slots(coach)[:30]
    mine: dict = {}

    def live(seed):
        chance, sessions = random.Random(seed), [new_uid() for _ in range(4)]
        for _ in range(30):
            session = chance.choice(sessions)
            if session in mine and chance.random() < 0.3:
                diary.give_back(session)
                mine.pop(session)
                continue
            starts_at = chance.choice(slots)
            try:
                crowd.take(coach, session, starts_at)
            except diary.TimeTaken:
                continue
            mine[session] = span_of(starts_at)

    outcome = crowd.rush([partial(live, seed) for seed in range(8)], at_once=8)

    assert outcome.broke == []
    crowd.hold_together(coach, mine)


@pytest.mark.slow
def test_what_is_put_by_hand_at_once_overlaps_nothing_either(own_files):
    """Any minute may be meant then, and the diary need not have been kept before."""
    coach, pair = new_uid(), new_uid()
    chance = random.Random(7)
    wanted = [
        (
            new_uid(),
            crowd.MONDAY + timedelta(minutes=chance.randrange(3000)),
            chance.randint(10, 90),
        )
        for _ in range(160)
    ]

    def put(session_uid, starts_at, minutes):
        with transaction.atomic():
            diary.take(
                coach_uid=coach,
                relationship_uid=pair,
                session_uid=session_uid,
                starts_at=starts_at,
                minutes=minutes,
                at=crowd.ASKED_AT,
                within_hours=False,
            )

    outcome = crowd.rush([partial(put, *each) for each in wanted], diary.TimeTaken)

    assert outcome.broke == []
    got = {wanted[place][0]: span_of(*wanted[place][1:]) for place in outcome.gave}
    crowd.hold_together(coach, got)
    assert outcome.refused
    assert Diary.objects.count() == 1


@pytest.mark.slow
@pytest.mark.process
def test_four_processes_that_book_at_once_share_no_slot(fresh_stores, repository, tmp_path):
    stores = fresh_stores or {
        "GOLDENTHREAD_DATABASE_URL": f"sqlite:///{tmp_path / 'thread.sqlite3'}",
        "GOLDENTHREAD_VAULT_DATABASE_URL": f"sqlite:///{tmp_path / 'shares.sqlite3'}",
    }
    environment = os.environ | stores | {"DJANGO_SETTINGS_MODULE": "goldenthread.settings"}
    environment |= {"PYTHONPATH": str(repository)}
    coach = new_uid()

    def begin(*words):
        return subprocess.Popen(
            [sys.executable, *words], cwd=repository, env=environment, stdout=subprocess.PIPE
        )

    def run(*words):
        process = begin(*words)
        told = process.communicate()[0]
        assert process.returncode == 0
        return told

    begun = (
        "import django; django.setup(); from django.core.management import call_command as c;"
        "c('migrate', 'diary', verbosity=0); c('migrate', 'people', verbosity=0);"
        "c('migrate', 'relationships', verbosity=0);"
        "from tests.diary import crowd; from uuid import UUID;"
        f"crowd.hundred_slots(UUID('{coach}'))"
    )
    run("-c", begun)
    crowds = [begin("-m", "tests.diary.crowd", str(coach), str(seed), "90") for seed in range(4)]
    told = [json.loads(each.communicate()[0]) for each in crowds]

    got = [at for each in told for at in each["got"].values()]
    assert sum(len(each["got"]) + each["refused"] for each in told) == 360
    assert sum(each["refused"] for each in told) > 200
    assert len(got) == len(set(got)) > 80
    check = (
        "import django; django.setup(); from goldenthread.diary.models import Taken; import json;"
        "print(json.dumps({str(t.session_uid): t.begins for t in Taken.objects.all()}))"
    )
    kept = json.loads(run("-c", check))
    assert kept == {
        session: seconds_of(datetime.fromisoformat(at))
        for each in told
        for session, at in each["got"].items()
    }


def test_the_database_itself_refuses_two_sessions_that_begin_together(db):
    from django.db import IntegrityError

    coach, begins = new_uid(), 1_000_000
    row = {"coach_uid": coach, "relationship_uid": coach, "begins": begins, "ends": begins + 60}
    Taken.objects.create(session_uid=new_uid(), **row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Taken.objects.create(session_uid=new_uid(), **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Taken.objects.create(session_uid=new_uid(), **row | {"begins": 5, "ends": 5})
    assert connection.vendor in {"sqlite", "postgresql"}
