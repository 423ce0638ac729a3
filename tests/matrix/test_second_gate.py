"""Every rule patched to yes: what somebody holds no key to stays shut all the same (G3)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from goldenthread.agreements.terms import TermsInForce
from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Relationship, Seat
from goldenthread.web import story
from goldenthread.web.days import words
from tests.matrix.asking import ask
from tests.matrix.routes import routes
from tests.matrix.world import EVERYBODY_COMES, World, build

LONG_ENOUGH = 24
OF_THREE = {*words.HOPE.values(), words.BENS_ANSWER, words.NOT_REPORTED, words.ASKED}
HERS = {
    words.STATEMENT,
    *(sentence for key, _, sentence in words.CLAUSES if key in {"A2", "A3", "A4", "A10"}),
}
HIS = {words.CASE, *(sentence for key, _, sentence in words.CLAUSES if key == "A5")}


def texts_in(value: Any) -> Iterator[str]:
    """Give every text of the story, whatever it stands in."""
    if isinstance(value, str):
        yield from (part for part in value.split("\n\n") if len(part) >= LONG_ENOUGH)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts_in(getattr(value, name))


ALL = {
    text
    for module in (story, words)
    for name, value in vars(module).items()
    if name.isupper() and name != "COMPLAINTS"
    for text in texts_in(value)
}
# What only Ben's own compartment holds: his pages, but for what he shared of them.
PRIVATE = {
    text
    for page in story.PAGES
    for text in texts_in((page.title, page.body))
    if not page.shared or page.shared not in text
} | set(texts_in(words.HIS_OWN_GOAL))


def opened(world: World, who: str) -> set[str]:
    """Ask everywhere as somebody, and give all of the story that comes back."""
    browser = world.people[who]
    browser.raise_request_exception = False
    seen: set[str] = set()
    for route in routes():
        if route.things:
            body = ask(browser, "GET", route.address(world.things[route.called])).body.decode()
            page = body.replace("&#x27;", "'").replace("&quot;", '"')
            seen |= {text for text in ALL if text in page}
    return seen


def say_yes_to_everybody(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """Let every rule allow, and let everybody pass for one of the two and for each seat's holder."""

    def allowed(*_: Any, **__: Any) -> Allowed:
        return Allowed()

    for name, module in list(sys.modules.items()):
        if name.startswith("goldenthread.") and name.endswith(".policy"):
            for rule in [key for key in vars(module) if key.startswith("may_")]:
                monkeypatch.setattr(module, rule, allowed)
    monkeypatch.setattr(TermsInForce, "may", allowed)
    monkeypatch.setattr(TermsInForce, "opens_seat", allowed)
    monkeypatch.setattr(Refused, "or_raise", lambda _: None)
    monkeypatch.setattr(Refused, "__bool__", lambda _: True)
    door: Any = relationships
    monkeypatch.setattr(
        door, "the_relationship", lambda uid, **_: Relationship.objects.get(uid=uid)
    )
    monkeypatch.setattr(door, "role_in", lambda *_, **__: role)
    monkeypatch.setattr(
        door, "other_in", lambda pair, *_: pair.coach_uid if role == "client" else pair.client_uid
    )
    monkeypatch.setattr(
        door, "the_seat", lambda uid, **_: Seat.objects.select_related("relationship").get(uid=uid)
    )


@pytest.fixture
def world(db, nobody):
    return build(EVERYBODY_COMES, nobody)


def test_there_is_much_to_read_for_the_two(world):
    assert len(opened(world, "client")) > 35
    assert len(opened(world, "coach")) > 20


@pytest.mark.row("G3")
@pytest.mark.parametrize("role", ["client", "coach"])
def test_with_every_rule_saying_yes_nobody_reads_what_they_hold_no_key_to(world, monkeypatch, role):
    say_yes_to_everybody(monkeypatch, role)

    read = {who: opened(world, who) for who in world.people}

    strangers = ("another-coach", "another-client", "no-role", "nobody")
    assert {who: read[who] for who in strangers} == {who: set() for who in strangers}
    assert read["sponsor"] - OF_THREE - HERS == set()
    assert read["supervisor"] - HIS == set()
    assert read["coach"] & PRIVATE == set()
    assert len(read["coach"]) > 20
