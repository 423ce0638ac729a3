"""Hands on the keyboard alone: Tab to a thing, Enter or Space on it, and type."""

from playwright.sync_api import Page, expect

MOST_STOPS = 150
# What has the focus, as a screen reader would name it, and whether someone can see that it has it.
HERE = """() => {
  const at = document.activeElement;
  const labels = [...(at.labels ?? [])].map(one => one.textContent).join(" ");
  const name = at.getAttribute("aria-label") || labels || at.textContent || "";
  // A choice shows its focus on the label around it.
  const shown = [at, ...(at.labels ?? [])].filter(one => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    // The browser's own parts of a date, and its calendar, show their focus inside the field.
    return (at.type === "date" || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      && box.bottom > 0 && box.top < innerHeight;
  });
  return { name: name.replace(/\\s+/g, " ").trim(), tag: at.tagName, seen: shown.length > 0 };
}"""


class Hands:
    """Someone's hands on a keyboard. Every stop on the way must show where it is (2.4.7)."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Go on by Tab until this has the focus."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(HERE)
            if here["tag"] != "BODY":
                assert here["seen"], f"The focus can't be seen on {here['name']!r}."
            if here["name"] == name:
                return
            passed.append(here["name"])
        raise AssertionError(f"{name!r} can't be reached by Tab; there are {passed}.")

    def open(self, name: str) -> None:
        """Go to a link, or to a button that leads to another page, and press Enter."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, name: str) -> None:
        """Go to a button that changes this page, and press Enter."""
        self.to(name)
        self.page.keyboard.press("Enter")

    def type_into(self, name: str, words: str) -> None:
        """Go to a field, and type over what is in it."""
        self.to(name)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def tick(self, name: str) -> None:
        """Go to a box or a choice, and press Space."""
        self.to(name)
        self.page.keyboard.press("Space")

    def reads(self, heading: str) -> None:
        """Expect the page's one heading; then hands begin at the top of the page again."""
        expect(self.page.locator("h1")).to_have_text(heading)
