"""The door of calendars."""

from goldenthread.calendars.actions import (
    Asking,
    add_busy_calendar,
    choose_title,
    open_feed,
    turn_meeting_letters_on,
)
from goldenthread.calendars.chores import read_what_is_due
from goldenthread.calendars.copies import copy_for
from goldenthread.calendars.queries import says_no
from goldenthread.calendars.replies import BYTES_MOST as LETTER_MOST
from goldenthread.calendars.replies import Taken, take_letter
from goldenthread.calendars.states import BusyKind

__all__ = [
    "LETTER_MOST",
    "Asking",
    "BusyKind",
    "Taken",
    "add_busy_calendar",
    "choose_title",
    "copy_for",
    "open_feed",
    "read_what_is_due",
    "says_no",
    "take_letter",
    "turn_meeting_letters_on",
]
