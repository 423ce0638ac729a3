"""What a yes signs: the same bytes for all, and not one bit that could differ unseen."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from goldenthread.seals import api as seals
from goldenthread.sharing.manifest import Manifest, digest_of, key_mark, manifest_from

MANIFEST = Manifest(
    instance="ab" * 16,
    relationship=UUID(int=1),
    release=UUID(int=2),
    edition=1,
    digest=digest_of("I feel at home in the new team."),
    readers=(key_mark(b"s" * 32, b"v" * 32),),
    purpose="The talk in May",
    until=1_780_000_000,
)


def test_the_bytes_are_canonical_and_read_back_as_they_were():
    assert manifest_from(seals.from_canonical_json(MANIFEST.to_bytes())) == MANIFEST
    assert MANIFEST.to_bytes().startswith(b'{"digest":"')
    assert seals.sha256(MANIFEST.to_bytes()).hex() == MANIFEST.shown


@pytest.mark.row("INV-4")
@pytest.mark.parametrize(
    "change",
    [
        {"instance": "cd" * 16},
        {"relationship": UUID(int=3)},
        {"release": UUID(int=3)},
        {"edition": 2},
        {"digest": digest_of("I feel at home in the new team")},
        {"readers": (key_mark(b"t" * 32, b"v" * 32),)},
        {"purpose": ""},
        {"until": None},
    ],
)
def test_a_signature_fits_nothing_else(change):
    pair = seals.new_signing_pair()
    signature = seals.sign(pair.private, MANIFEST.message)

    assert seals.verify(pair.public, MANIFEST.message, signature)
    assert not seals.verify(pair.public, replace(MANIFEST, **change).message, signature)


@pytest.mark.parametrize(
    "value",
    [
        {},
        MANIFEST.as_json() | {"format": "coach/v2/release"},
        MANIFEST.as_json() | {"more": 1},
        MANIFEST.as_json() | {"release": "no uid"},
        MANIFEST.as_json() | {"readers": 3},
        MANIFEST.as_json() | {"relationship": None},
    ],
)
def test_what_is_no_manifest_is_refused(value):
    with pytest.raises(seals.Bad):
        manifest_from(value)


def test_the_digest_is_of_the_very_bytes():
    assert digest_of("a b") != digest_of("a  b")
    assert digest_of("é") == seals.sha256("é".encode()).hex()
