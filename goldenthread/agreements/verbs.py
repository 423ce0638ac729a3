"""What the ledger says of agreements. Codes never change and are never used again."""

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

ledger.declare("agreements.starting.opened", _("{who} opened {your} starting words"), reading=True)
ledger.declare("agreements.starting.kept", _("{who} kept a line of {your} starting words"))
ledger.declare("agreements.starting.dropped", _("{who} left a line out of {your} starting words"))
ledger.declare("agreements.agreement.opened", _("{who} opened the agreement"), reading=True)
ledger.declare("agreements.version.opened", _("{who} opened a signed agreement"), reading=True)
ledger.declare(
    "agreements.confidentiality.opened",
    _("{who} opened the page about confidentiality"),
    reading=True,
)
ledger.declare("agreements.copy.taken", _("{who} took a copy of the agreement"), reading=True)
ledger.declare("agreements.proposed", _("{who} proposed an agreement"))
ledger.declare("agreements.clause.added", _("{who} added a clause to the agreement"))
ledger.declare("agreements.clause.reworded", _("{who} reworded a clause of the agreement"))
ledger.declare("agreements.clause.agreed", _("{who} said yes to the words of a clause"))
ledger.declare("agreements.clause.reconsidered", _("{who} wanted to keep talking about a clause"))
ledger.declare("agreements.clause.dropped", _("{who} wanted to leave a clause out"))
ledger.declare(
    "agreements.confidentiality.asked",
    _("{who} said whether there was a question about confidentiality"),
)
ledger.declare(
    "agreements.confidentiality.answered",
    _("{who} answered a question about confidentiality"),
)
ledger.declare("agreements.signed", _("{who} signed the agreement"))
ledger.declare("agreements.spoken", _("{who} noted that both said yes aloud"))
ledger.declare("agreements.spoken.withdrawn", _("{who} took the note of a spoken yes back"))
ledger.declare("agreements.still_right", _("{who} said that the agreement is still right"))
ledger.declare(
    "agreements.seat_paper.handed", _("{who} handed somebody the clauses that bind them")
)
ledger.declare(
    "agreements.seat_paper.opened", _("{who} opened the clauses that bind a place"), reading=True
)
ledger.declare("agreements.seat_paper.signed", _("{who} signed the clauses that bind them"))
ledger.declare("agreements.starting.begun", _("{who} began a starting draft of {your} own"))
ledger.declare("agreements.starting.named", _("{who} gave a starting draft another name"))
ledger.declare("agreements.starting.let_go", _("{who} let a starting draft of {your} own go"))
ledger.declare("agreements.starting.put_back", _("{who} put a starting draft back"))
ledger.declare("agreements.starting.deleted", _("{who} deleted a starting draft for good"))
ledger.declare("agreements.reopened", _("{who} reopened the agreement"))
ledger.declare("agreements.term.closed", _("{who} closed what the agreement had opened"))
ledger.declare("agreements.term.tightened", _("{who} narrowed what the agreement had opened"))
ledger.declare("agreements.ended", _("{who} ended the agreement"))
