"""A copy of everything: whole, one's own, and opened without us."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from goldenthread.agreements.printing.verifier import verify_agreement as agreements_verifier
from goldenthread.journal.models import Entry
from goldenthread.ledger.models import Entry as Line

pytestmark = pytest.mark.django_db

BODY = "A page of Ben's own, with <b>marks</b> & a canary."


def taken(client) -> zipfile.ZipFile:
    answer = client.post("/copy/take/")
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.fixture
def kept(agreed, as_ben):
    """A page of Ben's, in the relationship whose agreement is in force."""
    as_ben.post(
        f"/together/{agreed.uid}/journal/new/",
        {"uid": str(uuid4()), "title": "Mine", "body": BODY},
    )
    return agreed


def test_ben_takes_everything_that_is_his(kept, as_ben):
    copy = taken(as_ben)

    assert sorted(copy.namelist()) == [
        "01-client/afterwards.html",
        "01-client/afterwards.json",
        "01-client/agreement.html",
        "01-client/agreement.json",
        "01-client/before-sessions.json",
        "01-client/disclosures.html",
        "01-client/disclosures.json",
        "01-client/invoices.json",
        "01-client/journal.html",
        "01-client/journal.json",
        "01-client/ledger.json",
        "01-client/opened-together.html",
        "01-client/opened-together.json",
        "01-client/packages.json",
        "01-client/plan.html",
        "01-client/plan.json",
        "01-client/promises.html",
        "01-client/promises.json",
        "01-client/roles.json",
        "01-client/seat-papers.json",
        "01-client/seats.json",
        "01-client/series.json",
        "01-client/session-notes.html",
        "01-client/session-notes.json",
        "01-client/sessions.html",
        "01-client/sessions.json",
        "01-client/signed/version-1-copy-1.json",
        "01-client/signed/version-1.html",
        "01-client/signed/version-1.pdf",
        "01-client/time-kept.html",
        "01-client/time-kept.json",
        "01-client/what-left.html",
        "01-client/what-left.json",
        "01-client/your-way.json",
        "READ ME FIRST.html",
        "ledger/about-me.json",
        "ledger/verify_ledger.py",
        "ledger/what-i-did.json",
        "style.css",
        "verify_agreement.py",
        "what-ill-do.json",
    ]
    journal = json.loads(copy.read("01-client/journal.json"))
    assert [(entry["title"], entry["body"]) for entry in journal] == [("Mine", BODY)]
    page = copy.read("01-client/journal.html").decode()
    assert "A page of Ben&#x27;s own, with &lt;b&gt;marks&lt;/b&gt; &amp; a canary." in page


def test_alma_takes_what_she_can_read_and_no_word_of_bens_own(kept, as_alma, as_ben):
    assert b"canary" in taken(as_ben).read("01-client/journal.json")

    copy = taken(as_alma)

    everything = b"".join(copy.read(name) for name in copy.namelist())
    assert b"canary" not in everything
    assert "01-coach/ledger.json" not in copy.namelist()
    assert "desk/starting-words.json" in copy.namelist()


def test_the_three_others_take_nothing_of_theirs(kept, strangers):
    for client in strangers.values():
        copy = taken(client)
        assert [name for name in copy.namelist() if name.startswith("0")] == []
        assert b"canary" not in b"".join(copy.read(name) for name in copy.namelist())


def test_the_ledger_in_the_copy_is_verified_by_the_program_beside_it(kept, as_ben, tmp_path):
    copy = taken(as_ben)
    copy.extractall(tmp_path)

    verdicts = {
        name: subprocess.run(
            [sys.executable, "-I", str(tmp_path / "ledger/verify_ledger.py"), str(tmp_path / name)],
            capture_output=True,
            check=False,
        ).returncode
        for name in ("01-client/ledger.json", "ledger/about-me.json", "ledger/what-i-did.json")
    }

    assert verdicts == {
        "01-client/ledger.json": 0,
        "ledger/about-me.json": 0,
        "ledger/what-i-did.json": 0,
    }


def test_a_row_removed_from_the_copy_is_noticed(kept, as_ben, tmp_path):
    copy = taken(as_ben)
    copy.extractall(tmp_path)
    path = tmp_path / "01-client/ledger.json"
    document = json.loads(path.read_text())
    del document["rows"][2]
    path.write_text(json.dumps(document))

    ran = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "ledger/verify_ledger.py"), str(path)],
        capture_output=True,
        check=False,
    )

    assert ran.returncode == 1


def test_what_was_signed_is_in_the_copy_with_both_signatures(kept, as_ben):
    signed = json.loads(taken(as_ben).read("01-client/signed/version-1-copy-1.json"))

    assert sorted(signature["role"] for signature in signed["signatures"]) == ["client", "coach"]
    assert agreements_verifier.verify(signed).good


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_each_signed_version_is_in_the_copy_as_a_file_that_proves_itself(
    kept, as_ben, tmp_path, kind
):
    file = tmp_path / f"version-1.{kind}"
    file.write_bytes(taken(as_ben).read(f"01-client/signed/{file.name}"))

    assert agreements_verifier.verify(agreements_verifier.read_copy(str(file))).good


@pytest.mark.row("INV-3")
def test_that_a_copy_was_taken_is_in_the_ledger_before_a_byte_of_it(kept, as_ben):
    answer = as_ben.post("/copy/take/")

    assert Line.objects.filter(verb="bridge.copy.taken", stream_uid=kept.uid).count() == 1
    assert len(b"".join(answer.streaming_content)) > 0


def test_a_copy_asks_for_the_passphrase_when_it_was_not_given_lately(as_ben, ben_member):
    session = as_ben.session
    session["proved"] = "2020-01-01T00:00:00+00:00"
    session.save()
    asked = as_ben.post("/copy/take/")
    assert asked.headers["Content-Type"].startswith("text/html")

    wrong = as_ben.post("/copy/prove/", {"proof": "not that one"})
    right = as_ben.post("/copy/prove/", {"proof": ben_member.passphrase})

    assert (wrong.status_code, right.status_code) == (422, 200)
    assert taken(as_ben).testzip() is None


def test_nothing_of_a_copy_is_written_to_disk(kept, as_ben, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    taken(as_ben)

    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.row("S1.8")
@pytest.mark.row("INV-3")
def test_words_the_coach_took_in_a_copy_are_not_said_to_be_unread(kept, as_ben, as_alma):
    entry = Entry.objects.get()
    shared = {"uid": str(uuid4()), "words": "a canary", "step": "share"}
    as_ben.post(f"/together/{kept.uid}/journal/{entry.uid}/share/", shared)
    take_back = f"/together/{kept.uid}/journal/shared/{shared['uid']}/take-back/"
    assert "Alma hadn’t opened it" in said(as_ben.get(take_back))

    copy = taken(as_alma)

    assert b"a canary" in copy.read("01-coach/journal.json")
    assert "Alma first opened it on" in said(as_ben.get(take_back))


def said(answer) -> str:
    return str(answer.content.decode()).replace("&#x27;", "’").replace("'", "’")
