"""Three at one table: two write apart, agree on a sponsor's clauses, and Dara reads what Ben lets her read."""

import pytest
from playwright.sync_api import expect

from tests.journeys import story, three_way
from tests.journeys.keyboard import Hands
from tests.journeys.someone import Someone
from tests.journeys.visitor import Visitor

# What is written apart: its title, and for Alma and for Ben the question answered, and the answer.
FIRST_APART = (
    (
        "Purpose",
        (three_way.WHY_NOW, "You asked, and I like the question."),
        (three_way.WHY_NOW, "I said yes too often this year."),
    ),
    (
        "Trust cards",
        (three_way.TRUST, "they say when they don’t know."),
        (three_way.TRUST, "nothing I say comes back to me."),
    ),
)
MORE_APART = (
    (
        "Who wants what from this?",
        ("What’s in it for you?", "Pay, and a case towards my diploma."),
        ("What do others want you to get from it?", "Dara wants me to stay in Lisbon."),
    ),
    (
        "When something goes wrong",
        (three_way.ASSUME, "that you were busy, and not that you were cross."),
        (three_way.ASSUME, "that you have told somebody."),
    ),
)


@pytest.mark.slow
@pytest.mark.row("S2.8", "S2.19", "S1.1", "S2.14", "S4.1", "S4.8", "INV-4", "INV-5", "INV-6", "G23")
@pytest.mark.parametrize(
    ("size", "script"),
    [("desk", True), ("phone", True), ("desk", False)],
    ids=["at a desk, by keyboard", "on a phone", "without script"],
)
def test_three_begin_together(agreed, windows, size, script):
    alma, ben, dara = (
        Someone(
            windows(agreed.house, size=size, script=script),
            agreed.house,
            three_way.at_a_table(name, agreed.guests.get(name)),
            looks=script,
        )
        for name in ("Alma", "Ben", "Dara")
    )
    alma.sign_in()
    ben.sign_in()
    by_keys = script and size == "desk"

    # Where no page is looked at there is time for all of it.
    apart = FIRST_APART if script else (*MORE_APART, *FIRST_APART)
    _write_apart_and_open_together(alma, ben, agreed.home, apart)
    _agree_on_a_sponsor(alma, ben, agreed.home)
    _see_who_sees(ben, agreed.home)
    window = three_way.take_seat(dara, three_way.invite_to_seat(ben, agreed.home, dara))
    three_way.hand_over_paper(alma, f"{agreed.home}agreement/")
    (_sign_by_keys if by_keys else three_way.sign_paper)(dara, window)
    three_way.hope_and_ask(dara, window)
    draft = three_way.say_something_else(ben, agreed.home)
    (_say_yes_by_keys if by_keys else three_way.say_yes_to_words)(ben, draft)
    _alma_says_yes_too(alma, dara, agreed.home, window)
    text = three_way.read_what_came(dara, window)
    dara.looked_at()
    _nothing_for_others(agreed, draft, window, text)
    _withdraw(ben, dara, draft, window, text)


def _write_apart_and_open_together(alma, ben, home, apart) -> None:
    for title, (asks_her, hers), (asks_him, his) in apart:
        three_way.write_half(alma, home, title, {asks_her: hers})
        # Alma is ready, and her words wait: Ben learns that she is, and not a word.
        ben.go(alma.page.url)
        ben.sees("Alma is ready")
        assert hers not in ben.text()
        three_way.write_half(ben, home, title, {asks_him: his})
        for each in (ben, alma):
            each.page.reload()
            each.sees(hers)
            each.sees(his)
    ben.looked_at()
    ben.pictured("opened-together", on="desk")


def _agree_on_a_sponsor(alma, ben, home) -> None:
    room = f"{home}agreement/"
    ben.go(room)
    ben.press("Reopen the agreement")
    ben.is_told("Reopened.")
    for kind, sentence in three_way.CLAUSES:
        three_way.add_clause(alma, room, kind, sentence)
    three_way.say_yes_to_each(ben, room, "Alma", len(three_way.CLAUSES))
    for each in (ben, alma):
        each.go(room)
        story.ask_nothing(each)
    for each in (ben, alma):
        story.sign(each, room)
    _read_what_changed(ben, room)


def _read_what_changed(ben, room) -> None:
    ben.go(room)
    ben.follow("Every version")
    ben.follow("What changed")
    ben.reads("What changed from version 1 to 2")
    for _, sentence in three_way.CLAUSES:
        expect(ben.page.locator("ins", has_text=sentence.split()[-1]).first).to_be_visible()
    powers = ben.page.locator("section[aria-labelledby=powers]")
    expect(powers.get_by_text("Opens more to")).not_to_have_count(0)
    ben.looked_at()


def _see_who_sees(ben, home) -> None:
    ben.go(f"{home}agreement/")
    ben.follow("Who can see what")
    ben.reads("Who can see what")
    ben.looked_at()
    ben.pictured("who-can-see-what", on="desk")
    ben.go(home)
    ben.follow("See as somebody else")
    ben.reads("See as somebody else")
    ben.follow("As your sponsor")
    ben.sees("This is what they would see")
    expect(ben.page.locator("section[aria-labelledby=never] li")).not_to_have_count(0)
    ben.looked_at()


def _alma_says_yes_too(alma, dara, home, window) -> None:
    # One yes of two opens nothing.
    dara.go(window)
    assert dara.page.get_by_role("link", name="A text of").count() == 0
    alma.go(home)
    alma.follow("What leaves")
    alma.reads("What leaves")
    alma.follow("For Dara, sponsor")
    alma.looked_at()
    three_way.say_yes_to_words(alma, alma.page.url)


def _withdraw(ben, dara, draft, window, text) -> None:
    dara.go(window)
    dara.pictured("window", on="phone")
    ben.go(draft)
    ben.press("Withdraw it")
    ben.is_told("Withdrawn.")
    dara.go(text)
    dara.reads("Nothing here")
    dara.go(window)
    assert dara.page.get_by_role("link", name="A text of").count() == 0
    assert three_way.FIRST_LINE not in dara.text()


def _nothing_for_others(agreed, draft, window, text) -> None:
    for name in ("Cleo", "Enzo"):
        stranger = Visitor(agreed.house, agreed.guests[name])
        told = [stranger.get(path).status for path in (draft, window, text, agreed.home)]
        assert told == [404] * 4
        own = b"".join(each.body for each in stranger.answers)
        for words in (three_way.FIRST_LINE, three_way.HOPE, three_way.ASKED, "Dara"):
            assert words.encode() not in own


def _sign_by_keys(dara, window) -> None:
    dara.go(window)
    hands = Hands(dara.page)
    hands.open("Read your paper")
    hands.reads("Your paper")
    dara.looked_at()
    dara.page.reload()
    hands.type_into("Your full name", "Dara")
    hands.open("Sign these clauses")


def _say_yes_by_keys(ben, draft) -> None:
    ben.go(draft)
    hands = Hands(ben.page)
    hands.open("Yes to these words")
    ben.sees("It waits for the coach’s yes")
