"""Leaving for good: Ben ends it in three steps, and what follows has a clock he can see; or he leaves his employer."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import story
from tests.journeys.someone import Someone

DAYS_LEFT = re.compile(r"That’s (\d+) days from now")
SHARED = "It took four seconds."
RELEASED = "I’ve learnt to take a day before I answer."


@pytest.fixture(params=["desk", "phone"])
def three(lived_in, windows, request):
    """Alma, Ben and Dara, each at a window of their own; Dara on the window she was opened."""
    alma, ben, dara = (
        Someone(
            windows(lived_in, size=request.param),
            lived_in,
            lived_in.guests()[name],
            looks=request.param == "phone",
        )
        for name in ("Alma", "Ben", "Dara")
    )
    for each in (alma, ben, dara):
        each.sign_in()
    dara.go("/windows/")
    dara.follow("Beside Ben and Alma")
    dara.sees("A text of")
    return alma, ben, dara


@pytest.mark.slow
@pytest.mark.row("INV-20", "S2.14", "S3.12")
def test_ben_ends_it_and_keeps_what_is_his(three, tmp_path):
    alma, ben, dara = three
    window = dara.page.url

    assert story.end(ben) <= 3
    ben.reads("What happens now")
    ben.looked_at()
    clock = ben.page.url
    assert _days_left(ben) == 30
    _dara_finds_nothing(dara, window)
    _alma_reads_nothing(alma, clock.removesuffix("exits/"))
    copy = story.take_copy(ben, tmp_path)
    assert "stairwell" in next(copy.rglob("journal.html")).read_text()

    ben.go(clock)
    ben.page.get_by_label("Erase my own journal here too").check()
    ben.press("Erase it in seven days")
    ben.is_told("It’s set. Until that day you can think again.")
    assert _days_left(ben) == 7
    ben.sees("Your own journal here goes on the same day, as you asked.")
    ben.looked_at()
    alma.go(clock)
    alma.sees("Ben asked for this to be sooner than the agreement says.")
    assert "journal here goes" not in alma.text()

    ben.press("Put it back to its first day")
    ben.is_told("It’s back to its first day.")
    assert _days_left(ben) == 30
    ben.go("/my-space/")
    ben.follow("All entries")
    ben.sees("What I said to Lena")


@pytest.mark.slow
@pytest.mark.row("S2.14", "INV-4", "INV-20")
def test_ben_leaves_his_employer_and_stays_with_alma(three):
    alma, ben, dara = three
    window = dara.page.url
    ben.go("/my-space/")
    ben.follow("Together, with Alma")
    home = ben.page.url
    ben.follow("Seats beside you")
    ben.looked_at()
    ben.follow("I’m leaving my employer")
    ben.reads("Leaving your employer")
    ben.looked_at()

    ben.press("Close the sponsor’s seat")

    ben.is_told("The sponsor’s seat is closed. Nothing was handed over.")
    _dara_finds_nothing(dara, window)
    ben.go(f"{home}releases/")
    ben.sees("Withdrawn. Its reader can’t open it any more")
    # The two go on, and so does the seat beside the coach.
    alma.go(f"{home}journal/shared/")
    alma.sees(SHARED)
    ben.go(home)
    assert "This ended on" not in ben.text()
    ben.follow("Seats beside you")
    ben.sees("Enzo, since")


def _days_left(someone) -> int:
    found = DAYS_LEFT.search(someone.text())
    assert found, someone.text()
    return int(found[1])


def _dara_finds_nothing(dara, window) -> None:
    dara.go(window)
    dara.reads("Nothing here")
    dara.go("/windows/")
    dara.sees("Nobody has opened a window to you at the moment.")
    assert RELEASED not in dara.text()


def _alma_reads_nothing(alma, home) -> None:
    for room in ("journal/shared/", "promises/", "plan/", "sessions/", "releases/"):
        alma.go(f"{home}{room}")
        expect(alma.page.locator("h1")).to_have_count(1)
        said = alma.text()
        for words in (SHARED, "second request of the day", "shoulders", RELEASED, "budget round"):
            assert words not in said, room
