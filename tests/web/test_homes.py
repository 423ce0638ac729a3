"""The homes: desk, my space, together; and who may stand where."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.people import api as people
from goldenthread.sessions import api as sessions

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


@pytest.fixture
def soon(relationship, ben):
    """A session of Alma and Ben that begins in ten minutes."""
    at = now()
    when = sessions.When.at(at + timedelta(minutes=10), "Europe/Lisbon", 60)
    return sessions.arrange_session(relationship, when, uid=new_uid(), by=ben, at=at)


def test_a_desk_begins_with_the_day(relationship, as_alma):
    assert "Nobody today." in as_alma.get("/desk/").content.decode()


def test_a_session_at_hand_leads_into_its_room_from_both_homes(relationship, soon, as_alma, as_ben):
    room = f'href="/together/{relationship.uid}/sessions/{soon.uid}/room/"'

    assert as_alma.get("/desk/").content.decode().count(room) == 1
    assert as_ben.get("/my-space/").content.decode().count(room) == 1


def test_a_session_far_off_shows_its_time_and_no_way_into_the_room(
    relationship, ben, as_alma, as_ben
):
    at = now()
    when = sessions.When.at(at + timedelta(days=3), "Europe/Lisbon", 60)
    uid = sessions.arrange_session(relationship, when, uid=new_uid(), by=ben, at=at).uid
    page = f"/together/{relationship.uid}/sessions/{uid}/"

    for seen in (as_alma.get("/desk/"), as_ben.get("/my-space/")):
        assert f'href="{page}"' in seen.content.decode()
        assert f'href="{page}room/"' not in seen.content.decode()


def test_a_home_says_the_time_by_the_clocks_of_both(relationship, soon, alma, ben, as_ben):
    people.live_in_zone(person=alma, zone="Europe/Stockholm", by=alma, at=now())
    people.live_in_zone(person=ben, zone="Europe/Lisbon", by=ben, at=now())

    said = as_ben.get("/my-space/").content.decode()

    assert "for you in Lisbon" in said
    assert "for Alma in Stockholm" in said


def test_nobody_else_reads_of_it_at_home(relationship, soon, as_ben, strangers):
    assert str(soon.uid) in as_ben.get("/my-space/").content.decode()
    homes = {name: client.get("/", follow=True) for name, client in strangers.items()}

    assert {name: str(soon.uid) in home.content.decode() for name, home in homes.items()} == {
        "Cleo": False,
        "Dara": False,
        "Enzo": False,
    }
