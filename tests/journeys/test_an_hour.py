"""One hour with all that is around it: the question beforehand, the room, what each keeps afterwards."""

import re
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from goldenthread.web.demo import ALMAS_ZONE
from tests.journeys.house import Guest
from tests.journeys.keyboard import Hands
from tests.journeys.looking import look
from tests.journeys.someone import Someone

OVER = re.compile("^(Call it off|It didn’t take place)$")
WISH = "If I knew what I want before I answer."
PUT_DOWN = "The call with the bank."
EXACT = "I answer so that it is quiet."
HUNCH = "Perhaps the quiet is the thing he fears."
VOW = "Send you the page about silence"
CLOSING = {"Alma": "You stopped twice, and nothing fell down.", "Ben": "I can wait three seconds."}
MOMENT = {"Alma": "When you let the question stand.", "Ben": "When you didn’t help me."}
WILL_DO = "Ask Lena for a day before I answer."
SEALED = "It opens at the moment {name} gives one too."


class Pair:
    """Alma at a desk and Ben on a phone, signed in."""

    def __init__(self, house, windows, schemes) -> None:
        guests = house.guests()
        self.alma, self.ben = (
            Someone(windows(house, size=size, scheme=scheme), house, guests[name])
            for name, size, scheme in zip(("Alma", "Ben"), ("desk", "phone"), schemes, strict=True)
        )
        for each in (self.alma, self.ben):
            each.sign_in()
        self.ben.follow("Together, with Alma")
        self.home = self.ben.page.url
        self.session = ""

    def both(self) -> tuple[Someone, Someone]:
        """Give the two."""
        return self.alma, self.ben


@pytest.mark.slow
@pytest.mark.row("S0.17", "S2.23", "S4.10", "S4.17", "INV-1", "INV-16")
@pytest.mark.parametrize("schemes", [("light", "dark"), ("dark", "light")])
def test_an_hour_with_all_that_is_around_it(lived_in, windows, schemes):
    pair = Pair(lived_in, windows, schemes)
    _put_in_two_hours(pair)
    _answer_by_the_letters_link(pair, windows(lived_in, size="phone", scheme=schemes[1]))
    _alma_reads_it_beforehand(pair)
    _begin_at_once(pair)
    _arrive(pair)
    _speak(pair)
    _offer_a_hunch(pair)
    _promise(pair)
    _leave(pair)
    _look_back(pair)
    _what_ben_will_do(pair)
    _what_both_see_of_the_time(pair)
    _into_the_log(pair)


def _put_in_two_hours(pair: Pair) -> None:
    """Let Ben ask for the question, and Alma put another hour in the place of the one at hand."""
    alma, ben = pair.both()
    alma.go(f"{pair.home}sessions/")
    alma.page.locator("#main .vow a.title").first.click()
    alma.page.get_by_role("button", name=OVER).click()
    alma.sees("Alma called it off")
    ben.go("/account/ahead/")
    look(ben.page)
    ben.page.get_by_label("Some hours before the first one of the day").check()
    ben.fill("How many hours before?", "2")
    for label in ("No letter from", "until"):
        ben.fill(label, "00:00")
    ben.press("Keep this")
    ben.is_told("Kept. Only you get these letters, and only you set them.")
    # Its letter leaves two hours before, so at the next full minute.
    begins = _next_minute(margin=25) + timedelta(hours=2)
    alma.go(f"{pair.home}sessions/")
    _put(alma, begins, "50")
    alma.press("Put it")
    alma.is_told("The day stands. You both see it.")
    pair.session = alma.page.url


def _next_minute(*, margin: int) -> datetime:
    """Give the first full minute that is at least `margin` seconds away."""
    there = datetime.now(UTC) + timedelta(seconds=margin)
    return there.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _put(someone: Someone, begins: datetime, minutes: str) -> None:
    there = begins.astimezone(ZoneInfo(ALMAS_ZONE))
    someone.fill("On which day?", there.date().isoformat())
    someone.fill("At what time?", f"{there:%H:%M}")
    someone.fill("How many minutes?", minutes)


def _answer_by_the_letters_link(pair: Pair, page) -> None:
    """Answer the question in one sentence, signed in nowhere, by keyboard."""
    who = Someone(page, pair.ben.house, Guest("", "", ""))
    # It leaves within a minute and a half, and link_for waits for one.
    time.sleep(40)
    who.go(pair.ben.house.link_for(pair.ben.address, "/before/"))
    who.reads("One sentence")
    assert [name for name in ("Alma", "Ben") if name in page.content()] == []
    look(page)
    hands = Hands(page)
    hands.type_into("What would make this hour worth it?", WISH)
    hands.open("Seal and send")
    who.reads("It’s sealed")
    look(page)
    # What was sent can't be read by the link again.
    who.follow("Write another in its place")
    assert WISH not in page.content()


