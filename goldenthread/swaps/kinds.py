"""What can be swapped: each kind with its questions, in words of our own. Pure.

A kind is declared once at start-up, here or by a domain above (agreements declares the eight
headings), so that this domain knows none of them by name.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from goldenthread.core.roles import PAIR, Role

_KEY = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)?")
KEY_LIMIT = 64

_declared: dict[str, SwapKind] = {}


class KindRefused(Exception):
    """A kind of swap was declared twice, is misspelt, or asks one of the two nothing."""


@dataclass(frozen=True, slots=True, repr=False)
class Prompt:
    """One question with a place for an answer; `of` says which of the two it is put to."""

    key: str
    asks: str
    of: frozenset[Role] = PAIR
    hint: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SwapKind:
    """One kind of swap.

    `above` are questions to think about that have no box of their own; `may_leave_out` lets the
    client hide questions that mean nothing to them (S2.8); `adds` is what may be written beneath
    both halves once they are open (S2.21), empty for nothing; `group` is the list it stands in.
    """

    key: str
    title: str
    prompts: tuple[Prompt, ...]
    lede: str = ""
    above: tuple[str, ...] = ()
    may_leave_out: bool = False
    adds: str = ""
    group: str = ""

    @property
    def slug(self) -> str:
        """Its place in an address; a word of ours, never anybody's."""
        return self.key.replace(".", "-").replace("_", "-")

    def prompts_of(self, role: str) -> tuple[Prompt, ...]:
        """Give the questions put to one of the two."""
        return tuple(prompt for prompt in self.prompts if role in prompt.of)


def declare(
    key: str,
    title: str,
    prompts: Collection[Prompt | str],
    *,
    lede: str = "",
    above: Collection[str] = (),
    may_leave_out: bool = False,
    adds: str = "",
    group: str = "",
) -> SwapKind:
    """Declare a kind of swap, from an `apps.ready()`. A prompt given as text is put to both.

    Texts are marked with gettext_noop where they stand and translated where they are shown.
    Raises KindRefused.
    """
    if not _KEY.fullmatch(key) or len(key) > KEY_LIMIT:
        raise KindRefused(f"{key!r} is no key; write trust_card or promises.purpose")
    if key in _declared:
        raise KindRefused(f"{key!r} is declared already")
    asked = tuple(
        prompt if isinstance(prompt, Prompt) else Prompt(f"q{number}", prompt)
        for number, prompt in enumerate(prompts, start=1)
    )
    kind = SwapKind(key, title, asked, lede, tuple(above), may_leave_out, adds, group)
    if len({prompt.key for prompt in asked}) < len(asked):
        raise KindRefused(f"{key!r} has two questions with one key")
    if not all(kind.prompts_of(role) for role in PAIR):
        raise KindRefused(f"{key!r} asks one of the two nothing")
    _declared[key] = kind
    return kind


def all_kinds() -> tuple[SwapKind, ...]:
    """Give every kind, in the order in which they were declared."""
    return tuple(_declared.values())


def the_kind(key: str) -> SwapKind:
    """Give a kind by its key. Raises KeyError for one that nobody declared."""
    return _declared[key]


def words() -> list[tuple[str, str]]:
    """For `choices=`: given as a function, a new kind makes no migration."""
    return [(key, key) for key in _declared]
