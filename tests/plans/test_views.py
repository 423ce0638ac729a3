"""The pages of a plan, seen by all five of the cast."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.plans import urls
from goldenthread.plans.actions import goals, lines
from goldenthread.plans.models import Goal, GoalWording, PlanLine
from tests.opened_terms import open_term

WORDS = "Say no to Porto before it is asked"
KINDS = {"rel": "relationship", "uid": "goal"}


@pytest.fixture(autouse=True)
def today(request):
    """Pages ask the clock, so plans here are made now."""
    for name in ("planning", "unsigned"):
        if name in request.fixturenames:
            request.getfixturevalue(name).at = now()


@pytest.fixture
def here(relationship):
    return reverse("plans:plan", args=[relationship.uid])


def url(planning, name, thing=None):
    args = [planning.relationship.uid, *([thing.uid] if thing is not None else [])]
    return reverse(f"plans:{name}", args=args)


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def every_url(planning, goal, line):
    """Give every address of a plan, with what it is about."""
    return {
        pattern.name: reverse(
            f"plans:{pattern.name}",
            args=[
                planning.relationship.uid,
                *(
                    [line.uid if "lines" in str(pattern.pattern) else goal.uid]
                    if "uid:uid" in str(pattern.pattern)
                    else []
                ),
            ],
        )
        for pattern in urls.urlpatterns
    }


@pytest.mark.row("S4.9")
def test_both_read_a_shared_goal_and_the_other_three_find_nothing(
    planning, here, as_alma, as_ben, strangers, nobody
):
    goal, line = planning.goal(WORDS, shared=True), planning.line("alma", "Not your marriage")

    for browser in (as_alma, as_ben):
        seen = text(browser.get(here))
        assert (seen.count("Not your marriage"), WORDS in seen) == (1, True)
    for browser in strangers.values():
        for address in every_url(planning, goal, line).values():
            for answer in (browser.get(address), browser.post(address)):
                assert answer.status_code in {404, 405}
                assert WORDS not in answer.content.decode()
    assert WORDS not in nobody.get(here).content.decode()
    assert (Goal.objects.get().state, PlanLine.objects.get().holds) == ("open", None)


@pytest.mark.row("S4.9")
def test_the_coach_is_not_told_that_a_goal_is_there(planning, here, as_alma, as_ben):
    empty = text(as_alma.get(here))
    goal = planning.goal(WORDS)
    line = planning.line("ben", "Not Lena")
    lines.stay_with_line(planning.relationship, line.uid, **planning.doing("ben"))

    assert WORDS in text(as_ben.get(here))
    assert text(as_alma.get(here)) == empty
    for name, address in every_url(planning, goal, line).items():
        if "uid" in address or name.startswith("line"):
            continue
        if str(goal.uid) in address:
            assert as_alma.get(address).status_code in {404, 405}
            assert as_alma.post(address).status_code in {404, 405}


@pytest.mark.row("INV-6")
@pytest.mark.row("S4.13")
def test_without_a_term_the_page_says_so_and_goals_are_the_clients_alone(
    unsigned, here, as_alma, as_ben
):
    goal = unsigned.goal(WORDS)

    hers, his = text(as_alma.get(here)), text(as_ben.get(here))

    assert WORDS not in hers
    assert "none are shown here, and not whether there are any" in hers
    assert WORDS in his
    assert "What keeps you safe comes first; goals can wait." in his
    assert "can’t be shared yet" in text(as_ben.get(url(unsigned, "share_goal", goal)))
    assert as_ben.post(url(unsigned, "share_goal", goal), {"seen": "1"}).status_code == 403


@pytest.mark.row("S4.13")
def test_in_my_space_the_agreement_comes_before_goals_and_nothing_is_measured(
    unsigned, as_ben, relationship
):
    page = text(as_ben.get(reverse("web:my_space")))

    assert page.index("Your agreement") < page.index("What you’d like")
    form = as_ben.get(url(unsigned, "new_goal")).content.decode()
    assert 'type="number"' not in form
    assert 'type="range"' not in form
    assert "no number is kept here" in unescape(form)


def test_an_empty_plan_helps_the_client_and_asks_nothing_of_the_coach(
    planning, here, as_alma, as_ben
):
    assert "What would be different, and for whom?" in text(as_ben.get(here))
    hers = as_alma.get(here)
    assert "Ben hasn’t shared a goal with you." in text(hers)
    assert url(planning, "new_goal") not in hers.content.decode()


def test_the_client_writes_a_goal_down_and_it_starts_as_theirs_alone(
    planning, here, as_ben, as_alma
):
    sent = {
        "uid": str(new_uid()),
        "words": f" {WORDS} ",
        "signs": "Four\r\nseconds",
        "low": "a <b>knot</b>",
        "high": "a sail",
        "again": "May",
    }
    answers = [as_ben.post(url(planning, "new_goal"), sent) for _ in range(2)]

    assert [(a.status_code, a["Location"]) for a in answers] == [(303, here), (303, here)]
    assert Goal.objects.count() == 1
    page = as_ben.get(here).content.decode()
    assert "a &lt;b&gt;knot&lt;/b&gt; – a sail" in page
    assert "Only you" in text(as_ben.get(here))
    assert WORDS not in text(as_alma.get(here))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "Write what you’d like, in your own words. One line is enough."),
        ({"words": "x" * 1001}, "This holds 1,000 characters and has 1,001."),
        ({"signs": "x" * 601}, "This holds 600 characters and has 601."),
        ({"low": "a knot"}, "Name both ends of your scale, or neither."),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(planning, as_ben, changed, sentence):
    sent = {"words": WORDS, "signs": "Four seconds", "again": "May", **changed}

    answer = as_ben.post(url(planning, "new_goal"), sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    for value in filter(None, sent.values()):
        assert value in unescape(answer.content.decode())
    assert Goal.objects.count() == 0


def test_nul_and_line_ends_are_tidied(planning, as_ben):
    as_ben.post(url(planning, "new_goal"), {"words": "Say\r\nno\x00"})

    assert planning.words("ben") == ["Say\nno"]


@pytest.mark.row("S4.9")
def test_sharing_shows_the_words_first_and_shares_exactly_those(planning, as_ben, as_alma, here):
    goal = planning.goal(WORDS)
    asked = as_ben.get(url(planning, "share_goal", goal))
    assert WORDS in text(asked)
    assert WORDS not in text(as_alma.get(here))

    planning.reword(goal, "Other words")
    stale = as_ben.post(url(planning, "share_goal", goal), {"seen": "1"})
    assert stale.status_code == 303
    assert planning.words("alma") == []

    as_ben.post(url(planning, "share_goal", goal), {"seen": "2"})
    assert planning.words("alma") == ["Other words"]

    as_ben.post(url(planning, "unshare_goal", goal))
    assert as_alma.get(url(planning, "goal", goal)).status_code == 404


@pytest.mark.row("S4.9")
def test_every_wording_stays_with_its_day_and_what_changed(planning, as_ben):
    goal = planning.goal("Say no to Porto")
    planning.reword(goal, "Say no to Oslo")

    page = as_ben.get(url(planning, "goal", goal)).content.decode()

    assert re.search(r"<del>.*Porto", page)
    assert re.search(r"<ins>.*Oslo", page)
    assert f"{planning.at:%Y}" in text(as_ben.get(url(planning, "goal", goal)))


def test_a_second_window_shows_both_and_loses_nothing(planning, as_ben):
    goal = planning.goal("First")
    planning.reword(goal, "From elsewhere")

    answer = as_ben.post(url(planning, "reword_goal", goal), {"words": "Typed here", "seen": "1"})

    assert answer.status_code == 422
    assert "You changed this in another window" in text(answer)
    assert "From elsewhere" in text(answer)
    assert "Typed here" in answer.content.decode()
    sent = {"words": "Typed here", "seen": "2"}
    assert as_ben.post(url(planning, "reword_goal", goal), sent).status_code == 303
    assert planning.words("ben") == ["Typed here"]


@pytest.mark.row("S4.9")
@pytest.mark.parametrize("how", ["no_longer_mine", "done_with"])
def test_a_goal_is_laid_down_without_a_word_of_failing_and_brought_back(
    planning, here, as_ben, as_alma, how
):
    goal = planning.goal(WORDS, shared=True)

    as_ben.post(url(planning, how, goal))

    for browser in (as_ben, as_alma):
        seen = text(browser.get(here)) + text(browser.get(url(planning, "goal", goal)))
        assert WORDS in seen
        assert re.search(r"fail|missed|abandon|gave up|given up", seen, re.IGNORECASE) is None
    as_ben.post(url(planning, "bring_back", goal))
    assert planning.words("alma") == [WORDS]


def test_order_is_the_clients_by_buttons_alone(planning, as_ben, here):
    first, second = planning.goal("first"), planning.goal("second")

    page = as_ben.get(here).content.decode()
    assert [
        url(planning, n, g) in page for g in (first, second) for n in ("goal_up", "goal_down")
    ] == [
        False,
        True,
        True,
        False,
    ]
    as_ben.post(url(planning, "goal_up", second))
    assert planning.words("ben") == ["second", "first"]


@pytest.mark.row("S4.9")
def test_the_coach_suggests_and_the_client_takes_it_up_or_leaves_it(
    planning, here, as_alma, as_ben
):
    goal = planning.goal(WORDS, shared=True)
    page = as_alma.get(url(planning, "goal", goal)).content.decode()
    assert url(planning, "suggest", goal) in page
    assert url(planning, "reword_goal", goal) not in page

    for words in ("Choose", "Choose before it is asked"):
        sent = as_alma.post(url(planning, "suggest", goal), {"words": words})
        assert sent.status_code == 303
    assert "Alma has laid other words beside it" in text(as_ben.get(here))
    beside = as_ben.get(url(planning, "goal", goal))
    assert "Leaving it leaves no mark" in text(beside)
    [uid] = re.findall(r'name="suggestion" value="([^"]+)"', beside.content.decode())

    as_ben.post(url(planning, "take_up", goal), {"suggestion": str(new_uid())})
    assert planning.words("ben") == [WORDS]
    as_ben.post(url(planning, "take_up", goal), {"suggestion": uid})
    assert planning.words("alma") == ["Choose before it is asked"]
    assert "and you made them yours" in text(as_ben.get(url(planning, "goal", goal)))

    as_alma.post(url(planning, "suggest", goal), {"words": "Again"})
    as_ben.post(url(planning, "put_away", goal))
    assert "Again" not in text(as_alma.get(url(planning, "goal", goal)))


def test_a_suggestion_of_no_words_is_asked_for_again(planning, as_alma):
    goal = planning.goal(WORDS, shared=True)

    answer = as_alma.post(url(planning, "suggest", goal), {"words": " "})

    assert answer.status_code == 422
    assert "Write how you’d put it" in text(answer)


def test_the_client_has_no_page_to_suggest_on_and_the_coach_none_to_write_on(
    planning, as_alma, as_ben
):
    goal = planning.goal(WORDS, shared=True)

    assert as_ben.get(url(planning, "suggest", goal)).status_code == 404
    for name in ("reword_goal", "share_goal"):
        assert as_alma.get(url(planning, name, goal)).status_code == 404
    assert as_alma.get(url(planning, "new_goal")).status_code == 404
    assert as_alma.post(url(planning, "done_with", goal)).status_code == 404
    assert Goal.objects.get().state == "open"


@pytest.mark.row("S4.7")
def test_the_shared_part_is_put_by_either_and_holds_when_both_say_yes(
    planning, here, as_alma, as_ben
):
    sent = {"words": "Not your marriage", "uid": str(new_uid())}
    for _ in range(2):
        assert as_alma.post(url(planning, "new_not_covered"), sent).status_code == 303
    assert "nothing of this holds yet" in text(as_ben.get(here))
    line = PlanLine.objects.get()
    [wording] = re.findall(r'name="wording" value="([^"]+)"', as_ben.get(here).content.decode())

    as_ben.post(url(planning, "line_yes", line), {"wording": wording})
    for browser in (as_alma, as_ben):
        assert "You both said yes" in text(browser.get(here))

    as_ben.post(url(planning, "reword_line", line), {"words": "Not Lena"})
    assert "This holds until you both say yes to other words" in text(as_alma.get(here))
    as_ben.post(url(planning, "line_stay", line))
    as_alma.post(url(planning, "line_leave_out", line))
    [gone] = re.findall(r'name="wording" value="([^"]+)"', as_ben.get(here).content.decode())
    as_ben.post(url(planning, "line_yes", line), {"wording": gone})
    assert "You both left a line out here" in text(as_alma.get(here))


def test_yes_to_nothing_and_to_words_that_moved_on_change_nothing(planning, as_ben):
    line = planning.line("alma")
    old = planning.plan("ben").lines[0].theirs.wording_uid
    lines.reword_line(planning.relationship, line.uid, "Other", **planning.looking("alma"))

    assert as_ben.post(url(planning, "line_yes", line), {"wording": "x"}).status_code == 404
    assert as_ben.post(url(planning, "line_yes", line), {"wording": str(old)}).status_code == 303
    assert PlanLine.objects.get().holds is None
    assert as_ben.post(url(planning, "line_stay", line)).status_code == 303


def test_when_to_look_again_is_a_line_of_both(planning, as_ben, as_alma, here):
    as_ben.post(url(planning, "new_review"), {"words": "Every fourth time"})

    assert "Every fourth time" in text(as_alma.get(here))
    assert as_ben.post(url(planning, "new_review"), {"words": ""}).status_code == 422


def test_a_goal_shared_before_what_opens_it_now_can_be_shared_again(planning, as_ben, as_alma):
    goal = planning.goal(WORDS, shared=True)
    open_term(planning.relationship, "A1", "goal", since=now() - timedelta(seconds=0))

    page = text(as_ben.get(url(planning, "goal", goal)))
    assert "Let Alma read it again" in page
    assert as_alma.get(url(planning, "goal", goal)).status_code == 404

    as_ben.post(url(planning, "share_goal", goal), {"seen": "1"})
    assert as_alma.get(url(planning, "goal", goal)).status_code == 200


def test_after_the_end_the_page_offers_the_coach_nothing_and_the_client_their_own(
    planning, here, as_alma, as_ben, alma
):
    from goldenthread.relationships import api as relationships

    planning.goal(WORDS, shared=True)
    planning.line("alma", "Not Lena")
    relationships.end_relationship(relationship=planning.relationship, by=alma, at=planning.at)

    hers, his = as_alma.get(here), as_ben.get(here)
    assert (WORDS in text(hers), WORDS in text(his)) == (False, True)
    assert "Not Lena" in text(hers)
    assert [part in hers.content.decode() for part in ("/new/", "/words/")] == [False, False]


@pytest.mark.row("G5")
def test_a_tampered_goal_gives_one_page_and_no_words(planning, here, as_ben):
    planning.goal(WORDS)
    row = GoalWording.objects.get()
    broken = bytearray(bytes(row.sealed))
    broken[-1] ^= 1
    GoalWording.objects.update(sealed=bytes(broken))

    answer = as_ben.get(here)

    assert answer.status_code == 409
    assert WORDS not in answer.content.decode()


def test_pages_are_asked_for_and_deeds_are_sent(planning, as_ben, as_alma):
    goal, line = planning.goal(WORDS, shared=True), planning.line("alma")
    goals.suggest_wording(planning.relationship, goal.uid, "So", **planning.looking("alma"))
    pages = {"plan", "new_goal", "goal", "reword_goal", "share_goal", "new_not_covered"}
    pages |= {"new_review", "reword_line"}

    for name, address in every_url(planning, goal, line).items():
        expected = 404 if name == "suggest" else 200 if name in pages else 405
        assert (name, as_ben.get(address).status_code) == (name, expected)
    assert as_alma.get(url(planning, "suggest", goal)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_stores_the_same_number_of_questions(planning, here, as_ben, count):
    for number in range(count):
        planning.goal(f"goal {number}", shared=True)
        planning.line("alma", f"line {number}")
    as_ben.get(here)

    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["vault"]) as shares_asked,
    ):
        as_ben.get(here)

    assert (len(asked), len(shares_asked)) == (15, 2)