def _alma_reads_it_beforehand(pair: Pair) -> None:
    alma, ben = pair.both()
    alma.go(f"{pair.session}before/")
    alma.reads("Before you meet Ben")
    alma.sees(WISH)
    alma.sees("Read what Ben shared before Thursday.")
    assert alma.page.locator("h2").all_inner_texts() == [
        "What would make this hour worth it?",
        "What you promised",
    ]
    look(alma.page)
    ben.go(f"{pair.session}before/")
    ben.sees("Sent with your letter’s link on")
    look(ben.page)
    ben.press("That’s what it’s for")
    ben.is_told("That’s what it’s for, in your words. You can say it anew.")


def _begin_at_once(pair: Pair) -> None:
    """Let Alma move it to the next minute: both happen to be there."""
    pair.alma.go(f"{pair.session}move/")
    _put(pair.alma, _next_minute(margin=0), "50")
    pair.alma.press("Put it there")
    pair.alma.is_told("The new day stands. You both see it.")


def _arrive(pair: Pair) -> None:
    """Come in: Ben at once, by keyboard; Alma by way of ninety seconds."""
    alma, ben = pair.both()
    for each in (alma, ben):
        each.go(f"{pair.session}room/")
        each.reads(WISH)
        look(each.page)
    hands = Hands(ben.page)
    hands.press("I’m here")
    expect(ben.page.locator("#arrival")).to_contain_text("You’re here. Alma hasn’t said so yet.")
    expect(alma.page.locator("#arrival")).to_contain_text("Ben is here.")
    alma.follow("Ninety quiet seconds first")
    alma.reads("Ninety quiet seconds")
    look(alma.page)
    alma.fill("What you put down", PUT_DOWN)
    alma.press("Put it down")
    alma.sees(PUT_DOWN)
    alma.press("I’m here")
    for each in (alma, ben):
        expect(each.page.locator("#arrival")).to_contain_text("You’re both here, since")
    assert PUT_DOWN not in ben.page.content()


def _speak(pair: Pair) -> None:
    """Say yes to the card, lay how much challenge there may be, and keep exact words in one stroke."""
    alma, ben = pair.both()
    alma.press("Yes to this", within=alma.page.locator("#card"))
    for each in (alma, ben):
        expect(each.page.locator("#card").get_by_text("You both said yes")).to_be_visible()
    ben.page.locator("#card summary").filter(has_text="The whole card").click()
    ben.page.locator("#card summary").filter(has_text="Challenge card").click()
    ben.page.get_by_label("Go ahead", exact=True).check()
    ben.press("Lay the card")
    expect(alma.page.locator("#card")).to_contain_text("Go ahead: say what you see")

    hands = Hands(alma.page)
    alma.page.locator("#ours [name=words]").first.focus()
    alma.page.keyboard.type(EXACT)
    hands.press("Keep it as Ben’s exact words")
    for each in (alma, ben):
        line = each.page.locator("#ours .lines li").filter(has_text=EXACT)
        expect(line.locator(".own")).to_have_count(1)


def _offer_a_hunch(pair: Pair) -> None:
    """Keep a hunch apart, offer it, and have it confirmed: only then it stays."""
    alma, ben = pair.both()
    alma.page.get_by_text("Hunches, apart").click()
    alma.fill("A hunch", HUNCH)
    alma.press("Keep it apart")
    kept = alma.page.locator("#hunches .stack-s").filter(has_text=HUNCH)
    expect(kept).to_contain_text("goes on")
    ben.page.reload()
    assert HUNCH not in ben.page.content()
    alma.press("Offer it to Ben", within=kept)
    expect(ben.page.locator("#hunches")).to_contain_text("Alma has a hunch, unverified.")
    look(ben.page)
    ben.press("Yes, keep it in ours")
    for each in (alma, ben):
        expect(each.page.locator("#ours .lines li").filter(has_text=HUNCH)).to_have_count(1)
    expect(alma.page.locator("#hunches .stack-s").filter(has_text=HUNCH)).to_have_count(0)


