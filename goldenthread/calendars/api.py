"""The door of calendars."""

from goldenthread.calendars.chores import read_what_is_due
from goldenthread.calendars.queries import says_no
from goldenthread.calendars.replies import take_letter

__all__ = [
    "read_what_is_due",
    "says_no",
    "take_letter",
]
