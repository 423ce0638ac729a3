"""A thousand bookings of a hundred slots at once, through the action: one owner each, and none lost."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from goldenthread.booking import api as booking
from goldenthread.booking import links
from goldenthread.booking.actions.by_link import Slot
from goldenthread.booking.states import Holder
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.diary import api as diary
from goldenthread.diary.models import Diary, Hours, Taken
from goldenthread.diary.slots import seconds_of
from goldenthread.ledger import api as ledger
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import CoachingSession
from tests.booking.conftest import offer_kind
from tests.diary import crowd

HOUR = timedelta(hours=1)


@pytest.fixture
def own_files(transactional_db, tmp_path):
    with crowd.shared_stores(tmp_path):
        yield


@pytest.fixture
def hundred(own_files, relationship, alma_member, ben_member, at):
    """Alma's diary with a hundred slots of an hour, and the two who book them."""
    coach = relationship.coach_uid
    Diary.objects.filter(coach_uid=coach).delete()
    Hours.objects.filter(coach_uid=coach).delete()
    slots = crowd.hundred_slots(coach)
    return relationship, offer_kind(coach), slots, (alma_member, ben_member)


@pytest.mark.slow
def test_of_a_thousand_who_book_a_hundred_slots_at_once_a_hundred_have_one_each(hundred):
    relationship, kind, slots, members = hundred
    before = ledger.Entry.objects.filter(verb="sessions.session.arranged").count()
    wanted = [(new_uid(), slots[number % 100], members[number % 2]) for number in range(1000)]
    random.Random(4).shuffle(wanted)

    def book(uid, starts_at, member):
        return booking.book_session(
            relationship,
            kind.uid,
            starts_at,
            uid=uid,
            by=member.person,
            at=crowd.ASKED_AT,
            keyring=member.keyring,
        ).uid

    outcome = crowd.rush([partial(book, *each) for each in wanted], diary.TimeTaken)

    assert outcome.broke == []
    assert (len(outcome.gave), len(outcome.refused)) == (100, 900)
    got = {
        wanted[place][0]: (seconds_of(wanted[place][1]), seconds_of(wanted[place][1] + HOUR))
        for place in outcome.gave
    }
    crowd.hold_together(relationship.coach_uid, got)
    assert Counter(wanted[place][1] for place in outcome.gave) == dict.fromkeys(slots, 1)
    rows = CoachingSession.objects.values_list("uid", "starts_at")
    assert {uid: seconds_of(at) for uid, at in rows if at} == {
        uid: span[0] for uid, span in got.items()
    }
    lines = ledger.Entry.objects.filter(verb="sessions.session.arranged").count()
    assert lines - before == 100


@pytest.mark.slow
def test_who_books_moves_and_calls_off_at_once_never_shares_a_minute(hundred):
    relationship, kind, slots, members = hundred

    def live(seed):
        chance, member = random.Random(seed), members[seed % 2]
        mine: list[Any] = []
        for _ in range(12):
            doing = {"by": member.person, "at": crowd.ASKED_AT, "keyring": member.keyring}
            starts_at = chance.choice(slots[:20])
            try:
                if mine and chance.random() < 0.3:
                    booking.move_to_slot(relationship, mine[-1], starts_at, minutes=60, **doing)
                elif mine and chance.random() < 0.3:
                    off = sessions.SessionState.CALLED_OFF
                    sessions.mark_session(relationship, mine.pop().uid, off, **doing)
                else:
                    asked = (relationship, kind.uid, starts_at)
                    mine.append(booking.book_session(*asked, uid=new_uid(), **doing))
            except diary.TimeTaken:
                continue

    outcome = crowd.rush([partial(live, seed) for seed in range(8)], at_once=8)

    assert outcome.broke == []
    planned = CoachingSession.objects.filter(state="planned")
    begins = {row.uid: row.starts_at for row in planned}
    spans = {uid: (seconds_of(at), seconds_of(at + HOUR)) for uid, at in begins.items() if at}
    assert len(spans) == len(begins)
    crowd.hold_together(relationship.coach_uid, spans)


@pytest.mark.slow
def test_one_link_used_by_eight_at_once_moves_the_session_once(hundred):
    relationship, kind, slots, (_, ben) = hundred
    session = booking.book_session(
        relationship,
        kind.uid,
        slots[0],
        uid=new_uid(),
        by=ben.person,
        at=crowd.ASKED_AT,
        keyring=ben.keyring,
    )
    token = links.link_to_session(session, Holder.CLIENT, at=crowd.ASKED_AT)
    opened = links.the_link(token, at=crowd.ASKED_AT)
    by = sessions.LinkHolder(ben.uid, "UTC")

    outcome = crowd.rush(
        [
            partial(booking.move_by_link, opened, Slot(to, 60), by=by, at=crowd.ASKED_AT)
            for to in slots[1:9]
        ],
        NotAllowed,
        at_once=8,
    )

    assert outcome.broke == []
    assert (len(outcome.gave), len(outcome.refused)) == (1, 7)
    assert CoachingSession.objects.get().sequence == 1
    assert Taken.objects.count() == 1
    assert CoachingSession.objects.get().starts_at in slots[1:9]
