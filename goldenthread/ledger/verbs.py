"""The words of the ledger: every domain declares what it writes down. Codes never change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CODE_LIMIT: Final = 64
_CODE = re.compile(r"[a-z]+(\.[a-z][a-z_]*){1,3}")
_BLANKS: Final = frozenset({"who", "you", "your", "count"})
_declared: dict[str, Verb] = {}


class VerbRefused(Exception):
    """A ledger verb was declared twice, misspelt, or used without being declared."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One kind of line: its code for ever, its sentence in the reader's language."""

    code: str
    sentence: str | _StrPromise
    several: str | _StrPromise
    reading: bool


def declare(
    code: str,
    sentence: str | _StrPromise,
    *,
    reading: bool = False,
    several: str | _StrPromise = "",
) -> Verb:
    """Declare one verb, once, from a domain's `verbs.py` imported by its `apps.ready()`.

    A code looks like "journal.passage.opened"; it is written into rows that are kept for
    ever, so it never changes and is never used for anything else. The sentence is lazy and
    has blanks: {who} did it ("You", "Alma"), {you} and {your} are the person it is about as
    the reader would say it ("you"/"Ben", "your"/"Ben's"), {count} is how many things.
    `several` is the sentence for a count above one. Only a `reading` verb may be used by
    `witness()`, and equal readings within five minutes are one line.

    Raises VerbRefused for a code that is misspelt or already declared, or an unknown blank.
    """
    if not _CODE.fullmatch(code) or len(code) > CODE_LIMIT:
        raise VerbRefused(f"{code!r} is not a ledger code; write domain.thing.done")
    if code in _declared:
        raise VerbRefused(f"{code!r} is already declared; a code means one thing for ever")
    for text in filter(None, (sentence, several)):
        unknown = {name for _, name, _, _ in Formatter().parse(str(text)) if name} - _BLANKS
        if unknown:
            raise VerbRefused(f"{code!r} has a blank nobody fills: {sorted(unknown)}")
    verb = Verb(code, sentence, several or sentence, reading)
    _declared[code] = verb
    return verb


def the_verb(code: str) -> Verb:
    """Give the verb of a code. Raises VerbRefused where nobody declared it."""
    try:
        return _declared[code]
    except KeyError:
        raise VerbRefused(f"{code!r} is not declared in any verbs.py") from None


def find_verb(code: str) -> Verb | None:
    """Give the verb of a code, or None for a row older or newer than this version's words."""
    return _declared.get(code)


def declared_verbs() -> tuple[Verb, ...]:
    """Give every declared verb, in the order of their codes."""
    return tuple(_declared[code] for code in sorted(_declared))


declare("ledger.copy.taken", gettext_lazy("{who} took a copy of who has seen what"), reading=True)
