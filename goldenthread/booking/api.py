"""The door of booking."""

from goldenthread.booking.actions import (
    Chosen,
    SeriesKept,
    begin_to_wait,
    book_series,
    book_session,
    call_off_by_link,
    call_off_series,
    hand_link_out,
    move_by_link,
    move_series,
    move_to_slot,
    move_to_waited_slot,
    send_own_link,
    stop_waiting,
    take_link_back,
    take_waited_slot,
)
from goldenthread.booking.actions.waiting import Wanted
from goldenthread.booking.copies import copy_for
from goldenthread.booking.queries import OpenSeries, the_series, waiting_of

__all__ = [
    "Chosen",
    "OpenSeries",
    "SeriesKept",
    "Wanted",
    "begin_to_wait",
    "book_series",
    "book_session",
    "call_off_by_link",
    "call_off_series",
    "copy_for",
    "hand_link_out",
    "move_by_link",
    "move_series",
    "move_to_slot",
    "move_to_waited_slot",
    "send_own_link",
    "stop_waiting",
    "take_link_back",
    "take_waited_slot",
    "the_series",
    "waiting_of",
]
