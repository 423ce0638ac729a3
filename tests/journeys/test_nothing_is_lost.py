"""Whatever happens to a browser, a line or a visit: what Ben typed is still there, and nobody else finds it."""

import re
import subprocess
import time
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.conftest import FLAGS, PATIENCE
from tests.journeys.house import SECONDS_TO_START
from tests.journeys.looking import look, watch
from tests.journeys.someone import Someone

CANARY = "Cormorant"
WORDS = f"{CANARY} flew low over the river, and I did not look at the clock once."
KEPT = "Kept on this device, just now."
# Everything a browser can hold for a site, read in raw bytes; and whether any key lets itself be copied.
HELD = """async () => {
  const open = name => new Promise((done, failed) => { const asked = indexedDB.open(name);
    asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });
  const all = store => new Promise(done => {
    const asked = store.getAll(); asked.onsuccess = () => done(asked.result); });
  const raw = thing => thing instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(thing))
    : ArrayBuffer.isView(thing) ? String.fromCharCode(...new Uint8Array(thing.buffer))
    : thing instanceof CryptoKey ? `key ${thing.extractable}`
    : thing && typeof thing === "object" ? Object.entries(thing).map(([k, v]) => `${k}=${raw(v)}`).join()
    : String(thing);
  const held = [...Object.entries(localStorage), ...Object.entries(sessionStorage)].map(raw);
  let drafts = 0;
  for (const { name } of await indexedDB.databases()) {
    const box = await open(name);
    for (const store of box.objectStoreNames) {
      const things = await all(box.transaction(store).objectStore(store));
      held.push(...things.map(raw));
      if (store === "drafts") drafts += things.length;
    }
    box.close();
  }
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) held.push(one.url);
  return [held.join("\\n"), drafts];
}"""


@pytest.fixture
def ben(ben_page, demo) -> Someone:
    return Someone(ben_page, demo, demo.guests()["Ben"])


def open_page(ben: Someone) -> str:
    """Open a blank page to write on; gives its address."""
    ben.go("/my-space/")
    ben.follow("Journal")
    ben.follow("Write")
    ben.reads("Write")
    return ben.page.url


def body(ben: Someone):
    return ben.page.get_by_label("Your entry", exact=True)


def let_go(ben: Someone) -> None:
    """Keep what is written, so that nothing of this test is left on the device."""
    ben.press("Keep it")
    ben.is_told("Kept. Only you can read it.")


@pytest.mark.row("S1.8")
def test_words_typed_without_a_line_are_there_when_the_line_is_back(ben):
    open_page(ben)
    ben.page.context.set_offline(True)

    body(ben).fill(WORDS)
    ben.sees("Kept on this device. It will travel to your space when you’re back online.")
    ben.page.context.set_offline(False)
    ben.page.reload()

    expect(body(ben)).to_have_value(WORDS)
    ben.sees("This is what you were writing at")
    let_go(ben)
    ben.sees(WORDS)


@pytest.mark.slow
@pytest.mark.row("S1.8")
def test_a_killed_browser_gives_the_words_back_when_it_is_opened_again(
    playwright, chromium, demo, tmp_path
):
    with started(playwright, chromium, tmp_path / "profile") as (process, context):
        ben = Someone(context.new_page(), demo, demo.guests()["Ben"])
        ben.sign_in()
        blank = open_page(ben)
        body(ben).fill(WORDS)
        ben.sees(KEPT)
        process.kill()

    with started(playwright, chromium, tmp_path / "profile") as (_, context):
        wrong = watch(context, demo.address)
        ben.page = context.new_page()
        ben.go(blank)
        if ben.page.get_by_label("Your passphrase").count():
            ben.fill_the_door()

        expect(body(ben)).to_have_value(WORDS)
        let_go(ben)
        assert wrong == []


