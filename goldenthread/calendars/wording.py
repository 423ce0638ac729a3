"""What the page says of a calendar that could not be read, and what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goldenthread.calendars.states import Trouble

WHAT_FAILED: dict[Trouble, str | Promise] = {
    Trouble.NONE: "",
    Trouble.ADDRESS: _(
        "This isn’t an address that can be asked. Give one that begins with https://."
    ),
    Trouble.NEAR: _(
        "This address leads into a private network, and the house doesn’t look into those. Give one "
        "that can be reached from outside, or ask whoever runs this house."
    ),
    Trouble.NOT_FOUND: _("There’s no server by that name. Look for a slip in the address."),
    Trouble.UNREACHABLE: _("The server didn’t answer. We’ll try again by ourselves."),
    Trouble.CERTIFICATE: _(
        "The server couldn’t show that it is the one in the address, so it was told nothing. Whoever "
        "runs it has to mend its certificate."
    ),
    Trouble.REFUSED: _(
        "The server says no to this name and password. Many want an app password, made in the "
        "calendar’s own settings."
    ),
    Trouble.GONE: _("There’s no calendar at this address any more. Copy its address once more."),
    Trouble.AROUND: _("The address leads on and on to others. Give the one it ends at."),
    Trouble.TOO_SLOW: _("It took more than 20 seconds. We’ll try again by ourselves."),
    Trouble.TOO_BIG: _(
        "It holds more than 5 MB. Give a calendar with less in it, or one by CalDAV, which sends only "
        "what lies ahead."
    ),
    Trouble.TOO_MUCH: _(
        "Something in it repeats so often that reading it didn’t end. Look for an event that repeats "
        "every second or every minute."
    ),
    Trouble.NO_CALENDAR: _(
        "What came isn’t a calendar. Copy the address that ends in .ics, or the calendar’s own "
        "CalDAV address."
    ),
    Trouble.SERVER: _("The server says that it’s in trouble itself. We’ll try again by ourselves."),
}
