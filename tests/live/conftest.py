"""An open line in a test: it lasts, and its end asks nothing of the stores."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from goldenthread.live import streams

LASTS_SECONDS = 240.0


@pytest.fixture(autouse=True)
def _lines_last(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a line be open as long as in a house, and end as in Django's own client: without hanging up."""
    monkeypatch.setattr(streams, "LONGEST_SECONDS", LASTS_SECONDS)
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)
