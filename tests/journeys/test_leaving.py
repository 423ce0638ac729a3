"""Leaving at once, in a real browser: by the button, by Escape twice, and without script."""

import pytest

from tests.journeys.conftest import signed_in

pytestmark = pytest.mark.row("S4.11")


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def ben(demo, windows, request):
    """Ben's window, on a page of his own, with a way out chosen."""
    page = signed_in(windows(demo, script=request.param), demo, "Ben")
    page.get_by_role("link", name="Your way").first.click()
    page.locator("input[name=exit][value=yes]").check()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="My space").first.click()
    yield page, request.param
    # The demo is shared by all journeys: Ben's pages come to him again as they did before.
    again = signed_in(windows(demo), demo, "Ben")
    again.get_by_role("link", name="Your way").first.click()
    again.locator("input[name=exit][value=not_yet]").check()
    again.get_by_role("button", name="Keep this").click()


def _is_away(demo, page):
    page.wait_for_url(f"{demo.address}/away/")
    assert page.title() == "Blank page"
    page.goto(f"{demo.address}/my-space/")
    page.wait_for_url("**/sign-in/**")


def test_the_button_leads_away_and_ends_the_visit(demo, ben):
    page, _script = ben

    page.get_by_role("button", name="Leave now").click()

    _is_away(demo, page)


def test_escape_twice_leads_away_and_once_does_not(demo, ben):
    page, script = ben
    if not script:
        pytest.skip("Keys need script; the button doesn’t.")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1700)
    page.keyboard.press("Escape")
    assert page.url.endswith("/my-space/")

    page.keyboard.press("Escape")

    _is_away(demo, page)


def test_going_back_after_leaving_shows_nothing_of_the_page(demo, ben):
    page, _script = ben
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url(f"{demo.address}/away/")

    page.go_back()

    assert "Hello, Ben" not in page.content()
