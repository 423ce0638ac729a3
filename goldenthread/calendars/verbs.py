"""What the ledger says of calendars. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("calendars.feed.opened", _("{who} gave {your} calendar feed an address"))
ledger.declare("calendars.feed.closed", _("{who} took {your} calendar feed’s address away"))
ledger.declare("calendars.feed.fetched", _("A calendar fetched {your} feed on this day"))
ledger.declare("calendars.title.chosen", _("{who} chose what {your} meetings are called"))
ledger.declare("calendars.letters.turned_on", _("{who} turned meeting letters on"))
ledger.declare("calendars.letters.turned_off", _("{who} turned meeting letters off"))
ledger.declare("calendars.busy.added", _("{who} had busy times read from another calendar"))
ledger.declare("calendars.busy.changed", _("{who} changed how another calendar is asked"))
ledger.declare("calendars.busy.removed", _("{who} had another calendar read no more"))
ledger.declare("calendars.answer.noted", _("{your} calendar answered a meeting letter"))
ledger.declare("calendars.answer.declined", _("A calendar answered no to the time of a session"))
