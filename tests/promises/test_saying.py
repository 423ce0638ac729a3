"""How a promise is told: who said what and when, and a day that has passed without alarm."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from goldenthread.promises import saying
from goldenthread.promises.envelopes import Said
from goldenthread.promises.models import Promise
from goldenthread.promises.seen import as_seen
from goldenthread.promises.states import Arrangement, PromiseState


class Reader:
    """Someone who reads."""

    def __init__(self) -> None:
        self.uid, self.zone = uuid4(), "UTC"


READER, OTHER = Reader(), uuid4()
MADE, SAID_AT = (datetime(2026, 3, day, 10, tzinfo=UTC) for day in (2, 13))


def seen(state=PromiseState.OPEN, *, mine=True, due_on=date(2026, 3, 12), now=SAID_AT):
    promise = Promise(
        maker_uid=READER.uid if mine else OTHER,
        receiver_uid=OTHER if mine else READER.uid,
        due_on=due_on,
        state=state,
        made_at=MADE,
        settled_at=None if state == PromiseState.OPEN else SAID_AT,
    )
    return as_seen(promise, Said("words", due_on), by=READER, at=now)


@pytest.mark.parametrize(
    ("state", "mine", "sentence"),
    [
        ("open", True, "The day was 12 March"),
        ("open", False, "The day was 12 March"),
        ("kept", True, "Kept. Alma said so on 13 March"),
        ("kept", False, "Kept. You said so on 13 March"),
        (
            "kept_late",
            True,
            "Kept after the day, which was 12 March. Alma said so on 13 March",
        ),
        ("kept_late", False, "Kept after the day, which was 12 March. You said so on 13 March"),
        ("not_kept", True, "Not kept. The day was 12 March. Alma said so on 13 March"),
        ("not_kept", False, "Not kept. The day was 12 March. You said so on 13 March"),
        ("renegotiated", True, "You put another in its place on 13 March"),
        ("renegotiated", False, "Alma put another in its place on 13 March"),
        ("withdrawn", True, "You withdrew it on 13 March. Its day was 12 March"),
        ("withdrawn", False, "Alma withdrew it on 13 March. Its day was 12 March"),
    ],
)
@pytest.mark.row("INV-19")
def test_every_state_is_told_in_words_from_both_sides(state, mine, sentence):
    assert saying.standing(seen(PromiseState(state), mine=mine), "Alma") == sentence


def test_a_day_ahead_is_a_day_by_which():
    assert saying.standing(seen(now=MADE), "Alma") == "By 12 March"


def test_a_day_of_another_year_says_its_year():
    assert saying.standing(seen(due_on=date(2027, 1, 5)), "Alma") == "By 5 January 2027"


def test_whose_it_is_comes_first():
    assert saying.maker_line(seen(), "Alma") == "You, on 2 March"
    assert saying.maker_line(seen(mine=False), "Alma") == "Alma, on 2 March"


def test_an_icon_only_doubles_what_the_words_say():
    icons = {state: saying.standing_icon(seen(state)) for state in PromiseState}

    assert {state for state, icon in icons.items() if icon} == {
        PromiseState.KEPT,
        PromiseState.KEPT_LATE,
    }


def test_every_arrangement_has_its_words():
    assert saying.ABOUT.keys() == set(Arrangement)


def test_names_with_marks_of_their_own_are_left_as_they_are():
    assert saying.maker_line(seen(mine=False), "100% Alma %(day)s") == (
        "100% Alma %(day)s, on 2 March"
    )