def _promise(pair: Pair) -> None:
    alma, ben = pair.both()
    alma.page.get_by_text("Promise something", exact=True).click()
    alma.fill("What do you promise?", VOW)
    soon = datetime.now(ZoneInfo(ALMAS_ZONE)).date() + timedelta(days=4)
    alma.fill("By which day?", soon.isoformat())
    alma.press("Promise it")
    alma.is_told("You’ve promised it. You both see it under Promises.")
    look(alma.page)
    ben.go(f"{pair.home}promises/")
    ben.sees(VOW)
    ben.go(f"{pair.session}room/")


def _leave(pair: Pair) -> None:
    """Go out, Ben first and by keyboard; what Alma had put down is gone with that, and his card."""
    alma, ben = pair.both()
    hands = Hands(ben.page)
    hands.open("Leave the room")
    hands.reads("Is it over for today?")
    look(ben.page)
    hands.open("Yes, it’s over")
    ben.reads("Afterwards")
    expect(alma.page.locator("#arrival")).to_contain_text("Ben has said that it’s over.")
    alma.follow("Leave the room")
    alma.press("Yes, it’s over")
    alma.reads("Afterwards")
    alma.go(f"{pair.session}room/quiet/")
    assert PUT_DOWN not in alma.page.content()


def _look_back(pair: Pair) -> None:
    """Leave a line each; the moments open when both have given theirs, and not before."""
    alma, ben = pair.both()
    for each in (ben, alma):
        each.go(f"{pair.session}after/")
        look(each.page)
        _write(each, "A closing line", CLOSING[each.name])
        each.press("Leave it")
        _write(each, "A moment that mattered", MOMENT[each.name])
        each.press("Keep it", within=each.page.locator("section[aria-labelledby=moment]"))
        each.sees(MOMENT[each.name])
    alma.sees(CLOSING["Ben"])
    ben.press("Open it together, if Alma gives one")
    ben.sees(SEALED.format(name="Alma"))
    alma.page.reload()
    assert MOMENT["Ben"] not in alma.page.content()
    assert "Given" not in alma.text()
    alma.press("Open it together, if Ben gives one")
    ben.page.reload()
    for each in (alma, ben):
        each.sees(MOMENT["Alma"])
        each.sees(MOMENT["Ben"])
        look(each.page)
    ben.sees(CLOSING["Alma"])


def _write(someone: Someone, label: str, words: str) -> None:
    # The part of the page is called as the field in it.
    someone.page.get_by_role("textbox", name=label, exact=True).fill(words)


def _what_ben_will_do(pair: Pair) -> None:
    """Write what he will do: it is in his space, and on no page of Alma's (INV-1)."""
    alma, ben = pair.both()
    before = [_seen(alma, path) for path in _pages_of_alma(pair)]
    ben.go(f"{pair.session}after/")
    ben.fill("What will you do?", WILL_DO)
    ben.press("Keep it in my space")
    ben.go("/my-space/commitments/")
    ben.sees(WILL_DO)
    look(ben.page)
    assert [_seen(alma, path) for path in _pages_of_alma(pair)] == before


def _pages_of_alma(pair: Pair) -> list[str]:
    here = pair.session
    return ["/desk/", pair.home, here, f"{here}after/", f"{here}before/", f"{pair.home}promises/"]


def _seen(alma: Someone, path: str) -> str:
    alma.go(path)
    return alma.text()


def _what_both_see_of_the_time(pair: Pair) -> None:
    alma, ben = pair.both()
    for each in (alma, ben):
        each.go(f"{pair.home}time/")
        each.sees(re.compile(r"^5 of 5 sessions; 1 excluded"))
        each.sees("What this cannot see")
        look(each.page)


def _into_the_log(pair: Pair) -> None:
    """Take the hour into Alma's log, where it stands with the name that Ben lends; then he takes it out."""
    alma, ben = pair.both()
    alma.go("/desk/hours/")
    look(alma.page)
    boxes = alma.page.locator("section[aria-labelledby=waiting] input[type=checkbox]")
    for box in boxes.all():
        box.check()
    alma.page.get_by_label("Paid", exact=True).check()
    alma.press("Take these in")
    lines = alma.page.locator("section[aria-labelledby=lines] li")
    expect(lines.first).to_contain_text("Ben · ")
    look(alma.page)
    ben.go(f"{pair.home}hours/")
    look(ben.page)
    ben.press("Take my name out")
    alma.page.reload()
    expect(lines.first).to_contain_text("a client · ")
    assert "Ben" not in alma.page.locator("section[aria-labelledby=lines]").inner_text()
