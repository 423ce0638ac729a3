"""Ben books an hour by both clocks, moves it, makes a series; and his letter's link does it for nobody known."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, expect

from goldenthread.web.demo import ALMAS_ZONE, ZONE
from tests.journeys import story
from tests.journeys.house import Guest
from tests.journeys.keyboard import Hands
from tests.journeys.someone import Someone

BOOKED = "It’s booked. You both see it."
BOTH = [("phone", True), ("desk", False)]
GO_ON = "Go on with this time"


@pytest.fixture
def pair(lived_in, windows):
    """Give Alma at a desk, and Ben as a test would have him, signed in and at home with her."""

    def signed_in(size: str, *, script: bool) -> tuple[Someone, Someone]:
        guests = lived_in.guests()
        alma = Someone(windows(lived_in), lived_in, guests["Alma"])
        page = windows(lived_in, size=size, script=script)
        ben = Someone(page, lived_in, guests["Ben"], looks=script)
        for each in (alma, ben):
            each.sign_in()
        ben.follow("Together, with Alma")
        return alma, ben

    return signed_in


def by(moment: datetime, zone: str, how: str = "%A {day} %B %Y, %H:%M") -> str:
    """Say a moment as clocks of a zone show it."""
    there = moment.astimezone(ZoneInfo(zone))
    return there.strftime(how).format(day=there.day)


def both_clocks(moment: datetime) -> str:
    """Say a moment as Ben reads it."""
    return f"{by(moment, ZONE, '%H:%M')} for you in Lisbon, {by(moment, ALMAS_ZONE, '%H:%M')} for Alma in Stockholm"


def moment_in(value: str) -> datetime:
    """Read what a slot's radio says."""
    return datetime.strptime(value, "%Y%m%dT%H%MZ").replace(tzinfo=UTC)


def slots(someone: Someone) -> list[datetime]:
    """Give the slots the page offers, in their order."""
    radios = someone.page.locator("input[name=choice]")
    values = radios.evaluate_all("radios => radios.map(one => one.value)")
    return [moment_in(value) for value in values]


def choose(someone: Someone, moment: datetime) -> None:
    """Choose a slot of the week, and go on to where it is said once more."""
    someone.page.locator(f"input[name=choice][value='{moment:%Y%m%dT%H%MZ}']").check()
    someone.press(GO_ON)


def to_week(someone: Someone, kind: str = "A session") -> None:
    """Come from home together to the week of a kind."""
    someone.follow("Sessions")
    someone.follow("Choose a slot from the diary")
    someone.reads("Book a session")
    someone.looked_at()
    someone.page.locator("a.pick").filter(has_text=kind).first.click()
    someone.reads("Choose a time")
    someone.looked_at()


def book(someone: Someone, moment: datetime) -> str:
    """Book one slot of the week that is shown; gives the address of the session."""
    choose(someone, moment)
    someone.reads("Is this the time?")
    someone.looked_at()
    someone.press("Book it")
    someone.is_told(BOOKED)
    return str(someone.page.url)


@pytest.mark.slow
@pytest.mark.row("S0.14")
def test_ben_books_on_a_phone_by_keyboard_and_reads_both_clocks(pair):
    alma, ben = pair("phone", script=True)
    hands = Hands(ben.page)
    hands.open("Sessions")
    hands.open("Choose a slot from the diary")
    hands.open("A session 60 minutes, by video")
    hands.reads("Choose a time")
    first, second = ben.page.locator("label.slot").all()[:2]
    hands.tick(" ".join(first.inner_text().split()))
    ben.page.keyboard.press("ArrowDown")
    expect(second.locator("input")).to_be_checked()
    chosen = moment_in(second.locator("input").get_attribute("value") or "")
    hands.open(GO_ON)
    hands.reads("Is this the time?")
    ben.sees(f"{by(chosen, ZONE)} {both_clocks(chosen).partition(' ')[2]}")
    hands.open("Book it")

    hands.reads(by(chosen, ZONE))
    ben.is_told(BOOKED)
    over = chosen + timedelta(minutes=60)
    here, there = (
        f"{by(chosen, zone, '%H:%M')} to {by(over, zone, '%H:%M')}" for zone in (ZONE, ALMAS_ZONE)
    )
    ben.sees(f"{here} for you in Lisbon, {there} for Alma in Stockholm")
    ben.looked_at()
    # The same hour is hers by her own clock, and the same room.
    alma.go(ben.page.url)
    alma.reads(by(chosen, ALMAS_ZONE))
    alma.sees(f"{there} for you in Stockholm, {here} for Ben in Lisbon")
    rooms = [
        each.page.get_by_role("link", name="The video room").get_attribute("href")
        for each in (alma, ben)
    ]
    assert rooms[0] == rooms[1]


