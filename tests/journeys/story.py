"""The story of Alma and Ben in steps; each is something one of the two does with their own hands."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.someone import Someone

SIX_WORDS = re.compile(r"([a-z-]+ ){5}[a-z-]+")
HEADINGS = [
    *("Purpose", "Relationship", "Outcomes", "Margins"),
    *("In case of", "Safety", "Expectations", "Strategy"),
]
REWORDED = "We work on what I want to think through, at work and around it. This is coaching: not therapy, not advice."
ENTRY = (
    "The bridge meeting\n\nI said yes again before I had heard the question. "
    "There it is again.\n\nI walked home by the river and felt lighter, for no reason I can name."
)
PASSAGE = "There it is again."
ANSWER = "What would you have liked to hear before you said yes?"
ADDED = "\n\nLater: I asked for a day to think. Nobody minded."


def begin_house(alma: Someone) -> None:
    """Make the first account, from the link that `serve` printed."""
    alma.go(alma.house.first_link)
    alma.reads("Open this house")
    alma.looked_at()
    alma.introduce_themselves()
    alma.press("Make my account")
    alma.keep_code()
    alma.reads("Hello, Alma")


def keep_starting_words(alma: Someone) -> None:
    """Read each suggested line, and keep it; each leads to the next."""
    alma.follow("Your starting words")
    alma.reads("Your starting words")
    alma.pictured("starting-words", on="desk")
    alma.follow("Read and keep it")
    kept = 0
    while alma.page.get_by_role("button", name="Keep this line").count():
        alma.press("Keep this line")
        alma.is_told("Kept. This line is yours now.")
        kept += 1
    assert kept > 7
    alma.reads("Your starting words")
    alma.sees("Every line is yours.")


def introduce(alma: Someone) -> None:
    """Read each suggested part of how one works, make it one's own, look at it, and publish it."""
    alma.go("/desk/how-i-work/")
    alma.reads("How you work")
    alma.looked_at()
    alma.follow("Read and keep it")
    kept = 0
    while alma.page.get_by_role("button", name="Keep this part").count():
        if alma.page.get_by_label("Who looks into a complaint about you").count():
            alma.fill("Who looks into a complaint about you", "The ethics panel of the guild")
            alma.fill("The code you keep to", "The guild’s code of conduct")
        alma.press("Keep this part")
        alma.is_told("Kept. It isn’t published by that.")
        kept += 1
    assert kept > 5
    alma.follow("See what your clients will see")
    alma.reads("What your clients will see")
    alma.looked_at()
    alma.press("Publish it")
    alma.is_told("Published.")


def do_own_part(alma: Someone) -> None:
    """Do all that is the coach's to do before anybody is invited (S0.1)."""
    keep_starting_words(alma)
    introduce(alma)
    for step, done in (
        ("Channels and hours", "I’ve settled this"),
        ("Before you begin: you", "I’ve thought about it"),
    ):
        alma.go("/desk/")
        alma.follow(step)
        alma.looked_at()
        alma.press(done)
        alma.is_told("Kept. Only you can read it.")


def invite(alma: Someone, ben: Someone) -> str:
    """Send a letter from the desk; gives the link that came with it."""
    alma.go("/desk/")
    alma.fill("What you call them", ben.name)
    alma.fill("Where to send the letter", ben.address)
    alma.press("Send the letter")
    alma.sees(f"To {ben.address}.")
    return ben.house.link_for(ben.address)


def come_in(ben: Someone, link: str) -> None:
    """Open the letter's link, read the one page, and make a space of one's own."""
    ben.go(link)
    ben.reads("Alma invites you")
    ben.looked_at()
    ben.pictured("invitation", on="phone")
    page = ben.text()
    for said in ("What is private", "What happens to your words", "A name to be called by"):
        assert said in page
    ben.say_a_name()
    ben.looked_at()
    ben.introduce_themselves()
    ben.press("Make my own space")
    ben.keep_code()
    ben.reads(f"Hello, {ben.name}")


def find_the_link_over(someone: Someone, link: str) -> None:
    """Open a link that has been used, or never was one: it is said kindly, and leads on."""
    for over in (link, re.sub(r"[\w-]{43}", "x" * 43, link)):
        someone.go(over)
        someone.reads("This link is over")
        assert someone.page.get_by_role("link", name="Sign in").count() == 1
    someone.looked_at()


