"""The door of sessions."""

from goldenthread.sessions.actions import (
    AlreadyKept,
    WordedElsewhere,
    add_to_aim,
    agree_to_aim,
    arrange_session,
    keep_wanting,
    mark_session,
    move_session,
    say_what_for,
    say_whether,
    set_card,
    waive_notice,
)
from goldenthread.sessions.ahead import count_took_place
from goldenthread.sessions.answered import say_who_declines_with
from goldenthread.sessions.attendance.actions import (
    come_in,
    enter_times,
    go_out,
    mark_outage,
    take_outage_back,
)
from goldenthread.sessions.attendance.chores import forget_times_that_are_old
from goldenthread.sessions.attendance.policy import Kept, Start, TimesKept
from goldenthread.sessions.attendance.queries import (
    attendance_of,
    copy_of_times,
    may_come_in,
    times_kept,
)
from goldenthread.sessions.attendance.times import Attended, Side
from goldenthread.sessions.changes import (
    THE_HOUSE,
    TimeChange,
    TimeDeed,
    when_notice_is_waived,
    when_times_change,
)
from goldenthread.sessions.chores import forget_cards_that_are_over
from goldenthread.sessions.days import LinkHolder
from goldenthread.sessions.models import CoachingSession
from goldenthread.sessions.notice import Notice, notice_of
from goldenthread.sessions.opened import Aim, OpenSession, Raised, Wishes
from goldenthread.sessions.queries import (
    copy_for,
    next_session,
    raised,
    sessions_of,
    the_session,
)
from goldenthread.sessions.rederiving import rederive
from goldenthread.sessions.rows import (
    ends_of,
    planned_between,
    session_rows,
    sessions_between,
    the_row,
    took_place_with,
)
from goldenthread.sessions.states import Challenge, Recording, SessionState, Standing
from goldenthread.sessions.when import When, when_of

__all__ = [
    "THE_HOUSE",
    "Aim",
    "AlreadyKept",
    "Attended",
    "Challenge",
    "CoachingSession",
    "Kept",
    "LinkHolder",
    "Notice",
    "OpenSession",
    "Raised",
    "Recording",
    "SessionState",
    "Side",
    "Standing",
    "Start",
    "TimeChange",
    "TimeDeed",
    "TimesKept",
    "When",
    "Wishes",
    "WordedElsewhere",
    "add_to_aim",
    "agree_to_aim",
    "arrange_session",
    "attendance_of",
    "come_in",
    "copy_for",
    "copy_of_times",
    "count_took_place",
    "ends_of",
    "enter_times",
    "forget_cards_that_are_over",
    "forget_times_that_are_old",
    "go_out",
    "keep_wanting",
    "mark_outage",
    "mark_session",
    "may_come_in",
    "move_session",
    "next_session",
    "notice_of",
    "planned_between",
    "raised",
    "rederive",
    "say_what_for",
    "say_whether",
    "say_who_declines_with",
    "session_rows",
    "sessions_between",
    "sessions_of",
    "set_card",
    "take_outage_back",
    "the_row",
    "the_session",
    "times_kept",
    "took_place_with",
    "waive_notice",
    "when_notice_is_waived",
    "when_of",
    "when_times_change",
]
