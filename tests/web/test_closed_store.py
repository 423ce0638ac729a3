"""A house whose disk is full or closed: nothing opens unseen, and nothing typed is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from goldenthread.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "A canary sang in the quiet house, and nobody wrote it down.\nIt sang again."
CLOSE = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
}
OPEN = {
    "sqlite": "PRAGMA query_only = OFF",
    "postgresql": "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
}


@pytest.fixture
def closed(transactional_db):
    """Close the database to every writer once called, as a full disk or a mistaken mount would."""

    def run(how):
        with connection.cursor() as cursor:
            cursor.execute(how[connection.vendor])

    yield lambda: run(CLOSE)
    run(OPEN)


@pytest.fixture
def kept(relationship, as_ben):
    """An entry of Ben's, kept through his browser."""
    as_ben.post(
        f"/together/{relationship.uid}/journal/new/",
        {"uid": str(uuid4()), "title": "Song", "body": WORDS},
    )
    return Entry.objects.get()


@pytest.mark.row("INV-3")
def test_a_house_that_cannot_write_its_ledger_opens_nothing(kept, relationship, as_ben, closed):
    url = f"/together/{relationship.uid}/journal/{kept.uid}/"
    closed()

    answer = as_ben.get(url)

    assert answer.status_code == 503
    assert "canary" not in answer.content.decode()
    assert "We couldn&#x27;t write down that you opened this" in answer.content.decode()


def test_a_house_that_cannot_write_gives_back_what_was_typed(relationship, as_ben, closed):
    closed()

    answer = as_ben.post(
        f"/together/{relationship.uid}/journal/new/",
        {"uid": str(uuid4()), "title": "", "body": WORDS},
    )

    page = answer.content.decode()
    assert answer.status_code == 503
    assert WORDS in page
    assert "Send it again" in page
