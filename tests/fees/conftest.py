"""Fees between Alma and Ben."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.fees import actions, queries
from goldenthread.fees.opened import InvoiceSaid, Line
from goldenthread.sessions import api as sessions
from tests.opened_terms import open_term

PAY_AT = "https://pay.example/alma/7"
SAID = InvoiceSaid(
    number="2026-007",
    day=date(2026, 3, 2),
    lines=(Line("Two sessions", Decimal("240.00")), Line("Less a credit", Decimal("-20.50"))),
    currency="EUR",
    due=date(2026, 3, 16),
    maker="Alma Öberg\nStockholm",
    to="Ben",
    pay_at=PAY_AT,
    note="Thank you",
)


@dataclass
class Account:
    """Alma and Ben, and what is to be paid."""

    relationship: Any
    members: dict[str, Any]
    at: datetime

    def doing(self, who: str) -> dict[str, Any]:
        """Give who acts, and when."""
        return {"by": self.members[who].person, "at": self.at}

    def looking(self, who: str) -> dict[str, Any]:
        """Give who acts, when, and with fresh keys."""
        return {**self.doing(who), "keyring": self.members[who].keyring}

    def invoice(self, said: InvoiceSaid = SAID) -> Any:
        """Let Alma make an invoice."""
        return actions.make_invoice(self.relationship, said, uid=new_uid(), **self.looking("alma"))

    def package(self, count: int = 3, *, since: date | None = None) -> Any:
        """Let Alma put a package."""
        return actions.put_package(
            self.relationship, count, since or self.at.date(), uid=new_uid(), **self.doing("alma")
        )

    def session(self, *, days: int = 0, hours: float | None = None) -> Any:
        """Let Alma put a session, so many days from now, or at an hour so far from now."""
        when = sessions.When.on(self.at.date() + timedelta(days=days))
        if hours is not None:
            when = sessions.When.at(self.at + timedelta(hours=hours), "UTC", 60)
        return sessions.arrange_session(
            self.relationship, when, uid=new_uid(), **self.looking("alma")
        )

    def became(self, session: Any, state: str, who: str = "alma") -> None:
        """Let one of the two say what became of it."""
        became = sessions.SessionState(state)
        sessions.mark_session(self.relationship, session.uid, became, **self.looking(who))

    def balance(self, who: str = "ben") -> Any:
        """Count up."""
        return queries.balance_of(self.relationship, by=self.members[who].person)


@pytest.fixture
def account(agreed, alma_member, ben_member, at):
    """The two, with a clause on fees and one on notice in force."""
    since = at - timedelta(days=9)
    open_term(agreed, "A9", since=since, notice=24)
    open_term(agreed, "A10", since=since, payer="client", when="after", refund="full")
    return Account(agreed, {"alma": alma_member, "ben": ben_member}, at)
