"""Where a manager coaches, Recast comes before any signature (A30, requirements 3.6). Pure."""

from __future__ import annotations

import pytest

from goldenthread.agreements.roles_policy import asks_for_recast, may_begin_with_hats
from goldenthread.agreements.terms import Term

pytestmark = pytest.mark.row("S2.4")
HATS, OTHER = Term("A30"), Term("A12")


@pytest.mark.parametrize("opened", [True, False])
def test_an_agreement_of_a_manager_waits_for_recast_and_no_other_does(opened):
    assert bool(may_begin_with_hats([OTHER, HATS], recast_is_open=opened)) == opened
    assert bool(may_begin_with_hats([OTHER], recast_is_open=opened))
    assert (asks_for_recast([OTHER, HATS]), asks_for_recast([OTHER])) == (True, False)
