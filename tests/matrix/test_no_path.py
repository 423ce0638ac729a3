"""No path leads from a coach, or anybody else, to what a client decided to do (INV-1, INV-2).

Everything those around him can open or press is asked twice: with nothing written down, and with a
list of things. The answers are the same to the byte, and no query went near the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from goldenthread.commitments import api as commitments
from goldenthread.commitments.models import Commitment
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.courier.models import Letter
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault
from goldenthread.web.days.who import InDemo
from goldenthread.web.demo import build_demo
from tests.cast import signed_in_client
from tests.matrix.asking import ask
from tests.matrix.routes import Route, routes
from tests.matrix.world import DAY, _things

# What a page draws anew each time it is asked for: one-time values of its own, and nothing else.
_ANEW = re.compile(
    rb'(nonce|hx-nonce|value|content)="[\w+/=-]{16,}"'
    rb'|own-words read">[a-z -]+<'
    rb"|/(CreationDate|ModDate) \(D:\d+Z\)|/ID \[[^\]]*\]"
)
# A copy of the ledger ends with the line of its own taking: its uid, its moment, its seals.
_OWN_LINE = re.compile(rb'[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.+]+|[0-9a-f]{32,}|"[\w+/=-]{22,}"')
TABLE = Commitment._meta.db_table
SECRET = "Ring Lena on Sunday at ten past four"


class Lives:
    """The demo's five, Ben's commitments there or not, and every door asked for as those around him."""

    def __init__(self) -> None:
        at = now()
        vault.found_house()
        self.alma, self.ben, self.cleo, self.dara, self.enzo = build_demo(at - DAY)
        (self.pair,) = relationships.relationships_of(self.ben.unlocked.person)
        Commitment.objects.all().delete()
        self.things = dict(_found(self.pair))
        self.doors = [route for route in routes() if route.called in self.things]

    @cached_property
    def others(self) -> dict[str, Any]:
        """Give browsers of his coach, of who pays, and of his coach's supervisor."""
        people = {"alma": self.alma, "dara": self.dara, "enzo": self.enzo}
        return {name: signed_in_client(one.unlocked) for name, one in people.items()}

    def write(self) -> None:
        """Let Ben write three down, tick one, and let one go."""
        keys = self._keys(self.ben)
        rows = [
            commitments.write_commitment(self.pair, words, uid=new_uid(), **keys)
            for words in (SECRET, "Look at Oslo", "Sleep")
        ]
        who = {"by": keys["by"], "at": keys["at"]}
        commitments.mark_commitment(rows[1].uid, commitments.CommitmentState.TICKED, **who)
        commitments.let_go_of_commitment(rows[2].uid, **who)

    def address(self, route: Route) -> str:
        """Give a door's address."""
        return route.address(self.things[route.called])

    @staticmethod
    def _keys(one: InDemo) -> dict[str, Any]:
        unlocked = one.unlocked
        keyring = vault.Unlocked(unlocked.person, unlocked.user_key).keyring
        return {"by": unlocked.person, "at": now(), "keyring": keyring}


def _found(pair: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what stands at each door. One without an example is the matrix's to complain of."""
    for route in routes():
        if not route.name.startswith("commitments:"):
            with suppress(LookupError, AttributeError):
                yield route.called, _things(route, pair)


@pytest.fixture
def lives(db):
    """The five, with nothing of Ben's written down."""
    return Lives()


def asked(lives: Lives, method: str) -> dict[tuple[str, str], tuple[int, bytes]]:
    """Ask every door as each of them."""
    found = {}
    for who, browser in lives.others.items():
        for route in lives.doors:
            answer = ask(browser, method, lives.address(route))
            found[who, route.called] = (answer.seen[0], bare(answer.body))
    return found


def bare(body: bytes) -> bytes:
    """Leave out what is drawn anew; of the ledger's copies keep how many lines, and what each says."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as copy:
            held = [name.encode() + b"\n" + copy.read(name) for name in copy.namelist()]
        return _OWN_LINE.sub(b"*", _ANEW.sub(b"", b"\n".join(held)))
    page = _ANEW.sub(b"", body)
    return _OWN_LINE.sub(b"*", page) if body.startswith((b"{", b"[")) else page


@pytest.mark.row("INV-1", "INV-2", "S0.20")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_of_everybody_else_is_the_same_to_the_byte_with_and_without(lives, method):
    without = asked(lives, method)
    lives.write()
    assert Commitment.objects.count() == 2

    with CaptureQueriesContext(connections["default"]) as queries:
        having = asked(lives, method)

    assert len(having) > 3 * 100
    assert [door for door, answer in having.items() if SECRET.encode() in answer[1]] == []
    # A page that shows the hour may have been asked for on both sides of a full minute: again, then.
    differing = [door for door in having if having[door] != without[door]]
    assert [door for door in differing if still_differs(lives, method, *door)] == []
    if method == "GET":
        assert [q["sql"] for q in queries if TABLE in q["sql"]] == []


def still_differs(lives: Lives, method: str, who: str, called: str) -> bool:
    route = next(route for route in lives.doors if route.called == called)
    browser = lives.others[who]
    having = ask(browser, method, lives.address(route))
    rows = list(Commitment.objects.all())
    Commitment.objects.all().delete()
    without = ask(browser, method, lives.address(route))
    Commitment.objects.bulk_create(rows)
    return bare(having.body) != bare(without.body)


@pytest.mark.row("INV-1")
def test_nothing_of_it_is_queued_sent_or_written_where_anybody_else_looks(lives):
    ben = lives.ben.unlocked.person.uid
    letters = Letter.objects.count()
    entries = ledger.Entry.objects.exclude(stream_uid=ben)
    before = list(entries.order_by("uid").values_list("uid", flat=True))
    lives.write()

    assert Letter.objects.count() == letters
    assert list(entries.order_by("uid").values_list("uid", flat=True)) == before
    mine = ledger.Entry.objects.filter(stream_uid=ben, verb__startswith="commitments.")
    assert {(row.about_uid, row.actor_uid) for row in mine} == {(ben, ben)}


@pytest.mark.row("INV-1", "S0.20")
def test_every_door_to_one_stands_in_the_clients_own_space():
    doors = [route for route in routes() if route.name.startswith("commitments:")]
    assert {route.name.removeprefix("commitments:") for route in doors} == {
        "list",
        "write",
        "reword",
        "tick",
        "untick",
        "let_go",
    }
    for route in doors:
        address = route.address({thing: new_uid() for thing in route.things})
        assert address.startswith("/my-space/commitments/")
        assert set(route.things) <= {"uid"}
