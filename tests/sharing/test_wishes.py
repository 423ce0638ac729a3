"""Who wants what from this: the sponsor's own words stand beside the two's, word for word (S1.1)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goldenthread.relationships import api as relationships
from goldenthread.sharing.states import HopePart
from goldenthread.sharing.wishes import hopes_beside

HOPE = "That Ben leads the Lisbon team as himself."


def beside(three, one):
    return [each.words for each in hopes_beside(three.pair, **three.looking(one))]


@pytest.mark.row("S1.1", "INV-5")
def test_both_read_what_the_sponsor_hopes_beside_what_they_want_themselves(with_dara):
    assert beside(with_dara, with_dara.ben) == []
    with_dara.hope(HOPE)
    with_dara.hope("I'd see it on Thursdays.", part=HopePart.EVIDENCE)
    with_dara.hope("Not hers.", by=with_dara.ben, part=HopePart.ANSWER)

    for one in (with_dara.alma, with_dara.ben):
        assert beside(with_dara, one) == [HOPE, "I'd see it on Thursdays."]


@pytest.mark.row("S1.1")
def test_the_page_about_wishes_shows_them_to_the_two_and_is_nothing_to_others(
    with_dara, as_alma, as_ben, as_cleo, as_dara, as_enzo
):
    with_dara.hope(HOPE)
    page = reverse("swaps:swap", kwargs={"rel": with_dara.pair.uid, "kind": "wishes"})

    assert [HOPE in who.get(page).content.decode() for who in (as_alma, as_ben)] == [True, True]
    assert [who.get(page).status_code for who in (as_cleo, as_dara, as_enzo)] == [404, 404, 404]


def test_a_closed_seat_leaves_its_words_in_the_room_and_none_here(with_dara):
    with_dara.hope(HOPE)
    assert beside(with_dara, with_dara.ben) == [HOPE]

    relationships.revoke_seat(seat=with_dara.seat, by=with_dara.ben.person, at=with_dara.at)

    assert beside(with_dara, with_dara.ben) == []
