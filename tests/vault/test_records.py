"""Sealed records: opened only by members, only with a witness, only as they were kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from goldenthread.ledger import api as ledger
from goldenthread.ledger.models import Entry
from goldenthread.relationships.models import Invitation
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.shares.models import EpochShare
from goldenthread.vault import api as vault
from goldenthread.vault.keyring import grant_context
from goldenthread.vault.models import Grant, KeySet

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class HasUid:
    """Anyone at all, by uid."""

    uid: UUID


WORDS = {"address": "ben@example.org", "called": "Ben"}


@pytest.fixture
def invitation(relationship):
    """A record that Alma alone can open."""
    return Invitation.objects.get()


def witness_for(person, record, at):
    return ledger.witness(
        "relationships.invitations.read",
        stream=person.uid,
        by=person,
        at=at,
        about=person.uid,
        covers=[record.uid],
    )


def test_its_own_member_opens_a_record_whole(invitation, alma, alma_keyring, at):
    witness = witness_for(alma, invitation, at)

    assert vault.unseal(invitation, keyring=alma_keyring, witness=witness) == WORDS


@pytest.mark.row("INV-3")
def test_nothing_opens_before_the_ledger_has_its_row(invitation, alma, alma_keyring, at):
    other = witness_for(alma, alma, at)

    with pytest.raises(vault.NotWitnessed):
        vault.unseal(invitation, keyring=alma_keyring, witness=other)

    witness = witness_for(alma, invitation, at)
    assert Entry.objects.filter(verb="relationships.invitations.read").count() == 1
    assert vault.unseal(invitation, keyring=alma_keyring, witness=witness) == WORDS


def test_none_of_the_others_opens_it_even_when_every_check_before_is_forgotten(
    invitation, alma, alma_keyring, ben_keyring, cleo_keyring, dara_keyring, enzo_keyring, at
):
    witness = witness_for(alma, invitation, at)
    assert vault.unseal(invitation, keyring=alma_keyring, witness=witness) == WORDS

    for keyring in (ben_keyring, cleo_keyring, dara_keyring, enzo_keyring):
        with pytest.raises(vault.NotWitnessed):
            vault.unseal(invitation, keyring=keyring, witness=witness)
        own = witness_for(HasUid(keyring.person_uid), invitation, at)
        with pytest.raises(vault.NoGrant):
            vault.unseal(invitation, keyring=keyring, witness=own)


@pytest.mark.row("G5")
def test_flipping_any_byte_of_a_record_is_refused_as_one_error(invitation, alma, alma_member, at):
    witness = witness_for(alma, invitation, at)
    whole, keyring = bytes(invitation.sealed), alma_member.keyring
    refused = 0
    for place in range(len(whole)):
        invitation.sealed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises(seals.Bad):
            vault.unseal(invitation, keyring=keyring, witness=witness)
        refused += 1

    assert refused == len(whole)


@pytest.mark.row("G5")
@pytest.mark.parametrize("field", ["uid", "compartment_id", "epoch", "revision", "KIND"])
def test_a_record_moved_anywhere_else_is_refused(invitation, alma, alma_member, ben, at, field):
    witness = ledger.witness(
        "relationships.invitations.read",
        stream=alma.uid,
        by=alma,
        at=at,
        about=alma.uid,
        covers=[invitation.uid, alma.uid, invitation.compartment_id],
    )
    shared = vault.compartment_of(invitation.relationship_id, "shared")
    elsewhere = {
        "uid": alma.uid,
        "compartment_id": shared.uid,
        "epoch": 2,
        "revision": invitation.revision + 1,
        "KIND": "journal.entry/1",
    }
    setattr(invitation, field, elsewhere[field])

    with pytest.raises((seals.Bad, vault.NoGrant, vault.NotWitnessed)) as refusal:
        vault.unseal(invitation, keyring=alma_member.keyring, witness=witness)

    expected = {"epoch": vault.NoGrant, "compartment_id": vault.NotWitnessed}
    if field in {"uid", "revision", "KIND"}:
        assert refusal.type is seals.Bad
    else:
        assert refusal.type in {expected[field], seals.Bad}


@pytest.mark.row("G5")
def test_every_byte_of_a_grant_counts(relationship, ben_member, at):
    shared = vault.compartment_of(relationship.uid, "shared")
    grant = Grant.objects.get(compartment=shared, recipient_uid=ben_member.uid)
    whole = bytes(grant.grant)
    assert len(ben_member.keyring.key(shared.uid, 1)) == 32
    for place in range(len(whole)):
        broken = whole[:place] + bytes([whole[place] ^ 0x80]) + whole[place + 1 :]
        Grant.objects.filter(pk=grant.pk).update(grant=broken)
        with pytest.raises(seals.Bad):
            ben_member.keyring.key(shared.uid, 1)


@pytest.mark.row("G5")
def test_a_grant_handed_to_somebody_else_opens_nothing(relationship, ben_member, cleo_member):
    shared = vault.compartment_of(relationship.uid, "shared")
    Grant.objects.filter(compartment=shared, recipient_uid=ben_member.uid).update(
        recipient_uid=cleo_member.uid
    )

    with pytest.raises(seals.Bad):
        cleo_member.keyring.key(shared.uid, 1)


@pytest.mark.row("G5")
def test_a_public_key_swapped_in_the_database_is_noticed(
    relationship, alma_member, ben_member, cleo_member
):
    shared = vault.compartment_of(relationship.uid, "shared")
    assert len(alma_member.keyring.key(shared.uid, 1)) == 32
    cleos = KeySet.objects.get(person_uid=cleo_member.uid)

    KeySet.objects.filter(person_uid=ben_member.uid).update(signing_public=cleos.signing_public)

    with pytest.raises(seals.Bad):
        alma_member.keyring.key(shared.uid, 1)


def test_deleting_the_share_shreds_what_it_opened(invitation, alma, alma_member, at):
    witness = witness_for(alma, invitation, at)
    assert vault.unseal(invitation, keyring=alma_member.keyring, witness=witness) == WORDS

    shares.forget_epoch_shares(invitation.compartment_id)

    assert EpochShare.objects.filter(compartment_uid=invitation.compartment_id).count() == 0
    with pytest.raises(shares.ShareForgotten):
        vault.unseal(invitation, keyring=alma_member.keyring, witness=witness)


def test_both_see_the_same_six_words(relationship, alma_member, ben_member, cleo_member):
    shared = vault.compartment_of(relationship.uid, "shared")

    words = vault.fingerprint(shared, keyring=alma_member.keyring)

    assert words == vault.fingerprint(shared, keyring=ben_member.keyring)
    assert len(words) == 6


def test_the_six_words_are_refused_when_someones_keys_were_replaced_by_the_house(
    relationship, alma_member, ben_member, cleo_member
):
    shared = vault.compartment_of(relationship.uid, "shared")
    keyring = ben_member.keyring
    keyring.key(shared.uid, 1, "roster")
    cleos = KeySet.objects.get(person_uid=cleo_member.uid)
    statement = seals.lp(
        b"coach/v1/keys",
        alma_member.uid.bytes,
        bytes(cleos.sealing_public),
        bytes(cleos.signing_public),
    )
    KeySet.objects.filter(person_uid=alma_member.uid).update(
        sealing_public=cleos.sealing_public,
        signing_public=cleos.signing_public,
        mac=seals.hmac_sha256(shares.secrets().server_mac_key, statement),
    )

    with pytest.raises(vault.KeysChanged):
        vault.fingerprint(shared, keyring=keyring)


def test_someone_without_a_key_writes_through_the_letter_box_and_can_never_read(
    alma, alma_keyring, ben_member, at
):
    box = vault.own_compartment(alma.uid)
    letter = vault.drop_letter(
        box, kind="test/1", writer=ben_member.uid, payload={"words": "for Alma"}, at=at
    )
    witness = witness_for(alma, letter, at)

    opened = vault.open_letters(box, keyring=alma_keyring, witness=witness)

    assert [one.payload for one in opened] == [{"words": "for Alma"}]
    assert b"for Alma" not in bytes(letter.letter)
    bens = witness_for(ben_member.person, letter, at)
    with pytest.raises(vault.NoGrant):
        vault.open_letters(box, keyring=ben_member.keyring, witness=bens)


@pytest.mark.row("G5")
def test_a_grant_signed_by_someone_who_never_was_a_member_opens_nothing(
    relationship, ben_member, enzo_member
):
    private = vault.compartment_of(relationship.uid, "client-private")
    assert len(ben_member.keyring.key(private.uid, 1)) == 32
    public = vault.public_keys([ben_member.uid])[ben_member.uid].sealing
    # Enzo can write in the database, and has an account of his own with which to sign.
    forged = Grant.objects.get(compartment=private, recipient_uid=ben_member.uid)
    forged.granter_uid = enzo_member.uid
    context = grant_context(forged, public, shares.secrets().instance_id)
    forged.grant = enzo_member.keyring.seal_grant(b"a secret that Enzo chose himself", context)
    forged.save()

    keyring = ben_member.keyring
    for _ in range(2):
        with pytest.raises(seals.Bad):
            keyring.key(private.uid, 1)


@pytest.mark.row("G5")
def test_a_grant_by_nobody_the_house_knows_is_one_error_like_any_other(relationship, ben_member):
    private = vault.compartment_of(relationship.uid, "client-private")
    Grant.objects.filter(compartment=private).update(granter_uid=relationship.uid)

    with pytest.raises(seals.Bad):
        ben_member.keyring.key(private.uid, 1)


@pytest.mark.row("G5")
def test_keys_taken_out_of_the_database_are_one_error_like_any_other(relationship, ben_member):
    KeySet.objects.filter(person_uid=ben_member.uid).delete()

    with pytest.raises(seals.Bad):
        ben_member.keyring.sign(b"anything")
