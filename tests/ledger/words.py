"""Verbs that only tests use, and reading what was written."""

import json
from collections.abc import Iterable
from typing import Any

from goldenthread.ledger import api as ledger

ledger.declare("test.entry.written", "{who} wrote in {your} journal")
ledger.declare("test.entry.opened", "{who} opened {your} journal", reading=True)
ledger.declare("test.passage.shared", "{who} shared a passage")
ledger.declare(
    "test.passage.opened",
    "{who} opened a passage {you} shared",
    several="{who} opened {count} passages {you} shared",
    reading=True,
)
ledger.declare("test.passage.answered", "{who} answered {you}")
ledger.declare("test.entries.counted", "{who} looked after {your} journal")
ledger.declare("test.name.changed", "{who} changed {your} name.")
ledger.declare("test.letter.sent", "A letter was sent by {who}")


def read(pieces: Iterable[str]) -> Any:
    """Read a file that comes in pieces."""
    return json.loads("".join(pieces))
