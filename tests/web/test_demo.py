"""The demo is made by the people in it, and everyone can sign in."""

from __future__ import annotations

import pytest

from goldenthread.core.clock import now
from goldenthread.vault import api as vault
from goldenthread.web.demo import build_demo

pytestmark = pytest.mark.django_db


def test_each_of_the_five_signs_in_with_their_own_six_words(founded):
    five = build_demo(now())

    opened = {
        one.name: vault.unlock(
            address=one.address, passphrase=one.passphrase, network="here", device="", at=now()
        ).person.uid
        for one in five
    }

    assert list(opened) == ["Alma", "Ben", "Cleo", "Dara", "Enzo"]
    assert len({one.passphrase for one in five}) == 5
