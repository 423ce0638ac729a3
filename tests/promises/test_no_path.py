"""Nothing here reminds anyone, and no path leads from a coach to what a client decided to do (S0.20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread.courier.wording import WORDINGS, LetterKind
from goldenthread.ledger import api as ledger
from goldenthread.promises.models import Promise

PUSHES = ("commitment", "remind", "nudge", "poke", "check-in", "check_in", "last-active", "chase")
# Where a client keeps what they decided, for themselves: tests/matrix/test_no_path.py shows
# that nobody else's page, query or letter knows of it.
OWN_ROUTES, OWN_TABLE, OWN_LINES = "my-space/commitments/", "Commitment.", "commitments."


def speaks_of(word: str, name: str) -> bool:
    """Say whether a name has a part that begins with a word: "spoken" doesn't poke."""
    return re.search(rf"(?<![a-z]){re.escape(word)}", name.lower()) is not None


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, f"{before}{each.pattern}")
        elif isinstance(each, URLPattern):
            yield f"{before}{each.pattern} {each.name} {each.callback.__name__}"


@pytest.fixture(scope="module")
def every_route() -> list[str]:
    return list(routes(get_resolver("goldenthread.web.urls")))


@pytest.mark.row("S0.20")
@pytest.mark.row("INV-1")
@pytest.mark.parametrize("word", PUSHES)
def test_no_address_of_the_house_reminds_or_reaches_for_commitments(every_route, word):
    assert any("promises" in route for route in every_route)
    found = [route for route in every_route if speaks_of(word, route)]
    assert [route for route in found if not route.startswith(OWN_ROUTES)] == []


@pytest.mark.row("INV-1")
@pytest.mark.parametrize("word", PUSHES)
def test_no_letter_reminds(word):
    said = " ".join(f"{kind} {WORDINGS[kind].subject} {WORDINGS[kind].body}" for kind in LetterKind)

    assert word not in said.lower()


@pytest.mark.row("S0.20")
@pytest.mark.row("INV-2")
@pytest.mark.parametrize("word", PUSHES)
def test_no_table_and_no_line_of_the_ledger_knows_of_them(word):
    columns = [
        f"{model.__name__}.{field.name}" for model in apps.get_models() for field in _fields(model)
    ]
    codes = [verb.code for verb in ledger.declared_verbs()]

    assert "Promise.due_on" in columns
    columns = [each for each in columns if not each.startswith(OWN_TABLE)]
    codes = [each for each in codes if not each.startswith(OWN_LINES)]
    assert [each for each in [*columns, *codes] if speaks_of(word, each)] == []


@pytest.mark.row("INV-13")
def test_a_promise_keeps_no_sign_of_when_anyone_looked_at_it():
    assert {field.name for field in _fields(Promise)} == {
        "uid",
        "compartment",
        "epoch",
        "revision",
        "sealed",
        "relationship_uid",
        "maker_uid",
        "receiver_uid",
        "due_on",
        "state",
        "made_at",
        "settled_at",
        "instead_of",
        "form_mark",
        "session_uid",
    }


def _fields(model: Any) -> list[Any]:
    return list(model._meta.local_concrete_fields)
