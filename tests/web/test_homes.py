"""The homes: desk, my space, together; and who may stand where."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_each_of_the_cast_has_a_home_and_only_the_two_share_one(
    relationship, as_alma, as_ben, strangers
):
    assert as_alma.get("/desk/").status_code == 200
    assert as_ben.get("/my-space/").status_code == 200
    together = f"/together/{relationship.uid}/"
    assert (as_alma.get(together).status_code, as_ben.get(together).status_code) == (200, 200)
    assert {name: client.get(together).status_code for name, client in strangers.items()} == {
        "Cleo": 404,
        "Dara": 404,
        "Enzo": 404,
    }
