"""The door of calendars."""

from goldenthread.calendars.chores import read_what_is_due
from goldenthread.calendars.queries import says_no
from goldenthread.calendars.replies import BYTES_MOST as LETTER_MOST
from goldenthread.calendars.replies import Taken, take_letter

__all__ = [
    "LETTER_MOST",
    "Taken",
    "read_what_is_due",
    "says_no",
    "take_letter",
]
