"""Our own formats give, for ever, the bytes they gave on the first day (G6).

The files in vectors/ are never edited, only added (docs/formats/envelope-1.md).
"""

import hashlib
import json
from pathlib import Path

import pytest

from goldenthread.seals import api as seals
from tests.seals import independent
from tests.seals.vector_cases import FAMILIES

pytestmark = pytest.mark.row("G6")

FOLDER = Path(__file__).parent / "vectors"


def _cases(name):
    return json.loads((FOLDER / f"{name}.json").read_text())["cases"]


def each(name):
    cases = _cases(name)
    names = [case.get("about", str(at)) for at, case in enumerate(cases)]
    return pytest.mark.parametrize("case", cases, ids=names)


def _bytes(case, *names):
    return [bytes.fromhex(case[name]) for name in names]


def _context(kind, case, *text):
    return kind(
        **{
            name: value if isinstance(value, int) or name in text else bytes.fromhex(value)
            for name, value in case["context"].items()
        }
    )


def test_there_are_a_hundred_and_more():
    counted = sum(len(_cases(name)) for name in FAMILIES)

    assert counted == 141


def test_the_vector_printed_in_the_design_is_the_first():
    case = _cases("envelope-1")[0]

    assert case["envelope"] == (
        "6345010102a25891415d24a90805222432059a946e7373737373737373737373737373737373737373737373730a"
        "67da0242d17b4bea5b40c4ef891b97b9774b496d1d38fbdc39836e7d62193a58d39add4ab2d33093e7f0b397a78f"
        "b9a9659395"
    )
    epoch = seals.epoch_key(bytes(range(32)), bytes(range(32, 64)), b"i" * 16, b"c" * 16, 1)
    assert epoch.hex() == "8354231b152393445419757dd503b99ecdb2f0be52518e6cb0b1b17a99129aee"
    assert seals.use_key(epoch, "record").hex() == case["key"]


@each("envelope-1")
def test_an_envelope_opens_and_is_made_the_same_again(case):
    key, salt, payload, envelope = _bytes(case, "key", "salt", "payload", "envelope")
    context = _context(seals.Context, case, "kind")
    deflate, pad = bool(case["flags"] & 1), bool(case["flags"] & 2)

    assert seals.unseal(key, context, envelope) == payload
    again = seals.seal(key, context, payload, deflate=deflate, pad=pad, salt=salt)
    if deflate:  # how tight a deflate stream is, is its maker's to choose
        assert again[:45] == envelope[:45]
        assert seals.unseal(key, context, again) == payload
    else:
        assert again == envelope


@each("envelope-1-refused")
def test_an_envelope_no_writer_makes_is_refused_though_its_key_and_tag_are_right(case):
    key, envelope = _bytes(case, "key", "envelope")

    with pytest.raises(seals.Bad):
        seals.unseal(key, _context(seals.Context, case, "kind"), envelope)


@each("grant-1")
def test_a_grant_opens(case):
    private, public, secret, grant = _bytes(
        case, "recipient_private", "granter_public", "secret", "grant"
    )
    context = _context(seals.GrantContext, case, "role")

    assert seals.open_grant(grant, context, private, public) == secret


@each("letter-1")
def test_a_letter_opens(case):
    private, payload, letter = _bytes(case, "drop_private", "payload", "letter")
    context = _context(seals.LetterContext, case, "kind", "writer")

    assert seals.open_letter(private, context, letter) == payload


@each("hierarchy-1")
def test_each_key_comes_from_its_own_label(case):
    held, share, instance, compartment = _bytes(
        case, "member_secret", "epoch_share", "instance", "compartment"
    )
    stretched, person, code = _bytes(case, "stretched", "person_share", "code")

    epoch = seals.epoch_key(held, share, instance, compartment, case["epoch"])

    derived = {
        "epoch_key": epoch,
        "record": seals.use_key(epoch, "record"),
        "file": seals.use_key(epoch, "file"),
        "index": seals.use_key(epoch, "index"),
        "roster": seals.use_key(epoch, "roster"),
        "key_id": seals.key_id(epoch),
        "auth_key": seals.auth_key(stretched),
        "passphrase_kek": seals.passphrase_kek(stretched, person),
        "code_kek": seals.code_kek(code, person),
    }
    assert {name: key.hex() for name, key in derived.items()} == {
        name: case[name] for name in derived
    }


@each("recovery-code-1")
def test_a_recovery_code_reads_and_groups(case):
    assert seals.read_recovery_code(case["written"]).hex() == case["bytes"]
    assert seals.recovery_groups(case["written"]) == case["written"].split("-")


@each("fingerprint-1")
def test_a_fingerprint_is_the_same_six_words(case):
    parts = [bytes.fromhex(part) for part in case["parts"]]

    assert seals.fingerprint_words(*parts) == tuple(case["words"])


@each("chain-1")
def test_a_leaf_and_a_chain_are_the_same_hashes(case):
    salt, entry, stream, previous = _bytes(case, "salt", "entry", "stream", "previous")

    leaf = seals.leaf_hash(salt, entry, stream, case["seq"])

    assert leaf.hex() == case["leaf"]
    assert seals.chain_hash(previous, leaf).hex() == case["chain"]


@each("lists-1")
def test_a_list_and_a_tokens_hash_are_the_same_bytes(case):
    assert seals.lp(*(bytes.fromhex(part) for part in case["parts"])).hex() == case["lp"]
    assert seals.token_hash(case["token"]).hex() == case["token_hash"]


@pytest.mark.parametrize("name", FAMILIES)
def test_the_committed_file_is_what_the_second_implementation_draws(name):
    drawn = json.loads(json.dumps(list(FAMILIES[name](independent))))

    if name.startswith("envelope"):  # the deflate streams are their maker's
        drawn, kept = (_without_deflate(cases) for cases in (drawn, _cases(name)))
        assert drawn == kept
    else:
        assert drawn == _cases(name)


def _without_deflate(cases):
    return [case for case in cases if "flate" not in case["about"]]


def test_no_committed_vector_has_been_edited():
    kept = (FOLDER / "SHA256SUMS").read_text().splitlines()
    found = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(FOLDER.glob("*.json"))
    ]

    assert found == kept
