"""A plan and a session: Ben says what he'd like, Alma may suggest, and Ben speaks first."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.someone import Someone

GOAL = "Leave the office on Thursdays while it is still light."
SUGGESTED = "Leave on Thursdays in daylight, and not explain it."
FROM_BEFORE = "Notice the second request of the day, and stay in the room with it."
AIM = "What I answer when Lena asks where I am going."
ADDED = "I’ll ask, and keep my own Thursdays out of it."
DAY = (datetime.now(UTC).date() + timedelta(days=6)).isoformat()


@pytest.fixture
def pair(lived_in, windows):
    """Alma at a desk and Ben on a phone, in mid-flow, and where they are at home together."""
    alma, ben = (
        Someone(windows(lived_in, size=size), lived_in, lived_in.guests()[name])
        for name, size in (("Alma", "desk"), ("Ben", "phone"))
    )
    for each in (alma, ben):
        each.sign_in()
    ben.follow("Together, with Alma")
    return alma, ben, ben.page.url


@pytest.mark.slow
@pytest.mark.row("S4.7", "S4.9")
def test_ben_says_what_he_would_like_and_alma_may_suggest(pair):
    alma, ben, home = pair
    ben.follow("The plan")
    ben.follow("Write a goal down")
    ben.fill("What would you like?", GOAL)
    ben.fill("How will you know?", "My daughter is still awake.")
    ben.press("Keep it")
    ben.sees(GOAL)
    # Until he shares it, it is nothing to Alma.
    alma.go(f"{home}plan/")
    assert GOAL not in alma.text()
    goal = _open(ben, GOAL, f"{home}plan/")
    ben.sees("Only you")
    ben.follow("Let Alma read it")
    ben.press("Share it")
    ben.sees("You and Alma")

    _open(alma, GOAL, f"{home}plan/")
    assert alma.page.get_by_role("link", name="Put it in other words").count() == 0
    alma.follow("Suggest other words")
    alma.fill("How might you put it?", SUGGESTED)
    alma.press("Lay it beside")
    alma.sees(SUGGESTED)

    ben.go(goal)
    ben.sees("Alma might put it like this")
    ben.press("These are my words too")
    ben.sees("Alma found these words, and you made them yours.")
    ben.go(f"{home}plan/")
    ben.follow("Alma has laid other words beside it")
    ben.sees(FROM_BEFORE)
    ben.press("Leave it")
    expect(ben.page.get_by_text(FROM_BEFORE)).to_have_count(0)
    ben.page.reload()
    assert FROM_BEFORE not in ben.text()


@pytest.mark.slow
@pytest.mark.row("S4.10", "S2.2")
def test_the_client_speaks_first_and_both_say_yes(pair):
    alma, ben, home = pair
    alma.go(home)
    alma.follow("Sessions")
    alma.fill("On which day?", DAY)
    alma.press("Put it", within=alma.page.locator("section[aria-labelledby=arrange]"))
    alma.is_told("The day stands. You both see it.")
    alma.sees("Ben speaks first.")
    session = alma.page.url
    for early in ("Add to it", "Yes to this"):
        assert alma.page.get_by_text(early, exact=True).count() == 0

    ben.go(session)
    ben.sees("What would make this hour worth it?")
    ben.follow("Say what it’s for")
    ben.reads("What for, this time?")
    assert ben.page.get_by_label("What for, this time?").input_value() == ""
    ben.fill("What for, this time?", AIM)
    ben.fill("How many minutes?", "50")
    ben.page.get_by_label("None of them: it’s outside the plan").check()
    ben.press("Keep it")
    ben.sees("This stands outside the plan, and that’s fine.")

    alma.go(session)
    alma.sees(AIM)
    alma.follow("Add to it")
    alma.fill("What you’d add, and what your part is", ADDED)
    alma.press("Keep it")
    # Her own words are hers; his yes was to what stood there before them.
    alma.sees("You said yes. Ben hasn’t yet.")
    ben.go(session)
    ben.sees(ADDED)
    ben.press("Yes to this")
    ben.sees("You both said yes")
    ben.pictured("session", on="phone", at="#for")
    alma.page.reload()
    alma.sees("You both said yes")


def _open(someone, words, plan) -> str:
    someone.go(plan)
    line = someone.page.locator("li.vow").filter(has_text=words)
    line.get_by_role("link", name="Open it").click()
    someone.reads("A goal")
    someone.sees(words)
    return str(someone.page.url)
