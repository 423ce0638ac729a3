"""What the ledger says of what comes after a session. Codes never change and are never used again.

A coach's own lines stand in the coach's own stream; all else in the relationship's, about the
client, where a coach sees nothing but their own deeds (INV-13).
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

SESSION: Final = "session"

CLOSED: Final = "afterwards.closing.put"
KEPT: Final = "afterwards.line.kept"
TAKEN_AWAY: Final = "afterwards.line.taken_away"
QUESTION_GIVEN: Final = "afterwards.question.given"
QUESTION_BACK: Final = "afterwards.question.taken_back"
MOMENT_GIVEN: Final = "afterwards.moment.given"
MOMENT_BACK: Final = "afterwards.moment.taken_back"
MOMENTS_OPENED: Final = "afterwards.moments.opened"
READ: Final = "afterwards.lines.read"
COPIED: Final = "afterwards.lines.copied"

ledger.declare(CLOSED, _("{who} left a closing line for a session"))
ledger.declare(KEPT, _("{who} kept something of a session for themselves"))
ledger.declare(TAKEN_AWAY, _("{who} took away something they kept of a session"))
ledger.declare(QUESTION_GIVEN, _("{who} gave a question that surprised them"))
ledger.declare(QUESTION_BACK, _("{who} took a question back"))
ledger.declare(MOMENT_GIVEN, _("{who} gave a moment that mattered, to be opened with the other’s"))
ledger.declare(MOMENT_BACK, _("{who} took a moment that mattered back"))
ledger.declare(MOMENTS_OPENED, _("{who} gave a moment that mattered, and both opened"))
ledger.declare(
    READ,
    _("{who} read what is kept of a session"),
    several=_("{who} read {count} things kept of sessions"),
    reading=True,
)
ledger.declare(
    COPIED,
    _("{who} took a copy of what is kept of a session"),
    several=_("{who} took a copy of {count} things kept of sessions"),
    reading=True,
)