def fingerprint(someone: Someone, home: str, other: str) -> str:
    """Read the six words to compare, on Together."""
    someone.go(home)
    someone.follow(other)
    someone.reads(f"Together, with {other.rsplit(maxsplit=1)[-1]}")
    words = someone.page.locator("section[aria-labelledby=words] .read").inner_text()
    assert SIX_WORDS.fullmatch(words)
    return words


def propose(alma: Someone) -> None:
    """Propose the agreement, from Together."""
    alma.follow("The agreement")
    alma.press("Propose them to Ben")
    alma.reads("Our agreement")
    expect(alma.page.locator(".clause h2")).to_have_text(HEADINGS)


def reword_one_and_agree(ben: Someone) -> None:
    """Put the first clause in other words, and say yes to all the others."""
    ben.go("/my-space/")
    ben.follow("Read it together")
    ben.reads("Our agreement")
    ben.follow("Put it in other words")
    ben.fill("In your words", REWORDED)
    ben.press("These are my words")
    ben.reads("Our agreement")
    ben.sees("at work and around it")
    rewordings = ben.page.get_by_role("link", name="Put it in other words")
    yes = ben.page.get_by_role("button", name="Yes to Alma’s words", exact=True)
    # The first is the clause he put in his own words: there his words stand, and hers.
    left = yes.count()
    assert rewordings.count() >= left > 1
    while left > 1:
        yes.nth(1).click()
        expect(yes).to_have_count(left - 1)
        left -= 1


def agree_to_his_words(alma: Someone) -> None:
    """Say yes to the one clause that Ben put in his words."""
    alma.follow("Agreement")
    alma.reads("Our agreement")
    voices = alma.page.locator(".voices").first
    expect(voices.get_by_text("Your words")).to_be_visible()
    expect(voices.get_by_text("Ben’s words")).to_be_visible()
    alma.looked_at()
    alma.pictured("two-voices", on="desk", at=".voices")
    alma.press("Yes to Ben’s words")
    alma.sees("You both say yes to every clause.")


def ask_nothing(someone: Someone) -> None:
    """Read the page about confidentiality, and have no question."""
    someone.follow("Read about confidentiality")
    someone.reads("What is private, and who could hear of it")
    someone.press("I have no question")
    someone.sees("You said that you have no question")


def ask(ben: Someone, question: str) -> None:
    """Ask about confidentiality."""
    ben.follow("Read about confidentiality")
    ben.page.get_by_role("textbox").first.fill(question)
    ben.press("Ask this")
    ben.sees(question)


def answer_question(alma: Someone, words: str) -> None:
    """Answer what was asked about confidentiality, and have no question oneself."""
    alma.follow("Read about confidentiality")
    alma.page.get_by_role("textbox").first.fill(words)
    alma.press("Answer")
    alma.sees(words)
    alma.press("I have no question")
    alma.sees("You said that you have no question")


def sign(someone: Someone, room: str) -> None:
    """Read it once more, and sign."""
    someone.go(room)
    someone.follow("Read it once more, and sign")
    someone.reads("Read it once more")
    someone.looked_at()
    someone.page.locator("#id_name").fill(someone.name)
    if someone.name == "Ben":
        someone.pictured("signing", on="phone", at="#id_name")
    someone.press("Sign our agreement")
    someone.reads("Our agreement")


def write(ben: Someone, words: str = ENTRY) -> None:
    """Open a blank page and write on it; nothing is sent yet."""
    ben.go("/my-space/")
    ben.follow("Journal")
    ben.follow("Write")
    title, _, body = words.partition("\n\n")
    ben.fill("Title, if you like", title)
    ben.fill("Your entry", body)


def keep(ben: Someone) -> str:
    """Keep the entry; gives its address."""
    ben.press("Keep it")
    ben.is_told("Kept. Only you can read it.")
    return ben.page.url


def find(ben: Someone, word: str) -> None:
    """Find the entry by one of its words, and open it."""
    ben.follow("Journal")
    ben.follow("Find")
    ben.page.get_by_role("searchbox").fill(word)
    ben.press("Find")
    expect(ben.page.locator("mark").first).to_have_text(word)
    ben.looked_at()
    ben.follow("The bridge meeting")


