"""Draws who can see what from the terms themselves: `python -m tools.sight` writes docs/sight.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goldenthread.agreements.sight import DOES, HOW
from goldenthread.agreements.terms import KINDS, THINGS, OneOf, Opening, SomeOf, Term, TermKind
from goldenthread.core.roles import Role

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "sight.md"

COLUMNS = (Role.CLIENT, Role.COACH, *(each for each in Role if each not in {"client", "coach"}))
EVERYWHERE = ("tests/agreements/test_sight.py", "tests/agreements/test_model.py")
# What the rooms themselves prove of a thing, beside the table.
OF_A_THING: dict[str, tuple[str, ...]] = {
    "agreement": ("tests/agreements/test_views.py",),
    "journal.passage": ("tests/journal/test_queries.py", "tests/journal/test_reaching_back.py"),
    "promise": ("tests/promises/test_queries.py",),
    "goal": ("tests/plans",),
    "session.agreement": ("tests/sessions",),
    "release": ("tests/sharing/test_releases.py", "tests/sharing/test_model.py"),
    "hope": ("tests/sharing/test_pages.py",),
    "request": ("tests/sharing/test_pages.py",),
    "attendance": ("tests/sharing/test_attendance.py",),
    "supervision.case": ("tests/sharing/test_releases.py",),
    "schedule": ("tests/sharing/test_pages.py",),
    "contact": ("tests/sharing/test_continuity.py",),
}

_OPENING = """# Who can see what

The page `together/…/agreement/who-can-see/` shows the compiled table of one agreement. This one
shows every cell that any agreement could open, and by which clauses; an empty cell is one no clause
can open to that party. A cell's link leads to the tests that prove it. Drawn from the terms by
`python -m tools.sight`; a test says when it no longer fits.

Whoever writes something can read it themselves; the table is about what opens beyond that. For
anybody beside the pair a cell opens only with their seat taken, their own signature under the
clauses in force, and the review not thirty days late (trustees: once the coach can't go on).
"""


def variants(kind: TermKind) -> Iterator[Term]:
    """Give a kind's default, and every term that differs from it in one choice."""
    yield kind.default
    for field in kind.fields:
        if isinstance(field, OneOf):
            yield from (kind.default.but(**{field.name: choice}) for choice in field.choices)
        elif isinstance(field, SomeOf):
            yield kind.default.but(**{field.name: tuple(field.words)})


def openings_of(kind: TermKind) -> set[Opening]:
    """Give everything that some term of a kind opens."""
    return {opening for term in variants(kind) for opening in kind.opens(term)}


def keys_opening(role: Role, thing: str) -> tuple[str, ...]:
    """Give the kinds of clause that can open a cell."""
    return tuple(
        key
        for key, kind in KINDS.items()
        if any((each.role, each.thing) == (role, thing) for each in openings_of(kind))
    )


def page() -> str:
    """Draw the whole page."""
    heads = " | ".join(role.value.replace("_", " ") for role in COLUMNS)
    lines = [_OPENING, f"| what | {heads} |", "|---|" + "---|" * len(COLUMNS)]
    for thing, name in THINGS.items():
        cells = " | ".join(_cell(role, thing) for role in COLUMNS)
        lines.append(f"| {name} | {cells} |")
    for thing, name in THINGS.items():
        tests = (*EVERYWHERE, *OF_A_THING.get(thing, ()))
        links = "\n".join(f"- [`{test}`](../{test})" for test in tests)
        lines.append(f'\n<a id="{_anchor(thing)}"></a>\n\n## {name.capitalize()}\n\n{links}')
    return "\n".join(lines) + "\n"


def _cell(role: Role, thing: str) -> str:
    if thing == "agreement" and role in COLUMNS[:2]:
        return f"[always](#{_anchor(thing)})"
    told = []
    for key in keys_opening(role, thing):
        found = [
            each for each in openings_of(KINDS[key]) if (each.role, each.thing) == (role, thing)
        ]
        verbs = ", ".join(verb for verb in DOES if any(each.verb == verb for each in found))
        how = "; ".join(sorted({HOW[each.grant] for each in found} - {""}))
        told.append(f"[{verbs}{f' ({how})' if how else ''}: {key}](#{_anchor(thing)})")
    return "<br>".join(told)


def _anchor(thing: str) -> str:
    return thing.replace(".", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
