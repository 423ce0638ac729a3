"""The room, lived in by two browsers at once: what one keeps the other sees, and nothing typed is lost."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from goldenthread.web.demo import ALMAS_ZONE
from tests.journeys.looking import look
from tests.journeys.someone import Someone

AIM = "What I answer when Lena asks where I am going."
FIRST = "Thursdays are a promise to myself."
HALF = "She goes quiet when"
OFFLINE = "I said no, and the room stayed friendly."
MEANWHILE = "You said it without an excuse."
LOST = "The line is gone. What you write stays here, and is kept when it’s back."
OFF = re.compile("^(Call it off|It didn’t take place)$")
SLOWER = "Ben asks for it a little slower."


def box(someone: Someone, part: str = "ours"):
    """Where somebody writes in a column."""
    return someone.page.locator(f"#{part} [name=words]").first


def lines(someone: Someone, words: str):
    """The lines of both that say this."""
    return someone.page.locator("#ours .lines li").filter(has_text=words)


def keep(someone: Someone, words: str) -> None:
    """Keep a line for both."""
    box(someone).fill(words)
    someone.page.locator("#ours").get_by_role("button", name="Keep it", exact=True).click()


def enter(alma: "InRoom", ben: "InRoom") -> None:
    """Let Alma put a session for this very hour in the place of the one at hand, and both open its room."""
    alma.go("/desk/")
    alma.follow("Ben")
    alma.follow("Sessions")
    alma.page.locator("section[aria-labelledby=ahead] a.title").first.click()
    # By now it may have begun.
    alma.page.get_by_role("button", name=OFF).click()
    alma.sees("Alma called it off")
    alma.follow("All sessions")
    lately = datetime.now(ZoneInfo(ALMAS_ZONE)) - timedelta(minutes=2)
    alma.fill("On which day?", lately.date().isoformat())
    alma.fill("At what time?", lately.strftime("%H:%M"))
    alma.fill("How many minutes?", "50")
    alma.press("Put it", within=alma.page.locator("section[aria-labelledby=arrange]"))
    alma.reads_title("A session")
    room = f"{alma.page.url}room/"
    for each in (alma, ben):
        each.go(room)
        expect(each.page.locator("#presses")).to_be_visible()


class InRoom(Someone):
    """Someone who also knows what a page is called."""

    def reads_title(self, title: str) -> None:
        """Expect the title of the page."""
        self.page.wait_for_load_state()
        assert title in self.page.title()


@pytest.fixture
def people(lived_in, windows):
    """Alma at a desk and Ben on a phone, signed in."""

    def signed_in(alma_size: str = "desk", ben_size: str = "phone", **of_ben):
        guests = lived_in.guests()
        alma = InRoom(windows(lived_in, size=alma_size), lived_in, guests["Alma"])
        ben = InRoom(windows(lived_in, size=ben_size, **of_ben), lived_in, guests["Ben"])
        for each in (alma, ben):
            each.sign_in()
        return alma, ben

    return signed_in


@pytest.mark.slow
@pytest.mark.row("S0.17", "S2.22", "S4.10")
@pytest.mark.parametrize(("alma_size", "ben_size"), [("desk", "phone"), ("phone", "desk")])
def test_a_whole_session_is_lived_through_by_two(people, alma_size, ben_size):
    alma, ben = people(alma_size, ben_size)
    enter(alma, ben)
    for each in (alma, ben):
        look(each.page)

    ben.press("I’m here")
    expect(alma.page.locator("#arrival")).to_contain_text("Ben is here.")
    alma.press("I’m here")
    expect(ben.page.locator("#arrival")).to_contain_text("You’re both here")
    for each in (alma, ben):
        expect(each.page.locator("#time [data-left]")).to_contain_text("minutes left")

    ben.page.locator("#card textarea[name=today]").fill(AIM)
    ben.page.locator("#card").get_by_role("button", name="Keep it", exact=True).first.click()
    expect(alma.page.locator("h1")).to_have_text(AIM)

    # Alma is in the middle of a sentence; Ben's line comes in around it.
    box(alma).press_sequentially(HALF)
    keep(ben, FIRST)
    expect(lines(alma, FIRST)).to_have_count(1)
    expect(box(alma)).to_have_value(HALF)
    expect(box(alma)).to_be_focused()
    expect(alma.page.locator("#heard")).to_have_text("Something new from Ben.")
    expect(box(ben)).to_have_value("")

    ben.press("Slower")
    expect(alma.page.locator("#heard")).to_have_text(SLOWER)
    expect(ben.page.locator("#heard")).to_have_text("You’ve asked for it a little slower.")
    expect(alma.page.locator("#heard")).to_have_text("", timeout=20_000)
    expect(box(alma)).to_have_value(HALF)

    alma.press("Sixty quiet seconds")
    for each in (alma, ben):
        expect(each.page.locator("#stop")).to_be_visible()
        look(each.page)
    ben.page.locator("#stop").get_by_role("button", name="Go on").click()
    for each in (alma, ben):
        expect(each.page.locator("#stop")).to_be_hidden()
    expect(box(alma)).to_have_value(HALF)

    # Half a sentence outlives a reload.
    expect(alma.page.locator("#ours .saved .says")).to_contain_text("Kept on this device")
    alma.page.reload()
    expect(box(alma)).to_have_value(HALF)

    ben.follow("Leave the room")
    ben.press("Yes, it’s over")
    expect(alma.page.locator("#arrival")).to_contain_text("Ben has said that it’s over.")


@pytest.mark.slow
@pytest.mark.row("S1.8")
def test_a_line_that_is_lost_loses_nothing_and_nothing_comes_twice(people):
    alma, ben = people()
    enter(alma, ben)
    keep(ben, FIRST)
    expect(lines(alma, FIRST)).to_have_count(1)

    ben.page.context.set_offline(True)
    expect(ben.page.locator("#heard")).to_have_text(LOST)
    keep(ben, OFFLINE)
    expect(box(ben)).to_have_value(OFFLINE)
    keep(alma, MEANWHILE)
    expect(lines(alma, MEANWHILE)).to_have_count(1)
    assert lines(alma, OFFLINE).count() == 0

    ben.page.context.set_offline(False)
    expect(lines(alma, OFFLINE)).to_have_count(1)
    expect(lines(ben, OFFLINE)).to_have_count(1)
    expect(lines(ben, MEANWHILE)).to_have_count(1)
    expect(box(ben)).to_have_value("")
    for each in (alma, ben):
        each.page.reload()
        for words in (FIRST, OFFLINE, MEANWHILE):
            expect(lines(each, words)).to_have_count(1)


@pytest.mark.slow
@pytest.mark.row("S2.22")
def test_where_no_line_can_be_had_the_page_asks(people):
    alma, ben = people()
    alma.page.context.route("**/room/live/**", lambda route: route.fulfill(status=503))
    enter(alma, ben)

    keep(ben, FIRST)
    expect(lines(alma, FIRST)).to_have_count(1)
    ben.press("Not yet")
    expect(alma.page.locator("#heard")).to_have_text("Ben says: not yet.")
    alma.press("Sixty quiet seconds")
    for each in (ben, alma):
        expect(each.page.locator("#stop")).to_be_visible()
    alma.page.locator("#stop").get_by_role("button", name="Go on").click()
    for each in (ben, alma):
        expect(each.page.locator("#stop")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.row("S2.22")
def test_without_script_the_room_is_read_anew_by_a_link(people):
    alma, ben = people(script=False)
    enter(alma, ben)

    keep(alma, MEANWHILE)
    expect(lines(alma, MEANWHILE)).to_have_count(1)
    ben.follow("See what’s new")
    expect(lines(ben, MEANWHILE)).to_have_count(1)
    ben.press("Say more")
    ben.is_told("Said. It’s seen for a moment, and kept nowhere.")
    expect(alma.page.locator("#heard")).to_have_text("Ben asks you to say more.")
    alma.press("Sixty quiet seconds")
    expect(alma.page.locator("#stop")).to_be_visible()
    ben.follow("See what’s new")
    expect(ben.page.locator("#stopped")).to_be_visible()
    ben.page.locator("#stopped").get_by_role("button", name="Go on").click()
    expect(alma.page.locator("#stop")).to_be_hidden()
