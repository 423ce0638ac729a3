"""Compartments that wait, and compartments that are forgotten."""

import pytest

from goldenthread.shares import api as shares
from goldenthread.vault import api as vault


def held_compartment(relationship, alma_member, ben_member, at):
    keyring = alma_member.keyring
    room = vault.make_compartment(
        vault.CompartmentKind.HALF,
        members={alma_member.uid: "coach", ben_member.uid: "client"},
        keyring=keyring,
        at=at,
        relationship_uid=relationship.uid,
        held=True,
    )
    return room, keyring


def test_a_held_compartment_takes_what_its_maker_seals_and_opens_to_nobody_until_let_go(
    relationship, alma_member, ben_member, at
):
    room, keyring = held_compartment(relationship, alma_member, ben_member, at)
    key = keyring.key(room.uid, 1)

    for who in (alma_member, ben_member):
        with pytest.raises(shares.ShareHeld):
            who.keyring.key(room.uid, 1)

    vault.let_go(room.uid)
    assert [who.keyring.key(room.uid, 1) for who in (alma_member, ben_member)] == [key, key]


def test_strangers_open_nothing_before_or_after_it_is_let_go(
    relationship, alma_member, ben_member, cleo_member, dara_member, enzo_member, at
):
    room, _ = held_compartment(relationship, alma_member, ben_member, at)
    for moment in ("held", "open"):
        if moment == "open":
            vault.let_go(room.uid)
        for who in (cleo_member, dara_member, enzo_member):
            with pytest.raises(vault.NoGrant):
                who.keyring.key(room.uid, 1)


def test_a_forgotten_compartment_opens_to_nobody_again(relationship, alma_member, ben_member, at):
    room, _ = held_compartment(relationship, alma_member, ben_member, at)
    vault.let_go(room.uid)
    assert ben_member.keyring.key(room.uid, 1)

    vault.forget_compartment(room.uid)

    for who in (alma_member, ben_member):
        with pytest.raises(vault.NoGrant):
            who.keyring.key(room.uid, 1)
    assert shares.epoch_shares(room.uid) == {}


def test_taking_a_grant_back_closes_the_compartment_to_that_one_person(
    relationship, alma_member, ben_member, at
):
    room, _ = held_compartment(relationship, alma_member, ben_member, at)
    vault.let_go(room.uid)
    assert alma_member.keyring.key(room.uid, 1) == ben_member.keyring.key(room.uid, 1)

    vault.take_grants_back(room.uid, alma_member.uid)

    with pytest.raises(vault.NoGrant):
        alma_member.keyring.key(room.uid, 1)
    assert ben_member.keyring.key(room.uid, 1)
