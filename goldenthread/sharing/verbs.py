"""What the ledger says of sharing. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare(
    "sharing.window.opened", _("{who} looked through {your} window from outside"), reading=True
)
ledger.declare(
    "sharing.preview.opened", _("{who} looked at what somebody else would see"), reading=True
)
ledger.declare(
    "sharing.beside.opened", _("{who} read what passed between {you} and a third"), reading=True
)
ledger.declare("sharing.hope.written", _("{who} wrote a hope for {you} to read"))
ledger.declare("sharing.hope.answered", _("{who} answered in the room of three"))
ledger.declare("sharing.hope.not_reported", _("{who} wrote what won’t be reported"))
ledger.declare("sharing.hopes.put_off", _("{who} chose to read the hopes after the first session"))
ledger.declare("sharing.hopes.taken_up", _("{who} chose to read the hopes now"))
ledger.declare("sharing.request.asked", _("{who} asked for something"))
ledger.declare("sharing.request.taken_back", _("{who} took back what they had asked for"))
ledger.declare("sharing.request.accepted", _("{who} began a text for what was asked"))
ledger.declare("sharing.request.reworded", _("{who} answered with other words what was asked"))
ledger.declare("sharing.request.declined", _("{who} said “not this time” to what was asked"))
ledger.declare(
    "sharing.request.refused", _("{who} asked for what nothing signed opens, and was refused")
)
ledger.declare("sharing.outside.noted", _("{who} noted that somebody outside asked about {you}"))
ledger.declare("sharing.outside.spoken", _("{who} noted that somebody outside spoke of {you}"))
ledger.declare(
    "sharing.outside.read", _("{who} read the notes of what came from outside"), reading=True
)
ledger.declare("sharing.release.drafted", _("{who} drafted a text that may leave"))
ledger.declare("sharing.release.edited", _("{who} changed a text that may leave"))
ledger.declare("sharing.release.approved", _("{who} said yes to a text that may leave"))
ledger.declare(
    "sharing.release.released", _("{who} said yes to a text, and with that it was released")
)
ledger.declare("sharing.release.withdrawn", _("{who} withdrew a text"))
ledger.declare("sharing.release.expired", _("A text that was released came to its last day"))
ledger.declare("sharing.release.read", _("{who} read a text that was released"), reading=True)
ledger.declare(
    "sharing.drafts.read",
    _("{who} read a text that may leave"),
    several=_("{who} read {count} texts that may leave"),
    reading=True,
)
ledger.declare(
    "sharing.copied", _("{who} took a copy of what passed through the window"), reading=True
)
ledger.declare("sharing.continuity.said", _("{who} said that the coach can’t go on"))
ledger.declare("sharing.continuity.taken_back", _("{who} took back that the coach can’t go on"))
ledger.declare("sharing.continuity.opened", _("{who} opened {your} name, address and next session"))
ledger.declare(
    "sharing.continuity.read", _("{who} read {your} name, address and next session"), reading=True
)
