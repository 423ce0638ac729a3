"""The whole way by keyboard: come in, answer, sign, write, share, say kept, take a copy. No mouse is touched."""

import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys import story
from tests.journeys.house import Guest
from tests.journeys.keyboard import Hands
from tests.journeys.someone import NAMED_GROUP, Someone

DAY = (datetime.now(UTC).date() + timedelta(days=9)).isoformat()


@pytest.mark.slow
@pytest.mark.row("S0.14", "S1.8", "INV-18")
def test_ben_does_everything_by_keyboard(new_house, windows, tmp_path):
    alma = Someone(windows(new_house), new_house, Guest("Alma", "alma@example.org", ""))
    ben = Someone(windows(new_house), new_house, Guest("Ben", "ben@example.org", ""))
    hands = Hands(ben.page)
    story.begin_house(alma)
    story.do_own_part(alma)

    _come_in(ben, hands, story.invite(alma, ben))
    home = _alma_proposes(alma)
    _answer_and_sign(ben, hands, alma, home)
    _write_and_share(hands)
    story.promise(alma, f"{home}promises/", "Send you the two pages", DAY)
    _say_kept(hands)
    _take_a_copy(ben, hands, tmp_path)


def _come_in(ben, hands, link) -> None:
    ben.go(link)
    hands.type_into("A name to be called by", "Ben")
    hands.open("Go on")
    hands.reads("A space of your own")
    words = ben.page.locator(".own-words").inner_text()
    hands.type_into("Your address for letters", ben.address)
    hands.type_into("A passphrase", words)
    ben.passphrase = words
    hands.open("Make my own space")
    hands.reads("Keep your recovery code")
    groups = ben.code_groups()
    for field in ("first", "second"):
        label = ben.page.locator(f"label[for=id_{field}]").inner_text()
        found = NAMED_GROUP.search(label)
        assert found
        hands.type_into(label, groups[int(found[1]) - 1])
    hands.open("I’ve kept it")
    hands.reads("Hello, Ben")


def _alma_proposes(alma) -> str:
    alma.go("/desk/")
    alma.follow("Ben")
    home = str(alma.page.url)
    story.propose(alma)
    story.ask_nothing(alma)
    return home


def _answer_and_sign(ben, hands, alma, home) -> None:
    ben.page.reload()
    hands.open("Read it together")
    hands.reads("Our agreement")
    hands.open("Put it in other words")
    hands.type_into("In your words", story.REWORDED)
    hands.open("These are my words")
    hands.reads("Our agreement")
    yes = ben.page.get_by_role("button", name="Yes to Alma’s words", exact=True)
    left = yes.count()
    alma.go(f"{home}agreement/")
    alma.press("Yes to Ben’s words")
    alma.sees("You both said yes")
    ben.page.reload()
    for _ in range(left - 1):
        left -= 1
        hands.press("Yes to Alma’s words")
        expect(yes).to_have_count(left - 1)
    hands.open("Read about confidentiality")
    hands.open("I have no question")
    hands.open("Back to signing")
    hands.open("Read it once more, and sign")
    hands.reads("Read it once more")
    hands.type_into("Your full name", "Ben")
    hands.open("Sign our agreement")
    hands.reads("Our agreement")
    story.sign(alma, f"{home}agreement/")


def _write_and_share(hands) -> None:
    hands.open("Journal")
    hands.reads("Journal")
    hands.open("Write")
    hands.type_into("Title, if you like", "The bridge meeting")
    hands.type_into("Your entry", story.PASSAGE)
    hands.open("Keep it")
    hands.reads("The bridge meeting")
    hands.open("Share a passage")
    hands.tick(story.PASSAGE)
    hands.open("See what Alma would read")
    hands.reads("Alma will read exactly this")
    hands.open("Share these words")
    hands.reads("The bridge meeting")
    expect(hands.page.locator("#told")).to_contain_text("Shared. Alma can read these words now")


def _say_kept(hands) -> None:
    hands.open("Promises")
    hands.reads("What we said we’d do")
    hands.press("Kept")
    expect(hands.page.locator("#promises .state").first).to_contain_text("ept")


def _take_a_copy(ben, hands, folder) -> None:
    hands.open("Take a copy of everything")
    hands.reads("Take a copy of everything")
    if ben.page.get_by_role("button", name="Go on").count():
        hands.type_into("Your passphrase", ben.passphrase)
        hands.open("Go on")
    with ben.page.expect_download() as coming:
        hands.press("Take a copy")
    coming.value.save_as(folder / "copy.zip")
    assert zipfile.ZipFile(folder / "copy.zip").testzip() is None
