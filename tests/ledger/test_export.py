"""Copies of the ledger: what is in them, for whom, and checked by the file inside them."""

import ast
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry
from goldenthread.shares import api as shares
from tests.ledger import words

# RFC 8032, 7.1: secret key, public key, message, signature of tests 1 to 3.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


def run(*arguments):
    """Run the file that travels with a copy, with nothing but Python's own library."""
    done = subprocess.run(
        [sys.executable, "-I", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def copies(tmp_path, document, lived, alma):
    """A verifier, an early and a late copy, and a changed one, as files."""
    verifier = tmp_path / "verify_ledger.py"
    verifier.write_text(ledger.verifier_text(), "utf-8")
    early = tmp_path / "early.json"
    early.write_text(json.dumps(document()), "utf-8")
    lived.write("test.passage.answered", alma)
    late = tmp_path / "late.json"
    late.write_text(json.dumps(document()), "utf-8")
    changed = tmp_path / "changed.json"
    changed.write_text(late.read_text("utf-8").replace('"count": 3', '"count": 2'), "utf-8")
    return verifier, early, late, changed


@pytest.mark.row("G9")
def test_the_verifier_runs_alone(copies):
    verifier, early, late, changed = copies
    head = json.loads(early.read_text("utf-8"))["head"]

    code, said, complained = run(verifier, late)
    assert (code, complained) == (0, "")
    assert said.startswith("Nothing has been changed: 8 lines stand as written, up to 2026-03-02T")
    assert run(verifier, late, "--against", early)[0] == 0
    assert run(verifier, late, "--head", f"{head['length']}-{head['head']}")[0] == 0
    assert run(verifier, late, "--head", early)[0] == 0
    assert run(verifier, late, "--key", head["public_key"])[0] == 0
    assert run(verifier, changed) == (1, "Line 4 has been changed.\n", "")
    assert run(verifier, early, "--against", late) == (
        1,
        "Line 8 of the older copy isn't in this one as it was.\n",
        "",
    )


def test_what_cannot_be_read_is_said_in_one_sentence(copies, tmp_path):
    verifier, early, *_ = copies
    torn = tmp_path / "torn.json"
    torn.write_text(early.read_text("utf-8")[:-40], "utf-8")
    twice = tmp_path / "twice.json"
    twice.write_text(early.read_text("utf-8").replace('"count": 3', '"count": 2, "count": 3'))
    bytes_only = tmp_path / "bytes.json"
    bytes_only.write_bytes(b"\xff\xfe\x00")
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    unreadable = (2, "", "This file can't be read as a copy of a ledger.\n")

    assert run(verifier, torn) == unreadable
    assert run(verifier, twice) == unreadable
    assert run(verifier, bytes_only) == unreadable
    assert run(verifier, deep) == unreadable
    assert run(verifier, tmp_path / "absent.json") == unreadable
    assert run(verifier, early, "--head", tmp_path / "absent.json") == unreadable
    assert run(verifier, early, "--against", torn) == unreadable


def test_the_command_answers_as_the_file_does(copies, capsys):
    _, _, late, changed = copies

    assert ledger.verify_main([str(late)]) == 0
    assert ledger.verify_main([str(changed)]) == 1
    assert capsys.readouterr().out.endswith("Line 4 has been changed.\n")


def test_the_verifier_asks_for_nothing_but_python_3_8():
    tree = ast.parse(ledger.verifier_text(), feature_version=(3, 8))

    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {
        "__future__",
        "argparse",
        "hashlib",
        "hmac",
        "json",
        "pathlib",
        "re",
        "sys",
        "typing",
    }


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_the_verifiers_ed25519_is_that_of_rfc_8032(secret, public, message, signature):
    from goldenthread.ledger.verifier.verify_ledger import ed25519_holds
    from goldenthread.seals import api as seals

    private, key = bytes.fromhex(secret), bytes.fromhex(public)
    text, signed = bytes.fromhex(message), bytes.fromhex(signature)

    assert seals.signing_public(private) == key
    assert seals.sign(private, text) == signed
    assert ed25519_holds(key, text, signed)
    assert not ed25519_holds(key, text + b"x", signed)
    for place in range(0, 64, 7):
        bent = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert not ed25519_holds(key, text, bent)
    order = 2**252 + 27742317777372353535851937790883648493
    too_big = int.from_bytes(signed[32:], "little") + order
    assert not ed25519_holds(key, text, signed[:32] + too_big.to_bytes(32, "little"))
    assert not ed25519_holds(b"\xff" * 32, text, signed)


def test_a_copy_has_every_row_as_it_is_kept_and_nothing_more(document, lived):
    rows = document()["rows"]

    kept = list(Entry.objects.order_by("seq"))
    assert [row["uid"] for row in rows] == [str(entry.uid) for entry in kept]
    assert rows[3] == {
        "seq": 4,
        "uid": str(kept[3].uid),
        "at": "2026-03-02T10:04:00.000000+00:00",
        "actor": str(kept[3].actor_uid),
        "verb": "test.passage.opened",
        "about": str(kept[3].about_uid),
        "thing_kind": "",
        "thing": None,
        "revision": 0,
        "count": 3,
        "salt": bytes(kept[3].salt).hex(),
        "leaf": bytes(kept[3].leaf).hex(),
        "chain": bytes(kept[3].chain).hex(),
    }


@pytest.mark.row("INV-13")
def test_the_chain_goes_to_the_client_alone(lived, cast, pair, ben):
    taken: dict[str, int | None] = {}
    for someone in cast:
        try:
            taken[someone.name] = len(list(ledger.export_stream(pair, reader=someone.uid)))
            words.read(ledger.ledger_file(pair, reader=someone.uid, at=lived.at))
        except NotAllowed:
            taken[someone.name] = None

    assert taken == {"Alma": None, "Ben": 7, "Cleo": None, "Dara": None, "Enzo": None}


def test_a_chain_that_is_nowhere_is_refused_like_another_persons(house, ben, alma):
    with pytest.raises(NotAllowed):
        ledger.export_stream(alma.uid, reader=ben.uid)


@pytest.mark.row("INV-13")
def test_what_came_before_the_client_is_told_by_its_hash_alone(house, pen, alma, ben, pair):
    pen.write("test.letter.sent", alma, about=alma.uid)
    assert len(list(ledger.export_stream(pair, reader=alma.uid))) == 1
    pen.write("test.letter.sent", alma, about=alma.uid)
    pen.write("test.entry.written", ben)

    document = words.read(ledger.ledger_file(pair, reader=ben.uid, at=pen.at))

    told = [set(row) for row in document["rows"]]
    assert told[:2] == [{"seq", "withheld", "leaf", "chain"}] * 2
    assert document["rows"][2]["actor"] == str(ben.uid)
    finding = ledger.verify(document)
    assert finding.good
    assert finding.sentence.endswith(" Lines from before you are counted here and not told: 2.")
    with pytest.raises(NotAllowed):
        ledger.export_stream(pair, reader=alma.uid)


@pytest.mark.row("G9")
def test_a_line_cannot_be_hidden_behind_its_hash(document):
    forged = document()
    row = forged["rows"][4]
    forged["rows"][4] = {
        "seq": 5,
        "withheld": True,
        "leaf": row["leaf"],
        "chain": row["chain"],
    }

    assert (ledger.verify(forged).code, ledger.verify(forged).row) == (1, 5)


@pytest.mark.row("INV-13")
def test_the_coachs_copy_is_her_own_deeds_signed_and_no_chain(lived, alma):
    document = words.read(ledger.deeds_file(alma.uid, at=lived.at))

    assert [row["verb"] for row in document["rows"]] == [
        "test.passage.opened",
        "test.passage.opened",
        "test.passage.answered",
    ]
    assert {row["actor"] for row in document["rows"]} == {str(alma.uid)}
    assert {"seq", "leaf", "chain", "salt"} & set(document["rows"][0]) == set()
    assert ledger.verify(document).good


@pytest.mark.row("G9")
def test_a_changed_list_is_found(lived, alma, ben):
    early = words.read(ledger.deeds_file(alma.uid, at=lived.at))
    lived.write("test.passage.answered", alma)
    late = words.read(ledger.deeds_file(alma.uid, at=lived.at))
    short = json.loads(json.dumps(late))
    del short["rows"][1]
    bent = json.loads(json.dumps(late))
    bent["rows"][1]["count"] = 1

    assert ledger.verify(late, older=early).good
    assert ledger.verify(short).sentence == (
        "Lines are missing: the house signed 4 and this copy has 3."
    )
    assert ledger.verify(bent).sentence == "The lines don't lead to the head the house signed."
    assert ledger.verify(early, older=late).row == 4
    assert ledger.verify(late, kept=f"3-{early['head']['head']}").code == 2


@pytest.mark.row("INV-3")
def test_everything_about_a_person_is_in_their_list_out_of_all_streams(lived, ben, cleo):
    lived.write("test.name.changed", ben, stream=ben.uid)
    lived.write("test.name.changed", cleo, stream=cleo.uid, about=cleo.uid)

    document = words.read(ledger.lines_about_file(ben.uid, at=lived.at))

    assert len(document["rows"]) == 8
    assert {row["about"] for row in document["rows"]} == {str(ben.uid)}
    assert ledger.verify(document).good


def test_a_list_goes_on_past_its_batches_even_in_one_moment(house, pen, ben, monkeypatch):
    monkeypatch.setattr("goldenthread.ledger.export._BATCH", 3)
    for _ in range(8):
        pen.write("test.entry.written", ben, at=pen.at)
    chain = words.read(ledger.ledger_file(pen.stream, reader=ben.uid, at=pen.at))
    lines = words.read(ledger.deeds_file(ben.uid, at=pen.at))

    assert (len(chain["rows"]), len({row["uid"] for row in lines["rows"]})) == (8, 8)
    assert (ledger.verify(chain).code, ledger.verify(lines).code) == (0, 0)


def test_a_copy_ends_where_its_head_says_though_someone_writes_meanwhile(lived, ben, alma, pair):
    pieces = ledger.ledger_file(pair, reader=ben.uid, at=lived.at)
    first = next(pieces)
    lived.write("test.passage.answered", alma)

    document = json.loads(first + "".join(pieces))

    assert (len(document["rows"]), ledger.verify(document).code) == (7, 0)


def test_a_copy_of_a_list_ends_at_its_moment(lived, ben, alma):
    at = lived.at
    lived.write("test.entry.written", ben)

    assert len(words.read(ledger.lines_about_file(ben.uid, at=at))["rows"]) == 7
    later = at + timedelta(hours=1)
    assert len(words.read(ledger.lines_about_file(ben.uid, at=later))["rows"]) == 8


def test_an_empty_list_is_a_good_copy(house, cleo, at):
    document = words.read(ledger.deeds_file(cleo.uid, at=at))

    assert (document["rows"], ledger.verify(document).code) == ([], 0)


def test_without_the_second_store_nothing_is_signed(db, pen, ben, at):
    pen.write("test.entry.written", ben)

    with pytest.raises(shares.StoreMissing):
        ledger.ledger_file(pen.stream, reader=ben.uid, at=at)
    with pytest.raises(shares.StoreMissing):
        ledger.deeds_file(ben.uid, at=at)


def test_the_verifier_lies_in_the_package_as_one_file():
    place = Path(ledger.__file__).parent / "verifier" / "verify_ledger.py"

    assert place.read_text("utf-8") == ledger.verifier_text()


def test_the_console_script_verifies_with_the_same_file(copies, capsys):
    from goldenthread.web import command

    _, early, late, changed = copies
    head = json.loads(early.read_text("utf-8"))["head"]
    kept = f"{head['length']}-{head['head']}"
    verify = ["ledger", "verify"]

    assert command.main([*verify, str(late)]) == 0
    assert command.main([*verify, str(late), "--against", str(early), "--head", kept]) == 0
    assert command.main([*verify, str(late), "--key", head["public_key"]]) == 0
    assert command.main([*verify, str(late), "--key", "0" * 64]) == 1
    assert command.main([*verify, str(changed)]) == 1
    assert capsys.readouterr().out.endswith("Line 4 has been changed.\n")
