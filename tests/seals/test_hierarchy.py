"""Keys: half of one opens nothing, and no two purposes share one."""

from typing import Any

import pytest

from goldenthread.seals import api as seals

M, S, PERSON, CODE = b"M" * 32, b"S" * 32, b"P" * 32, b"C" * 20
INSTANCE, COMPARTMENT = b"i" * 16, b"c" * 16


def test_an_epochs_key_needs_the_members_half_and_the_vaults_half_whole():
    for member, share in ((b"", S), (M, b""), (M[:31], S), (M, S[:31]), (M + S, b""), (b"", M + S)):
        with pytest.raises(seals.Bad):
            seals.epoch_key(member, share, INSTANCE, COMPARTMENT, 1)


def test_a_slots_key_needs_the_persons_share_whole():
    for share in (b"", PERSON[:31], PERSON + b"P"):
        with pytest.raises(seals.Bad):
            seals.passphrase_kek(M, share)
        with pytest.raises(seals.Bad):
            seals.code_kek(CODE, share)
    with pytest.raises(seals.Bad):
        seals.passphrase_kek(b"", PERSON)
    with pytest.raises(seals.Bad):
        seals.code_kek(M, PERSON)


def test_each_part_of_an_epochs_place_changes_its_key():
    places = [
        (M, S, INSTANCE, COMPARTMENT, 1),
        (S, M, INSTANCE, COMPARTMENT, 1),
        (M, S, COMPARTMENT, INSTANCE, 1),
        (M, S, INSTANCE, COMPARTMENT, 2),
        (M, S, INSTANCE + COMPARTMENT, b"", 1),
    ]

    assert len({seals.epoch_key(*place) for place in places}) == 5


def test_no_two_purposes_share_a_key():
    derived = {
        seals.use_key(M, "record"),
        seals.use_key(M, "file"),
        seals.use_key(M, "index"),
        seals.use_key(M, "roster"),
        seals.auth_key(M),
        seals.passphrase_kek(M, PERSON),
        seals.key_id(M),
        M,
    }

    assert len(derived) == 8


def test_a_use_without_a_label_has_no_key():
    use: Any = "anything"

    with pytest.raises(KeyError):
        seals.use_key(M, use)


def test_shares_read_as_views_give_the_same_keys():
    view: Any = memoryview  # what PostgreSQL hands over, whatever the types say

    assert seals.epoch_key(view(M), view(S), INSTANCE, COMPARTMENT, 1) == seals.epoch_key(
        M, S, INSTANCE, COMPARTMENT, 1
    )
    assert seals.passphrase_kek(M, view(PERSON)) == seals.passphrase_kek(M, PERSON)
