"""Odd slots, days and numbers in booking's addresses and forms: refused in words, never a fault."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from goldenthread.booking import links
from goldenthread.booking.states import Holder
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid

ODD_SLOTS = [
    "99991231T2359Z",
    "00010101T0000Z",
    "20260230T1000Z",
    "2026",
    "\x00",
    "٢٠٢٦٠٣٠٩T1600Z",
    "9" * 400,
    "",
]
ODD_WEEKS = ["9999-12-31", "0001-01-01", "2026-W10-1", "\x00", "x" * 300, "-1"]


@pytest.fixture
def pair(pair):
    pair.at = now()
    return pair


@pytest.fixture
def session(pair):
    day = (pair.at + timedelta(days=3)).date()
    moments = [m for ahead in range(7) for m in pair.free(day + timedelta(days=ahead))]
    return pair.book(moments[0])


@pytest.mark.parametrize("slot", ODD_SLOTS)
def test_no_slot_is_so_odd_that_a_page_breaks(pair, session, as_ben, client, slot):
    here = [pair.relationship.uid]
    token = links.link_to_session(session, Holder.CLIENT, at=now())
    pages = [
        (as_ben, reverse("booking:confirm", args=[*here, pair.kind.uid])),
        (as_ben, reverse("booking:confirm_move", args=[*here, session.uid])),
        (client, reverse("booking:confirm_by_link", args=[token])),
    ]
    for browser, address in pages:
        for sent in ({"slot": slot}, {"choice": slot}):
            assert browser.get(address, sent).status_code < 500, address
            assert browser.post(address, sent | {"uid": "no"}).status_code < 500, address
    address = reverse("booking:series_ahead", args=[*here, pair.kind.uid])
    for every, times in (("1", "52"), ("8", "2"), ("99999999999999999999", "3"), ("x", "")):
        asked = {"slot": slot, "every": every, "times": times}
        query = "&".join(f"{name}={value}" for name, value in asked.items() if value.isascii())
        assert as_ben.get(address, asked).status_code < 500
        assert as_ben.post(f"{address}?{query}".replace("\x00", ""), {}).status_code < 500


@pytest.mark.parametrize("week", ODD_WEEKS)
def test_no_week_is_so_odd_that_a_page_breaks(pair, session, as_ben, client, week):
    here = [pair.relationship.uid]
    token = links.link_to_session(session, Holder.CLIENT, at=now())
    for browser, address in (
        (as_ben, reverse("booking:week", args=[*here, pair.kind.uid])),
        (as_ben, reverse("booking:move", args=[*here, session.uid])),
        (client, reverse("booking:by_link", args=[token])),
    ):
        assert browser.get(address, {"week": week}).status_code == 200


@pytest.mark.parametrize(
    "days", [("9999-12-31", "9999-12-31"), ("0001-01-01", "9999-12-31"), ("x", ""), ("\0", "\0")]
)
def test_no_wait_is_so_odd_that_a_page_breaks(pair, session, as_ben, days):
    sent = {"uid": str(new_uid()), "first": days[0], "last": days[1]}
    here = [pair.relationship.uid]
    for address in (
        reverse("booking:wait", args=[*here, pair.kind.uid]),
        reverse("booking:wait_instead", args=[*here, session.uid]),
    ):
        assert as_ben.post(address, sent).status_code < 500
        assert as_ben.get(reverse("booking:week", args=[*here, pair.kind.uid])).status_code == 200


@pytest.mark.parametrize(
    "until", [("", "9999-12-31"), ("99999999999999999999", ""), ("-3", ""), ("2", "2026-12-30")]
)
def test_no_series_is_so_odd_that_a_page_breaks(pair, session, as_ben, until):
    address = reverse("booking:confirm", args=[pair.relationship.uid, pair.kind.uid])
    slot = f"{session.starts_at:%Y%m%dT%H%MZ}"
    sent = {"slot": slot, "every": "1", "times": until[0], "until": until[1]}
    assert as_ben.post(address, sent).status_code == 422
