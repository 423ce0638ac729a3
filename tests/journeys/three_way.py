"""Three at a table, in steps: what two write apart, clauses for a sponsor, her seat, and what leaves."""

from playwright.sync_api import expect

from tests.journeys.house import Guest
from tests.journeys.someone import Someone

TRUST = "I know I can trust someone when …"
ASSUME = "When something goes wrong between us, I’ll assume about you …"
WHY_NOW = "Why now, and why with each other?"
CLAUSES = (
    ("The sponsor reads only what's released", "Dara reads nothing but words Ben lets her read."),
    ("Attendance for the sponsor", "Dara gets one number a month: how often we met."),
    ("No back channel", "Whatever Dara writes about this, Ben reads too."),
)
HOPE = "That Ben leads the Lisbon team as himself."
ASKED = "How is it going? I have the budget round on Friday."
# What a careless road would change: a line of its own, signs of HTML, quotation marks, accents.
FIRST_LINE = "I take a day before I answer – “not yet” counts."
RELEASED = f"{FIRST_LINE}\n\nAté à Páscoa: 3 < 5 & more."


def write_half(someone: Someone, home: str, title: str, answers: dict[str, str]) -> None:
    """Write one's own half of something, alone, and say that one is ready."""
    someone.go(home)
    someone.follow("Opened together")
    someone.reads("Opened together")
    someone.follow(title)
    someone.reads(title)
    someone.follow("Write your half")
    someone.reads("Write your half")
    for label, words in answers.items():
        someone.fill(label, words)
    someone.press("Keep it")
    someone.reads(title)
    someone.press("I’m ready")
    ready = someone.page.get_by_role("button", name="I’m ready", exact=True)
    expect(ready).to_have_count(0)


def add_clause(someone: Someone, room: str, kind: str, sentence: str) -> None:
    """Add a clause that does something on screen."""
    someone.go(room)
    someone.follow("Add a clause")
    someone.follow("Choose what it does on screen")
    someone.reads("What a clause can do on screen")
    someone.follow(kind)
    someone.reads("Add a clause")
    someone.fill("In your words", sentence)
    someone.press("Add these words")
    someone.reads("Our agreement")
    someone.sees(sentence)


def say_yes_to_each(someone: Someone, room: str, other: str, count: int) -> None:
    """Say yes to every clause the other has put before one."""
    someone.go(room)
    yes = someone.page.get_by_role("button", name=f"Yes to {other}’s words", exact=True)
    expect(yes).to_have_count(count)
    for left in range(count - 1, -1, -1):
        yes.first.click()
        expect(yes).to_have_count(left)


def invite_to_seat(ben: Someone, home: str, dara: Someone) -> str:
    """Send a letter for the sponsor's seat; gives the link that came with it."""
    ben.go(home)
    ben.follow("Seats beside you")
    ben.reads("Seats beside you")
    ben.follow("Invite somebody to a seat")
    ben.reads("Invite somebody to a seat")
    ben.page.get_by_label("Sponsor").check()
    ben.fill("What you call them", dara.name)
    ben.fill("Where to send the letter", dara.address)
    ben.looked_at()
    ben.press("Send the letter")
    ben.is_told("The letter is on its way.")
    return dara.house.link_for(dara.address)


def take_seat(dara: Someone, link: str) -> str:
    """Open the letter's link, read first what never comes, and come in; gives the window's address."""
    dara.go(link)
    dara.reads("Ben offers you a seat")
    first = dara.page.locator("main h2").first
    expect(first).to_have_text("What you’ll never receive")
    expect(dara.page.locator("ul.faint li").first).to_be_visible()
    dara.looked_at()
    dara.say_a_name()
    dara.introduce_themselves()
    dara.press("Make my own space")
    dara.keep_code()
    dara.reads("Windows")
    dara.follow("Beside Ben and Alma")
    dara.reads("A window beside Ben and Alma")
    expect(dara.page.locator("main h2").first).to_have_text("What never comes through this window")
    dara.sees("haven’t handed you the clauses")
    assert dara.page.get_by_role("textbox").count() == 0
    return dara.page.url.removeprefix(dara.house.address)


def hand_over_paper(alma: Someone, room: str) -> None:
    """Hand Dara the clauses that bind her."""
    alma.go(room)
    alma.follow("The sponsor", within=alma.page.locator("section[aria-labelledby=beside]"))
    alma.reads("What binds the sponsor")
    alma.looked_at()
    alma.press("Hand these clauses to the sponsor")
    alma.sees("Handed over, and not signed yet.")


def sign_paper(dara: Someone, window: str) -> None:
    """Read one's paper, and sign it with one's own key."""
    dara.go(window)
    dara.follow("Read your paper")
    dara.reads("Your paper")
    for _, sentence in CLAUSES:
        dara.sees(sentence)
    dara.looked_at()
    dara.fill("Your full name", "Dara")
    dara.press("Sign these clauses")
    dara.sees("You signed")


def hope_and_ask(dara: Someone, window: str) -> None:
    """Write a hope that all three read, and ask for some words."""
    dara.go(window)
    dara.page.get_by_label("What I hope for").check()
    dara.fill("In your words", HOPE)
    dara.press("Write it for all three")
    dara.sees(HOPE)
    dara.looked_at()
    dara.follow("Ask for something")
    dara.reads("Ask for something")
    dara.looked_at()
    dara.page.get_by_label("Some words about how it’s going").check()
    dara.fill("In your words", ASKED)
    dara.press("Ask it")
    dara.sees(ASKED)


def say_something_else(ben: Someone, home: str) -> str:
    """Answer what was asked with words of one's own, as a draft; gives where it lies."""
    ben.go(home)
    ben.follow("Seats beside you")
    ben.follow("Their paper, what they wrote, and what leaves")
    ben.reads("With Dara, sponsor")
    ben.sees(HOPE)
    ben.sees(ASKED)
    ben.looked_at()
    ben.follow("Say something else")
    ben.reads("Say something else")
    ben.looked_at()
    ben.fill("The words, exactly as they will be read", RELEASED)
    ben.press("Keep the draft")
    ben.reads("For Dara, sponsor")
    return ben.page.url.removeprefix(ben.house.address)


def say_yes_to_words(someone: Someone, draft: str) -> None:
    """Say yes to exactly the words that may leave."""
    someone.go(draft)
    assert someone.page.locator("main .read").inner_text() == RELEASED
    someone.press("Yes to these words")
    expect(someone.page.get_by_role("button", name="Yes to these words")).to_have_count(0)


def read_what_came(dara: Someone, window: str) -> str:
    """Read a released text by the window; gives the address of the text."""
    dara.go(window)
    dara.follow("A text of")
    text = dara.page.locator("main .read").inner_text()
    assert text.encode() == RELEASED.encode()
    dara.sees("These are exactly the words that were approved")
    return dara.page.url.removeprefix(dara.house.address)


def at_a_table(name: str, guest: Guest | None) -> Guest:
    """Give how somebody signs in; for who has no account yet, only their address."""
    return guest or Guest(name, f"{name.lower()}@example.org", "")
