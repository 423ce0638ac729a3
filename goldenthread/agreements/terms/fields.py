"""What can be chosen in a term: one of some words, some of them, a number, a day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Value = str | int | bool | tuple[str, ...]


class NotATerm(ValueError):
    """Golden Thread doesn't know how to keep such a term."""


class Order(StrEnum):
    """Which way a choice is tighter. LATER and MORE count along the choices as listed."""

    # Neither way: any other choice is another term, neither tighter nor looser.
    NONE = "none"
    # A later choice, a bigger number, more words: looser.
    MORE_IS_LOOSER = "more is looser"
    # A later choice, a bigger number, more words: tighter.
    MORE_IS_TIGHTER = "more is tighter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that can be chosen in a term. `quiet`: left out of the JSON while it's default.

    Quiet fields came later than documents already signed; those must keep their bytes.
    """

    name: str
    label: str
    order: Order = Order.NONE
    quiet: bool = False

    @property
    def default(self) -> Value:
        """Give what is chosen to begin with."""
        raise NotImplementedError

    def read(self, value: Any) -> Value:
        """Give the value if it is one of this field. Raises NotATerm."""
        raise NotImplementedError

    def as_json(self, value: Value) -> Any:
        """Give a value for JSON."""
        return list(value) if isinstance(value, tuple) else value

    def no_looser(self, before: Value, after: Value) -> bool:
        """Say whether `after` opens nothing that `before` didn't."""
        if before == after or self.order is Order.NONE:
            return before == after
        if self.order is Order.MORE_IS_LOOSER:
            return self._within(after, before)
        return self._within(before, after)

    def _within(self, less: Value, more: Value) -> bool:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Field):
    """One of some words, numbers or lists of words; the first listed first."""

    choices: Mapping[Any, str]
    first: Value

    @property
    def default(self) -> Value:
        """Give what is chosen to begin with."""
        return self.first

    def read(self, value: Any) -> Value:
        """Give the choice. Raises NotATerm for anything else, 48.0 and True among it."""
        value = tuple(value) if isinstance(value, list) else value
        try:
            known = value in self.choices
        except TypeError:
            known = False
        if not known or type(value) not in {type(choice) for choice in self.choices}:
            raise NotATerm(NotATerm.__doc__)
        chosen: Value = value
        return chosen

    def _within(self, less: Value, more: Value) -> bool:
        listed = list(self.choices)
        return listed.index(less) <= listed.index(more)


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeOf(Field):
    """Some of a list of words, in the order of the list."""

    words: Mapping[str, str]
    first: tuple[str, ...] = ()
    at_least: int = 0

    @property
    def default(self) -> Value:
        """Give what is chosen to begin with."""
        return self.first

    def read(self, value: Any) -> Value:
        """Give the words, each once, in the order of the list. Raises NotATerm otherwise."""
        if not isinstance(value, list | tuple) or len(value) < self.at_least:
            raise NotATerm(NotATerm.__doc__)
        named = tuple(value)
        if named != tuple(word for word in self.words if word in named):
            raise NotATerm(NotATerm.__doc__)
        return named

    def _within(self, less: Value, more: Value) -> bool:
        return isinstance(less, tuple) and isinstance(more, tuple) and set(less) <= set(more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field):
    """A whole number from `least` to `most`, both among them."""

    least: int
    most: int
    first: int

    @property
    def default(self) -> Value:
        """Give what is chosen to begin with."""
        return self.first

    def read(self, value: Any) -> Value:
        """Give the number. Raises NotATerm for another, or for what only looks like one."""
        if type(value) is not int or not self.least <= value <= self.most:
            raise NotATerm(NotATerm.__doc__)
        return value

    def _within(self, less: Value, more: Value) -> bool:
        return isinstance(less, int) and isinstance(more, int) and less <= more


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Field):
    """A day of the calendar, as YYYY-MM-DD, or none where none need be named."""

    first: str = ""
    may_be_none: bool = field(default=True)

    @property
    def default(self) -> Value:
        """Give what is chosen to begin with."""
        return self.first

    def read(self, value: Any) -> Value:
        """Give the day. Raises NotATerm for anything that isn't one."""
        if value == "" and self.may_be_none:
            return ""
        try:
            written = date.fromisoformat(value).isoformat() == value
        except (TypeError, ValueError):
            written = False
        if not written:
            raise NotATerm(NotATerm.__doc__)
        day: str = value
        return day

    def _within(self, less: Value, more: Value) -> bool:
        """An earlier last day is less; no last day is the most."""
        return more == "" or (less != "" and str(less) <= str(more))
