"""The pages of the room, seen by all five of the cast."""

from __future__ import annotations

from tests.room.conftest import part, text


def test_the_room_stands(hour, as_alma, as_ben):
    for browser in (as_alma, as_ben):
        for name in ("room", "quiet", "leaving", "lines"):
            answer = browser.get(hour.url(name))
            assert answer.status_code == 200, (name, text(answer))
    assert "Ben speaks first" in part(as_alma.get(hour.url("room")), "card")
