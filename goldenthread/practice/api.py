"""The door of the coach's practice."""

from goldenthread.practice.actions import (
    change_line,
    drop_line,
    lend_name,
    take_in,
    take_name_back,
    write_line,
)
from goldenthread.practice.lines import OpenLine, Worked
from goldenthread.practice.queries import copy_for, lines_of, not_taken_in
from goldenthread.practice.states import Setting

__all__ = [
    "OpenLine",
    "Setting",
    "Worked",
    "change_line",
    "copy_for",
    "drop_line",
    "lend_name",
    "lines_of",
    "not_taken_in",
    "take_in",
    "take_name_back",
    "write_line",
]
