"""What can happen to a session. Each leaves one row in the ledger, about the client (INV-13)."""

from goldenthread.sessions.actions.speaking import (
    add_to_aim,
    agree_to_aim,
    keep_wanting,
    say_what_for,
    say_whether,
    set_card,
)
from goldenthread.sessions.actions.times import (
    arrange_session,
    mark_session,
    move_session,
    waive_notice,
)
from goldenthread.sessions.steps import AlreadyKept, WordedElsewhere

__all__ = [
    "AlreadyKept",
    "WordedElsewhere",
    "add_to_aim",
    "agree_to_aim",
    "arrange_session",
    "keep_wanting",
    "mark_session",
    "move_session",
    "say_what_for",
    "say_whether",
    "set_card",
    "waive_notice",
]
