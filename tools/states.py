"""Draws the states of things from their own tables: `python -m tools.states` writes docs/states."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from goldenthread.agreements import states as agreement

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


def _told(table: Mapping[agreement.VersionState, frozenset[agreement.VersionState]]) -> str:
    rows = ["| from | may become |", "|---|---|"]
    for start, onward in table.items():
        told = ", ".join(sorted(onward)) or "nothing any more"
        rows.append(f"| {start} | {told} |")
    return "\n".join(rows)


def pages() -> dict[str, str]:
    """Every drawn page, by its file's name."""
    return {"agreement.md": agreement_page()}


def main() -> None:
    """Write every page."""
    PLACE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PLACE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
