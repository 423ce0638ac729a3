"""The pages of the hours log, and the client's page of their name in it, looked at by the five."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.core.clock import now
from goldenthread.practice import queries
from goldenthread.practice.models import HoursLine, NameLent

pytestmark = pytest.mark.django_db

TYPED = {"minutes": "60", "paid": "yes", "setting": "individual", "name": "Greta", "contact": ""}


def typed(**more):
    return TYPED | {"on_day": now().date().isoformat()} | more


@pytest.fixture
def lending(desk):
    return f"/together/{desk.relationship.uid}/hours/"


def test_alma_takes_a_session_in_and_it_stands_in_her_log(desk, as_alma):
    session = desk.took_place(minutes=50)
    assert "Took place, and not in your log yet" in as_alma.get("/desk/hours/").content.decode()
    key = session.uid.hex
    sent = {f"take_{key}": "on", f"minutes_{key}": "50", "paid": "no"}

    assert as_alma.post("/desk/hours/take-in/", sent).status_code == 303

    shown = as_alma.get("/desk/hours/").content.decode()
    assert "1 session is in your log" in shown
    assert "50 minutes" in shown
    assert "pro bono" in shown
    assert "0.83" in shown
    assert "Took place, and not" not in shown


def test_a_session_of_unknown_length_is_asked_for(desk, as_alma):
    session = desk.took_place(minutes=None)
    key = session.uid.hex

    answer = as_alma.post("/desk/hours/take-in/", {f"take_{key}": "on", "paid": "yes"})

    assert answer.status_code == 422
    assert "Write the minutes as a number" in answer.content.decode()
    assert HoursLine.objects.count() == 0


def test_what_is_not_ticked_stays_outside(desk, as_alma):
    desk.took_place()

    assert as_alma.post("/desk/hours/take-in/", {"paid": "yes"}).status_code == 303
    assert HoursLine.objects.count() == 0


def test_a_line_is_written_changed_and_taken_out(desk, as_alma):
    assert as_alma.get("/desk/hours/write/").status_code == 200
    assert as_alma.post("/desk/hours/write/", typed()).status_code == 303
    line = f"/desk/hours/{HoursLine.objects.get().uid}/"
    assert 'value="Greta"' in as_alma.get(line).content.decode()

    assert as_alma.post(line, typed(name="Hugo", minutes="30")).status_code == 303
    assert "Hugo" in as_alma.get("/desk/hours/").content.decode()
    assert as_alma.post(line + "drop/").status_code == 303

    assert HoursLine.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": "0"},
        {"minutes": "1441"},
        {"minutes": "an hour"},
        {"on_day": "2999-01-01"},
        {"on_day": "yesterday"},
        {"name": "x" * 121},
        {"setting": "group", "people": "0"},
        {"paid": "maybe"},
    ],
)
def test_what_is_mistyped_is_kept_and_said(desk, as_alma, wrong):
    answer = as_alma.post("/desk/hours/write/", typed(**wrong))

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode() or "errors" in answer.content.decode()
    assert "Greta" in answer.content.decode() or "name" in wrong
    assert HoursLine.objects.count() == 0


def test_nobody_else_finds_her_log(desk, as_alma, as_ben, strangers, nobody):
    uid = desk.write("Greta")
    assert "Greta" in as_alma.get("/desk/hours/").content.decode()
    pages = ["", "write/", "file/", "paper/", f"{uid}/"]
    for client in (as_ben, strangers["Dara"], strangers["Enzo"]):
        for page in pages:
            assert client.get(f"/desk/hours/{page}").status_code == 404
        assert client.post("/desk/hours/take-in/").status_code == 404
        assert client.post("/desk/hours/write/", typed()).status_code == 404
        assert client.post(f"/desk/hours/{uid}/drop/").status_code == 404
    for page in ("", "file/", "paper/"):
        assert b"Greta" not in strangers["Cleo"].get(f"/desk/hours/{page}").content
    assert strangers["Cleo"].get(f"/desk/hours/{uid}/").status_code == 404
    assert strangers["Cleo"].post(f"/desk/hours/{uid}/drop/").status_code == 404
    assert b"Greta" not in nobody.get("/desk/hours/").content
    assert HoursLine.objects.count() == 1


def test_the_file_and_the_paper_say_the_name_only_while_it_is_lent(desk, lending, as_alma, as_ben):
    desk.took_place()
    desk.take_in()
    assert b"Ben" not in as_alma.get("/desk/hours/file/").content
    as_ben.post(lending + "lend/", {"contact": "on"})

    answer = as_alma.get("/desk/hours/file/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="coaching-hours.csv"'
    assert b'"Ben","ben@example.org","individual"' in answer.content
    assert "ben@example.org" in as_alma.get("/desk/hours/paper/").content.decode()
    as_ben.post(lending + "take-back/")
    for page in ("", "file/", "paper/"):
        assert b"Ben" not in as_alma.get(f"/desk/hours/{page}").content.partition(b"<main")[2]
    assert b"ben@" not in as_alma.get("/desk/hours/file/").content


def test_a_formula_for_a_name_is_only_words_in_the_file(desk, as_alma):
    desk.write("=HYPERLINK(1)")

    assert b'"\'=HYPERLINK(1)"' in as_alma.get("/desk/hours/file/").content


def test_the_page_of_a_name_is_the_client_s(desk, lending, as_ben, as_alma, strangers, nobody):
    assert "My name may stand there" in as_ben.get(lending).content.decode()
    for client in (as_alma, *strangers.values()):
        assert client.get(lending).status_code == 404
        assert client.post(lending + "lend/").status_code == 404
        assert client.post(lending + "take-back/").status_code == 404
    assert "My name may stand" not in nobody.get(lending).content.decode()
    assert NameLent.objects.count() == 0

    assert as_ben.post(lending + "lend/").status_code == 303
    assert "“Ben” may stand there" in as_ben.get(lending).content.decode()


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_log_asks_the_same_few_questions_however_long_it_is(desk, as_alma, sessions):
    for day in range(sessions):
        desk.took_place(days=day + 1)
    desk.take_in()
    desk.lend()
    desk.lines()

    with CaptureQueriesContext(connection) as asked:
        lines = queries.lines_of(
            desk.alma.person, at=desk.at + timedelta(minutes=1), keyring=desk.alma.keyring
        )

    assert len(lines) == sessions
    assert len(asked) == 8
