"""The door of what comes after a session."""

from goldenthread.afterwards.actions import (
    AlreadyKept,
    WordedElsewhere,
    give_moment,
    give_question,
    keep_line,
    take_line_away,
    take_moment_back,
    take_question_back,
)
from goldenthread.afterwards.chores import forget_lines_that_are_over
from goldenthread.afterwards.gate import Back, look_back
from goldenthread.afterwards.lines import After, MomentsOfDay, OpenLine, OpenMoment
from goldenthread.afterwards.queries import (
    after,
    copy_for,
    moments_that_mattered,
    question_book,
)
from goldenthread.afterwards.states import Part

__all__ = [
    "After",
    "AlreadyKept",
    "Back",
    "MomentsOfDay",
    "OpenLine",
    "OpenMoment",
    "Part",
    "WordedElsewhere",
    "after",
    "copy_for",
    "forget_lines_that_are_over",
    "give_moment",
    "give_question",
    "keep_line",
    "look_back",
    "moments_that_mattered",
    "question_book",
    "take_line_away",
    "take_moment_back",
    "take_question_back",
]
