"""Draws the states of things from their own tables: `python -m tools.states` writes docs/states."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from goldenthread.agreements import states as agreement
from goldenthread.disclosures import states as disclosures
from goldenthread.exits import states as exits
from goldenthread.relationships.seats import states as seats
from goldenthread.sharing import states as sharing

T = TypeVar("T", bound=StrEnum)

LIVES: tuple[tuple[str, str, str, str, Mapping[Any, frozenset[Any]]], ...] = (
    (
        "seats",
        "The life of a seat beside the two",
        "A seat is opened by a term both signed, come to by a link, and closed by either at once.",
        "goldenthread/relationships/seats/states.py",
        seats.MAY_BECOME,
    ),
    (
        "releases",
        "The life of a text that leaves",
        "An edit sets every yes aside. What is released never changes: it is withdrawn, or its day comes.",
        "goldenthread/sharing/states.py",
        sharing.MAY_BECOME,
    ),
    (
        "requests",
        "The life of a request from beside the two",
        "Nothing is kept of why.",
        "goldenthread/sharing/states.py",
        sharing.REQUEST_MAY_BECOME,
    ),
    (
        "disclosures",
        "The life of a note of what was told outside",
        "Kept back, it has a day on which that is decided again; the coach's desk opens there first.",
        "goldenthread/disclosures/states.py",
        disclosures.MAY_BECOME,
    ),
    (
        "exits",
        "The life of a leaving",
        "From the end of a relationship to the erasure of what the two wrote.",
        "goldenthread/exits/states.py",
        exits.MAY_BECOME,
    ),
)

PLACE = Path(__file__).resolve().parents[1] / "docs" / "states"

_PAGE = """# {title}

{opening}

Drawn from `{module}` by `python -m tools.states`; a test says when it no longer fits.

```mermaid
stateDiagram-v2
{diagram}
```

{closing}
"""


def agreement_page() -> str:
    """Draw the life of a version of an agreement."""
    roads: list[tuple[tuple[StrEnum, StrEnum], str]] = [
        *agreement.BY_WHAT.items(),
        *agreement.BY_THE_CLOCK.items(),
    ]
    lines = [f"    [*] --> {agreement.VersionState.TALKING}: proposed, or reopened"]
    lines += [f"    {start} --> {to}: {why}" for (start, to), why in roads]
    lines.append(f"    {agreement.Stage.ERASED} --> [*]")
    return _PAGE.format(
        title="The life of a version of an agreement",
        opening=(
            "A version is what two people agree at one time. While one is talked about, the one in "
            "force before it stands; there is at most one of each."
        ),
        module="goldenthread/agreements/states.py",
        diagram="\n".join(lines),
        closing=_told(agreement.MAY_BECOME)
        + "\n\nReview due, third parties paused and retention are no stored states: the clock is "
        "asked each time, so nobody can forget to change them. Between the two nothing pauses. "
        "Erased is no stored state either: the keys are forgotten, and the rows are gone.",
    )


def table_page(title: str, opening: str, module: str, table: Mapping[T, frozenset[T]]) -> str:
    """Draw a life that is all in its table; it begins with the table's first word."""
    lines = [f"    [*] --> {next(iter(table))}"]
    for start, onward in table.items():
        lines += [f"    {start} --> {to}" for to in sorted(onward)]
        lines += [] if onward else [f"    {start} --> [*]"]
    return _PAGE.format(
        title=title,
        opening=opening,
        module=module,
        diagram="\n".join(lines),
        closing=_told(table),
    )


def _told(table: Mapping[T, frozenset[T]]) -> str:
    rows = ["| from | may become |", "|---|---|"]
    for start, onward in table.items():
        told = ", ".join(sorted(onward)) or "nothing any more"
        rows.append(f"| {start} | {told} |")
    return "\n".join(rows)


def pages() -> dict[str, str]:
    """Every drawn page, by its file's name."""
    return {"agreement.md": agreement_page()} | {
        f"{name}.md": table_page(title, opening, module, table)
        for name, title, opening, module, table in LIVES
    }


def main() -> None:
    """Write every page."""
    PLACE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PLACE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
