"""The door of what comes before a session."""

from goldenthread.preparation.actions import (
    choose_letters,
    take_sentence_back,
    write_by_link,
    write_sentence,
)
from goldenthread.preparation.choices import wish_of
from goldenthread.preparation.leaving import Wish
from goldenthread.preparation.queries import OpenSentence, copy_for, sentence_for
from goldenthread.preparation.reminding import plan_all, send_what_is_due
from goldenthread.preparation.states import Ahead

__all__ = [
    "Ahead",
    "OpenSentence",
    "Wish",
    "choose_letters",
    "copy_for",
    "plan_all",
    "send_what_is_due",
    "sentence_for",
    "take_sentence_back",
    "wish_of",
    "write_by_link",
    "write_sentence",
]
