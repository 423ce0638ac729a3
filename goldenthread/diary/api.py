"""The door of the diary."""

from goldenthread.diary.actions import (
    KindSaid,
    add_kind,
    change_kind,
    forget_days_apart,
    keep_days_apart,
    keep_hours,
    keep_rules,
    offer_kind,
)
from goldenthread.diary.copies import copy_for
from goldenthread.diary.kinds import OpenKind, kinds_of, the_kind, video_link
from goldenthread.diary.queries import (
    Slot,
    free_slots,
    is_open,
    may_be_booked,
    nearest_slots,
    zone_of,
)
from goldenthread.diary.slots import Apart, Rules, WeekHours
from goldenthread.diary.states import Place
from goldenthread.diary.taking import TimeTaken, forget_busy, give_back, replace_busy, take

__all__ = [
    "Apart",
    "KindSaid",
    "OpenKind",
    "Place",
    "Rules",
    "Slot",
    "TimeTaken",
    "WeekHours",
    "add_kind",
    "change_kind",
    "copy_for",
    "forget_busy",
    "forget_days_apart",
    "free_slots",
    "give_back",
    "is_open",
    "keep_days_apart",
    "keep_hours",
    "keep_rules",
    "kinds_of",
    "may_be_booked",
    "nearest_slots",
    "offer_kind",
    "replace_busy",
    "take",
    "the_kind",
    "video_link",
    "zone_of",
]
