"""Everybody at every door, in every state of membership (G2), and again with every rule answering yes (G3).

A cell is one person asking at one door by one method, for a thing that is there and for one that
never was. What is forbidden looks like what never was, to the byte.
"""

from __future__ import annotations

import os

import pytest

from tests.matrix.asking import ask, elsewhere
from tests.matrix.routes import Route, routes
from tests.matrix.table import expected, lines_of, write
from tests.matrix.world import WORLDS, World, build, doors_in

METHODS = ("GET", "POST")
# Doors that ask for more than an address, or for a state that no world here is in; each has tests
# of its own in its room.
NEEDS_MORE = {
    "agreements:confirm": "a yes that was spoken",
    "agreements:delete_draft": "a draft that was let go",
    "booking:series_ahead": "how often, and until when",
    "preparation:take_over": "a sentence for a session of which nothing else was said",
    "agreements:yes": "the wording it says yes to",
    "plans:line_yes": "the wording it says yes to",
    "sharing:can_go_on": "a trustee who said the coach can't go on",
    "sharing:cannot_go_on": "a trustee",
}
ALIVE = {"page", "done", "422", "refused", "other way"}


def cells_of(world: World, doors: list[Route]) -> tuple[dict[tuple[str, str, str], str], list[str]]:
    """Ask everywhere as everyone; give each answer, and where a refusal could be told from nothing."""
    cells, told_apart = {}, []
    for route in doors:
        things = world.things[route.called]
        never_was = {thing: elsewhere(value) for thing, value in things.items()}
        for who, browser in world.people.items():
            for method in METHODS:
                answer = ask(browser, method, route.address(things))
                cells[route.called, method, who] = answer.word
                if route.things and answer.word == "nothing":
                    other = ask(browser, method, route.address(never_was))
                    if other.seen != answer.seen:
                        told_apart.append(f"{who} {method} {route.called}")
    return cells, told_apart


@pytest.mark.row("G2", "INV-6")
@pytest.mark.parametrize("name", WORLDS)
def test_everybody_gets_at_every_door_what_the_table_says(db, nobody, name):
    cells, told_apart = cells_of(build(name, nobody), doors_in(name))

    lines = lines_of(cells)
    if os.environ.get("TESTS_WRITE_MATRIX"):
        write(name, lines)
    assert told_apart == []
    assert [line for line, answers in lines.items() if " 500" in f" {answers}"] == []
    assert lines == expected(name)


@pytest.mark.row("G2")
def test_the_table_has_more_than_five_thousand_cells_and_no_door_without_a_line():
    counted = 0
    for name in WORLDS:
        lines = expected(name)
        assert {line.rpartition(" ")[0] for line in lines} == {r.called for r in doors_in(name)}
        counted += sum(
            len(part.partition(": ")[2].split())
            for answers in lines.values()
            for part in answers.split("; ")
        )
    assert counted > 5000


def test_every_door_about_something_opens_for_somebody():
    lines = {name: expected(name) for name in WORLDS}
    shut = []
    for route in routes():
        words = {
            part.partition(": ")[0]
            for name in WORLDS
            for method in METHODS
            for part in lines[name].get(f"{route.called} {method}", "").split("; ")
        }
        if route.things and "token" not in route.things and not words & (ALIVE - {"other way"}):
            shut.append(route.called)
    assert set(shut) == set(NEEDS_MORE)
