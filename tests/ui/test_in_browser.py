"""The gallery in a real browser: at ease for everyone, strict about script, and losing nothing typed.

A small house of its own serves it (no database), under the Content-Security-Policy of the real one.
"""

import io
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from os import environ
from pathlib import Path
from socketserver import ThreadingMixIn
from types import ModuleType, SimpleNamespace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = environ.get("GOLDENTHREAD_CHROMIUM", "/usr/bin/chromium")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="No Chromium here."),
]
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-sync"
ALMA = "0199aaaa-0000-7000-8000-00000000a17a"
WORDS = "Sunday. I looked at the agenda again"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORE = """() => new Promise(done => { const asked = indexedDB.open("golden-thread"); asked.onsuccess = () => {
  const box = asked.result; if (!box.objectStoreNames.length) { box.close(); return done([[], "", []]); }
  const all = box.transaction(["keys", "drafts"]);
  const [keys, drafts, ids] = [all.objectStore("keys").getAll(), all.objectStore("drafts").getAll(),
    all.objectStore("drafts").getAllKeys()];
  all.oncomplete = () => { box.close(); done([keys.result.map(key => key.extractable), drafts.result.map(draft =>
    String.fromCharCode(...new Uint8Array(draft.sealed))).join(), ids.result]); }; }; })"""


def _a_copy(_request: Any) -> HttpResponse:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as copy:
        copy.writestr("read-me.html", "<p>Everything</p>")
    return HttpResponse(held.getvalue(), content_type="application/zip")


def _small_house() -> str:
    """A module with the urls, the middleware and the context of a house without any domain."""
    house = ModuleType("house_of_the_gallery")

    def alma(get_response: Any) -> Any:
        def with_alma(request: Any) -> HttpResponse:
            request.person = SimpleNamespace(uid=ALMA)
            answer: HttpResponse = get_response(request)
            return answer

        return with_alma

    foot = {"help_text": "Call 112.", "ledger_url": "#", "copy_url": "#", "sign_out_url": "/out/"}
    house.__dict__.update(
        alma=alma,
        carry=_carry,
        context=lambda _request: {"foot": foot},
        urlpatterns=[
            path("ui/", include("goldenthread.ui.urls")),
            path(
                "out/",
                lambda _request: HttpResponse("<!doctype html><title>Out</title><h1>Out</h1>"),
            ),
            path("copy/", _a_copy),
        ],
    )
    sys.modules[house.__name__] = house
    return house.__name__


def _carry(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Carry what was told to the next page, in this small house's own session; the vault does it sealed."""

    def respond(request: Any) -> Any:
        request.told = request.session.get("told", "")
        response = get_response(request)
        if getattr(request, "told_was_shown", False):
            request.session.pop("told", None)
        if getattr(request, "tells", ""):
            request.session["told"] = request.tells
        return response

    return respond


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    house = _small_house()
    processors = ["django.template.context_processors.request", "goldenthread.ui.context.told"]
    templates = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [*processors, f"{house}.context"]},
    }
    middleware = [
        "csp.middleware.CSPMiddleware",
        f"{house}.alma",
        "django.contrib.sessions.middleware.SessionMiddleware",
        f"{house}.carry",
        "django_htmx.middleware.HtmxMiddleware",
    ]
    with override_settings(
        ROOT_URLCONF=house,
        MIDDLEWARE=middleware,
        TEMPLATES=[templates],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        GALLERY=True,
    ):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), _Threads, _Silent)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
    del sys.modules[house]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, address) -> Iterator[Any]:
    """One person's window on the gallery. Whatever the policy blocks or a script throws fails the test."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    context.set_default_timeout(5000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda says: wrong.append(says.text) if "olicy" in says.text else None)
    page.goto(f"{address}/ui/")
    yield page
    context.close()
    assert wrong == []


def until(page: Any, holds: str) -> None:
    """Wait for something to hold (the policy forbids Playwright's own way, which evaluates text)."""
    for _ in range(50):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"It never came to hold: {holds}")


def type_slowly_enough(page: Any, words: str) -> None:
    page.fill("#id_words", words)
    until(page, "document.querySelector('#try .saved .says').textContent !== ''")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_the_gallery_is_clean_for_axe_and_fits(chromium, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 844}
    context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/ui/")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert [each["id"] for each in found] == []
    assert wider == 0


