"""A swap made ready for its page: titles in the reader's language, days in their zone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from goldenthread.core.word_diff import Piece
from goldenthread.swaps import kinds
from goldenthread.swaps.reading import Column, Round, Standing, SwapPage
from goldenthread.swaps.views.here import Here, day, said
from goldenthread.ui.audience import Audience


@dataclass(frozen=True, slots=True, repr=False)
class ShownKind:
    """What stands above a swap."""

    key: str
    title: str
    lede: str
    above: tuple[str, ...]
    adds: str


@dataclass(frozen=True, slots=True, repr=False)
class ShownAnswer:
    """One question and its answer; `ops` lead there from the words before, if they changed."""

    asks: str
    words: str
    ops: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class ShownColumn:
    """One half, under the name of the one who wrote it. Not `is_there`: not to be read any more."""

    initial: str
    role: str
    says: str
    is_there: bool
    answers: tuple[ShownAnswer, ...]
    has_changed: bool


@dataclass(frozen=True, slots=True, repr=False)
class ShownRound:
    """One round, both halves, with the client's first for both readers."""

    day: str
    columns: tuple[ShownColumn, ...]
    is_first: bool

    @property
    def has_changed(self) -> bool:
        """Whether either changed a word since the round before."""
        return any(column.has_changed for column in self.columns)


def shown_kind(kind: kinds.SwapKind) -> ShownKind:
    """Say a kind of swap in the reader's language."""
    return ShownKind(
        kind.key,
        said(kind.title),
        said(kind.lede),
        tuple(said(question) for question in kind.above),
        said(kind.adds),
    )


def ops_of(pieces: tuple[Piece, ...]) -> tuple[tuple[str, str], ...]:
    """Give a word diff as the page draws it."""
    return tuple((piece.kind, piece.text) for piece in pieces)


def shown_round(found: Round, here: Here) -> ShownRound:
    """Put a round on the page: always in the same order, so that neither comes first by reading."""
    mine = _column(found.mine, here.my_initial, here.role, here.mine)
    theirs = _column(found.theirs, here.their_initial, here.other_role, here.theirs)
    columns = (mine, theirs) if here.role == "client" else (theirs, mine)
    return ShownRound(day(found.opened_on), columns, found.is_first)


def _column(column: Column | None, initial: str, role: str, name: str) -> ShownColumn:
    answers = tuple(
        ShownAnswer(said(each.asks), each.words, ops_of(each.changed))
        for each in (column.answers if column else ())
    )
    changed = bool(column and column.has_changed)
    return ShownColumn(initial, role, name, column is not None, answers, changed)


def audience_of(page: SwapPage, here: Here) -> Audience:
    """Say who can read what stands on the page: by what has opened, and nothing else."""
    return here.together if page.rounds and here.going_on else here.alone


def groups_of(standings: tuple[Standing, ...]) -> list[dict[str, Any]]:
    """Put the kinds under the lists they were declared for, in the order of their declaring."""
    named = groupby(standings, key=lambda each: each.kind.group)
    return [
        {
            "says": said(group),
            "rows": [
                {
                    "kind": each.kind.key,
                    "title": said(each.kind.title),
                    "seen_as": each.seen_as.value,
                    "has_draft": each.has_draft,
                    "day": day(each.opened_on) if each.opened_on else "",
                }
                for each in rows
            ],
        }
        for group, rows in named
    ]
