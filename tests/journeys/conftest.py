"""What every journey needs: a real house, a real browser, and windows that let nothing wrong go by."""

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.beginning import Begun, begin
from tests.journeys.house import Guest, House
from tests.journeys.looking import SIZES, Scheme, watch
from tests.journeys.someone import Someone
from tools import browser as browsers

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SHOWN = Path(__file__).resolve().parents[2] / ".reports" / "journeys"
WENT_WRONG = pytest.StashKey[bool]()
# Two cores, shared: what takes a second on a quiet machine may take ten.
PATIENCE = 20_000


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Where the browser is. Skips, loudly, when none can be had."""
    found = browsers.chromium(fetch=False)
    if found is None:
        pytest.skip("No Chromium can be had here; install one, or set GOLDENTHREAD_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright, chromium) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory) -> House:
    """The throw-away world with the five in it, made once and closed again, to be copied."""
    made = House(tmp_path_factory.mktemp("furnished") / "house", "demo")
    made.stop()
    return made


@pytest.fixture(scope="session")
def demo(furnished, tmp_path_factory) -> Iterator[House]:
    """The five in mid-flow, once for all journeys that leave things as they are."""
    running = furnished.copied_to(tmp_path_factory.mktemp("demo") / "house", "demo")
    yield running
    running.stop()


@pytest.fixture
def lived_in(furnished, tmp_path) -> Iterator[House]:
    """The five in mid-flow, for one test that changes what is between them."""
    running = furnished.copied_to(tmp_path / "house", "demo")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory) -> House:
    """A house that `serve` made and nobody has entered; closed again, to be copied."""
    made = House(tmp_path_factory.mktemp("laid-out") / "house")
    made.stop()
    return made


@pytest.fixture
def new_house(laid_out, tmp_path) -> Iterator[House]:
    """An empty house of this test's own, from the first link on."""
    running = laid_out.copied_to(tmp_path / "house")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def begun(laid_out, browser, tmp_path_factory) -> Begun:
    """A house where Alma and Ben have signed, and Cleo and Enzo came in; closed, to be copied."""
    house = laid_out.copied_to(tmp_path_factory.mktemp("begun") / "house")
    opened: list[tuple[BrowserContext, list[str]]] = []

    def someone(name: str) -> Someone:
        page = _opened(browser, house, opened, size="desk", scheme="light", script=True)
        return Someone(page, house, Guest(name, f"{name.lower()}@example.org", ""))

    made = begin(*(someone(name) for name in ("Alma", "Ben", "Cleo", "Enzo")))
    for context, _ in opened:
        context.close()
    assert [each for _, wrong in opened for each in wrong] == []
    house.stop()
    return made


@pytest.fixture
def agreed(begun, tmp_path) -> Iterator[Begun]:
    """A house of this test's own, where Alma and Ben have signed their first agreement."""
    running = begun.house.copied_to(tmp_path / "house")
    yield begun.moved_to(running)
    running.stop()


Windows = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the windows of a test know how it went."""
    report = yield
    if report.when == "call":
        item.stash[WENT_WRONG] = report.failed
    return report


@pytest.fixture
def windows(browser, request) -> Iterator[Windows]:
    """Open windows, each in a browser of its own; what any of them did wrong fails the test.

    When a test fails, what its windows showed last is in .reports/journeys.
    """
    opened: list[tuple[BrowserContext, list[str]]] = []

    def window(house: House, *, size="desk", scheme="light", script=True, **more: Any) -> Page:
        return _opened(browser, house, opened, size=size, scheme=scheme, script=script, **more)

    yield window
    for context, _ in opened:
        if request.node.stash.get(WENT_WRONG, False):
            _show(context, request.node.name)
        context.close()
    assert [each for _, wrong in opened for each in wrong] == []


def _opened(
    browser: Browser,
    house: House,
    opened: list[tuple[BrowserContext, list[str]]],
    *,
    size: str,
    scheme: Scheme,
    script: bool,
    **more: Any,
) -> Page:
    """Open a window at a house, in a browser of its own; what it does wrong is noted in `opened`."""
    context = browser.new_context(
        base_url=house.address,
        viewport=SIZES[size],
        color_scheme=scheme,
        java_script_enabled=script,
        locale="en-GB",
        timezone_id="Europe/Lisbon",
        reduced_motion="reduce",
        **more,
    )
    context.set_default_timeout(PATIENCE)
    opened.append((context, watch(context, house.address)))
    page: Page = context.new_page()
    return page


def _show(context: BrowserContext, test: str) -> None:
    SHOWN.mkdir(parents=True, exist_ok=True)
    for page in context.pages:
        name = re.sub(r"\W+", "-", f"{test}-{page.title()}-{id(page) % 1000}")
        page.screenshot(path=SHOWN / f"{name}.png", full_page=True)


@pytest.fixture
def alma_page(windows, demo) -> Page:
    """Alma at her desk, in the demo."""
    return signed_in(windows(demo), demo, "Alma")


@pytest.fixture
def ben_page(windows, demo) -> Page:
    """Ben in his space, in the demo, side by side with Alma."""
    return signed_in(windows(demo), demo, "Ben")


def signed_in(page: Page, house: House, name: str) -> Page:
    """Sign in as one of the five."""
    Someone(page, house, house.guests()[name]).sign_in()
    return page
