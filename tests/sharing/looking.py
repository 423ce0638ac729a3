"""What a person reads on a page of sharing, and where the pages are."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.urls import reverse

from goldenthread.sharing.models import Snapshot
from tests.sharing.conftest import Three


def text(answer: Any) -> str:
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def at_seat(three: Three, name: str, *more: Any) -> str:
    """Give an address of a seat's holder."""
    return reverse(f"sharing:{name}", args=[three.seat_uid, *more])


def at_pair(three: Three, name: str, *more: Any) -> str:
    """Give an address of the pair."""
    return reverse(f"sharing:{name}", args=[three.pair.uid, *more])


def snapshot_of(release: Any) -> Snapshot:
    """Give what was let out of a release."""
    return Snapshot.objects.get(release=release)


def shown_on(answer: Any) -> str:
    """Give the digest that a form of a yes carries."""
    found = re.search(r'name="shown" value="(\w+)"', answer.content.decode())
    assert found is not None
    return found[1]
