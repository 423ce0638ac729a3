"""The door of exits."""

from goldenthread.exits.actions import ask_for_erasure, begin_leaving, think_again
from goldenthread.exits.chores import erase_later, erase_what_is_due
from goldenthread.exits.models import Departure
from goldenthread.exits.queries import departure_of, is_erased

__all__ = [
    "Departure",
    "ask_for_erasure",
    "begin_leaving",
    "departure_of",
    "erase_later",
    "erase_what_is_due",
    "is_erased",
    "think_again",
]
