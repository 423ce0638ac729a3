"""The ledger as somebody reads it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry


def told(lines):
    return [(line.when, line.sentence) for line in lines]


@pytest.fixture
def evening(pair, ben, passage):
    """Entries of one evening, newest first as a query gives them; nothing is kept."""

    def make(*moments, by, code="test.passage.opened", about=ben, **kwargs):
        return [
            Entry(
                stream_uid=pair,
                verb=code,
                actor_uid=by.uid if by else None,
                about_uid=about.uid,
                at=datetime.fromisoformat(f"2026-03-02T{moment}:00+00:00"),
                **kwargs,
            )
            for moment in moments
        ]

    return make


@pytest.mark.row("S0.15", "S1.4")
def test_the_client_reads_who_opened_what_and_when(lived, ben, names):
    lines = ledger.prose(ledger.entries_about(ben.uid), names, ben.uid)

    assert told(lines) == [
        ("10:07", "You opened your journal."),
        ("10:06", "Alma answered you."),
        ("10:05", "The house itself looked after your journal."),
        ("10:04", "Alma opened 3 passages you shared."),
        ("10:03", "Alma opened a passage you shared."),
        ("10:02", "You shared a passage."),
        ("10:01", "You wrote in your journal."),
    ]
    assert [line.mine for line in lines] == [True, False, False, False, False, True, True]


def test_the_coach_reads_her_own_deeds_with_the_clients_name(lived, alma, names):
    lines = ledger.prose(ledger.entries_by(alma.uid), names, alma.uid)

    assert told(lines) == [
        ("10:06", "You answered Ben."),
        ("10:04", "You opened 3 passages Ben shared."),
        ("10:03", "You opened a passage Ben shared."),
    ]


def test_equal_neighbours_are_one_line(evening, alma, ben, names):
    lines = ledger.prose(evening("21:52", "21:47", "21:40", by=alma), names, ben.uid)

    assert told(lines) == [
        ("three times between 21:40 and 21:52", "Alma opened a passage you shared.")
    ]
    assert (lines[0].many, lines[0].at - lines[0].since) == (3, timedelta(minutes=12))


def test_what_came_between_parts_equal_lines(evening, alma, ben, names):
    entries = [
        *evening("21:52", by=alma),
        *evening("21:50", by=ben, code="test.entry.written"),
        *evening("21:40", by=alma),
    ]

    assert [line.many for line in ledger.prose(entries, names, ben.uid)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("many", "when"),
    [
        (1, "21:40"),
        (2, "twice at 21:40"),
        (9, "nine times at 21:40"),
        (10, "10 times at 21:40"),
    ],
)
def test_how_often_is_said_in_words(evening, alma, ben, names, many, when):
    [line] = ledger.prose(evening(*["21:40"] * many, by=alma), names, ben.uid)

    assert line.when == when


def test_a_day_is_the_readers_day(evening, alma, ben, names):
    entries = evening("23:10", "22:50", by=alma)

    with timezone.override(ZoneInfo("Europe/Berlin")):
        lines = ledger.prose(entries, names, ben.uid)

    assert [(line.day, line.when, line.many) for line in lines] == [
        (date(2026, 3, 3), "00:10", 1),
        (date(2026, 3, 2), "23:50", 1),
    ]


def test_someone_whose_account_is_gone_is_called_that(evening, cleo, ben, alma, names):
    gone = {ben.uid: "Ben"}

    [line] = ledger.prose(evening("21:40", by=cleo), gone, ben.uid)
    [of_gone] = ledger.prose(evening("21:40", by=alma, about=cleo), gone, alma.uid)

    assert line.sentence == "Someone whose account is gone opened a passage you shared."
    assert of_gone.sentence == "You opened a passage someone whose account is gone shared."


def test_a_doer_in_the_middle_of_a_sentence_has_no_capital(evening, ben, names):
    mine = ledger.prose(evening("21:40", by=ben, code="test.letter.sent"), names, ben.uid)
    houses = ledger.prose(evening("21:40", by=None, code="test.letter.sent"), names, ben.uid)

    assert mine[0].sentence == "A letter was sent by you."
    assert houses[0].sentence == "A letter was sent by the house itself."


def test_what_someone_did_about_themselves_is_said_so_to_others(evening, cleo, ben, names):
    entries = evening("21:40", by=cleo, about=cleo, code="test.name.changed")

    [line] = ledger.prose(entries, names, ben.uid)

    assert line.sentence == "Cleo changed their own name."


def test_a_name_is_never_read_as_a_blank(evening, alma, ben):
    [line] = ledger.prose(evening("21:40", by=alma), {alma.uid: "{you} {0} %s"}, ben.uid)

    assert line.sentence == "{you} {0} %s opened a passage you shared."


def test_a_line_of_another_version_is_told_all_the_same(evening, alma, ben, names):
    [line] = ledger.prose(evening("21:40", by=alma, code="later.thing.done"), names, ben.uid)

    assert line.sentence == "Alma did something that this version has no words for."


def test_everyone_in_the_lines_is_named_and_nobody_else(lived, alma, ben):
    assert ledger.people_in(ledger.entries_about(ben.uid)) == {alma.uid, ben.uid}
    assert ledger.people_in([]) == set[UUID]()


def test_a_lines_moment_is_kept_whole(evening, alma, ben, names):
    [line] = ledger.prose(evening("21:40", by=alma), names, ben.uid)

    assert line.at == datetime(2026, 3, 2, 21, 40, tzinfo=UTC)
