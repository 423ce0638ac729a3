"""No composite score exists, and nobody is ranked: no name, no column, no ordering by one."""

import ast
import re

import pytest

from tests.architecture.house import (
    Module,
    calls,
    defined_names,
    dotted,
    modules,
    templates,
    words_of,
)

# INV-9 (no score), INV-10 (no ranking), and the two signs that usually follow them.
MEASURES = {"score", "scores", "scoring", "rank", "ranks", "ranking", "ranked", "league"}
SIGNS = {"badge", "badges", "streak", "streaks", "leaderboard", "kpi", "nps"}


def named_measures(module: Module) -> list[str]:
    return [
        f"{module.path}:{line}: {name}"
        for line, _, name in defined_names(module.tree)
        if words_of(name) & (MEASURES | SIGNS)
    ]


def ordered_by_measures(module: Module) -> list[str]:
    return [
        f"{module.path}:{call.lineno}: order_by({argument.value!r})"
        for call in calls(module.tree)
        if dotted(call.func).endswith("order_by")
        for argument in call.args
        if isinstance(argument, ast.Constant) and words_of(str(argument.value)) & MEASURES
    ]


@pytest.mark.row("INV-9")
def test_nothing_is_called_a_score():
    assert [breach for module in modules() for breach in named_measures(module)] == []


@pytest.mark.row("INV-10")
def test_nothing_is_ordered_by_a_measure():
    assert [breach for module in modules() for breach in ordered_by_measures(module)] == []


@pytest.mark.row("INV-9", "INV-10")
def test_no_page_shows_a_score_or_a_rank():
    pattern = re.compile(rf"\b({'|'.join(sorted(MEASURES | SIGNS))})\b", re.IGNORECASE)

    assert [path for path, text in templates().items() if pattern.search(text)] == []


def test_a_score_is_noticed():
    source = "def trust_score(pulse): ...\nq.order_by('-rank')\nunderscore = scorecard = 1\n"
    module = Module("goldenthread/x/y.py", source)

    assert named_measures(module) == ["goldenthread/x/y.py:1: trust_score"]
    assert ordered_by_measures(module) == ["goldenthread/x/y.py:2: order_by('-rank')"]
