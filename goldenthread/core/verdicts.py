"""A rule answers with a verdict: allowed, or refused for a reason fit to show."""

from __future__ import annotations

from dataclasses import dataclass


class NotAllowed(Exception):
    """Someone tried what a rule refuses. The message may be shown to them."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The rule says yes. Truthy."""

    def __bool__(self) -> bool:
        return True

    def or_raise(self) -> None:
        """Do nothing: there is nothing to refuse."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The rule says no, for a reason written for the person who asked. Falsy."""

    reason: str

    def __bool__(self) -> bool:
        return False

    def or_raise(self) -> None:
        """Raise NotAllowed with the reason."""
        raise NotAllowed(self.reason)


Verdict = Allowed | Refused
