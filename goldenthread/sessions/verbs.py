"""What the ledger says of sessions. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

SESSION: Final = "session"

ARRANGED: Final = "sessions.session.arranged"
MOVED: Final = "sessions.session.moved"
SPOKEN: Final = "sessions.aim.put"
ADDED: Final = "sessions.aim.added_to"
AGREED: Final = "sessions.aim.agreed"
CARD_SET: Final = "sessions.card.put"
CARD_TAKEN: Final = "sessions.card.taken_back"
ARRANGED_BY_LINK: Final = "sessions.session.arranged_by_link"
MOVED_BY_LINK: Final = "sessions.session.moved_by_link"
CALLED_OFF_BY_LINK: Final = "sessions.session.called_off_by_link"
TOOK_PLACE: Final = "sessions.session.took_place"
CALLED_OFF: Final = "sessions.session.called_off"
PLANNED_AGAIN: Final = "sessions.session.planned_again"
WAIVED: Final = "sessions.notice.waived"
REDERIVED: Final = "sessions.session.clock_changed"
ENDED: Final = "sessions.end.put"
STILL_WANTED: Final = "sessions.aim.still_wanted"
CAME: Final = "sessions.attendance.came"
LEFT: Final = "sessions.attendance.left"
TIMES_ENTERED: Final = "sessions.attendance.entered"
OUTAGE_MARKED: Final = "sessions.attendance.outage_marked"
OUTAGE_TAKEN_BACK: Final = "sessions.attendance.outage_taken_back"
READ: Final = "sessions.sessions.read"
COPIED: Final = "sessions.sessions.copied"
# What is written of these where a link did it.
BY_LINK: Final = {
    ARRANGED: ARRANGED_BY_LINK,
    MOVED: MOVED_BY_LINK,
    CALLED_OFF: CALLED_OFF_BY_LINK,
}

ledger.declare(ARRANGED, _("{who} put the day of a session"))
ledger.declare(MOVED, _("{who} moved a session to another day"))
ledger.declare(ARRANGED_BY_LINK, _("Somebody with {your} link took a slot for a session"))
ledger.declare(MOVED_BY_LINK, _("Somebody with {your} link moved a session"))
ledger.declare(CALLED_OFF_BY_LINK, _("Somebody with {your} link called a session off"))
ledger.declare(SPOKEN, _("{who} said what a session is for"))
ledger.declare(ADDED, _("{who} added to what a session is for"))
ledger.declare(AGREED, _("{who} said yes to what a session is for"))
ledger.declare(CARD_SET, _("{who} set the challenge card for a session"))
ledger.declare(CARD_TAKEN, _("{who} took the challenge card back"))
ledger.declare(TOOK_PLACE, _("{who} said that a session took place"))
ledger.declare(CALLED_OFF, _("{who} called a session off"))
ledger.declare(PLANNED_AGAIN, _("{who} took back what was said of a session"))
ledger.declare(WAIVED, _("{who} let short notice be"))
ledger.declare(REDERIVED, _("A session kept its hour when the rules of its time zone changed"))
ledger.declare(ENDED, _("{who} said how a session was"))
ledger.declare(STILL_WANTED, _("{who} said that what a session is for is still wanted"))
ledger.declare(CAME, _("{who} said they were here for a session"))
ledger.declare(LEFT, _("{who} said they were leaving a session"))
ledger.declare(TIMES_ENTERED, _("{who} wrote down when they came to a session and left"))
ledger.declare(OUTAGE_MARKED, _("{who} marked that something failed in a session"))
ledger.declare(OUTAGE_TAKEN_BACK, _("{who} took back that something failed in a session"))
ledger.declare(
    READ,
    _("{who} read what was agreed for a session"),
    several=_("{who} read what was agreed for {count} sessions"),
    reading=True,
)
ledger.declare(
    COPIED,
    _("{who} took a copy of what was agreed for a session"),
    several=_("{who} took a copy of what was agreed for {count} sessions"),
    reading=True,
)
