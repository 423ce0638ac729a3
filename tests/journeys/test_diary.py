"""A coach opens their diary: hours typed with the keyboard, a holiday, a kind of session; with and without script."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.keyboard import Hands
from tests.journeys.someone import Someone


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False])
def test_a_coach_opens_a_diary_by_keyboard_on_a_phone(lived_in, windows, script):
    window = windows(lived_in, size="phone", script=script)
    cleo = Someone(window, lived_in, lived_in.guests()["Cleo"], looks=script)
    hands = Hands(cleo.page)
    cleo.sign_in()

    cleo.follow("Your diary")
    cleo.sees("Nobody can book yet. Keep your hours, and offer a kind of session.")
    cleo.looked_at()
    _hours(cleo, hands)
    _a_kind(cleo)
    _a_holiday(cleo)
    _rules(cleo)

    cleo.sees("Your clients can book the times that are free.")
    cleo.sees("What a client sees first")
    cleo.looked_at()


def _hours(cleo: Someone, hands: Hands) -> None:
    hands.open("Keep your hours")
    hands.type_into("Monday", "9-12:30, 14 to 18")
    hands.type_into("Thursday", "nine to five")
    hands.open("Keep these hours")
    cleo.sees("One thing needs another look")
    cleo.looked_at()
    # What was right is still there, and what was wrong too.
    assert cleo.page.get_by_label("Monday", exact=True).input_value() == "9-12:30, 14 to 18"
    assert cleo.page.get_by_label("Thursday", exact=True).input_value() == "nine to five"
    hands.type_into("Thursday", "0-24")
    hands.open("Keep these hours")
    cleo.is_told("Kept. Sessions already arranged stay as they are.")
    cleo.sees("00:00–24:00")


def _a_kind(cleo: Someone) -> None:
    cleo.follow("Offer a kind of session")
    cleo.looked_at()
    cleo.fill("What is it called?", "Session")
    cleo.fill("How many minutes?", "50")
    cleo.press("Keep it")
    cleo.is_told("Kept. Clients can choose it from now on.")
    cleo.sees("Each session gets a room of its own.")


def _a_holiday(cleo: Someone) -> None:
    cleo.follow("Close a day, or open one")
    cleo.looked_at()
    first = datetime.now(UTC).date() + timedelta(days=100)
    cleo.fill("The day", first.isoformat())
    cleo.fill("Until, if it’s several", (first + timedelta(days=6)).isoformat())
    cleo.press("Keep it")
    cleo.is_told("Kept.")
    cleo.sees(f"{first:%A} {first.day} {first:%B}")
    cleo.sees("Closed")
    cleo.follow("Your diary")


def _rules(cleo: Someone) -> None:
    cleo.follow("Change the rules")
    cleo.looked_at()
    cleo.page.get_by_label("The clock your hours are kept by").select_option("Asia/Kathmandu")
    cleo.fill("Most sessions in a day", "4")
    cleo.press("Keep these rules")
    cleo.is_told("Kept.")
    cleo.sees("Your hours go by the clock in Kathmandu.")
    cleo.sees("At most 4 sessions a day.")
