"""Reading conversations from a folder: annomi.csv, row by row, into turns. Needs no Django.

The columns used are those of AnnoMI (Wu et al., 2022): transcript_id, utterance_id, interlocutor,
timestamp (hh:mm:ss from the beginning) and utterance_text. Where several people annotated a
conversation it has a row for each of them; every utterance is kept once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, Literal, cast

Speaker = Literal["therapist", "client"]

FILE: Final = "annomi.csv"
COLUMNS: Final = ("transcript_id", "utterance_id", "interlocutor", "timestamp", "utterance_text")
SPEAKERS: Final = ("therapist", "client")
# What an answer beside a passage holds, in characters (journal's own limit).
LONGEST_TURN: Final = 10_000

_TIME: Final = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)


class BadConversations(Exception):
    """The file can't be read as conversations. The message is one sentence that says where."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two said before the other spoke; `second` counts from the beginning."""

    speaker: Speaker
    second: int
    words: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation, its turns in the order they were spoken."""

    number: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class _Utterance:
    place: int
    speaker: Speaker
    second: int
    words: str


def read_conversations(folder: Path) -> tuple[Conversation, ...]:
    """Read every conversation of the folder's file, in the file's order. Raises BadConversations."""
    path = folder / FILE
    found: dict[str, dict[int, _Utterance]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            for number, utterance in _utterances(csv.DictReader(opened, strict=True)):
                found.setdefault(number, {}).setdefault(utterance.place, utterance)
    except FileNotFoundError as error:
        raise BadConversations(f"There is no {FILE} in {folder}.") from error
    except OSError as error:
        raise BadConversations(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadConversations(f"{path} isn't UTF-8 text.") from error
    except csv.Error as error:
        raise BadConversations(f"{path} isn't a table of comma-separated values.") from error
    if not found:
        raise BadConversations(f"{path} holds no utterance.")
    return tuple(Conversation(number, _turns(number, said)) for number, said in found.items())


def _utterances(rows: csv.DictReader[str]) -> Iterator[tuple[str, _Utterance]]:
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise BadConversations(f"{FILE} has no column {missing[0]}.")
    for row in rows:
        yield _utterance(row, rows.line_num)


def _utterance(row: Mapping[str, str | None], line: int) -> tuple[str, _Utterance]:
    """Read one row; anything unexpected is refused with its line, never guessed at."""
    given = {column: (row[column] or "").strip() for column in COLUMNS}
    time = _TIME.fullmatch(given["timestamp"])
    if not given["transcript_id"]:
        raise BadConversations(f"{FILE}, line {line}: which conversation this is isn't said.")
    if not _NUMBER.fullmatch(given["utterance_id"]):
        raise BadConversations(f"{FILE}, line {line}: utterance_id must be a whole number.")
    if given["interlocutor"] not in SPEAKERS:
        raise BadConversations(f"{FILE}, line {line}: interlocutor must be therapist or client.")
    if time is None:
        raise BadConversations(f"{FILE}, line {line}: timestamp must look like 00:12:30.")
    hours, minutes, seconds = map(int, time.groups())
    utterance = _Utterance(
        place=int(given["utterance_id"]),
        speaker=cast("Speaker", given["interlocutor"]),
        second=hours * 3600 + minutes * 60 + seconds,
        words=given["utterance_text"].replace("\0", ""),
    )
    return given["transcript_id"], utterance


def _turns(number: str, said: Mapping[int, _Utterance]) -> tuple[Turn, ...]:
    spoken = [said[place] for place in sorted(said) if said[place].words]
    return tuple(_in_order(number, spoken))


def _in_order(number: str, spoken: Iterable[_Utterance]) -> Iterator[Turn]:
    """Join what one said in a row. A time never runs back, though some in the wild do."""
    last = -1
    for speaker, together in groupby(spoken, key=lambda utterance: utterance.speaker):
        run = list(together)
        words = "\n".join(utterance.words for utterance in run)
        if len(words) > LONGEST_TURN:
            raise BadConversations(
                f"{FILE}: a turn in conversation {number[:40]} is longer than {LONGEST_TURN:,} characters."
            )
        last = max(run[0].second, last + 1)
        yield Turn(speaker, last, words)
