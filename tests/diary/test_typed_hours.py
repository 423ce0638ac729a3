"""Hours as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.diary.slots import joined
from goldenthread.diary.typed_hours import EndsBefore, NotHours, read_hours, write_hours


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("", ()),
        ("   ", ()),
        ("9-12", ((540, 720),)),
        ("9:00–12:30, 14:00–18:00", ((540, 750), (840, 1080))),
        ("9.30 to 12 and 14 until 18", ((570, 720), (840, 1080))),
        ("09h15 — 10h", ((555, 600),)),
        ("9am-5pm", ((540, 1020),)),
        ("12am - 12pm; 12 pm-1 PM", ((0, 720), (720, 780))),
        ("20-24", ((1200, 1440),)),
        ("20:00-0:00", ((1200, 1440),)),
        ("0-24", ((0, 1440),)),
        ("9-12/14-18\n19-20", ((540, 720), (840, 1080), (1140, 1200))),
    ],
)
def test_hours_are_read_as_they_are_meant(typed, minutes):
    assert read_hours(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    ["nine to five", "9", "9-", "25-26", "9:75-10", "13pm-14pm", "0am-3am", "9-12-14", "🕘"],
)
def test_what_is_no_hours_is_said_back(typed):
    with pytest.raises(NotHours) as piece:
        read_hours(f"8-9, {typed}")

    assert str(piece.value) == typed


@pytest.mark.parametrize("typed", ["22-2", "9-9", "10:30-10:15", "24-24"])
def test_what_ends_before_it_begins_is_said_to(typed):
    with pytest.raises(EndsBefore):
        read_hours(typed)


@given(
    st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda s: s[0] < s[1]))
)
def test_hours_that_are_written_are_read_again(spans):
    spans = joined(spans)

    assert read_hours(write_hours(spans)) == tuple(spans)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_hours_or_is_said_not_to_be(typed):
    try:
        read = read_hours(typed)
    except NotHours:
        return
    assert all(0 <= begins < ends <= 1440 for begins, ends in read)
