"""A calendar of one's own: an address is switched on, fetched as a calendar does, and says times and nothing else."""

import re
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import expect

from tests.journeys.keyboard import Hands
from tests.journeys.someone import Someone

TITLE = "A walk"
FIELD = "#feed input[name=address]"


@pytest.mark.slow
@pytest.mark.parametrize(("size", "script"), [("phone", True), ("desk", False)])
def test_ben_subscribes_to_his_own_times(lived_in, windows, size, script):
    page = windows(lived_in, size=size, script=script)
    ben = Someone(page, lived_in, lived_in.guests()["Ben"], looks=script)
    hands = Hands(page)
    ben.sign_in()
    hands.open("Your account")
    ben.looked_at()
    hands.open("Feed and meeting letters")
    hands.reads("Calendars")
    ben.looked_at()
    hands.press("Make an address")
    address = _address(ben)
    ben.looked_at()

    events = _events(address)
    assert {str(each["SUMMARY"]) for each in events} == {"Meeting"}
    assert _ahead(events) == _sessions_ahead(ben)
    assert _asked(address, etag=_asked(address)[1])[0] == 304
    text = urlopen(address).read().decode()
    assert [
        word for word in ("Alma", "Ben", "SUMMARY:A session", "DESCRIPTION") if word in text
    ] == []

    # Moved by either, it moves; called off, it is taken out by saying so.
    last = _ahead(events)[-1]
    ben.page.locator("#main .vow a.title").nth(len(_ahead(events)) - 1).click()
    ben.press("Call it off")
    ben.sees("Ben called it off")
    gone = [each for each in _events(address) if each.get("STATUS") == "CANCELLED"]
    assert [each.start for each in gone] == [last]
    assert _ahead(_events(address)) == _ahead(events)[:-1]

    _call_them(ben, hands)
    assert {str(each["SUMMARY"]) for each in _events(address)} == {TITLE}
    # Another address makes the first one nobody's.
    hands.press("Another address")
    expect(page.locator(FIELD)).not_to_have_value(address)
    assert _asked(address)[0] == 404
    assert _events(_address(ben))
    hands.press("No feed any more")
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()


def _call_them(ben: Someone, hands: Hands) -> None:
    ben.go("/account/calendars/")
    hands.type_into("Call them", TITLE)
    hands.press("Call them that")
    ben.is_told("That’s what your calendar calls them from now on.")


def _address(ben: Someone) -> str:
    """Read the address that was made."""
    field = ben.page.locator(FIELD)
    expect(field).to_have_value(re.compile(r"/calendar/[\w-]{43}\.ics$"))
    return field.input_value()


def _asked(address: str, *, etag: str = "") -> tuple[int, str]:
    """Ask for an address as a calendar does; gives the status, and the tag of what came."""
    asked = Request(address, headers={"If-None-Match": etag} if etag else {})
    try:
        with urlopen(asked, timeout=20) as answer:
            return answer.status, answer.headers["ETag"]
    except HTTPError as refused:
        return refused.code, ""


def _events(address: str) -> list[Event]:
    """Read what an address gives, as a calendar does."""
    with urlopen(address, timeout=20) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        calendar = Calendar.from_ical(answer.read())
    return list(calendar.events)


def _ahead(events: list[Event]) -> list[datetime]:
    """Give when those begin that are to come, or have hardly begun, in their order."""
    lately = datetime.now(UTC) - timedelta(hours=2)
    stand = [each.start for each in events if each.get("STATUS") != "CANCELLED"]
    return sorted(each for each in stand if isinstance(each, datetime) and each > lately)


def _sessions_ahead(ben: Someone) -> list[datetime]:
    """Read from the page of sessions which are ahead."""
    ben.go("/my-space/")
    ben.follow("Together, with Alma")
    ben.follow("Sessions")
    said = ben.page.locator("section[aria-labelledby=ahead] time")
    moments = said.evaluate_all("all => all.map(one => one.dateTime)")
    return [datetime.fromisoformat(one).astimezone(UTC) for one in moments]
