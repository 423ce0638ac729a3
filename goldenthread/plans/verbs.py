"""What the ledger says of plans. Codes never change and are never used again."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goldenthread.ledger import api as ledger

GOAL: Final = "goal"
LINE: Final = "plan_line"

ADDED: Final = "plans.goal.added"
REWORDED: Final = "plans.goal.reworded"
MOVED: Final = "plans.goals.ordered"
RETIRED: Final = "plans.goal.retired"
BROUGHT_BACK: Final = "plans.goal.brought_back"
SHARED: Final = "plans.goal.shared"
UNSHARED: Final = "plans.goal.unshared"
SUGGESTED: Final = "plans.goal.wording_suggested"
TAKEN_UP: Final = "plans.goal.suggestion_taken_up"
PUT_AWAY: Final = "plans.goal.suggestion_put_away"
LINE_PUT: Final = "plans.line.put"
LINE_YES: Final = "plans.line.agreed"
LINE_STAYED: Final = "plans.line.left_as_it_was"
LOOKED: Final = "plans.plan.looked_at"
READ: Final = "plans.plan.read"
COPIED: Final = "plans.plan.copied"

ledger.declare(ADDED, _("{who} wrote down a goal"))
ledger.declare(REWORDED, _("{who} put a goal in other words"))
ledger.declare(MOVED, _("{who} put goals in another order"))
ledger.declare(RETIRED, _("{who} retired a goal"))
ledger.declare(BROUGHT_BACK, _("{who} brought a goal back"))
ledger.declare(SHARED, _("{who} let the coach read a goal"))
ledger.declare(UNSHARED, _("{who} closed a goal to the coach"))
ledger.declare(SUGGESTED, _("{who} suggested words for a goal"))
ledger.declare(TAKEN_UP, _("{who} took up words suggested for a goal"))
ledger.declare(PUT_AWAY, _("{who} put away words suggested for a goal"))
ledger.declare(LINE_PUT, _("{who} put a line of the plan in words"))
ledger.declare(LINE_YES, _("{who} said yes to a line of the plan"))
ledger.declare(LINE_STAYED, _("{who} left a line of the plan as it was"))
ledger.declare(LOOKED, _("{who} noted a look at the plan"))
ledger.declare(READ, _("{who} read the plan"), reading=True)
ledger.declare(COPIED, _("{who} took a copy of the plan"), reading=True)