def test_htmx_takes_a_form_with_errors_under_trusted_types_and_words_stay(window):
    window.fill("#id_words", WORDS)
    with window.expect_response(lambda answer: answer.request.method == "POST") as sent:
        window.click("#try button:has-text('Keep it')")
    assert (sent.value.status, sent.value.request.headers["hx-request"]) == (422, "true")
    window.wait_for_selector("#try [role=alert]")
    assert window.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert window.input_value("#id_words") == WORDS
    assert window.title() == "Another look: Parts"
    assert window.evaluate("document.querySelectorAll('#told').length") == 1


def test_htmx_follows_a_kept_form_and_says_what_was_done_and_the_draft_goes(window):
    type_slowly_enough(window, WORDS)
    window.fill("#id_name", "Alma")
    window.fill("#id_day", "2026-11-26")
    window.click("#try button:has-text('Keep it')")
    window.wait_for_selector("#told .note")
    assert window.inner_text("#told") == "Kept. Only you can read it."
    assert window.input_value("#id_words") == ""
    until(window, f"async () => (await ({STORE})())[2].length === 0")


def test_a_form_sent_without_htmx_lets_its_draft_go_as_well(window):
    def without_htmx(route: Any) -> None:
        answer = route.fetch(max_redirects=0)
        route.fulfill(response=answer, body=answer.text().replace("hx-post=", "data-was="))

    window.route("**/ui/", without_htmx)
    window.reload()
    type_slowly_enough(window, WORDS)
    window.fill("#id_name", "Alma")
    window.fill("#id_day", "2026-11-26")
    window.click("#try button:has-text('Keep it')")
    window.wait_for_selector("#told .note")
    until(window, f"async () => (await ({STORE})())[2].length === 0")
    assert window.input_value("#id_words") == ""
    assert window.evaluate("localStorage.length + sessionStorage.length") == 0


def test_words_sent_while_signed_out_meanwhile_stay_on_the_device(window):
    def signed_out(route: Any) -> None:
        answer = route.fetch()
        page = answer.text().replace("hx-post=", "data-was=")
        if route.request.method == "POST":
            page = page.replace("data-leaves=", "data-none=").replace(
                'role="status"></div>', 'role="status">You were signed out.</div>', 1
            )
        route.fulfill(response=answer, body=page)

    window.route("**/ui/", signed_out)
    window.reload()
    type_slowly_enough(window, WORDS)
    window.click("#try button:has-text('Keep it')")
    window.wait_for_selector("text=You were signed out.")
    window.goto(window.url)
    until(window, "document.querySelector('#id_words').value !== ''")
    assert window.input_value("#id_words") == WORDS


def test_an_injected_htmx_attribute_does_nothing(window):
    window.evaluate(
        """() => { const button = document.createElement("button");
        button.id = "bad"; button.textContent = "x"; button.setAttribute("hx-post", "/out/");
        document.querySelector("main").prepend(button);
        htmx.process(button); }"""
    )
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.click("#bad")
    window.wait_for_timeout(200)
    # The browser fetches the tab's own picture when it likes, and no attribute asks for that.
    assert [url for url in asked if not url.endswith("/static/ui/mark.svg")] == []


