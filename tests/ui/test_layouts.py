"""Every layout has a language, a title, landmarks, a way past the navigation, and ways out."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.template.loader import render_to_string
from django.test import RequestFactory

from goldenthread.ui import context, http

FOOT = {
    "help_text": "If you are in danger, call 112.",
    "ledger_url": "/seen/",
    "copy_url": "/copy/",
    "sign_out_url": "/sign-out/",
}
PLACES = [{"label": "My space", "url": "/my-space/", "icon": "home", "current": True}]


@pytest.fixture
def request_of_alma():
    request: Any = RequestFactory().get("/")
    request.session = SessionStore()
    request.person = SimpleNamespace(uid="alma-uid")
    request.csp_nonce = "n0"
    return request


def page(request, name="page", **more):
    given = {"foot": FOOT, "places": PLACES, "request": request} | context.told(request) | more
    return render_to_string(f"ui/layouts/{name}.html", given)


@pytest.mark.parametrize("name", ["page", "quiet"])
def test_a_layout_has_what_every_page_needs(request_of_alma, name):
    drawn = page(request_of_alma, name)
    assert '<html lang="en-gb" dir="ltr">' in drawn
    for once in (
        "<title>",
        '<header class="top">',
        '<main id="main"',
        '<footer class="foot">',
        'role="status"',
    ):
        assert drawn.count(once) == 1, once
    assert drawn.index('href="#main"') < drawn.index("<header")
    assert re.findall(r"<(?:script|style)[^>]*>[^<]", drawn) == []


def test_a_signed_in_page_has_places_and_ways_out(request_of_alma):
    drawn = page(request_of_alma)
    assert '<a href="/my-space/" aria-current="page">' in drawn
    assert ('href="/seen/"' in drawn, 'href="/copy/"' in drawn) == (True, True)
    assert '<form method="post" action="/sign-out/" data-leaves="alma-uid">' in drawn


def test_a_page_for_nobody_in_particular_has_no_places_and_one_small_script(request_of_alma):
    drawn = page(request_of_alma, "quiet")
    assert ("tabs" in drawn, "/sign-out/" in drawn) == (False, False)
    assert re.findall(r'<script[^>]* src="(.*?)"', drawn) == ["/static/ui/js/settle.js"]


def test_htmx_gets_the_page_without_scripts(request_of_alma):
    assert 'src="/static/ui/js/leave.js" nonce="n0"' in page(request_of_alma)
    request_of_alma.htmx = True
    assert "<script" not in page(request_of_alma)


def test_what_was_told_is_shown_once(request_of_alma):
    http.tell(request_of_alma, "Kept. Only you can read it.")
    assert "Kept. Only you can read it." in page(request_of_alma)
    assert "Kept. Only you can read it." not in page(request_of_alma)


def test_what_was_told_waits_for_a_page_that_shows_it(request_of_alma):
    http.tell(request_of_alma, "Kept.")
    context.told(request_of_alma)
    assert request_of_alma.tells == "Kept."


def test_what_the_page_before_told_is_shown_and_noted_as_shown():
    request = RequestFactory().get("/")
    vars(request)["told"] = "Kept."
    assert context.told(request)["told"]() == "Kept."
    assert vars(request)["told_was_shown"] is True


def test_nothing_told_is_no_error():
    request = RequestFactory().get("/")
    assert context.told(request)["told"]() == ""


def test_a_shared_computer_keeps_no_drafts(request_of_alma):
    request_of_alma.session["shared_computer"] = True
    assert '<html lang="en-gb" dir="ltr" data-drafts="off">' in page(request_of_alma)


def test_errors_are_named_in_the_title(request_of_alma):
    form = SimpleNamespace(errors={"name": ["x"]})
    assert "<title>Another look: </title>" in page(request_of_alma, form=form)


def test_see_other_is_303_and_errors_are_422():
    assert (http.see_other("/x/").status_code, http.see_other("/x/")["Location"]) == (303, "/x/")
    answer = http.with_errors(RequestFactory().get("/"), "ui/components/own.html", {"words": "x"})
    assert (answer.status_code, answer["Vary"]) == (422, "HX-Request")
    assert http.render(RequestFactory().get("/"), "ui/components/own.html").status_code == 200


def test_the_browser_keeps_no_copy_of_a_page_for_its_back_button():
    layout = (render_to_string("ui/layouts/bare.html")).split('name="htmx-config" content=')[1]
    assert layout.startswith(
        """'{"includeIndicatorCSS": false, "extensions": "hx-csp", "history": false}'"""
    )
