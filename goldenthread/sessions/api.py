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
)
from goldenthread.sessions.ahead import count_took_place
from goldenthread.sessions.chores import forget_cards_that_are_over
from goldenthread.sessions.opened import Aim, OpenSession, Raised, Wishes
from goldenthread.sessions.queries import (
    copy_for,
    next_session,
    raised,
    sessions_of,
    the_session,
)
from goldenthread.sessions.states import Challenge, Recording, SessionState, Standing

__all__ = [
    "Aim",
    "AlreadyKept",
    "Challenge",
    "OpenSession",
    "Raised",
    "Recording",
    "SessionState",
    "Standing",
    "Wishes",
    "WordedElsewhere",
    "add_to_aim",
    "agree_to_aim",
    "arrange_session",
    "copy_for",
    "count_took_place",
    "forget_cards_that_are_over",
    "keep_wanting",
    "mark_session",
    "move_session",
    "next_session",
    "raised",
    "say_what_for",
    "say_whether",
    "sessions_of",
    "set_card",
    "the_session",
]
