"""The whole story, told end to end: Alma opens a house, Ben comes in, and at the end he leaves with everything."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys import story
from tests.journeys.house import Guest
from tests.journeys.someone import Someone

TODAY = datetime.now(UTC).date()
DAY = (TODAY + timedelta(days=9)).isoformat()
LATER_DAY = (TODAY + timedelta(days=16)).isoformat()
QUESTION = "Who hears of it if I am ill?"


def at_a_window(name, house, windows, *, script, **how) -> Someone:
    """One of the two at a window of their own; where there is script, pages are looked at too."""
    guest = Guest(name, f"{name.lower()}@example.org", "")
    return Someone(windows(house, script=script, **how), house, guest, looks=script)


@pytest.mark.slow
@pytest.mark.row("S0.14", "S1.8", "S3.9", "S3.12", "S4.1", "S4.8", "S2.14d", "INV-6", "INV-18")
@pytest.mark.parametrize(
    ("size", "script"),
    [("desk", True), ("phone", True), ("desk", False)],
    ids=["at a desk", "on a phone", "without script"],
)
def test_the_thread_from_the_first_link_to_the_end(new_house, windows, tmp_path, size, script):
    alma, ben, stranger = (
        at_a_window(name, new_house, windows, size=size, script=script)
        for name in ("Alma", "Ben", "Cleo")
    )

    story.begin_house(alma)
    story.do_own_part(alma)
    link = story.invite(alma, ben)
    story.come_in(ben, link)
    story.find_the_link_over(stranger, link)
    home = _fingerprints_agree(alma, ben)
    _agree_and_sign(alma, ben, home)
    entry = _write_and_answer(alma, ben, home, script=script)
    _take_it_back(alma, ben, home, entry)
    _promise_each_other(alma, ben, home)
    _read_the_ledger(ben)
    _leave(alma, ben, home, entry, tmp_path)
    ben.looked_at()


def _fingerprints_agree(alma, ben) -> str:
    hers = story.fingerprint(alma, "/desk/", "Ben")
    his = story.fingerprint(ben, "/my-space/", "Together, with Alma")
    assert hers == his
    assert alma.page.url == ben.page.url
    return str(ben.page.url)


def _agree_and_sign(alma, ben, home) -> None:
    room = f"{home}agreement/"
    story.propose(alma)
    story.reword_one_and_agree(ben)
    story.agree_to_his_words(alma)
    ben.go(room)
    assert ben.page.get_by_role("link", name="Read it once more, and sign").count() == 0
    story.ask(ben, QUESTION)
    alma.go(room)
    story.answer_question(alma, "Nobody, unless you ask me to tell them.")
    story.sign(ben, room)
    ben.sees("Signed by you. Alma still has to sign.")
    # Nothing opens before both have signed.
    alma.go(f"{home}journal/shared/")
    alma.sees("Nothing you’ve both signed opens this yet.")
    story.sign(alma, room)
    for each in (alma, ben):
        each.go(room)
        each.sees("You both signed this on")
        each.sees(story.REWORDED)


def _write_and_answer(alma, ben, home, *, script) -> str:
    story.write(ben)
    if script:
        _close_the_tab_and_come_back(ben)
    entry = story.keep(ben)
    story.find(ben, "river")
    assert ben.page.url == entry
    story.change(ben)
    story.share(ben)
    story.answer_beside(alma, f"{home}journal/shared/")
    ben.go("/my-space/")
    ben.sees(story.ANSWER)
    ben.looked_at()
    ben.pictured("my-space", on="phone")
    return entry


def _close_the_tab_and_come_back(ben) -> None:
    ben.sees("Kept on this device, just now.")
    context, page, blank = ben.page.context, ben.page, ben.page.url
    ben.page = context.new_page()
    page.close()
    ben.go(blank)
    body = story.ENTRY.partition("\n\n")[2]
    expect(ben.page.get_by_label("Your entry", exact=True)).to_have_value(body)
    ben.sees("This is what you were writing at")


def _take_it_back(alma, ben, home, entry) -> None:
    story.take_back(ben, entry)
    alma.go(f"{home}journal/shared/")
    assert story.PASSAGE not in alma.text()
    # What Ben wrote beside and around it was never hers: not one page of his journal opens to her.
    for page in (entry, f"{home}journal/"):
        alma.go(page)
        alma.reads("Nothing here")


def _promise_each_other(alma, ben, home) -> None:
    room = f"{home}promises/"
    story.promise(alma, room, "Send you the two pages on saying no", DAY)
    assert alma.page.get_by_role("button", name="Kept", exact=True).count() == 0
    story.say_kept(ben, room)
    story.promise(ben, room, "Pay the first three sessions", DAY, "Pay")
    story.renegotiate(ben, room, "Pay two now and one in spring", LATER_DAY)
    alma.go(room)
    alma.sees("Pay two now and one in spring")
    alma.looked_at()
    alma.go("/desk/")
    alma.pictured("desk", on="desk")


def _read_the_ledger(ben) -> None:
    ben.go("/my-space/")
    ben.follow("Who has seen what")
    ben.reads("Who has seen what")
    ben.pictured("who-has-seen-what", on="phone", at="main h2")
    lines = ben.page.locator("main li > p:first-child").all_inner_texts()
    read = [line for line in lines if line.startswith("Alma opened a passage that you shared")]
    assert read, lines
    # Prose: whole sentences, and never a word of what was written.
    assert [line for line in lines if not re.match(r"[A-Z].* ", line)] == []
    said = " ".join(lines)
    for secret in (story.PASSAGE, story.ANSWER, "river", "spring", QUESTION):
        assert secret not in said


def _leave(alma, ben, home, entry, folder) -> None:
    copy = story.take_copy(ben, folder)
    assert "river" in next(copy.rglob("journal.html")).read_text()
    story.verify(copy)
    assert "Nothing so far." in next(copy.rglob("disclosures.html")).read_text()
    _reads_from_the_disk(ben, copy)
    assert story.end(ben) <= 3
    ben.go(entry)
    ben.sees("Nobody minded.")
    alma.go(f"{home}journal/shared/")
    assert story.PASSAGE not in alma.text()
    assert story.ANSWER not in alma.text()
    alma.go(f"{home}promises/")
    assert "Pay two now and one in spring" not in alma.text()


def _reads_from_the_disk(ben, copy) -> None:
    page = ben.page.context.new_page()
    for each in copy.rglob("*.html"):
        page.goto(each.as_uri())
        expect(page.locator("h1")).to_have_count(1)
    page.close()
