"""Sums as people write them, exactly, and anything else refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.verdicts import Allowed
from goldenthread.fees import policy
from goldenthread.fees.money import NoSum, read_sum, said_sum
from goldenthread.fees.opened import number_after


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("120", "120.00"),
        ("120.5", "120.50"),
        ("120,50", "120.50"),
        ("1 200,50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1’200.50", "1200.50"),
        ("1,200", "1200.00"),
        ("-20,5", "-20.50"),
        ("0", "0.00"),
    ],
)
def test_a_sum_is_read_as_it_is_written(typed, amount):
    assert read_sum(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "free", "12,3456", "1.2.3.4", "1e5", "NaN", "Infinity", "٣", "12-3", "1000000"],
)
def test_what_is_no_sum_is_refused(typed):
    with pytest.raises(NoSum):
        read_sum(typed)


@given(st.text(max_size=30))
def test_nothing_typed_ever_breaks_it(typed):
    try:
        amount = read_sum(typed)
    except NoSum:
        return
    assert amount == amount.quantize(Decimal("0.01"))


@given(st.decimals(min_value=-999_999, max_value=999_999, places=2))
def test_what_is_said_is_read_again(amount):
    assert read_sum(said_sum(amount, "")) == amount


@pytest.mark.parametrize(
    ("number", "following"),
    [("2026-007", "2026-008"), ("099", "100"), ("7", "8"), ("A", ""), ("", ""), ("7b", "")],
)
def test_the_next_number_follows_the_last(number, following):
    assert number_after(number) == following


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://pay.example/alma", True),
        ("http://pay.example/alma", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://localhost/", False),
        ("https://alma:secret@pay.example/", False),
        ("https://pay.example/\u202e", False),
        ("https://[::1", False),
        ("//pay.example", False),
    ],
)
def test_only_an_https_address_can_be_paid_at(address, allowed):
    assert isinstance(policy.may_link_to(address), Allowed) is allowed
