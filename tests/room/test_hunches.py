"""Hunches: apart, unverified, gone in 14 days; only the client's yes makes words of one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.room import api as room
from goldenthread.room import policy
from goldenthread.room.models import Hunch, Line
from goldenthread.vault import api as vault
from tests.opened_terms import close_term

WORDS = "He waits for a yes"
FORTNIGHT = timedelta(days=14)


def seen(hour, who):
    return [each.words for each in hour.notes(who).hunches]


def deeds(hour, hunch, who):
    """Everything that can be done to a hunch, by one of the two."""
    pair, looking, doing = hour.relationship, hour.looking(who), hour.doing(who)
    return {
        "offer": lambda: room.offer_hunch(pair, hunch.uid, **looking),
        "back": lambda: room.take_hunch_back(pair, hunch.uid, **looking),
        "drop": lambda: room.drop_hunch(pair, hunch.uid, **doing),
        "confirm": lambda: room.confirm_hunch(hour.room(who), hunch.uid, **looking),
        "let_go": lambda: room.let_hunch_go(pair, hunch.uid, **doing),
    }


@pytest.mark.row("S0.17")
def test_a_hunch_is_the_coachs_alone_until_it_is_offered(hour):
    hunch = hour.hunch()
    assert (seen(hour, "alma"), seen(hour, "ben")) == ([WORDS], [])
    assert hunch.compartment.kind == "coach-private"
    assert WORDS not in repr(hour.notes("alma"))
    assert str(hunch) == f"hunch {hunch.uid}"

    hour.offer(hunch)
    assert (seen(hour, "alma"), seen(hour, "ben")) == ([WORDS], [WORDS])

    deeds(hour, hunch, "alma")["back"]()
    assert (seen(hour, "alma"), seen(hour, "ben")) == ([WORDS], [])
    kept = Hunch.objects.get()
    assert (kept.compartment.kind, kept.goes_at) == ("coach-private", hour.at + FORTNIGHT)


@pytest.mark.row("INV-16")
@pytest.mark.parametrize("offered", [False, True])
def test_after_fourteen_days_nothing_of_a_hunch_is_left(hour, offered):
    hunch = hour.hunch()
    if offered:
        hour.offer(hunch)
    began = hour.at
    hour.at = began + FORTNIGHT - timedelta(seconds=1)
    assert room.forget_hunches_that_are_over(hour.at) == 0
    assert seen(hour, "alma") == [WORDS]

    hour.at = began + FORTNIGHT
    assert (seen(hour, "alma"), seen(hour, "ben")) == ([], [])
    assert deeds(hour, hunch, "ben")["confirm"]() is None
    assert deeds(hour, hunch, "alma")["offer"]() is None
    assert room.forget_hunches_that_are_over(hour.at) == 1
    assert (Hunch.objects.count(), Line.objects.count()) == (0, 0)
    assert room.forget_hunches_that_are_over(hour.at) == 0


@pytest.mark.row("INV-16")
def test_only_the_clients_yes_keeps_the_words_and_then_as_words_of_both(hour):
    hunch = hour.hunch()
    hour.offer(hunch)
    assert deeds(hour, hunch, "ben")["confirm"]() is not None
    assert deeds(hour, hunch, "ben")["confirm"]() is None

    assert Hunch.objects.count() == 0
    hour.at += FORTNIGHT
    room.forget_what_is_over(hour.at)
    for who in ("alma", "ben"):
        [line] = hour.notes(who).ours
        assert (line.words, line.kind) == (WORDS, room.LineKind.CONFIRMED)
    for who in ("alma", "ben"):
        anew = {"seen": 1, **hour.looking(who)}
        assert room.word_anew(hour.relationship, line.uid, "He wants a yes", **anew) is None
    assert room.take_away(hour.relationship, line.uid, **hour.doing("alma")) is None
    room.take_away(hour.relationship, line.uid, **hour.doing("ben"))
    assert Line.objects.count() == 0


@pytest.mark.row("INV-16")
def test_a_hunch_the_client_lets_go_leaves_no_row_of_itself_or_of_the_answer(hour):
    hunch = hour.hunch()
    hour.offer(hunch)
    assert deeds(hour, hunch, "ben")["let_go"]() is True
    assert deeds(hour, hunch, "ben")["let_go"]() is False

    assert (Hunch.objects.count(), Line.objects.count()) == (0, 0)
    assert (seen(hour, "alma"), seen(hour, "ben")) == ([], [])


def test_each_of_the_two_does_only_what_is_theirs(hour):
    hunch = hour.hunch()
    for name in ("offer", "back", "drop"):
        with pytest.raises(NotAllowed, match=policy.COACHS_ONLY.reason):
            deeds(hour, hunch, "ben")[name]()
    for name in ("confirm", "let_go"):
        with pytest.raises(NotAllowed, match=policy.CLIENTS_ONLY.reason):
            deeds(hour, hunch, "alma")[name]()
        assert not deeds(hour, hunch, "ben")[name]()
    with pytest.raises(NotAllowed, match=policy.COACHS_ONLY.reason):
        room.keep_hunch(hour.room("ben"), WORDS, uid=new_uid(), **hour.looking("ben"))
    assert seen(hour, "alma") == [WORDS]


def test_a_hunch_kept_offered_or_dropped_twice_is_so_once(hour):
    uid = new_uid()
    room.keep_hunch(hour.room("alma"), WORDS, uid=uid, **hour.looking("alma"))
    with pytest.raises(room.AlreadyKept):
        room.keep_hunch(hour.room("alma"), WORDS, uid=uid, **hour.looking("alma"))
    hunch = Hunch.objects.get()
    for name in ("offer", "offer", "back", "back", "drop", "drop"):
        deeds(hour, hunch, "alma")[name]()

    written = ledger.Entry.objects.filter(verb__startswith="room.hunch").order_by("seq")
    assert [row.verb for row in written] == [
        "room.hunch.kept",
        "room.hunch.offered",
        "room.hunch.taken_back",
        "room.hunch.dropped",
    ]
    assert {row.about_uid for row in written} == {hour.members["ben"].uid}


@pytest.mark.row("INV-6")
def test_without_the_clauses_no_hunch_is_kept_read_or_offered(hour):
    hunch = hour.hunch()
    close_term(hour.relationship, "A1", "session.agreement", at=hour.at)
    with pytest.raises(NotAllowed):
        deeds(hour, hunch, "alma")["offer"]()
    close_term(hour.relationship, "A16", at=hour.at)
    with pytest.raises(NotAllowed):
        hour.hunch("Another")
    assert seen(hour, "alma") == []


def test_the_other_three_open_no_hunch_even_an_offered_one(
    hour, cleo_member, dara_member, enzo_member
):
    hunch = hour.hunch()
    hour.offer(hunch)
    offered = Hunch.objects.get()
    for stranger in (cleo_member, dara_member, enzo_member):
        hour.members["stranger"] = stranger
        for deed in deeds(hour, hunch, "stranger").values():
            with pytest.raises(Http404):
                deed()
        with pytest.raises(vault.NoGrant):
            stranger.keyring.key(offered.compartment_id, offered.epoch)
    assert seen(hour, "ben") == [WORDS]


@pytest.mark.row("INV-16")
def test_ending_wipes_every_hunch(hour):
    hour.hunch()
    hour.offer(hour.hunch("Another"))
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("alma"))
    assert Hunch.objects.count() == 0


def test_a_hunch_stays_beyond_its_session_and_a_yes_stands_where_it_was_said(hour):
    hour.offer(hour.hunch())
    first = hour.session
    hour.put_session(minutes_ago=200)
    [offered] = hour.notes("ben").hunches
    room.confirm_hunch(hour.room("ben"), offered.uid, **hour.looking("ben"))

    assert hour.said("alma", "ours") == [WORDS]
    hour.session = first
    assert hour.said("alma", "ours") == []
