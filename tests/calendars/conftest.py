"""What the tests of calendars share: a server near by, and a coach with hours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.calendars.near import Near, a_server_near


@pytest.fixture
def near(settings) -> Iterator[Near]:
    """A calendar server near by, in a house whose steward allows that."""
    settings.CALENDARS_NEAR = True
    with a_server_near() as server:
        yield server