@pytest.mark.slow
@pytest.mark.row("S1.14")
@pytest.mark.parametrize(("size", "script"), BOTH)
def test_two_want_one_slot_and_whoever_comes_second_is_offered_the_nearest(
    pair, windows, size, script
):
    alma, ben = pair(size, script=script)
    ines = Someone(windows(ben.house), ben.house, Guest("Ines", "ines@example.org", ""))
    story.come_in(ines, story.invite(alma, ines))
    ines.follow("Together, with Alma")
    for each in (ben, ines):
        to_week(each)
    wanted = slots(ben)[2]
    for each in (ben, ines):
        choose(each, wanted)
        each.reads("Is this the time?")

    # Both press at once. One has it; the other hears who didn't say so, and not who did.
    for each in (ben, ines):
        button = each.page.get_by_role("button", name="Book it")
        button.click(no_wait_after=True)
    taken = f"Someone took {by(wanted, ZONE, '%H:%M')} while you were choosing"
    expect(ben.page.locator("h1")).to_have_text(re.compile(f"{taken}|{by(wanted, ZONE)}"))
    expect(ines.page.locator("h1")).to_have_text(re.compile(f"{taken}|{by(wanted, ZONE)}"))
    first, second = sorted((ben, ines), key=lambda each: "/book/" in each.page.url)
    first.is_told(BOOKED)
    second.reads(taken)
    assert first.name not in second.text()
    if second is ben:
        ben.looked_at()
    near = slots(second)
    assert wanted not in near
    assert abs(near[0] - wanted) < timedelta(days=1)
    choose(second, near[0])
    second.reads("Is this the time?")
    second.press("Book it")
    second.is_told(BOOKED)
    second.reads(by(near[0], ZONE))


@pytest.mark.slow
@pytest.mark.row("S1.14")
@pytest.mark.parametrize(("size", "script"), BOTH)
def test_a_series_keeps_what_was_chosen_when_one_of_it_goes_meanwhile(pair, size, script):
    alma, ben = pair(size, script=script)
    home = ben.page.url
    to_week(ben)
    first = slots(ben)[1]
    choose(ben, first)
    _every_week(ben, times=4)
    ben.press("Book it")
    ben.reads("Are these the times?")
    ben.sees("Every week.")
    for weeks in range(4):
        ben.sees(by(_later(first, weeks), ZONE))
    ben.looked_at()

    # Alma puts the second of them to other use, while he reads.
    second = _later(first, 1)
    alma.go(f"{home}sessions/")
    alma.fill("On which day?", by(second, ALMAS_ZONE, "%Y-%m-%d"))
    alma.fill("At what time?", by(second, ALMAS_ZONE, "%H:%M"))
    alma.fill("How many minutes?", "30")
    alma.press("Put it")
    alma.is_told("The day stands. You both see it.")
    ben.press("Book them")
    ben.sees("One of them can’t be at that hour.")
    ben.looked_at()
    for weeks in (0, 2, 3):
        ben.sees(by(_later(first, weeks), ZONE))
    ben.page.get_by_label("Leave this one out").check()
    ben.press("Book them")
    ben.is_told("They’re booked, all of them. You both see them.")
    assert _of_series(ben) == [_later(first, weeks) for weeks in (0, 2, 3)]


@pytest.mark.slow
@pytest.mark.parametrize(("size", "script"), BOTH)
def test_ben_moves_one_makes_a_series_skips_one_and_calls_one_off(pair, size, script):
    alma, ben = pair(size, script=script)
    to_week(ben)
    free = slots(ben)
    session = book(ben, free[4])
    ben.follow("Choose another slot")
    ben.reads("Choose another time")
    ben.sees(f"Now it is: {by(free[4], ZONE)}")
    ben.looked_at()
    choose(ben, free[0])
    ben.reads("Move it there?")
    ben.sees(f"From: {by(free[4], ZONE)}")
    ben.sees(f"To: {by(free[0], ZONE)}")
    ben.looked_at()
    ben.press("Move it")
    ben.is_told("It’s moved. You both see the new time.")
    ben.reads(by(free[0], ZONE))
    alma.go(session)
    alma.reads(by(free[0], ALMAS_ZONE))
    ben.press("Call it off")
    ben.sees("Ben called it off")
    alma.page.reload()
    alma.sees("Ben called it off")

    _a_series(ben, free[0])
    _skip_and_move(ben, free[0])


def _a_series(ben: Someone, first: datetime) -> None:
    """Book the hour that has come free, and the same every week after it."""
    ben.follow("All sessions")
    ben.follow("Choose a slot from the diary")
    ben.page.locator("a.pick").first.click()
    ben.reads("Choose a time")
    choose(ben, first)
    _every_week(ben, times=5)
    ben.press("Book it")
    ben.reads("Are these the times?")
    ben.press("Book them")
    ben.reads("A series of sessions")
    ben.sees("Every week. 5 are ahead.")
    ben.looked_at()


