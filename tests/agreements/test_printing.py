"""A signed copy proves itself: to a browser, to a verifier of one file, and to whoever changes it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from goldenthread.agreements import actions, documents, queries
from goldenthread.agreements.printing.from_version import copy_of
from goldenthread.agreements.printing.in_html import html_of
from goldenthread.agreements.printing.in_pdf import pdf_of
from goldenthread.agreements.printing.verifier import verify_agreement
from goldenthread.agreements.printing.verifier.verify_agreement import read_copy, verify
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.seen import Reader
from goldenthread.ledger import api as ledger

ODD = "We say </script><b>漢字</b> & “quotes” as they are.\nOn two lines."


@pytest.fixture
def printed(proposed):
    clause = proposed.clause()
    actions.reword_clause(
        proposed.relationship,
        clause,
        Saying(ODD, "Why <not>?"),
        standing=clause.coach_yes_id,
        **proposed.looking(proposed.alma),
    )
    proposed.agree()
    version = queries.the_version(proposed.relationship, 1)
    opened = documents.signed_version(
        proposed.relationship, version, **proposed.looking(proposed.ben)
    )
    roles = {proposed.alma.uid: "coach", proposed.ben.uid: "client"}
    reader = Reader("client", {"coach": "Alma", "client": "Ben"}, roles)
    return copy_of(opened, reader)


@pytest.fixture
def files(printed, at, tmp_path):
    found = {
        "html": html_of(printed),
        "pdf": pdf_of(printed, at=at),
        "json": printed.as_text().encode(),
    }
    for ending, content in found.items():
        (tmp_path / f"copy.{ending}").write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("ending", ["html", "pdf", "json"])
def test_every_copy_is_good_to_the_verifier_and_carries_the_same_words(files, printed, ending):
    finding = verify(read_copy(str(files / f"copy.{ending}")))

    assert finding.good
    assert finding.sha256 == printed.digest
    assert [line.split(" signature")[0] for line in finding.lines[1:]] == [
        "The client's",
        "The coach's",
    ]


def test_the_verifier_needs_nothing_of_ours(files):
    alone = files / "verify_agreement.py"
    alone.write_text(Path(verify_agreement.__file__).read_text("utf-8"))
    asked = [sys.executable, "-I", "-S", str(alone), str(files / "copy.pdf")]

    done = subprocess.run(
        [*asked, "--against", str(files / "copy.html")], capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"The coach's signature fits these words" in done.stdout


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: copy | {"document": copy["document"].replace("On two", "In two")},
        lambda copy: copy | {"signatures": copy["signatures"][:1]},
        lambda copy: copy | {"signatures": [*copy["signatures"], {"role": "sponsor"}]},
        lambda copy: copy | {"signatures": [each | {"name": "X"} for each in copy["signatures"]]},
        lambda copy: (
            copy | {"signatures": [each | {"signature": "0" * 128} for each in copy["signatures"]]}
        ),
        lambda copy: (
            copy
            | {
                "signatures": [
                    a | {"signature": b["signature"]}
                    for a, b in zip(copy["signatures"], copy["signatures"][::-1], strict=True)
                ]
            }
        ),
    ],
)
def test_a_changed_copy_is_told_from_an_unchanged_one(printed, change):
    changed = change(printed.as_json())

    assert verify(changed).code == verify_agreement.TAMPERED


@pytest.mark.parametrize(
    "nothing",
    [None, 1, [], {}, {"document": "{}", "signatures": []}, {"document": 1, "signatures": []}],
)
def test_what_is_no_copy_is_said_to_be_none(nothing):
    assert verify(nothing).code == verify_agreement.UNREADABLE


def test_equivalent_json_is_no_signed_document(printed):
    copy = printed.as_json()
    loosely = json.dumps(json.loads(copy["document"]), indent=1, ensure_ascii=False)

    assert verify(copy | {"document": loosely}).code == verify_agreement.UNREADABLE


def test_the_command_says_what_it_found_and_ends_with_a_number(files, printed, capsys):
    html = str(files / "copy.html")
    spaced = " ".join(printed.digest[i : i + 8] for i in range(0, 64, 8))

    assert verify_agreement.main([html, "--sha256", spaced]) == 0
    assert verify_agreement.main([html, "--sha256", "0" * 64]) == 1
    assert "These aren't the words you compared with." in capsys.readouterr().out
    assert verify_agreement.main([str(files / "nowhere")]) == 2
    assert "can be read here" in capsys.readouterr().err


def test_the_page_shows_words_as_they_are_and_asks_nobody_for_anything(files):
    page = (files / "copy.html").read_text("utf-8")

    assert "&lt;/script&gt;&lt;b&gt;漢字&lt;/b&gt;" in page
    assert page.count("<script") == page.count("</script>") == 2
    assert "default-src 'none'" in page
    assert re.findall(r"(?:src|href|action)=", page) == []
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_the_pdf_says_where_it_could_not_draw_a_letter(printed, at):
    assert pdf_of(printed, at=at) == pdf_of(printed, at=at)
    assert b"%PDF" in pdf_of(printed, at=at)[:8]


def test_both_can_take_a_copy_and_nobody_else_can(signed, as_alma, as_ben, strangers):
    for name, kind in (
        ("copy_in_html", "text/html; charset=utf-8"),
        ("copy_in_pdf", "application/pdf"),
    ):
        address = reverse(f"agreements:{name}", args=[signed.relationship.uid, 1])
        for stranger in strangers.values():
            assert stranger.post(address).status_code == 404
        for client in (as_alma, as_ben):
            assert client.get(address).status_code == 405
            answer = client.post(address)
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
            assert "attachment" in answer.headers["Content-Disposition"]
    lines = ledger.Entry.objects.filter(verb="agreements.version.opened")
    assert {entry.actor_uid for entry in lines} == {signed.alma.uid, signed.ben.uid}


def test_the_verifier_is_for_anybody(nobody, db):
    answer = nobody.get(reverse("agreements:verifier"))

    assert answer.status_code == 200
    assert answer.content.decode().startswith('"""Check a signed agreement without us')
