"""Talking again after something broke: what was told is read, a clause closes at once, and new words are signed."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.journeys import story
from tests.journeys.someone import Someone

TODAY = datetime.now(UTC).date().isoformat()
TOLD = "That Ben was with me, and on which day. Nothing he said."
IN_THE_LIFT = "Dara asked me in the lift whether Ben is all right."
NEW_WORDS = "Alma reads a passage only after I have said so twice: here, and aloud."
CLOSE = "Close this now"


@pytest.fixture(params=["desk", "phone"])
def pair(agreed, windows, request):
    """Alma and Ben, each at a window, with a passage of Ben's that Alma has read."""
    alma, ben = (
        Someone(windows(agreed.house, size=request.param), agreed.house, agreed.guests[name])
        for name in ("Alma", "Ben")
    )
    alma.looks = ben.looks = request.param == "phone"
    for each in (alma, ben):
        each.sign_in()
    story.write(ben)
    story.keep(ben)
    story.share(ben)
    alma.go(f"{agreed.home}journal/shared/")
    alma.sees(story.PASSAGE)
    return alma, ben, agreed.home


@pytest.mark.slow
@pytest.mark.row("S2.14", "S1.11", "INV-7", "INV-6", "S4.1")
def test_they_talk_again_after_something_was_told_outside(pair):
    alma, ben, home = pair

    _alma_writes_down_what_happened(alma, home)
    _ben_reads_it(ben, home)
    _ben_closes_it_alone_and_at_once(alma, ben, home)
    _they_find_other_words(alma, ben, f"{home}agreement/")
    _what_was_shared_before_stays_shut(alma, ben, home)


def _alma_writes_down_what_happened(alma, home) -> None:
    alma.go(f"{home}agreement/confidentiality/")
    alma.follow("Note that you had to tell someone")
    alma.reads("Note that you had to tell someone")
    alma.page.locator("input[name=ground]").first.check()
    alma.fill("When did you tell them?", TODAY)
    alma.fill("Whom did you tell?", "The court in Porto")
    alma.fill("What exactly did you tell?", TOLD)
    alma.fill("Who decided that it had to be told?", "A judge")
    alma.page.locator("input[name=advised][value=supervisor]").check()
    alma.page.locator("input[name=client_was_told][value=by_this_note]").check()
    alma.fill("If not before: why not?", "The letter came on the same day.")
    alma.looked_at()
    alma.press("Keep this note")
    alma.is_told("Noted. Ben can read it now.")
    alma.go(home)
    alma.follow("What came from outside")
    alma.follow("Note something")
    alma.page.get_by_label("Somebody asked for something said here").check()
    alma.fill("Who was it?", "Dara")
    alma.fill("What they asked, or said", IN_THE_LIFT)
    alma.page.get_by_label("The clause you cited").select_option(index=1)
    alma.looked_at()
    alma.press("Keep this note")
    alma.sees(IN_THE_LIFT)


def _ben_reads_it(ben, home) -> None:
    ben.go(f"{home}agreement/confidentiality/")
    ben.follow("What was told to someone outside")
    ben.reads("What was told to someone outside")
    ben.sees(TOLD)
    ben.looked_at()
    assert ben.page.get_by_role("link", name="Note that you had to tell someone").count() == 0
    ben.go(home)
    ben.follow("What came from outside")
    ben.sees(IN_THE_LIFT)
    ben.sees("Cited:")
    ben.looked_at()


def _ben_closes_it_alone_and_at_once(alma, ben, home) -> None:
    ben.go(f"{home}agreement/")
    clause = _the_journal_clause(ben)
    ben.looked_at()
    ben.press(CLOSE, within=clause)
    expect(_the_journal_clause(ben)).to_contain_text("Ben closed this on")
    alma.go(f"{home}journal/shared/")
    alma.sees("Nothing you’ve both signed opens this yet.")
    assert story.PASSAGE not in alma.text()


def _the_journal_clause(someone):
    words = "journal is the client's alone"
    return someone.page.locator("div[id^=clause-]").filter(has_text=words)


def _they_find_other_words(alma, ben, room) -> None:
    ben.go(room)
    ben.press("Reopen the agreement")
    ben.is_told("Reopened.")
    clause = _the_journal_clause(ben)
    clause.get_by_text("Talk about it again").click()
    ben.follow("Put it in other words", within=clause)
    ben.fill("In your words", NEW_WORDS)
    ben.press("These are my words")
    alma.go(room)
    voices = alma.page.locator(".voices").first
    expect(voices.get_by_text("Your words")).to_be_visible()
    expect(voices.get_by_text("Ben’s words")).to_be_visible()
    alma.looked_at()
    alma.press("Yes to Ben’s words")
    alma.sees("You both say yes to every clause.")
    for each in (ben, alma):
        each.go(room)
        story.ask_nothing(each)
    for each in (ben, alma):
        story.sign(each, room)
    for each in (alma, ben):
        each.go(f"{room}versions/")
        each.sees("Version 2")
        each.sees("In force since")


def _what_was_shared_before_stays_shut(alma, ben, home) -> None:
    shared = f"{home}journal/shared/"
    alma.go(shared)
    assert story.PASSAGE not in alma.text()
    ben.go(shared)
    ben.follow("Shared before: open again")
    ben.reads("Shared before: open again")
    assert ben.page.locator("input[type=checkbox]:checked").count() == 0
    ben.looked_at()
    ben.page.get_by_role("checkbox").first.check()
    ben.press("Open what I ticked")
    expect(ben.page.locator("h1")).not_to_have_text("Shared before: open again")
    alma.go(shared)
    alma.sees(story.PASSAGE)
