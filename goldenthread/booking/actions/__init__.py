"""What can happen in booking. Times are taken through sessions, whose one line each of these leaves."""

from goldenthread.booking.actions.booking import book_session, move_to_slot
from goldenthread.booking.actions.by_link import (
    call_off_by_link,
    move_by_link,
    move_to_waited_slot,
    take_waited_slot,
)
from goldenthread.booking.actions.handing_out import (
    hand_link_out,
    send_own_link,
    take_link_back,
)
from goldenthread.booking.actions.series import (
    Chosen,
    SeriesKept,
    book_series,
    call_off_series,
    move_series,
)
from goldenthread.booking.actions.waiting import begin_to_wait, stop_waiting

__all__ = [
    "Chosen",
    "SeriesKept",
    "begin_to_wait",
    "book_series",
    "book_session",
    "call_off_by_link",
    "call_off_series",
    "hand_link_out",
    "move_by_link",
    "move_series",
    "move_to_slot",
    "move_to_waited_slot",
    "send_own_link",
    "stop_waiting",
    "take_link_back",
    "take_waited_slot",
]
