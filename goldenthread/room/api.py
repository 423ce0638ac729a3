"""The door of the room."""

from goldenthread.room.actions.hunches import (
    confirm_hunch,
    drop_hunch,
    keep_hunch,
    let_hunch_go,
    offer_hunch,
    take_hunch_back,
)
from goldenthread.room.actions.lines import (
    AlreadyKept,
    WordedElsewhere,
    put_down,
    take_away,
    word_anew,
    write_line,
)
from goldenthread.room.chores import forget_hunches_that_are_over, forget_what_is_over
from goldenthread.room.lines import Notes, OpenHunch, OpenLine
from goldenthread.room.opening import Room, the_open_room, the_room
from goldenthread.room.queries import copy_for, notes_of
from goldenthread.room.states import Column, HunchState, LineKind

__all__ = [
    "AlreadyKept",
    "Column",
    "HunchState",
    "LineKind",
    "Notes",
    "OpenHunch",
    "OpenLine",
    "Room",
    "WordedElsewhere",
    "confirm_hunch",
    "copy_for",
    "drop_hunch",
    "forget_hunches_that_are_over",
    "forget_what_is_over",
    "keep_hunch",
    "let_hunch_go",
    "notes_of",
    "offer_hunch",
    "put_down",
    "take_away",
    "take_hunch_back",
    "the_open_room",
    "the_room",
    "word_anew",
    "write_line",
]
