"""The hours log: its coach's alone; a name in it only while its owner lends it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as some

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.exits.clearing import clear
from goldenthread.practice import actions, policy, queries
from goldenthread.practice.lines import OpenLine, Row, Worked, hours, rows_of, totals
from goldenthread.practice.models import HoursLine, NameLent
from goldenthread.practice.spreadsheet import BEGINS_A_FORMULA, cell, spreadsheet_of
from goldenthread.practice.states import Setting
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import Attendance
from goldenthread.vault import api as vault

DAY = timedelta(days=1)


def of_sheet(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_a_session_that_took_place_waits_and_comes_in_once(desk):
    session = desk.took_place()
    [waiting] = queries.not_taken_in(desk.alma.person)
    assert (waiting.uid, waiting.minutes) == (session.uid, 60)

    assert desk.take_in() == 1
    worked = {session.uid: Worked(session.on_day, 60, paid=True, pair=desk.relationship.uid)}
    assert actions.take_in(worked, **desk.doing) == 0

    assert queries.not_taken_in(desk.alma.person) == []
    assert [(line.worked.minutes, line.worked.paid) for line in desk.lines()] == [(60, True)]


@pytest.mark.django_db
def test_a_session_ahead_or_called_off_is_no_hour(desk):
    session = desk.took_place()
    sessions.mark_session(
        desk.relationship, session.uid, sessions.SessionState.PLANNED, **desk.doing
    )

    assert queries.not_taken_in(desk.alma.person) == []


@pytest.mark.django_db
def test_the_minutes_both_said_come_before_those_arranged(desk):
    session = desk.took_place(minutes=60)
    began = session.starts_at
    Attendance.objects.create(
        session_id=session.uid,
        relationship_uid=desk.relationship.uid,
        coach_came_at=began,
        client_came_at=began + timedelta(minutes=4),
        coach_left_at=began + timedelta(minutes=55),
        client_left_at=began + timedelta(minutes=58),
    )

    assert [one.minutes for one in queries.not_taken_in(desk.alma.person)] == [51]


@pytest.mark.django_db
def test_without_his_word_a_client_is_a_client(desk):
    desk.took_place()
    desk.take_in()

    assert [(line.name, line.contact) for line in desk.lines()] == [("", "")]
    assert of_sheet(spreadsheet_of(rows_of(desk.lines())))[1][:2] == ["a client", ""]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "stands"), [(False, ("Ben", "")), (True, ("Ben", "ben@example.org"))]
)
def test_the_name_he_lends_stands_and_is_gone_the_moment_he_takes_it_back(desk, contact, stands):
    desk.took_place()
    desk.take_in()
    desk.lend(contact=contact)
    assert [(line.name, line.contact) for line in desk.lines()] == [stands]

    actions.take_name_back(desk.relationship, by=desk.ben.person, at=desk.at)

    assert [(line.name, line.contact) for line in desk.lines()] == [("", "")]
    assert NameLent.objects.count() == 0


@pytest.mark.django_db
def test_no_line_of_a_session_holds_a_name_even_while_it_is_lent(desk):
    desk.lend(contact=True)
    desk.took_place()
    desk.take_in()

    [line] = desk.lines()
    assert (line.worked.name, line.worked.contact, line.name) == ("", "", "Ben")


@pytest.mark.django_db
def test_only_the_client_lends_his_name(desk, cleo_member):
    with pytest.raises(NotAllowed):
        actions.lend_name(desk.relationship, contact=True, by=desk.alma.person, at=desk.at)
    with pytest.raises(NotAllowed):
        actions.take_name_back(desk.relationship, by=desk.alma.person, at=desk.at)
    with pytest.raises(Http404):
        actions.lend_name(desk.relationship, contact=True, by=cleo_member.person, at=desk.at)

    assert NameLent.objects.count() == 0


@pytest.mark.django_db
def test_after_the_end_a_name_can_be_taken_back_and_not_lent(desk):
    desk.lend()
    relationships.end_relationship(relationship=desk.relationship, by=desk.ben.person, at=desk.at)
    with pytest.raises(NotAllowed):
        desk.lend(contact=True)

    actions.take_name_back(desk.relationship, by=desk.ben.person, at=desk.at)

    assert NameLent.objects.count() == 0


@pytest.mark.django_db
def test_what_is_erased_leaves_a_line_of_nobody(desk):
    desk.took_place()
    desk.take_in()
    desk.lend(contact=True)
    boxes = [each.uid for each in vault.compartments_of(desk.relationship.uid)]

    clear(desk.relationship.uid, boxes)

    assert NameLent.objects.count() == 0
    assert [(line.name, line.worked.minutes) for line in desk.lines()] == [("", 60)]


@pytest.mark.django_db
def test_a_line_is_sealed_and_its_coach_s_alone(desk, cleo_member, ben_member):
    uid = desk.write("Greta Elsewhere", contact="greta@example.net")

    row = HoursLine.objects.get(uid=uid)
    assert b"Greta" not in bytes(row.sealed)
    assert [line.name for line in desk.lines()] == ["Greta Elsewhere"]
    assert queries.lines_of(cleo_member.person, at=desk.at, keyring=cleo_member.keyring) == []
    with pytest.raises(Http404):
        actions.drop_line(uid, by=cleo_member.person, at=desk.at)
    with pytest.raises(Http404):
        actions.change_line(
            uid,
            Worked(date(2026, 1, 5), 1, paid=True),
            by=cleo_member.person,
            at=desk.at,
            keyring=cleo_member.keyring,
        )


@pytest.mark.django_db
def test_a_line_changes_and_goes(desk):
    uid = desk.write(minutes=60)
    actions.change_line(uid, Worked(date(2026, 1, 6), 45, paid=False), **desk.doing)
    assert [(x.worked.day.day, x.worked.minutes, x.worked.paid) for x in desk.lines()] == [
        (6, 45, False)
    ]

    actions.drop_line(uid, by=desk.alma.person, at=desk.at)

    assert desk.lines() == []


@pytest.mark.django_db
def test_a_form_sent_twice_is_one_line(desk):
    uid, worked = new_uid(), Worked(date(2026, 1, 5), 60, paid=True)
    for _ in range(2):
        actions.write_line(worked, uid=uid, **desk.doing)

    assert len(desk.lines()) == 1


@pytest.mark.django_db
def test_who_does_not_coach_keeps_no_log(desk, ben_member):
    keys = {"by": ben_member.person, "at": desk.at, "keyring": ben_member.keyring}
    with pytest.raises(NotAllowed):
        actions.write_line(Worked(date(2026, 1, 5), 60, paid=True), uid=new_uid(), **keys)
    with pytest.raises(NotAllowed):
        actions.take_in({}, **keys)


@pytest.mark.django_db
@pytest.mark.row("INV-13")
def test_the_log_is_written_down_of_the_coach_and_lending_of_the_client(desk):
    desk.took_place()
    desk.take_in()
    desk.lines()
    desk.lend()

    alma, ben = desk.alma.uid, desk.ben.uid
    assert desk.verbs(desk.alma) == [
        ("practice.hours.taken_in", alma),
        ("practice.hours.read", alma),
    ]
    assert desk.verbs(desk.ben) == [("practice.name.lent", ben)]


def line(name="", minutes=60, day=date(2026, 1, 5), **more):
    worked = Worked(day, minutes, **{"paid": True, "name": name, **more})
    return OpenLine(new_uid(), worked, name, worked.contact)


def test_years_add_up_on_their_own_and_all_together():
    lines = [
        line(minutes=90),
        line(minutes=30, paid=False),
        line(minutes=60, day=date(2025, 12, 31)),
    ]

    assert [(t.year, t.sessions, t.hours_paid, t.hours_pro_bono) for t in totals(lines)] == [
        (2026, 2, "1.50", "0.50"),
        (2025, 1, "1.00", "0.00"),
        (None, 3, "2.50", "0.50"),
    ]
    assert totals([]) == []


def test_a_client_is_one_row_from_the_first_month_to_the_last():
    rows = rows_of(
        [
            line("Greta", 60, date(2025, 11, 3)),
            line("greta", 60, date(2026, 2, 3), paid=False),
            line("Hugo", 45),
            line("Team", 90, setting=Setting.GROUP, people=6),
        ]
    )

    assert [(r.name, f"{r.first:%Y-%m}", f"{r.last:%Y-%m}", r.paid, r.pro_bono) for r in rows] == [
        ("greta", "2025-11", "2026-02", 60, 60),
        ("Hugo", "2026-01", "2026-01", 45, 0),
        ("Team", "2026-01", "2026-01", 90, 0),
    ]


def test_two_clients_without_a_name_are_two_rows():
    rows = rows_of([line(pair=new_uid()), line(pair=new_uid())])

    assert len(rows) == 2


def test_the_file_has_the_columns_that_renewals_ask_for():
    sheet = of_sheet(spreadsheet_of(rows_of([line("Greta", 90, contact="g@example.net")])))

    assert sheet == [
        [
            "Client name",
            "Contact",
            "Individual or group",
            "Number in group",
            "Start month",
            "End month",
            "Paid hours",
            "Pro bono hours",
        ],
        ["Greta", "g@example.net", "individual", "", "2026-01", "2026-01", "1.50", "0.00"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "  =1",
        '"=1',
        "'=1",
        ";=1",
        "\t=1",
        "\r=1",
        "\n=1",
        "\ufeff=1",
        "\u00a0=1",
        "\uff1d1",
        "|calc",
        "%0A=1",
    ],
)
def test_nothing_that_looks_like_a_formula_runs_in_a_spreadsheet(text):
    shown = cell(text)

    assert shown.startswith("'")
    assert not set("\t\r\n") & set(shown)


@pytest.mark.parametrize("text", ["", "Greta", "Ben O'Hara", "2026-01", "1.50", "a=b", "ben@x.org"])
def test_ordinary_words_stay_as_they_are(text):
    assert cell(text) == text


@given(some.text(max_size=40), some.text(max_size=40))
def test_whatever_is_typed_the_file_has_its_eight_columns_and_no_formula(name, contact):
    row = Row(name, contact, Setting.GROUP, 3, date(2026, 1, 1), date(2026, 2, 1), 60, 0)
    content = spreadsheet_of([row])

    [_heading, cells] = of_sheet(content)
    assert len(cells) == 8
    assert [each for each in cells if each.strip()[:1] in BEGINS_A_FORMULA] == []
    assert content.count(b"\r\n") == 2


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0.00"), (1, "0.02"), (50, "0.83"), (61, "1.02")]
)
def test_minutes_are_said_as_hours(minutes, said):
    assert hours(minutes) == said


@pytest.mark.parametrize(
    ("minutes", "may"), [(0, False), (1, True), (1440, True), (1441, False), (-5, False)]
)
def test_a_line_lasts_a_day_at_the_most(minutes, may):
    assert bool(policy.may_last(minutes)) == may
