"""The pages of the room, seen by all five of the cast."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from goldenthread.core.ids import new_uid
from goldenthread.live import api as live
from goldenthread.promises import api as promises
from goldenthread.promises.models import Promise
from goldenthread.relationships import api as relationships
from goldenthread.room import api as room
from goldenthread.room import policy, urls
from goldenthread.room.models import Hunch, Line
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import ChallengeCard, SessionWords
from tests.opened_terms import close_term, open_term
from tests.room.conftest import part, text

LENA = "What to say to Lena"
PARTS = ("arrival", "card", "time", "ours", "mine", "promise", "hunches", "pad", "outage")
ROOM = Path(room.__file__).parent
MOST_QUERIES = 22


@pytest.fixture
def told(monkeypatch):
    """What is said live, heard instead of carried."""
    heard = []
    monkeypatch.setattr(live, "tell", lambda topic, word, by="": heard.append((word, by)))
    return heard


def every_url(hour, line, hunch):
    """Every address of the room, with a line and a hunch that are there."""
    found = {}
    for pattern in urls.urlpatterns:
        names = set(pattern.pattern.converters) - {"rel", "uid"}
        more = {"line": line.uid, "hunch": hunch.uid, "word": "pause"}
        found[pattern.name] = hour.url(pattern.name, *(more[name] for name in names))
    return found


def once(page, ref):
    """The uid of the form in a part of the page."""
    return the_value("uid", part(page, ref))


def the_value(name, markup):
    """What a field holds, as the page shows it."""
    [found] = re.findall(f'name="{name}" value="([^"]+)"', markup)
    return found


def state_of(hour):
    """What became of the session."""
    row = sessions.the_row(hour.session.uid)
    assert row is not None
    return row.state


def test_every_part_stands_in_an_element_of_its_own_for_both(hour, as_alma, as_ben):
    for browser in (as_alma, as_ben):
        page = browser.get(hour.url("room"))
        assert page.status_code == 200
        for ref in PARTS:
            assert page.content.decode().count(f'<section id="{ref}"') == 1, ref
        assert page.content.decode().count("<h1") == 1
        assert "<nav" not in page.content.decode()
        assert "Nothing here records." in text(page)


def test_the_other_three_find_nothing_at_any_address_and_change_nothing(
    hour, as_alma, as_ben, strangers, nobody
):
    line = hour.write("ben", LENA)
    hunch = hour.hunch()
    hour.offer(hunch)
    for browser in (as_alma, as_ben):
        assert LENA in text(browser.get(hour.url("room")))
    before = (Line.objects.count(), Hunch.objects.count(), Promise.objects.count())

    for name, address in every_url(hour, line, hunch).items():
        for browser in strangers.values():
            for answer in (browser.get(address), browser.post(address, {"words": "Mine"})):
                assert answer.status_code in {404, 405}, name
                assert LENA not in answer.content.decode()
        assert LENA not in nobody.get(address).content.decode()
        assert LENA not in nobody.post(address).content.decode()
    assert (Line.objects.count(), Hunch.objects.count(), Promise.objects.count()) == before
    assert sessions.attendance_of([hour.session.uid])[hour.session.uid].client.came_at is None


def test_a_session_of_another_pair_is_not_found_under_ones_own_address(hour, as_cleo):
    other = hour.url("room").replace(str(hour.session.uid), str(new_uid()))
    for browser in (hour.members["alma"].client, hour.members["ben"].client, as_cleo):
        assert browser.get(other).status_code == 404


@pytest.mark.row("S4.10")
def test_the_client_speaks_first_and_the_coach_has_no_field_before(hour, as_alma, as_ben):
    hers = as_alma.get(hour.url("room"))
    assert "Ben speaks first" in part(hers, "card")
    assert [each in part(hers, "card") for each in ("<textarea", "<input", "/card/")] == [False] * 3
    assert as_alma.post(hour.url("say"), {"today": "Oslo"}).status_code == 404
    as_alma.post(hour.url("add"), {"words": "Oslo?", "seen": "0"})
    as_alma.post(hour.url("agree"), {"seen": "0"})
    assert SessionWords.objects.count() == 0

    his = part(as_ben.get(hour.url("room")), "card")
    assert re.findall(r"<textarea[^>]*>\s*([^<]*)</textarea>", his) == [""] * 5
    assert "autofocus" not in his
    as_ben.post(hour.url("come_in"))
    assert part(as_ben.get(hour.url("room")), "card").count("autofocus") == 1


@pytest.mark.row("S4.10")
@pytest.mark.row("S4.17")
def test_the_card_from_the_first_word_to_two_yeses(hour, as_alma, as_ben, told):
    sent = {
        "uid": str(new_uid()),
        "seen": "0",
        "since": "She asked again",
        "today": LENA,
        "know": "I heard <b>myself</b>",
    }
    assert as_ben.post(hour.url("say"), sent).status_code == 303
    as_ben.post(hour.url("say"), sent)
    assert (SessionWords.objects.count(), Line.objects.count()) == (1, 1)

    hers = as_alma.get(hour.url("room"))
    for words in (LENA, "Good enough when: I heard &lt;b&gt;myself&lt;/b&gt;", "She asked again"):
        assert words in part(hers, "card")
    as_alma.post(hour.url("add"), {"words": "I’d watch for the nod", "seen": "1"})
    as_alma.post(hour.url("add"), {"words": "I’d watch for the nod", "seen": "1"})
    his = part(as_ben.get(hour.url("room")), "card")
    assert "Alma adds: I’d watch for the nod" in his
    as_ben.post(hour.url("agree"), {"seen": re.findall(r'name="seen" value="(\d+)"', his)[0]})
    for browser in (as_alma, as_ben):
        assert "You both said yes" in part(browser.get(hour.url("room")), "card")
    assert told[0] == ("changed", "client")


def test_what_changed_since_said_in_two_windows_is_there_twice(hour, as_ben):
    as_ben.post(hour.url("say"), {"seen": "0", "today": LENA, "since": "She asked again"})
    stale = {"seen": "0", "today": "Oslo", "since": "And he wrote"}
    again = as_ben.post(hour.url("say"), stale)
    assert again.status_code == 422
    assert "And he wrote" in part(again, "card")

    as_ben.post(hour.url("say"), stale | {"seen": "1"})
    page = as_ben.get(hour.url("room"))
    assert "And he wrote" in part(page, "card")
    assert "She asked again" in part(page, "ours")
    assert 'name="since"' not in page.content.decode()


def test_two_who_word_the_card_at_once_lose_nothing(hour, as_alma, as_ben):
    as_ben.post(hour.url("say"), {"seen": "0", "today": LENA})
    again = as_ben.post(hour.url("say"), {"seen": "0", "today": "Oslo, rather"})
    assert again.status_code == 422
    assert "Oslo, rather" in again.content.decode()
    assert "It changed while you were writing" in text(again)

    as_alma.post(hour.url("add"), {"seen": "1", "words": "First"})
    stale = as_alma.post(hour.url("add"), {"seen": "1", "words": "Second"})
    assert stale.status_code == 422
    assert "Second" in stale.content.decode()


@pytest.mark.row("S2.2")
def test_the_challenge_card_is_the_clients_and_starts_with_none_chosen(hour, as_alma, as_ben):
    assert "checked" not in part(as_ben.get(hour.url("room")), "card")
    assert as_alma.post(hour.url("challenge"), {"level": "go_ahead"}).status_code == 404
    assert as_ben.post(hour.url("challenge"), {"level": ""}).status_code == 422
    as_ben.post(hour.url("challenge"), {"level": "hold_back"})
    assert "Hold back" in part(as_alma.get(hour.url("room")), "card")
    as_ben.post(hour.url("challenge_back"))
    assert ChallengeCard.objects.count() == 0


@pytest.mark.parametrize("column", ["mine", "ours"])
def test_a_line_is_kept_with_one_stroke_and_twice_makes_one(hour, as_alma, as_ben, column):
    for browser in (as_alma, as_ben):
        page = browser.get(hour.url("room"))
        sent = {"uid": once(page, column), "words": f"  {LENA} "}
        for _ in range(3):
            answer = browser.post(hour.url(column), sent)
            assert (answer.status_code, answer["Location"]) == (
                303,
                hour.url("room") + f"#{column}",
            )
        assert "It’s here once." in text(browser.get(hour.url("room")))
    assert Line.objects.count() == 2


def test_exact_words_take_the_other_button_and_show_whose_they_are(hour, as_alma, as_ben):
    as_alma.post(hour.url("ours"), {"words": "I keep saying we", "kind": "words"})
    as_alma.post(hour.url("mine"), {"words": "A note", "kind": "words"})
    assert Line.objects.get(line_kind="words").column == "ours"
    for browser in (as_alma, as_ben):
        ours = part(browser.get(hour.url("room")), "ours")
        assert '<p class="own"><span class="vh">Ben: </span>I keep saying we</p>' in ours


def test_what_is_too_long_or_empty_keeps_what_was_typed(hour, as_ben):
    long = "x" * (policy.WORDS_MOST + 1)
    for name in ("mine", "ours"):
        answer = as_ben.post(hour.url(name), {"words": long})
        assert answer.status_code == 422
        assert f'value="{long}"' in part(answer, name)
        assert "holds 1,000 characters" in text(answer)
        assert as_ben.post(hour.url(name), {"words": " "}).status_code == 422
        assert as_ben.post(hour.url(name), {}).status_code == 422
    assert Line.objects.count() == 0


@pytest.mark.row("INV-13")
def test_only_what_both_see_is_told_live(hour, as_alma, as_ben, told):
    for name in ("room", "quiet", "leaving", "lines"):
        as_alma.get(hour.url(name))
        as_ben.get(hour.url(name))
    as_alma.post(hour.url("mine"), {"words": "Hers"})
    as_ben.post(hour.url("mine"), {"words": "His"})
    as_alma.post(hour.url("pad"), {"words": "Why?"})
    as_alma.post(hour.url("put_down"), {"words": "The call"})
    as_alma.post(hour.url("keep_hunch"), {"words": "A guess"})
    private = Line.objects.get(author_uid=hour.members["ben"].uid)
    as_ben.post(hour.url("word", private.uid), {"words": "His own", "seen": "1"})
    as_ben.post(hour.url("take_away", private.uid))
    assert told == []

    as_ben.post(hour.url("ours"), {"words": "Ours"})
    shared = Line.objects.get(column="ours")
    as_ben.post(hour.url("take_away", shared.uid))
    as_alma.post(hour.url("come_in"))
    assert told == [("changed", "client"), ("changed", "client"), ("changed", "coach")]


@pytest.mark.parametrize(
    ("notes", "hers", "boxes"),
    [
        ("none", "leaves you no notes of your own here", False),
        ("facts", "Only you can read this", True),
        ("shared", "Ben can read these too", True),
    ],
)
def test_the_coachs_column_follows_the_clause_on_notes(
    hour, as_alma, as_ben, told, notes, hers, boxes
):
    hour.notes_term(notes)
    page = as_alma.get(hour.url("room"))
    assert hers in part(page, "mine")
    for ref in ("mine", "hunches", "pad"):
        assert ("<input" in part(page, ref)) == boxes, ref
    assert ('name="words"' in as_alma.get(hour.url("quiet")).content.decode()) == boxes
    assert ("<input" in part(as_ben.get(hour.url("room")), "mine")) is True

    answer = as_alma.post(hour.url("mine"), {"words": "Met at noon"})
    assert answer.status_code == (303 if boxes else 403)
    his = part(as_ben.get(hour.url("room")), "mine")
    assert ("Met at noon" in his) == (notes == "shared")
    assert told == ([("changed", "coach")] if notes == "shared" else [])


def test_without_a_clause_that_opens_it_ours_says_why(bare, as_alma, as_ben):
    close_term(bare.relationship, "A1", "session.agreement", at=bare.at)
    for browser in (as_alma, as_ben):
        ours = part(browser.get(bare.url("room")), "ours")
        assert "Nothing you’ve both signed opens notes for you both." in ours
        assert "<input" not in ours
        assert browser.post(bare.url("ours"), {"words": LENA}).status_code == 403
    assert Line.objects.count() == 0


@pytest.mark.row("INV-13")
def test_nobody_is_told_live_of_a_card_that_the_client_alone_reads(bare, as_ben, told):
    close_term(bare.relationship, "A1", "session.agreement", at=bare.at)
    as_ben.post(bare.url("say"), {"today": LENA, "seen": "0"})
    as_ben.post(bare.url("agree"), {"seen": "1"})
    as_ben.post(bare.url("challenge"), {"level": "hold_back"})
    as_ben.post(bare.url("challenge_back"))

    assert SessionWords.objects.count() == 1
    assert told == []


@pytest.mark.row("S0.17")
def test_arriving_and_leaving_are_said_by_each_and_known_to_both(hour, as_alma, as_ben):
    assert "I’m here" in part(as_ben.get(hour.url("room")), "arrival")
    as_alma.post(hour.url("come_in"))
    as_alma.post(hour.url("come_in"))
    assert "Ben hasn’t said so yet" in part(as_alma.get(hour.url("room")), "arrival")
    assert "Alma is here." in part(as_ben.get(hour.url("room")), "arrival")
    as_ben.post(hour.url("come_in"))
    for browser in (as_alma, as_ben):
        assert "You’re both here, since" in part(browser.get(hour.url("room")), "arrival")

    as_alma.post(hour.url("put_down"), {"words": "The call with my sister"})
    assert "The call with my sister" in text(as_alma.get(hour.url("quiet")))
    assert "What you put down" not in text(as_ben.get(hour.url("quiet")))
    assert as_ben.post(hour.url("put_down"), {"words": "Mine"}).status_code == 404

    assert "Is it over for today?" in text(as_alma.get(hour.url("leaving")))
    assert as_alma.post(hour.url("go_out")).status_code == 303
    assert Line.objects.count() == 0
    assert "Alma has said that it’s over." in part(as_ben.get(hour.url("room")), "arrival")
    assert state_of(hour) == "took_place"
    as_ben.post(hour.url("ours"), {"words": "One more line"})
    as_ben.post(hour.url("go_out"))
    as_ben.post(hour.url("go_out"))
    assert sessions.attendance_of([hour.session.uid])[hour.session.uid].ended_at is not None


def test_leaving_a_room_nobody_came_into_marks_nothing(hour, as_ben):
    as_ben.post(hour.url("go_out"))
    assert state_of(hour) == "planned"


def test_either_says_that_something_failed_and_both_see_it(hour, as_alma, as_ben):
    as_ben.post(hour.url("outage"))
    as_ben.post(hour.url("outage"))
    assert "Ben said that something failed" in part(as_alma.get(hour.url("room")), "outage")
    assert "Take that back" not in part(as_alma.get(hour.url("room")), "outage")
    as_ben.post(hour.url("outage_back"))
    assert "Leave today’s times out" in part(as_alma.get(hour.url("room")), "outage")


def test_the_time_left_is_said_to_both_in_whole_minutes(hour, as_alma, as_ben):
    for browser in (as_alma, as_ben):
        assert re.search(r"About (49|50) minutes left", part(browser.get(hour.url("room")), "time"))


def test_a_promise_is_made_in_one_line_and_twice_makes_one(hour, as_alma, as_ben):
    page = part(as_alma.get(hour.url("room")), "promise")
    due = the_value("promise-due_on", page)
    uid = the_value("promise-uid", page)
    sent = {"promise-words": "Send the article", "promise-due_on": due, "promise-uid": uid}
    for _ in range(2):
        assert as_alma.post(hour.url("promise"), sent).status_code == 303
    assert as_ben.post(hour.url("promise"), sent).status_code == 422
    as_ben.post(hour.url("promise"), {**sent, "promise-arrangement": "notice"})

    made = promises.open_promises(hour.relationship, **hour.looking("ben"), limit=9)
    assert [each.words for each in made] == ["Send the article"] * 2
    assert sorted(each.role for each in made) == ["client", "coach"]
    past = {**sent, "promise-due_on": "2020-01-01"}
    answer = as_alma.post(hour.url("promise"), past)
    assert answer.status_code == 422
    assert "Choose a day that hasn’t passed" in text(answer)


@pytest.mark.row("INV-16")
def test_a_hunch_from_kept_to_confirmed_on_the_page(hour, as_alma, as_ben):
    as_alma.post(hour.url("keep_hunch"), {"words": "He waits for a yes", "uid": str(new_uid())})
    hunch = Hunch.objects.get()
    assert "He waits for a yes" in part(as_alma.get(hour.url("room")), "hunches")
    assert part(as_ben.get(hour.url("room")), "hunches").strip(" >\n") == ""
    assert as_ben.post(hour.url("keep_hunch"), {"words": "Mine"}).status_code == 404
    for name in ("offer", "take_back", "drop"):
        assert as_ben.post(hour.url(name, hunch.uid)).status_code == 404
    for name in ("confirm", "let_go"):
        assert as_alma.post(hour.url(name, hunch.uid)).status_code == 404

    as_alma.post(hour.url("offer", hunch.uid))
    assert "Alma has a hunch, unverified." in part(as_ben.get(hour.url("room")), "hunches")
    for _ in range(2):
        assert as_ben.post(hour.url("confirm", hunch.uid)).status_code == 303
    for browser in (as_alma, as_ben):
        assert "He waits for a yes" in part(browser.get(hour.url("room")), "ours")


def test_ones_own_lines_are_worded_anew_or_taken_away(hour, as_alma, as_ben):
    line = hour.write("ben", "Lena")
    hers = hour.write("alma", "Exactly this", kind="words")
    page = as_ben.get(hour.url("lines"))
    assert (page.content.decode().count("<textarea"), "Exactly this" in text(page)) == (1, True)

    too_long = {"words": "x" * 1001, "seen": "1"}
    assert as_ben.post(hour.url("word", line.uid), too_long).status_code == 422
    as_ben.post(hour.url("word", line.uid), {"words": LENA, "seen": "1"})
    stale = as_ben.post(hour.url("word", line.uid), {"words": "Porto", "seen": "1"})
    assert stale.status_code == 422
    assert "Porto" in stale.content.decode()
    assert (
        as_alma.post(hour.url("word", line.uid), {"words": "Hers", "seen": "2"}).status_code == 303
    )
    assert hour.said("alma", "ours") == [LENA, "Exactly this"]
    for browser, each in ((as_ben, line), (as_ben, hers), (as_ben, line)):
        assert browser.post(hour.url("take_away", each.uid)).status_code == 303
    assert Line.objects.count() == 0


def test_before_and_after_its_time_the_room_is_shut_and_what_was_written_can_be_read(
    hour, as_alma, as_ben
):
    hour.write("ben", LENA)
    moved = sessions.When.at(hour.at - timedelta(hours=13), "UTC", 60)
    sessions.move_session(hour.relationship, hour.session.uid, moved, **hour.looking("alma"))
    for browser in (as_alma, as_ben):
        page = browser.get(hour.url("room"))
        assert page.status_code == 200
        assert policy.SHUT.reason in text(page)
        assert LENA in text(page)
        for name in ("mine", "ours", "come_in", "outage", "promise"):
            assert browser.post(hour.url(name), {"words": "More"}).status_code == 403
        assert browser.get(hour.url("quiet")).status_code == 403
    assert Line.objects.count() == 1


def test_after_the_end_the_room_opens_to_nobody_and_the_client_still_reads(hour, as_alma, as_ben):
    hour.write("ben", LENA)
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("ben"))
    assert LENA in text(as_ben.get(hour.url("room")))
    assert LENA not in text(as_alma.get(hour.url("room")))
    for browser in (as_alma, as_ben):
        assert browser.post(hour.url("mine"), {"words": "More"}).status_code == 403


def test_a_page_of_the_room_costs_the_same_with_one_line_and_with_many(hour, as_ben):
    def asked():
        with CaptureQueriesContext(connections["default"]) as queries:
            as_ben.get(hour.url("room"))
        return len(queries)

    hour.write("ben", LENA)
    asked()
    one = asked()
    for number in range(12):
        hour.write("alma", f"Line {number}")
    assert (asked(), one <= MOST_QUERIES) == (one, True)


@pytest.mark.row("S4.3")
def test_nothing_in_the_room_suggests_anything_to_the_coach():
    """No prompt, question bank or technique: no product data, and no word that offers one."""
    offered = re.compile(
        r"suggest|you could ask|try asking|ask this|question to ask|prompt|technique|tip\b|idea",
        re.IGNORECASE,
    )
    found = []
    for path in sorted(ROOM.rglob("*")):
        if path.suffix not in {".html", ".py"} or "migrations" in path.parts:
            continue
        found += [(path.name, words) for words in offered.findall(path.read_text())]
    assert found == []
    imported = {
        line.split()[1].split(".")[1]
        for path in ROOM.rglob("*.py")
        for line in path.read_text().splitlines()
        if line.startswith("from goldenthread.")
    }
    assert imported.isdisjoint({"journal", "swaps", "introductions", "plans"})


@pytest.mark.row("S4.3")
def test_the_coachs_room_holds_time_card_and_own_notes_and_nothing_else(hour, as_alma):
    page = as_alma.get(hour.url("room")).content.decode()
    found = set(re.findall(r'<section id="([^"]+)"', page))
    assert found - {"presses"} == set(PARTS)


def test_every_address_of_the_room_is_reached_by_its_name_alone():
    names = {pattern.name for pattern in urls.urlpatterns}
    assert len(names) == len(urls.urlpatterns)
    assert "room" in get_resolver().app_dict


@pytest.mark.row("INV-6")
def test_other_roles_both_declared_stand_before_both_in_the_room(hour, as_alma, as_ben):
    for browser in (as_alma, as_ben):
        assert "friend" not in text(browser.get(hour.url("room")))
    since = hour.at - timedelta(days=1)
    open_term(hour.relationship, "A20", since=since, roles=["coach_is_friend"])
    for browser in (as_alma, as_ben):
        assert "friend" in text(browser.get(hour.url("room")))