@contextmanager
def started(playwright, chromium, profile):
    """Start a browser that keeps its profile, as a process that can be killed; gives both."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    words = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [chromium, *FLAGS, *words, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + SECONDS_TO_START
    while not (port.exists() and port.read_text().strip()) and time.monotonic() < until:
        time.sleep(0.1)
    browser = playwright.chromium.connect_over_cdp(
        f"http://127.0.0.1:{port.read_text().splitlines()[0]}"
    )
    context = browser.contexts[0]
    context.set_default_timeout(PATIENCE)
    try:
        yield process, context
    finally:
        with suppress(Error):
            browser.close()
        process.kill()
        process.wait()


@pytest.mark.row("S1.8")
def test_a_visit_that_ended_while_writing_gives_the_words_back_after_signing_in(ben):
    open_page(ben)
    body(ben).fill(WORDS)
    ben.sees(KEPT)
    ben.page.context.clear_cookies(name="__Host-s")

    ben.press("Keep it")
    ben.reads("Your visit had ended")
    look(ben.page)
    ben.fill_the_door()
    ben.sees("What you wrote is here")
    expect(ben.page.get_by_label("Your words").last).to_have_value(WORDS)
    look(ben.page)
    ben.press("Send it again")

    ben.is_told("Kept. Only you can read it.")
    ben.sees(WORDS)
    # The words have arrived: nothing waits on this device any more, and leaving asks nothing.
    ben.press("Sign out")
    ben.reads("You’re signed out")


@pytest.mark.row("S1.8")
def test_two_windows_on_one_entry_are_both_offered_and_both_can_be_kept(ben, demo):
    open_page(ben)
    body(ben).fill("The first words.")
    let_go(ben)
    ben.follow("Change it")
    other = Someone(ben.page.context.new_page(), demo, demo.guests()["Ben"])
    other.go(ben.page.url)
    body(other).fill("From the other window.")
    other.press("Keep it")
    other.sees("From the other window.")

    body(ben).fill("From this window.")
    ben.press("Keep it")

    ben.reads("Here are both")
    ben.sees("You changed this in another window")
    ben.sees("From the other window.")
    expect(body(ben)).to_have_value("From this window.")
    look(ben.page)
    ben.press("Keep both, as two entries")
    ben.sees("From this window.")
    other.page.reload()
    other.sees("From the other window.")


@pytest.mark.row("S1.8")
def test_signing_out_with_unsent_words_asks_first_and_deleting_them_is_a_choice(ben):
    open_page(ben)
    body(ben).fill(WORDS)
    ben.sees(KEPT)

    ben.press("Sign out")
    ben.sees("You have writing on this device that hasn’t reached your space.")
    ben.press("Go back to it")
    expect(body(ben)).to_have_value(WORDS)
    ben.press("Sign out")
    ben.press("Sign out and delete it")

    ben.reads("You’re signed out")
    assert ben.page.evaluate(HELD) == ["", 0]


@pytest.mark.row("G20")
def test_back_after_signing_out_shows_nothing(ben):
    open_page(ben)
    body(ben).fill(WORDS)
    let_go(ben)
    ben.sees(WORDS)
    ben.press("Sign out")
    ben.reads("You’re signed out")

    for _ in range(3):
        ben.page.go_back()
        expect(ben.page.locator("body")).to_be_visible()
        assert CANARY not in ben.page.content()
        ben.reads("Come in")


@pytest.mark.row("S1.8")
def test_a_shared_computer_keeps_nothing_and_says_so(windows, demo):
    ben = Someone(windows(demo), demo, demo.guests()["Ben"])
    ben.sign_in(shared_computer=True)
    open_page(ben)

    body(ben).fill(WORDS)
    ben.page.wait_for_timeout(800)

    ben.sees("This is a shared computer, so nothing is kept on it until you save.")
    held, drafts = ben.page.evaluate(HELD)
    assert (CANARY in held, drafts) == (False, 0)
    # Nor does anything stay once the browser is closed: every cookie ends with it.
    assert [c["name"] for c in ben.page.context.cookies() if c["expires"] != -1] == []
    let_go(ben)


@pytest.mark.row("S1.8")
def test_nothing_typed_lies_on_the_device_in_clear(ben):
    open_page(ben)
    body(ben).fill(WORDS)
    ben.sees(KEPT)

    held, drafts = ben.page.evaluate(HELD)

    # It is there, sealed, with a key that can't be copied out.
    assert drafts == 1
    assert "key false" in held
    assert "key true" not in held
    assert (CANARY in held, "river" in held) == (False, False)
    let_go(ben)
    ben.page.reload()
    ben.sees(WORDS)
    held, drafts = ben.page.evaluate(HELD)
    assert (CANARY in held, drafts) == (False, 0)


def test_keeping_twice_in_one_go_keeps_one_entry(ben):
    open_page(ben)
    ben.fill("Title, if you like", "Pressed twice")
    body(ben).fill(WORDS)

    ben.page.get_by_role("button", name="Keep it", exact=True).dblclick()
    ben.reads("Pressed twice")
    ben.follow("All entries")

    ben.reads("Journal")
    expect(ben.page.get_by_role("link", name="Pressed twice")).to_have_count(1)


def test_too_many_words_are_all_given_back_with_the_limit(ben):
    words = "lantern " * 90
    ben.go("/my-space/")
    ben.follow("Promises")
    ben.fill("What do you promise?", words)
    ben.page.get_by_label("Pay", exact=True).check()
    ben.fill("By which day?", "2026-01-01")

    ben.press("Promise it")

    ben.sees("2 things need another look")
    expect(ben.page.get_by_label("What do you promise?")).to_have_value(words)
    ben.sees("A promise is one line of at most")
    ben.sees(re.compile("Choose a day that hasn.t passed"))
    look(ben.page)