def test_without_script_the_same_form_says_the_same(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ui/")
    page.fill("#id_words", WORDS)
    page.click("#try button:has-text('Keep it')")
    assert page.inner_text("#try [role=alert] h2") == "2 things need another look"
    assert page.input_value("#id_words") == WORDS
    page.fill("#id_name", "Alma")
    page.fill("#id_day", "2026-11-26")
    page.click("#try button:has-text('Keep it')")
    assert page.inner_text("#told") == "Kept. Only you can read it."
    context.close()


def test_what_was_typed_comes_back_after_the_page_was_closed_and_lies_sealed_meanwhile(window):
    type_slowly_enough(window, WORDS)
    assert window.inner_text("#try .saved") == "Kept on this device, just now."
    keys, sealed, ids = window.evaluate(STORE)
    assert (keys, ids) == ([False], [f"{ALMA}/gallery/words"])
    assert ("agenda" in sealed, len(sealed) > len(WORDS)) == (False, True)
    assert window.evaluate("localStorage.length + sessionStorage.length") == 0
    window.reload()
    until(window, "document.querySelector('#id_words').value !== ''")
    assert window.input_value("#id_words") == WORDS
    assert window.inner_text("#try .saved").startswith("This is what you were writing at ")


def test_a_draft_moved_under_another_name_does_not_open(window):
    type_slowly_enough(window, WORDS)
    moved = """([mine, other]) => new Promise(done => { const asked = indexedDB.open("golden-thread");
      asked.onsuccess = () => { const box = asked.result, all = box.transaction("drafts", "readwrite"),
        drafts = all.objectStore("drafts"), had = drafts.get(other);
      had.onsuccess = () => drafts.put(had.result, mine);
      all.oncomplete = () => { box.close(); done(true); }; }; })"""
    mine, other = f"{ALMA}/gallery/words", f"{ALMA}/gallery/other"

    def another_name(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(mine, other))

    window.route("**/ui/", another_name)
    window.reload()
    type_slowly_enough(window, "Words of another draft")
    assert window.evaluate(moved, [mine, other])
    window.unroute("**/ui/")
    window.reload()
    window.wait_for_timeout(500)
    assert window.input_value("#id_words") == ""


def test_when_the_saved_text_has_changed_elsewhere_both_are_offered(window):
    type_slowly_enough(window, WORDS)

    def newer(route: Any) -> None:
        answer = route.fetch()
        page = answer.text().replace('data-saved=""', 'data-saved="2026-03-02T10:00:00Z"')
        start = page.index('id="id_words"')
        gap = page.index(">", start) + 1
        route.fulfill(
            response=answer, body=page[:gap] + "From the other window." + page[gap:].lstrip()
        )

    window.route("**/ui/", newer)
    window.reload()
    window.wait_for_selector("text=Put them below what is here")
    assert window.input_value("#id_words").strip() == "From the other window."
    assert window.inner_text("#try .saved").startswith(
        "You also have words kept on this device from "
    )
    window.click("text=Put them below what is here")
    assert window.input_value("#id_words").split() == f"From the other window. {WORDS}".split()


def test_signing_out_with_unsent_words_asks_first_and_then_deletes_them(window):
    type_slowly_enough(window, WORDS)
    window.click(".foot button:has-text('Sign out')")
    window.click("text=Go back to it")
    assert window.url.endswith("/ui/")
    window.click(".foot button:has-text('Sign out')")
    window.click("button:has-text('Sign out and delete it')")
    window.wait_for_url("**/out/")
    assert window.evaluate(STORE) == [[], "", []]


def test_signing_out_closes_the_curtains_of_other_windows(window, address):
    other = window.context.new_page()
    other.goto(f"{address}/ui/")
    window.bring_to_front()
    with other.expect_navigation():
        window.click(".foot button:has-text('Sign out')")
    window.wait_for_url("**/out/")


def test_on_a_shared_computer_nothing_is_kept_and_the_page_says_so(window):
    def shared(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace("<html ", '<html data-drafts="off" ', 1)
        )

    window.route("**/ui/", shared)
    window.reload()
    window.fill("#id_words", WORDS)
    window.wait_for_timeout(600)
    assert window.inner_text("#try .saved").startswith("This is a shared computer")
    assert window.evaluate(STORE) == [[], "", []]


def test_a_copy_comes_with_its_progress_and_lands_among_the_downloads(window, address):
    window.evaluate("document.querySelector('[data-copies]').action = '/copy/'")
    with window.expect_download() as coming:
        window.click("text=Take a copy of everything >> visible=true")
    assert coming.value.suggested_filename == "golden-thread.zip"
    assert zipfile.ZipFile(coming.value.path()).namelist() == ["read-me.html"]
    assert window.inner_text("[data-copy-says]").startswith("It’s all here: 0 MB")


def test_the_sheet_behind_who_can_read_this_opens_and_closes_without_script(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ui/")
    page.click("button.who >> nth=0")
    assert page.is_visible("#ours")
    page.click("#ours >> text=Close")
    assert page.is_hidden("#ours")
    context.close()
