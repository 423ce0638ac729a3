"""The drawn states fit the tables they are drawn from."""

import pytest

from goldenthread.agreements.states import BY_WHAT, MAY_BECOME
from tools import states


@pytest.mark.parametrize("name", states.pages())
def test_a_diagram_is_as_its_table_draws_it(name):
    assert (states.PLACE / name).read_text(encoding="utf-8") == states.pages()[name]


def test_every_road_of_the_table_is_named_once():
    assert set(BY_WHAT) == {(start, to) for start, onward in MAY_BECOME.items() for to in onward}
