"""See as: Ben looks through Dara’s eyes, and Dara signs her paper."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.ledger.models import Entry
from tests.beside import seated
from tests.sharing.conftest import OF_A_SPONSOR, agree_more
from tests.sharing.looking import at_pair, at_seat, shown_on, snapshot_of, text

WORDS = "I lead the Monday round myself now"
HOPE = "That he finds his own way to lead"


@pytest.mark.row("S0.15")
@pytest.mark.parametrize("role", ["coach", "sponsor", "supervisor", "trustee", "second_trustee"])
def test_ben_sees_as_others_see_and_nobody_else_does(with_dara, as_ben, as_alma, as_dara, role):
    t = with_dara
    url = reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": Role(role)})

    assert as_ben.get(url).status_code == 200
    assert reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": role}) == url
    for browser in (as_alma, as_dara):
        assert browser.get(url).status_code == 404


@pytest.mark.row("S0.15")
@pytest.mark.row("INV-3")
def test_the_preview_is_daras_own_page_and_leaves_bens_name_in_the_ledger(
    with_dara, as_ben, as_dara
):
    t = with_dara
    t.hope(HOPE)
    release = t.release(WORDS)
    uid = snapshot_of(release).uid
    url = reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": "sponsor"})
    hers = text(as_dara.get(at_seat(t, "window"))).partition("A window beside")[2]
    rows = Entry.objects.filter(actor_uid=t.holder.uid).count()

    his = text(as_ben.get(url)).partition("A window beside")[2]
    read = as_ben.get(at_pair(t, "preview_released", t.seat_uid, uid))

    for part in ("What never comes", "What does", "Sessions in a month", "The room of three"):
        assert (part in his, part in hers) == (True, True)
    glance = his.partition("Released to you")[0].partition("Your paper")[0]
    assert hers.strip().startswith(glance.strip())
    assert WORDS in text(read)
    assert Entry.objects.filter(actor_uid=t.holder.uid).count() == rows
    looks = Entry.objects.filter(verb="sharing.preview.opened")
    assert {row.actor_uid for row in looks} == {t.ben.uid}


def test_ben_sees_what_alma_can_open(with_dara, as_ben):
    t = with_dara
    t.hope(HOPE)
    url = reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": "coach"})

    seen = text(as_ben.get(url))

    assert "What Alma can open now" in seen
    assert "Passages of the journal Each one you share" in seen
    assert "The coach's notes No" in seen
    assert "Hopes of the sponsor Yes 1" in seen


def test_dara_reads_and_signs_her_paper_on_a_page(
    agreed, alma_member, ben_member, dara_member, as_dara, as_ben
):

    at = now()
    agree_more(agreed, alma_member, ben_member, at, *OF_A_SPONSOR)
    seat = seated(agreed, ben_member, dara_member, at, active=False)
    paper = reverse("sharing:paper", args=[seat.uid])
    window = reverse("sharing:window", args=[seat.uid])
    assert "Nothing has been handed to you yet." in text(as_dara.get(paper))
    hand = reverse("agreements:hand_over", args=[agreed.uid, seat.uid])
    assert as_ben.post(hand).status_code == 303
    page = as_dara.get(paper)
    assert "Dara reads only what I hand out" in text(page)
    assert "Released to you" not in text(as_dara.get(window))
    shown = shown_on(page)
    sign = reverse("sharing:sign_paper", args=[seat.uid])
    assert as_dara.post(sign, {"shown": shown, "name": ""}).status_code == 422

    assert as_dara.post(sign, {"shown": shown, "name": "Dara Lind"}).status_code == 303

    assert "You signed exactly these words." in text(as_dara.get(paper))
    assert "Released to you" in text(as_dara.get(window))