def change(ben: Someone) -> None:
    """Add a paragraph to the entry that is open."""
    ben.follow("Change it")
    body = ben.page.get_by_label("Your entry", exact=True)
    body.fill(body.input_value() + ADDED)
    ben.press("Keep it")
    ben.sees("Nobody minded.")


def share(ben: Someone, words: str = PASSAGE) -> None:
    """Share exact words of the entry that is open; nothing is ticked beforehand."""
    ben.follow("Share a passage")
    assert ben.page.locator("input[type=checkbox]:checked").count() == 0
    ben.fill("Or exact words", words)
    ben.press("See what Alma would read")
    ben.reads("Alma will read exactly this")
    assert ben.page.locator("blockquote").inner_text() == words
    ben.looked_at()
    ben.press("Share these words")
    ben.is_told("Shared. Alma can read these words now; nobody else can.")


def answer_beside(alma: Someone, room: str) -> None:
    """Read what was shared, and write beside it."""
    alma.go(room)
    alma.reads("What Ben has shared")
    assert alma.page.locator("blockquote").all_inner_texts() == [PASSAGE]
    assert "river" not in alma.text()
    alma.follow("Answer beside it")
    alma.fill("Your words", ANSWER)
    alma.pictured("answering", on="desk")
    alma.press("Let Ben read it")
    alma.is_told("Kept. Only you and Ben can read it.")


def take_back(ben: Someone, entry: str) -> None:
    """Take the passage back; it says that it had been read."""
    ben.go(entry)
    ben.sees(ANSWER)
    ben.looked_at()
    ben.pictured("margin", on="desk")
    ben.follow("Take it back")
    ben.press("Take them back")
    ben.is_told(re.compile("Alma can.t open it any more"))
    ben.is_told("Alma first opened it on")


def promise(someone: Someone, room: str, words: str, day: str, about: str = "") -> None:
    """Promise something, in one line, with a day."""
    someone.go(room)
    someone.fill("What do you promise?", words)
    if about:
        someone.page.get_by_label(about, exact=True).check()
    someone.fill("By which day?", day)
    someone.press("Promise it")
    expect(someone.page.locator("#promises").get_by_text(words)).to_be_visible()


def say_kept(ben: Someone, room: str) -> None:
    """Say that what was promised was kept."""
    ben.go(room)
    ben.press("Kept")
    expect(ben.page.locator("#promises .state").filter(has_text="ept")).to_be_visible()


def renegotiate(ben: Someone, room: str, words: str, day: str) -> None:
    """Put another promise in the place of one's own."""
    ben.go(room)
    ben.follow("Renegotiate")
    ben.fill("What do you promise instead?", words)
    ben.fill("By which day?", day)
    ben.press("Put it in its place")
    ben.sees(words)
    ben.sees("In place of an earlier one")
    ben.pictured("promises", on="desk", at="#promises")


def take_copy(ben: Someone, folder: Path) -> Path:
    """Take a copy of everything by the foot of the page, and open the zip; gives where it lies."""
    ben.follow("Take a copy of everything")
    if ben.page.get_by_role("button", name="Go on").count():
        ben.fill("Your passphrase", ben.passphrase)
        ben.press("Go on")
    ben.pictured("copy", on="phone")
    with ben.page.expect_download() as coming:
        ben.page.get_by_role("button", name="Take a copy", exact=True).click()
    held = folder / "copy.zip"
    coming.value.save_as(held)
    with zipfile.ZipFile(held) as copy:
        assert copy.testzip() is None
        copy.extractall(folder / "copy")
    return folder / "copy"


def verify(copy: Path) -> str:
    """Run the program that came with the copy over its ledger, with nothing of ours around it."""
    lines = sorted(copy.rglob("ledger*.json")) + sorted((copy / "ledger").glob("*.json"))
    said = [
        subprocess.run(
            [sys.executable, "-I", copy / "ledger" / "verify_ledger.py", each],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        for each in dict.fromkeys(lines)
    ]
    assert [one.returncode for one in said] == [0] * len(said), [o.stdout + o.stderr for o in said]
    return "\n".join(one.stdout for one in said)


def end(ben: Someone) -> int:
    """End the relationship; gives how many steps it took from one's own space."""
    ben.go("/my-space/")
    steps = 0
    for step in (
        lambda: ben.follow("Together, with Alma"),
        lambda: ben.follow("End this"),
        lambda: ben.press("End it now"),
    ):
        step()
        steps += 1
    ben.is_told("It has ended.")
    return steps
