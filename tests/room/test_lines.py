"""Lines of the room: whose they are, who opens them, and how long they stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.exits import api as exits
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.room import api as room
from goldenthread.room import policy
from goldenthread.room.models import Line
from goldenthread.vault import api as vault
from tests.opened_terms import close_term, open_term

LENA = "Lena decides by the end of the month"
FAR_FUTURE = timedelta(days=365)


def kinds():
    """Which compartment each line lies in."""
    return {line.column: line.compartment.kind for line in Line.objects.select_related()}


def test_mine_is_read_by_its_writer_alone_and_ours_by_both(hour):
    hour.write("ben", "I was relieved", "mine")
    hour.write("alma", "Third time Oslo comes up", "mine")
    hour.write("ben", LENA)
    hour.write("alma", "I keep saying we", kind="words")

    assert hour.said("ben", "mine") == ["I was relieved"]
    assert hour.said("alma", "mine") == ["Third time Oslo comes up"]
    for who in ("alma", "ben"):
        assert hour.said(who, "ours") == [LENA, "I keep saying we"]
        assert hour.said(who, "theirs") == []
    assert sorted(line.compartment.kind for line in Line.objects.select_related("compartment")) == [
        "client-private",
        "coach-private",
        "shared",
        "shared",
    ]


def test_words_lie_sealed_and_names_of_rows_say_nothing(hour):
    line = hour.write("ben", LENA, "mine")

    assert LENA.encode() not in bytes(Line.objects.get().sealed)
    assert str(line) == f"line {line.uid}"
    assert LENA not in repr(hour.notes("ben"))
    with pytest.raises(vault.NoGrant):
        hour.members["alma"].keyring.key(line.compartment_id, 1)


@pytest.mark.parametrize("column", ["mine", "ours"])
def test_a_form_sent_twice_makes_one_line(hour, column):
    uid = new_uid()
    hour.write("ben", LENA, column, uid=uid)
    with pytest.raises(room.AlreadyKept):
        hour.write("ben", LENA, column, uid=uid)
    with pytest.raises(room.AlreadyKept):
        hour.write("alma", "Something else", uid=uid)

    assert hour.said("ben", column) == [LENA]
    assert Line.objects.count() == 1


def test_exact_words_are_the_clients_whoever_wrote_them_down_and_theirs_to_take_away(hour):
    kept = hour.write("alma", "I never wanted Oslo", kind="words")
    note = hour.write("alma", LENA)
    [words, other] = hour.notes("ben").ours
    ben, alma = hour.members["ben"].uid, hour.members["alma"].uid
    assert [(each.said_by, each.is_mine_to_take_away) for each in (words, other)] == [
        (ben, True),
        (alma, False),
    ]

    assert room.take_away(hour.relationship, note.uid, **hour.doing("ben")) is None
    assert room.take_away(hour.relationship, kept.uid, **hour.doing("ben")) is not None
    assert hour.said("alma", "ours") == [LENA]


def test_only_its_writer_words_a_line_anew_and_two_windows_lose_nothing(hour):
    line = hour.write("ben", "Lena", "ours")
    anew = {"seen": 1, **hour.looking("alma")}
    assert room.word_anew(hour.relationship, line.uid, "Oslo", **anew) is None

    room.word_anew(hour.relationship, line.uid, LENA, seen=1, **hour.looking("ben"))
    assert hour.said("alma", "ours") == [LENA]
    with pytest.raises(room.WordedElsewhere):
        room.word_anew(hour.relationship, line.uid, "Porto", seen=1, **hour.looking("ben"))
    assert hour.said("ben", "ours") == [LENA]

    room.take_away(hour.relationship, line.uid, **hour.doing("ben"))
    assert room.take_away(hour.relationship, line.uid, **hour.doing("ben")) is None
    assert Line.objects.count() == 0


def test_the_same_words_sent_twice_are_worded_anew_once(hour):
    line = hour.write("ben", "Lena", "ours")
    for _ in range(2):
        room.word_anew(hour.relationship, line.uid, LENA, seen=1, **hour.looking("ben"))

    assert Line.objects.get().revision == 2
    rows = ledger.Entry.objects.filter(verb="room.line.worded")
    assert rows.count() == 1


def test_a_line_is_never_empty_and_never_cut(hour):
    for words in ("", "  ", "x" * (policy.WORDS_MOST + 1)):
        with pytest.raises(NotAllowed):
            hour.write("ben", words)
    assert Line.objects.count() == 0


@pytest.mark.row("INV-6")
def test_without_the_clause_on_sessions_there_is_no_column_for_both(hour):
    hour.write("ben", LENA)
    hour.write("alma", "We stay until six")
    close_term(hour.relationship, "A1", "session.agreement", at=hour.at)

    for who in ("alma", "ben"):
        with pytest.raises(NotAllowed):
            hour.write(who, LENA)
    assert hour.said("alma", "ours") == ["We stay until six"]
    assert hour.said("ben", "ours") == [LENA, "We stay until six"]


@pytest.mark.row("INV-7")
def test_a_clause_signed_later_never_reaches_back(hour):
    hour.write("ben", LENA)
    since = hour.at + timedelta(minutes=1)
    open_term(hour.relationship, "A1", "session.agreement", since=since)
    hour.at = since + timedelta(minutes=1)
    hour.write("ben", "And Oslo")

    assert hour.said("alma", "ours") == ["And Oslo"]


@pytest.mark.row("INV-6")
@pytest.mark.parametrize("column", ["mine", "pad", "put_down"])
@pytest.mark.parametrize("notes", [None, "none"])
def test_a_coach_who_may_keep_no_notes_has_no_place_for_any(hour, column, notes):
    close_term(hour.relationship, "A16", at=hour.at)
    if notes:
        hour.notes_term(notes)

    with pytest.raises(NotAllowed):
        hour.write("alma", "Nine years of nodding", column)
    with pytest.raises(NotAllowed):
        hour.hunch()
    hour.write("ben", "I was relieved", "mine")
    assert Line.objects.count() == 1


def test_notes_of_facts_are_the_coachs_alone_and_close_with_the_clause(hour):
    hour.write("alma", "Met at noon", "mine")
    assert (hour.said("alma", "mine"), hour.said("ben", "theirs")) == (["Met at noon"], [])
    assert kinds() == {"mine": "coach-private"}

    hour.notes_term("none")
    assert hour.said("alma", "mine") == []


def test_shared_notes_are_read_by_the_client_and_hold_nothing_from_before(hour):
    hour.write("alma", "Before, for herself", "mine")
    hour.notes_term("shared")
    hour.write("alma", "Met at noon", "mine")

    assert hour.said("ben", "theirs") == ["Met at noon"]
    assert hour.said("alma", "mine") == ["Before, for herself", "Met at noon"]
    assert hour.said("ben", "mine") == []


@pytest.mark.row("S0.13")
def test_the_pad_is_the_coachs_alone_goes_along_and_is_wiped_as_they_end(hour):
    hour.write("alma", "What does the nod protect?", "pad")
    first = hour.session
    hour.put_session(minutes_ago=200)
    assert hour.said("alma", "pad") == ["What does the nod protect?"]
    assert hour.said("ben", "pad") == []
    with pytest.raises(NotAllowed, match=policy.COACHS_ONLY.reason):
        hour.write("ben", "Why?", "pad")

    hour.session = first
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("ben"))
    assert Line.objects.count() == 0


@pytest.mark.row("S0.17")
def test_what_was_put_down_is_the_coachs_alone_and_goes_with_the_hour(hour):
    goes_at = hour.at + timedelta(minutes=50)
    hour.put_down("The call with my sister", goes_at)
    assert hour.said("alma", "put_down") == ["The call with my sister"]
    assert hour.said("ben", "put_down") == []
    with pytest.raises(NotAllowed):
        room.put_down(
            hour.room("ben"), "Mine", uid=new_uid(), goes_at=goes_at, **hour.looking("ben")
        )
    assert list(room.copy_for(hour.relationship, **hour.looking("alma"))) == []

    hour.at = goes_at
    assert hour.said("alma", "put_down") == []
    assert (room.forget_what_is_over(hour.at), Line.objects.count()) == (1, 0)
    assert room.forget_what_is_over(hour.at) == 0


@pytest.mark.row("INV-16")
@pytest.mark.parametrize(("agreed_days", "stays"), [(0, 0), (7, 7), (90, 30), (None, 30)])
def test_a_coachs_notes_end_as_agreed_and_thirty_days_after_the_end_at_the_latest(
    hour, agreed_days, stays
):
    if agreed_days == 7:
        assert policy.notes_go_at(hour.at, agreed_days=7) == hour.at + timedelta(days=7)
        return
    hour.write("alma", "Met at noon", "mine")
    hour.write("ben", "I was relieved", "mine")
    hour.write("ben", LENA)
    if agreed_days is None:
        close_term(hour.relationship, "A16", at=hour.at)
    else:
        hour.notes_term("facts", agreed_days)
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("ben"))
    hour.relationship.refresh_from_db()

    last = hour.at + timedelta(days=stays)
    if stays:
        room.forget_what_is_over(last - timedelta(seconds=1))
        assert hour.said("alma", "mine") == ["Met at noon"]
    room.forget_what_is_over(last)
    hour.at = last
    assert hour.said("alma", "mine") == []
    assert hour.said("ben", "mine") == ["I was relieved"]
    assert sorted(Line.objects.values_list("column", flat=True)) == ["mine", "ours"]


def test_after_the_end_nothing_more_is_written_and_the_coach_reads_none_of_the_clients_words(hour):
    line = hour.write("ben", LENA)
    hour.write("alma", "We stay until six")
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("alma"))
    hour.relationship.refresh_from_db()

    for who in ("alma", "ben"):
        with pytest.raises(NotAllowed, match=policy.LONG_OVER.reason):
            hour.write(who, "More", "mine" if who == "ben" else "ours")
    with pytest.raises(NotAllowed):
        room.take_away(hour.relationship, line.uid, **hour.doing("ben"))
    assert hour.said("alma", "ours") == ["We stay until six"]
    assert hour.said("ben", "ours") == [LENA, "We stay until six"]


def test_erasing_a_relationship_leaves_no_line_of_the_pair(hour):
    hour.write("ben", LENA)
    hour.write("alma", "Met at noon", "mine")
    asked = {"kept_days": 0, **hour.doing("ben")}
    exits.begin_leaving(hour.relationship, **asked)
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("ben"))
    exits.erase_what_is_due(hour.at + FAR_FUTURE)
    assert Line.objects.count() == 0


@pytest.mark.row("INV-3")
@pytest.mark.row("INV-13")
def test_every_line_and_every_look_is_in_the_ledger_about_the_client_and_a_look_once(hour):
    hour.write("ben", "I was relieved", "mine")
    hour.write("alma", LENA)
    for who in ("alma", "ben", "ben", "alma"):
        hour.notes(who)
    hour.write("alma", "One more")
    hour.notes("alma")

    alma, ben = hour.members["alma"].uid, hour.members["ben"].uid
    rows = ledger.Entry.objects.filter(
        stream_uid=hour.relationship.uid, verb__startswith="room."
    ).order_by("seq")
    assert [(row.verb, row.actor_uid) for row in rows] == [
        ("room.line.written", ben),
        ("room.line.written", alma),
        ("room.lines.read", alma),
        ("room.lines.read", ben),
        ("room.line.written", alma),
    ]
    assert {row.about_uid for row in rows} == {ben}
    seen_by_alma = {row.verb for row in ledger.entries_by(alma)}
    assert "room.lines.read" in seen_by_alma
    assert [row for row in ledger.entries_by(alma) if row.actor_uid == ben] == []


@pytest.mark.row("S0.17")
def test_what_a_coach_puts_down_is_about_the_coach_in_the_ledger_too(hour):
    hour.put_down("The call with my sister", hour.at + timedelta(hours=1))
    hour.notes("alma")
    rows = ledger.Entry.objects.filter(verb__startswith="room.put_down").order_by("seq")
    alma = hour.members["alma"].uid
    assert [(row.verb, row.stream_uid, row.about_uid) for row in rows] == [
        ("room.put_down.written", alma, alma),
        ("room.put_down.read", alma, alma),
    ]


def test_a_copy_holds_what_each_may_read_and_one_line_in_the_ledger(hour):
    hour.write("ben", "I was relieved", "mine")
    hour.write("ben", LENA)
    hour.write("alma", "Met at noon", "mine")
    hour.write("alma", "What does the nod protect?", "pad")
    hour.hunch()

    copies = {
        who: [
            (each["column"], each["words"])
            for each in room.copy_for(hour.relationship, **hour.looking(who))
        ]
        for who in ("alma", "ben")
    }
    assert copies == {
        "ben": [("mine", "I was relieved"), ("ours", LENA)],
        "alma": [
            ("ours", LENA),
            ("mine", "Met at noon"),
            ("pad", "What does the nod protect?"),
            ("hunch", "He waits for a yes"),
        ],
    }
    assert ledger.Entry.objects.filter(verb="room.lines.copied").count() == 2


def test_the_other_three_find_no_room_and_can_do_nothing_in_it(
    hour, cleo_member, dara_member, enzo_member
):
    line = hour.write("ben", LENA)
    theirs = hour.room("ben")
    for stranger in (cleo_member, dara_member, enzo_member):
        who = {"by": stranger.person, "at": hour.at}
        looking = {**who, "keyring": stranger.keyring}
        for find in (room.the_room, room.the_open_room):
            with pytest.raises(Http404):
                find(hour.relationship.uid, hour.session.uid, **who)
        with pytest.raises(Http404):
            room.take_away(hour.relationship, line.uid, **who)
        with pytest.raises(Http404):
            list(room.copy_for(hour.relationship, **looking))
        with pytest.raises(vault.NoGrant):
            room.notes_of(theirs, **looking)
    assert hour.said("ben", "ours") == [LENA]


def test_a_room_opens_two_hours_before_and_shuts_twelve_after(hour):
    starts_at = hour.session.starts_at
    moments = {
        starts_at - timedelta(hours=2, seconds=1): policy.NOT_YET.reason,
        starts_at - timedelta(hours=2): "",
        starts_at + timedelta(hours=11, minutes=59): "",
        starts_at + timedelta(hours=12): policy.SHUT.reason,
    }
    found = {}
    for moment in moments:
        hour.at = moment
        verdict = hour.room("ben").may_be_in
        found[moment] = "" if verdict else verdict.reason
    assert found == moments


def test_what_a_coach_keeps_for_themselves_has_one_compartment_made_with_the_first_word(hour):
    def made():
        return vault.Compartment.objects.filter(
            relationship_uid=hour.relationship.uid, kind="coach-private"
        ).count()

    assert made() == 0
    hour.write("alma", "Met at noon", "mine")
    hour.write("alma", "What does the nod protect?", "pad")
    hour.hunch()
    assert made() == 1
