"""If Alma falls ill: Enzo and Cleo are named, and see three things and no fourth (A24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.models import Letter
from goldenthread.ledger.models import Entry
from goldenthread.sharing import api as sharing
from goldenthread.sharing.actions import continuity
from goldenthread.sharing.models import CheckIn
from goldenthread.sharing.queries.continuity import continuity_of
from goldenthread.sharing.queries.window import the_window
from tests.beside import seated
from tests.sharing.conftest import Three, agree_more, sign_the_paper

TRUSTEES = (Role.TRUSTEE, Role.SECOND_TRUSTEE)


@pytest.fixture
def trusted(agreed, alma_member, ben_member, enzo_member, dara_member):
    """Enzo and Dara, named in case Alma can't go on; both signed. Alma signed in today."""
    at = now()
    agree_more(agreed, alma_member, ben_member, at - timedelta(days=2), "A24")
    both = []
    for role, holder in zip(TRUSTEES, (enzo_member, dara_member), strict=True):
        seat = seated(agreed, ben_member, holder, at - timedelta(days=1), role=role, active=False)
        sign_the_paper(agreed, seat, ben_member, holder, at - timedelta(hours=20))
        both.append(Three(agreed, alma_member, ben_member, holder, seat.uid, role, at))
    sharing.check_in(alma_member.person, at=at)
    return both


def sees(three, at=None):
    return the_window(three.seat, **three.looking(three.holder, at))


def say(three):
    continuity.say_cannot_go_on(three.seat, by=three.holder.person, at=three.at)


def open_it(three, at=None):
    return continuity.open_continuity(three.seat, by=three.holder.person, at=at or three.at)


def test_one_alone_opens_nothing(trusted):
    enzo, _dara = trusted
    say(enzo)

    with pytest.raises(NotAllowed):
        open_it(enzo)
    assert sees(enzo).reachable is None
    assert "name, address and next session" in [name for name, _ in sees(enzo).glance.waiting]


def test_both_together_open_three_things_and_ben_is_told(trusted):
    enzo, dara = trusted
    say(enzo)
    say(dara)
    assert sees(enzo).reachable is None

    open_it(enzo)

    found = sees(enzo).reachable
    assert (found.name, found.address, found.next_session) == ("Ben", "ben@example.org", None)
    assert sees(dara).reachable is None
    [row] = Entry.objects.filter(verb="sharing.continuity.opened")
    assert (row.actor_uid, row.about_uid) == (enzo.holder.uid, enzo.ben.uid)
    assert Letter.objects.filter(kind="something_new").count() == 1
    assert Entry.objects.filter(verb="sharing.continuity.read").count() == 1


def test_fourteen_days_without_a_sign_of_alma_open_it_and_her_return_closes_it(trusted):
    enzo, _dara = trusted
    day = enzo.at.replace(hour=0, minute=0, second=0, microsecond=0)
    almost, silent = day + timedelta(days=15, seconds=-1), day + timedelta(days=15)

    with pytest.raises(NotAllowed):
        open_it(enzo, almost)
    open_it(enzo, silent)
    assert sees(enzo, silent).reachable.name == "Ben"

    sharing.check_in(enzo.alma.person, at=silent)

    assert sees(enzo, silent + timedelta(hours=1)).reachable is None


def test_a_coach_of_whom_no_day_is_kept_is_not_silent(trusted):
    CheckIn.objects.all().delete()
    enzo, _dara = trusted

    with pytest.raises(NotAllowed):
        open_it(enzo, enzo.at + timedelta(days=100))


def test_taken_back_it_closes_for_both(trusted):
    enzo, dara = trusted
    say(enzo)
    say(dara)
    open_it(enzo)

    continuity.take_back_cannot_go_on(dara.seat, by=dara.holder.person, at=dara.at)

    assert sees(enzo).reachable is None
    assert continuity_of(enzo.pair, at=enzo.at).was_opened is False


def test_only_a_trustee_says_so(trusted):
    enzo, dara = trusted
    for one in (enzo.ben, enzo.alma, dara.holder):
        with pytest.raises(Http404):
            continuity.say_cannot_go_on(enzo.seat, by=one.person, at=enzo.at)
        with pytest.raises(Http404):
            continuity.open_continuity(enzo.seat, by=one.person, at=enzo.at)


def test_trustees_see_nothing_that_was_written(trusted):
    enzo, dara = trusted
    say(enzo)
    say(dara)
    open_it(enzo)

    window = sees(enzo)

    assert (window.room.hopes, window.released, window.counts) == ((), (), False)
    assert window.glance.received == ("name, address and next session",)


def test_bens_days_are_kept_nowhere(trusted):
    enzo, _dara = trusted
    sharing.check_in(enzo.ben.person, at=enzo.at)

    assert [row.coach_uid for row in CheckIn.objects.all()] == [enzo.alma.uid]
    assert replace(enzo).at.date() == CheckIn.objects.get().day


def test_the_pages_of_trustees_and_of_the_pair(trusted, as_enzo, as_ben, as_alma, as_cleo):
    from django.urls import reverse

    enzo, dara = trusted
    window = reverse("sharing:window", args=[enzo.seat_uid])
    page = reverse("sharing:continuity", args=[enzo.pair.uid])
    assert "The coach can’t go on" in as_enzo.get(window).content.decode()

    assert as_enzo.post(reverse("sharing:cannot_go_on", args=[enzo.seat_uid])).status_code == 303
    say(dara)
    assert "Open the three" in as_enzo.get(window).content.decode()
    assert as_enzo.post(reverse("sharing:open_contact", args=[enzo.seat_uid])).status_code == 303

    assert "ben@example.org" in as_enzo.get(window).content.decode()
    for browser in (as_ben, as_alma):
        seen = browser.get(page).content.decode()
        assert ("It has been opened." in seen, "The coach last signed in on" in seen) == (
            True,
            True,
        )
    assert as_cleo.get(page).status_code == 404
    assert as_enzo.get(page).status_code == 404
    assert as_enzo.post(reverse("sharing:can_go_on", args=[enzo.seat_uid])).status_code == 303
    assert "ben@example.org" not in as_enzo.get(window).content.decode()
