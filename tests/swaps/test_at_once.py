"""Both press ready at the same moment: it opens once, for both, and never gets stuck."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
from django.db import connections

from goldenthread.core.verdicts import NotAllowed
from goldenthread.swaps import actions
from goldenthread.swaps.models import Half
from tests.swaps.test_actions import unsealed

STORES = ("default", "vault")


@contextmanager
def in_a_file(alias, folder):
    """Put a database in memory into a file for a while, so that threads share it."""
    connection = connections[alias]
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


@pytest.fixture
def own_files(transactional_db, tmp_path):
    with ExitStack() as files:
        for alias in STORES:
            files.enter_context(in_a_file(alias, tmp_path))
        yield


def at_once(*deeds):
    """Do these in threads; give what each refused, or None."""

    def do(deed):
        try:
            deed()
        except NotAllowed as refused:
            return type(refused)
        finally:
            for alias in STORES:
                connections[alias].close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@pytest.mark.slow
def test_two_who_are_ready_at_once_open_it_once(own_files, two):
    for number in range(4):
        for who in ("ben", "alma"):
            two.write(who, trust=f"{who} {number}")
        seen = {who: two.draft(who) for who in ("ben", "alma")}

        def ready(who, seen=seen):
            asked = two.asked(who)
            actions.be_ready(
                two.relationship,
                two.kind,
                seen[who],
                seen_revision=seen[who].revision,
                **asked,
            )

        assert at_once(lambda: ready("ben"), lambda: ready("alma")) == [None, None]

        assert len(two.page("ben").rounds) == len(two.page("alma").rounds) == number + 1
    assert Counter(Half.objects.values_list("author_uid", flat=True)) == {
        member.uid: 4 for member in two.members.values()
    }


@pytest.mark.slow
def test_taking_back_while_the_other_says_ready_either_opens_or_does_not(own_files, two):
    for _ in range(4):
        if not two.page("ben").mine_ready_at:
            if two.page("ben").draft is None:
                two.write("ben", trust="his")
            two.be_ready("ben")
        if two.page("alma").draft is None:
            two.write("alma", trust="hers")
        rounds = len(two.page("ben").rounds)

        took, ready = at_once(
            lambda: two.take_back("ben"),
            lambda: None if two.page("alma").mine_ready_at else two.be_ready("alma"),
        )

        opened = len(two.page("ben").rounds) - rounds
        assert (took, ready, opened) in [(None, None, 0), (NotAllowed, None, 1)]
        for half in Half.objects.filter(let_go_at__isnull=False):
            assert unsealed(two, "alma", half).says_something
        if two.page("alma").mine_ready_at:
            two.take_back("alma")
