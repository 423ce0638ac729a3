"""What Ben decided to do, as he writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from goldenthread.commitments import api as commitments
from goldenthread.core.ids import new_uid


@dataclass
class Bens:
    """Ben, and what he means to do."""

    relationship: Any
    member: Any
    at: datetime

    @property
    def doing(self) -> dict[str, Any]:
        """Who, when."""
        return {"by": self.member.person, "at": self.at}

    @property
    def looking(self) -> dict[str, Any]:
        """Who, when, with which keys."""
        return {**self.doing, "keyring": self.member.keyring}

    def write(self, words: str = "Ring Lena on Sunday", **more: Any) -> Any:
        """Let him write one down."""
        return commitments.write_commitment(
            self.relationship, words, **{"uid": new_uid(), **self.looking, **more}
        )

    def read(self) -> list[tuple[str, str]]:
        """Give what he reads: words and state."""
        return [(one.words, one.state.value) for one in commitments.commitments_of(**self.looking)]


@pytest.fixture
def bens(relationship, ben_member, at):
    """Ben, and nothing written down yet."""
    return Bens(relationship, ben_member, at)
