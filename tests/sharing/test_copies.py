"""A copy to keep: for the pair all that passed, for Dara what was hers to read and write."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from goldenthread.ledger.models import Entry
from goldenthread.sharing import api as sharing
from goldenthread.sharing.actions import outside
from goldenthread.sharing.models import Release
from goldenthread.sharing.states import OutsideKind

WORDS, HOPE, DRAFT = "I lead the Monday round", "That he leads his way", "A draft for later"


def taken(client):
    answer = client.post("/copy/take/")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.fixture
def lived(with_dara):
    t = with_dara
    t.hope(HOPE)
    t.ask("Is he ready?")
    t.release(WORDS)
    t.draft(DRAFT)
    told = outside.Outside(OutsideKind.SPOKE, "Dara", t.at.date(), "That she’s glad", "")
    outside.note_from_outside(t.pair, told, **t.looking(t.alma))
    return t


def test_ben_takes_all_that_passed_and_every_line_of_it_is_in_the_ledger(lived, as_ben):
    copy = taken(as_ben)

    left = json.loads(copy.read("01-client/what-left.json"))
    page = copy.read("01-client/what-left.html").decode()

    assert [each["kind"] for each in left] == [
        "hope",
        "request",
        "release",
        "release",
        "from_outside",
    ]
    for words in (HOPE, "Is he ready?", WORDS, DRAFT, "That she’s glad"):
        assert words in page
    assert Entry.objects.filter(verb="sharing.copied", actor_uid=lived.ben.uid).count() == 1
    assert "windows.json" not in copy.namelist()


@pytest.mark.row("INV-4")
def test_dara_takes_what_she_wrote_and_what_was_released_to_her_and_nothing_else(lived, as_dara):
    copy = taken(as_dara)

    everything = b"".join(copy.read(name) for name in copy.namelist()).decode()
    # The ledger's own files name the chain a line stands in; no page of hers does.
    pages = [copy.read(name) for name in copy.namelist() if not name.startswith("ledger/")]

    mine = json.loads(copy.read("windows.json"))
    assert [(each["kind"], each["words"]) for each in mine] == [
        ("hope", HOPE),
        ("request", "Is he ready?"),
        ("released", WORDS),
    ]
    for secret in (DRAFT, "That she’s glad", str(Release.objects.earliest("drafted_at").uid)):
        assert secret not in everything
    assert str(lived.pair.uid) not in b"".join(pages).decode()


def test_somebody_without_a_seat_has_no_windows_to_copy(lived, cleo_member):
    looking = lived.looking(cleo_member)

    assert list(sharing.copy_of_windows(**looking)) == []
