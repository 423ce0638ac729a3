"""The door of the diary."""

from goldenthread.diary.kinds import OpenKind, kinds_of, the_kind, video_link
from goldenthread.diary.queries import (
    Slot,
    free_slots,
    is_open,
    may_be_booked,
    nearest_slots,
    zone_of,
)
from goldenthread.diary.states import Place
from goldenthread.diary.taking import TimeTaken, forget_busy, give_back, replace_busy, take

__all__ = [
    "OpenKind",
    "Place",
    "Slot",
    "TimeTaken",
    "forget_busy",
    "free_slots",
    "give_back",
    "is_open",
    "kinds_of",
    "may_be_booked",
    "nearest_slots",
    "replace_busy",
    "take",
    "the_kind",
    "video_link",
    "zone_of",
]
