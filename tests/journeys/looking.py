"""Looking at a page as someone demanding would: for axe, for width, for its one heading; and taking its picture."""

import os
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page, ViewportSize

Scheme = Literal["dark", "light"]
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
SIZES = {"phone": PHONE, "desk": DESK}
SCHEMES: tuple[Scheme, ...] = ("dark", "light")
NARROW = 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN_AXE = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]}))
  .violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`)"""
# An answer of 4xx is a page here; the browser writes a line about it nonetheless.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d|503)")
NOT_REACHED = re.compile(r"Failed to load resource: net::ERR_INTERNET_DISCONNECTED")


def watch(context: BrowserContext, address: str) -> list[str]:
    """Note whatever a context does that no page of ours may do. The list fills as it happens."""
    wrong: list[str] = []
    host = urlsplit(address).netloc

    def hear(says) -> None:
        expected = ANSWERED.match(says.text) or NOT_REACHED.match(says.text)
        if says.type == "error" and not expected:
            wrong.append(f"the console says: {says.text}")

    def see(request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != host:
            wrong.append(f"a request left for {asked.netloc}")

    context.on("console", hear)
    context.on("weberror", lambda error: wrong.append(f"a script threw: {error.error}"))
    context.on("request", see)
    return wrong


def look(page: Page) -> None:
    """Assert that a page is one anyone can use: at its size now and narrower, in light and dark."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert faults_of(page) == [], f"{page.url} ({scheme})"
    assert too_wide(page) == [], page.url


def faults_of(page: Page) -> list[str]:
    """Say what is wrong with a page for axe, and about its title and heading."""
    faults = _by_axe(page, RULES)
    if not page.title().strip():
        faults.append("no title")
    headings = page.locator("h1").count()
    if headings != 1:
        faults.append(f"{headings} h1")
    return faults


def too_faint(page: Page) -> list[str]:
    """Say which words of a page stand out too little from what they stand on: what a scheme can change."""
    return _by_axe(page, {"type": "rule", "values": ["color-contrast"]})


def _by_axe(page: Page, rules: list[str] | dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(page.evaluate(RUN_AXE, rules))


def too_wide(page: Page) -> list[str]:
    """Say at which narrow widths a page would have to be scrolled sideways. Leaves its size as it was."""
    was = page.viewport_size or DESK
    wide = []
    for width in (PHONE["width"], NARROW):
        page.set_viewport_size({"width": width, "height": 844})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide.append(f"{over} px over {width}")
    page.set_viewport_size(was)
    return wide


def picture(page: Page, name: str) -> None:
    """Take the picture of what is on the screen, if GOLDENTHREAD_PICTURES names a folder for it."""
    folder = os.environ.get("GOLDENTHREAD_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")
