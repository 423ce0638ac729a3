"""Who tells, who wears, who hands over. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.hats import policy
from goldenthread.hats.states import Decision

SIGNED = datetime(2026, 3, 1, tzinfo=UTC)
LATER = SIGNED + timedelta(days=1)


@pytest.mark.row("S1.13")
def test_a_role_is_told_while_it_goes_on_and_in_a_few_words():
    assert bool(policy.may_tell_role("", going_on=True))
    assert not policy.may_tell_role("", going_on=False)
    assert not policy.may_tell_role("x" * (policy.LONGEST_WORDS + 1), going_on=True)


@pytest.mark.row("S2.4")
@pytest.mark.parametrize("role", ["coach", "client", "sponsor"])
@pytest.mark.parametrize("profile", [True, False])
@pytest.mark.parametrize("going_on", [True, False])
def test_only_a_coach_who_is_the_manager_says_a_hat(role, profile, going_on):
    verdict = policy.may_wear_hat(role, two_hats=profile, going_on=going_on)

    assert bool(verdict) == (role == "coach" and profile and going_on)


@pytest.mark.row("S2.24")
@pytest.mark.parametrize("term", ["client", "both", "coach"])
def test_what_was_handed_over_stays_until_a_version_signed_later(term):
    assert policy.decides(term, None, SIGNED) == term
    assert policy.decides(term, LATER, SIGNED) == "client"
    assert policy.decides(term, SIGNED, LATER) == term
    assert policy.decides(term, LATER, None) == "client"


@pytest.mark.row("S2.24")
@pytest.mark.parametrize("role", ["coach", "client"])
@pytest.mark.parametrize("who", ["client", "both", "coach"])
def test_only_the_coach_hands_over_and_only_what_isn_t_the_client_s_yet(role, who):
    verdict = policy.may_hand_over(role, Decision.PACE, who, going_on=True)

    assert bool(verdict) == (role == "coach" and who != "client")
    assert not policy.may_hand_over(role, Decision.PACE, who, going_on=False)
