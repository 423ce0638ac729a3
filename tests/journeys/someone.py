"""Someone at a window: they read headings, press buttons by their words and fill fields by their labels."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.house import Guest, House
from tests.journeys.looking import DESK, SIZES, look, picture

expect.set_options(timeout=20_000)
# What each of them reads first at home: who has a seat beside others comes to the windows.
HOME = re.compile(r"Hello|^Windows$")
NAMED_GROUP = re.compile(r"Group (\d+) of your code")


class Someone:
    """A person of the story, with their window and what they know."""

    def __init__(self, page: Page, house: House, guest: Guest, *, looks: bool = False) -> None:
        self.page = page
        self.looks = looks
        self.house = house
        self.name = guest.name
        self.address = guest.address
        self.passphrase = guest.passphrase

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(path if path.startswith("http") else f"{self.house.address}{path}")

    def follow(self, words: str, *, within: Locator | None = None) -> None:
        """Follow the first link that says this."""
        (within or self.page).get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()

    def press(self, words: str, *, within: Locator | None = None) -> None:
        """Press the first button that says exactly this."""
        (within or self.page).get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, words: str) -> None:
        """Fill the field that is labelled so."""
        self.page.get_by_label(label, exact=True).first.fill(words)

    def reads(self, heading: str) -> None:
        """Expect the page's one heading."""
        expect(self.page.locator("h1")).to_have_text(heading)

    def is_told(self, words: Any) -> None:
        """Expect what is said once, after something was done."""
        expect(self.page.locator("#told")).to_contain_text(words)

    def sees(self, words: Any) -> None:
        """Expect these words somewhere on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def looked_at(self) -> None:
        """Have this page looked at for axe and for width, where this telling of the story does that."""
        if self.looks:
            look(self.page)

    def pictured(self, name: str, *, on: str, at: str = "") -> None:
        """Have the page's picture taken for the guide, if it is wanted and this window has that size."""
        size = self.page.viewport_size or DESK
        if size != SIZES[on]:
            return
        if at:
            self.page.locator(at).first.evaluate("one => one.scrollIntoView({block: 'center'})")
        picture(self.page, name)

    def text(self) -> str:
        """Give the words of the page's main part, as they are seen."""
        return self.page.locator("main").inner_text()

    def sign_in(self, *, shared_computer: bool = False) -> None:
        """Come in with an address and a passphrase."""
        self.go("/sign-in/")
        self.fill_the_door(shared_computer=shared_computer)
        expect(self.page.locator("h1")).to_have_text(HOME)

    def fill_the_door(self, *, shared_computer: bool = False) -> None:
        """Fill the page one comes in by, wherever it stood in the way."""
        self.fill("Your address or sign-in name", self.address)
        self.fill("Your passphrase", self.passphrase)
        if shared_computer:
            self.page.get_by_label("This is a shared computer").check()
        self.press("Sign in")

    def sign_out(self) -> None:
        """Leave by the foot of the page."""
        self.press("Sign out")

    def say_a_name(self) -> None:
        """Answer the one thing that the first screen of an invitation asks (S0.1)."""
        self.fill("A name to be called by", self.name)
        self.press("Go on")
        self.reads("A space of your own")

    def introduce_themselves(self) -> None:
        """Fill a first visit with the six offered words as the passphrase."""
        self.fill("A name to be called by", self.name)
        self.fill("Your address for letters", self.address)
        self.passphrase = self.page.locator(".own-words").inner_text()
        self.fill("A passphrase", self.passphrase)

    def code_groups(self) -> list[str]:
        """Read the groups of the recovery code that is shown."""
        return self.page.locator(".code-groups .read").all_inner_texts()

    def keep_code(self) -> None:
        """Write the recovery code down, and type the two groups asked for back."""
        self.reads("Keep your recovery code")
        self.looked_at()
        self.pictured("recovery-code", on="phone")
        groups = self.code_groups()
        for field in ("#id_first", "#id_second"):
            label = self.page.locator(f"label[for={field[1:]}]").inner_text()
            found = NAMED_GROUP.search(label)
            assert found, label
            self.page.fill(field, groups[int(found[1]) - 1])
        self.press("I’ve kept it")
        self.is_told("Your recovery code is kept. Welcome.")
