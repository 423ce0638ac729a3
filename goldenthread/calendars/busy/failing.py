"""How reading another calendar fails: one of the words for it, and nothing the other side said."""

from __future__ import annotations

from goldenthread.calendars.states import Trouble


class CannotRead(Exception):
    """A calendar could not be read. `trouble` says why; what the other side wrote goes no further."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
