"""Draws every kind of term from the code: `python -m tools.terms` writes docs/terms.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from goldenthread.agreements import terms
from goldenthread.agreements.terms import (
    KINDS,
    Day,
    Field,
    Number,
    OneOf,
    Order,
    SomeOf,
    Term,
    TermKind,
)
from goldenthread.core.roles import PAIR, Role

HOUSE = Path(__file__).resolve().parents[1]
PLACE = HOUSE / "docs" / "terms.md"
MANY = 12
PROVEN_BY = (
    "tests/agreements/test_terms.py",
    "tests/agreements/test_policy.py",
    "tests/agreements/test_compile.py",
    "tests/agreements/test_model.py",
)
CALLED = {
    "coach": "the coach",
    "client": "the client",
    "Coach": "The coach",
    "Client": "The client",
    "sponsor": "the sponsor",
}
_OPENING = """# The terms

Every clause that the software keeps something of has a term, and this is what each kind of term
does: what it opens and to whom, whom it obliges to what, who may tighten it alone, and what only
people can keep. Access comes from the terms in force and from nothing else (INV-6).

Drawn from `goldenthread/agreements/terms/` by `python -m tools.terms`; a test says when it no
longer fits. What a term opens to somebody beside the pair opens only once their seat is taken and
they have signed the clauses that bind them; and it pauses while the review is thirty days late,
but for those who step in when the coach can't go on. Tightening holds at once and needs nobody;
loosening takes a new version that both sign, and never reaches back. Every kind is proved
against a model of its own by `tests/agreements/test_model.py`, and for what it says on screen by
`tests/agreements/test_terms.py`; where tests name a kind, they are named here too.
"""


def page() -> str:
    """Draw the whole page."""
    proven = _proven()
    parts = [
        _OPENING,
        _contents(),
        *(_kind(kind, proven.get(key, [])) for key, kind in KINDS.items()),
    ]
    return "\n".join([*parts, _contradictions()]) + "\n"


def _contents() -> str:
    rows = ["| key | clause | heading | binds | alone |", "|---|---|---|---|---|"]
    for key, kind in KINDS.items():
        alone = kind.alone.value if kind.alone else "nobody"
        rows.append(f"| {key} | {kind.name} | {kind.heading} | {_binds(kind)} | {alone} |")
    return "\n".join(rows) + "\n"


def _binds(kind: TermKind) -> str:
    beside = sorted(role.value.replace("_", " ") for role in kind.binds - PAIR)
    return ", ".join(["the pair", *beside])


def _kind(kind: TermKind, tests: list[str]) -> str:
    term = kind.default
    lines = [f"## {kind.key}: {kind.name}", "", f"> {terms.sentence_of(term, CALLED)}", ""]
    lines += [f"- Chosen in it: {each}" for each in map(_field, kind.fields)]
    lines += [f"- Always: `{name}` is `{value}`" for name, value in kind.constants.items()]
    lines += [f"- {each}" for each in _opens(kind)]
    lines += [f"- {each}" for each in _owes(term)]
    lines += [f"- Tighter: {_tighter(kind)}"]
    lines += [f"- Only people can keep: {terms.people_only_of(term, CALLED)}"]
    lines += [f"- Also proved by `{test}`" for test in tests]
    return "\n".join(lines) + "\n"


def _field(field: Field) -> str:
    label = field.label.format(**CALLED)
    if isinstance(field, OneOf):
        listed = ", ".join(f"`{_said(choice)}`" for choice in field.choices)
        listed = listed if len(field.choices) <= MANY else f"one of {len(field.choices)} words"
    elif isinstance(field, SomeOf):
        listed = "some of " + ", ".join(f"`{word}`" for word in field.words)
    elif isinstance(field, Number):
        listed = f"{field.least} to {field.most}"
    else:
        assert isinstance(field, Day)  # noqa: S101 (there are four kinds of field)
        listed = "a day, or none"
    return f"{label} (`{field.name}`): {listed}; `{_said(field.default) or 'none'}` to begin with"


def _said(value: object) -> str:
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _opens(kind: TermKind) -> Iterator[str]:
    """Say what any choice of this kind opens, at most."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for term in _choices(kind):
        for opening in kind.opens(term):
            verbs = found.setdefault((opening.role.value, opening.thing, opening.grant.value), [])
            if opening.verb not in verbs:
                verbs.append(opening.verb)
    if not found:
        yield "Opens nothing"
    for (role, thing, grant), verbs in found.items():
        how = grant.replace("_", " ")
        yield f"Opens at most: {role.replace('_', ' ')}, {', '.join(verbs)}, `{thing}` ({how})"


def _choices(kind: TermKind) -> list[Term]:
    """Give the terms that differ in one choice from the one it begins with."""
    changed = [
        kind.default.but(**{field.name: choice})
        for field in kind.fields
        if isinstance(field, OneOf)
        for choice in field.choices
    ]
    return [kind.default, *changed]


def _owes(term: Term) -> Iterator[str]:
    for owed in term.kind.owes(term):
        clock = f" ({owed.amount} {owed.unit})" if owed.amount is not None else ""
        yield f"Obliges the {owed.who.value.replace('_', ' ')}: {owed.what.format(**CALLED)}{clock}"


def _tighter(kind: TermKind) -> str:
    if kind.alone is None:
        return "only both together, in a new version"
    ways = {
        Order.MORE_IS_LOOSER: "less of",
        Order.MORE_IS_TIGHTER: "further along",
    }
    fields = [f"{ways[field.order]} `{field.name}`" for field in kind.fields if field.order in ways]
    closing = ["closing it"] if kind.may_close else []
    who = "the coach, with a week's notice" if kind.alone == Role.COACH else "the client, at once"
    return f"{', '.join([*fields, *closing])}: {who}"


def _contradictions() -> str:
    rows = ["## What can't stand together", "", "| one | the other | why |", "|---|---|---|"]
    rows += [f"| {one} | {other} | {why} |" for one, other, _stands, why in terms.RULES]
    return "\n".join(rows)


def _proven() -> dict[str, list[str]]:
    """Find which tests name a kind, by the words in them."""
    found: dict[str, list[str]] = {}
    for path in PROVEN_BY:
        tree = ast.parse((HOUSE / path).read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for key in sorted(_keys_in(node)):
                    found.setdefault(key, []).append(f"{path.rpartition('/')[2]}::{node.name}")
    return found


def _keys_in(node: ast.AST) -> set[str]:
    words = [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    pairs = {f"{one}/{other}" for one, other in pairwise(words)}
    return {key for key in KINDS if key in words or key in pairs}


def main() -> None:
    """Write the page where the docs keep it."""
    PLACE.write_text(page())


if __name__ == "__main__":
    main()
