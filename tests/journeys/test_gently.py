"""Coming in gently: six words on paper, a name to sign in with, a way to leave at once, and nothing left behind."""

import pytest

from tests.journeys.house import Guest
from tests.journeys.someone import Someone
from tests.journeys.test_nothing_is_lost import HELD, WORDS, body, open_page

NAME = "quiet-harbour"


@pytest.mark.slow
@pytest.mark.row("S4.11", "S4.12", "S0.8", "S1.8")
def test_somebody_comes_in_with_six_words_and_nothing_else(lived_in, windows):
    cleo = Someone(windows(lived_in), lived_in, lived_in.guests()["Cleo"])
    fen = Someone(windows(lived_in, size="phone"), lived_in, Guest("Fen", NAME, ""), looks=True)
    cleo.sign_in()

    _come_in(fen, _six_words(cleo))
    _start_slowly(fen)
    _write_and_leave_by_key(fen)
    _leave_by_button(fen)
    _cleo_is_told_of_one_thing(cleo)

    # Nothing was sent to either of them.
    sent = [str(letter["To"]) for letter in lived_in.letters()]
    assert [each for each in sent if NAME in each or cleo.address in each] == []


def _six_words(cleo) -> str:
    cleo.page.get_by_text("They have no e-mail, or would rather give none").click()
    cleo.fill("Your own name for them", "Fen")
    cleo.press("Write six words")
    cleo.reads("Six words for Fen")
    words = cleo.page.locator("section[aria-labelledby=paper] .title").inner_text()
    cleo.page.reload()
    # They were shown once.
    assert words not in cleo.text()
    return str(words)


def _come_in(fen, words) -> None:
    fen.go("/with-words/")
    fen.reads("Six words on paper")
    fen.looked_at()
    fen.fill("The six words", words.upper())
    fen.press("Go on")
    fen.reads("Cleo invites you")
    fen.say_a_name()
    fen.page.get_by_text("No address, or rather not").click()
    fen.fill("A name to sign in with", NAME)
    fen.passphrase = fen.page.locator(".own-words").inner_text()
    fen.fill("A passphrase", fen.passphrase)
    fen.page.get_by_label("Keep it gentle").check()
    fen.looked_at()
    fen.press("Make my own space")
    fen.keep_code()
    fen.reads("Hello, Fen")
    fen.looked_at()


def _start_slowly(fen) -> None:
    fen.follow("Your way")
    fen.reads("Your way")
    fen.press("Start slowly")
    fen.is_told("It holds from this page on.")
    for chosen in ("short_first", "exit", "device"):
        assert fen.page.locator(f"input[name={chosen}][value=yes]").is_checked()
    assert fen.page.locator("input[name=no_sponsor][value=yes]").count() == 1
    fen.looked_at()


def _write_and_leave_by_key(fen) -> None:
    open_page(fen)
    body(fen).fill(WORDS)
    fen.page.wait_for_timeout(800)
    # The device is shared: it holds no word of it, and no key.
    held, drafts = fen.page.evaluate(HELD)
    assert ("Cormorant" in held, drafts) == (False, 0)
    fen.press("Keep it")
    fen.sees(WORDS)
    fen.page.keyboard.press("Escape")
    fen.page.keyboard.press("Escape")
    _is_away(fen)


def _leave_by_button(fen) -> None:
    fen.sign_in()
    fen.press("Leave now")
    _is_away(fen)


def _is_away(fen) -> None:
    fen.page.wait_for_url("**/away/")
    assert fen.page.title() == "Blank page"
    fen.go("/my-space/")
    fen.page.wait_for_url("**/sign-in/**")


def _cleo_is_told_of_one_thing(cleo) -> None:
    cleo.go("/desk/")
    cleo.follow("Fen")
    cleo.sees("This client has chosen a short first agreement")
    said = cleo.text()
    for never in ("gentle", "Gentle", "past", "shared device", "leave at once"):
        assert never not in said