def _skip_and_move(ben: Someone, first: datetime) -> None:
    series = ben.page.url
    ben.press("Skip this one", within=_line(ben, _later(first, 1)))
    ben.sees("Ben called it off")
    ben.follow("The whole series")
    assert ben.page.url == series
    ben.sees("Every week. 4 are ahead.")
    expect(_line(ben, _later(first, 1)).get_by_text("Called off")).to_be_visible()

    ben.follow("Move this one", within=_line(ben, _later(first, 2)))
    ben.reads("Choose another time")
    ben.follow("A week later")
    alone = slots(ben)[0]
    choose(ben, alone)
    ben.press("Move it")
    ben.is_told("It’s moved.")
    ben.go(series)

    ben.follow("Move this and all after", within=_line(ben, _later(first, 3)))
    ben.reads("Another time for this and all after")
    ben.looked_at()
    ben.follow("A week later")
    later = slots(ben)[-1]
    choose(ben, later)
    ben.reads("Move them there?")
    ben.sees(by(_later(later, 1), ZONE))
    ben.looked_at()
    ben.press("Move them")
    ben.is_told("They’re moved. You both see the new times.")
    moved = sorted([first, _later(first, 1), alone, later, _later(later, 1)])
    assert sorted(_of_series(ben)) == moved

    last = max(moved)
    ben.follow("Call off this and all after", within=_line(ben, last))
    ben.reads("Call these off?")
    ben.looked_at()
    ben.press("Call them off")
    ben.is_told("They’re called off. Their time is free again.")
    ben.sees("Every week. 3 are ahead.")


@pytest.mark.slow
@pytest.mark.row("S4.17")
@pytest.mark.parametrize(("size", "script"), BOTH)
def test_a_letters_link_moves_and_calls_off_and_knows_nobody(pair, windows, size, script):
    alma, ben = pair(size, script=script)
    to_week(ben)
    booked = slots(ben)[0]
    session = book(ben, booked)
    ben.follow("Links that work without signing in")
    ben.reads("Links that need no signing in")
    ben.looked_at()
    ben.press("Send it to me")
    ben.is_told("It’s on its way to your own address.")
    link = ben.house.link_for(ben.address, "/m/")
    letter = ben.house.letters()[-1]
    assert by(booked, ZONE, "%H:%M") not in letter.get_content()

    page = windows(ben.house, size=size, script=script)
    who = Someone(page, ben.house, Guest("", "", ""), looks=script)
    moved = _move_by_link(who, link, booked)
    for each, zone in ((ben, ZONE), (alma, ALMAS_ZONE)):
        each.go(session)
        each.reads(by(moved, zone))

    _is_over(who, link)
    who.follow("Call it off")
    who.reads("Call it off?")
    _knows_nobody(who)
    who.looked_at()
    who.press("Call it off")
    who.reads("It’s called off")
    _knows_nobody(who)
    who.looked_at()
    for each in (ben, alma):
        each.page.reload()
        each.sees("Ben called it off")


def _move_by_link(who: Someone, link: str, booked: datetime) -> datetime:
    """Move what a link stands for to the last free slot of its week; gives where it went."""
    who.go(link)
    who.reads("The time")
    for zone in (ZONE, ALMAS_ZONE):
        who.sees(f"{by(booked, zone)} to ")
    _knows_nobody(who)
    who.looked_at()
    free = slots(who)[-1]
    choose(who, free)
    who.reads("Is this the time?")
    who.sees(by(free, ZONE))
    _knows_nobody(who)
    who.looked_at()
    who.press("Yes, this time")
    who.is_told("It stands. This page has a new link; the one before is over.")
    who.sees(f"{by(free, ZONE)} to ")
    return free


def _is_over(who: Someone, link: str) -> None:
    """Ask a link of the time before for all that it did, and come back."""
    new = who.page.url
    for over in (link, f"{link}call-off/", f"{link}confirm/?slot=20261124T0800Z"):
        who.go(over)
        who.reads("This link is over")
        who.sees("This link was for the time before. A newer letter has its own; or sign in.")
        _knows_nobody(who)
    who.looked_at()
    who.go(new)
    who.reads("The time")


def _knows_nobody(who: Someone) -> None:
    page = who.page.content()
    assert [name for name in ("Alma", "Ben") if name in page] == []


def _later(moment: datetime, weeks: int) -> datetime:
    """Give the same hour by Alma's clocks, so many weeks on."""
    zone = ZoneInfo(ALMAS_ZONE)
    return (moment.astimezone(zone) + timedelta(weeks=weeks)).astimezone(UTC)


def _every_week(ben: Someone, *, times: int) -> None:
    ben.page.get_by_label("How often?").select_option(label="Every week")
    ben.page.get_by_text("If it comes again: until when?").click()
    ben.fill("How many times?", str(times))


def _line(ben: Someone, moment: datetime) -> Locator:
    """Find the line of one of a series."""
    return ben.page.locator("main li").filter(has_text=by(moment, ZONE))


def _of_series(ben: Someone) -> list[datetime]:
    """Give the hours of a series, as its page lists them."""
    said = ben.page.locator("main li a[href*='/sessions/'] time, main li time").evaluate_all(
        "all => all.map(one => one.dateTime)"
    )
    return [datetime.fromisoformat(one).astimezone(UTC) for one in said]
