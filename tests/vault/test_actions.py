"""What a person does with their keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger.models import Entry
from goldenthread.people import api as people
from goldenthread.people.models import PassphraseProof
from goldenthread.seals import api as seals
from goldenthread.shares.models import PersonShare
from goldenthread.vault import api as vault
from goldenthread.vault.models import KeySet, SealedSession, Slot

pytestmark = pytest.mark.django_db

STORE = connections["vault"]
NEW = "seven brisk otters carry a lamp"


def unlock(member, passphrase, at, *, network="192.0.2.1", device=""):
    return vault.unlock(
        address=member.address, passphrase=passphrase, network=network, device=device, at=at
    )


def test_the_right_passphrase_opens_the_same_user_key_as_was_made(ben_member, at):
    assert unlock(ben_member, ben_member.passphrase, at).user_key == ben_member.unlocked.user_key


def test_a_wrong_passphrase_and_an_unknown_address_are_answered_alike(ben_member, alma_member, at):
    with pytest.raises(vault.WrongPassphrase) as wrong:
        unlock(ben_member, "not that one at all", at)
    alma_member.address = "nobody@example.org"
    with pytest.raises(vault.WrongPassphrase) as unknown:
        unlock(alma_member, alma_member.passphrase, at)

    assert (type(wrong.value), wrong.value.args) == (type(unknown.value), unknown.value.args)


def test_a_passphrase_is_taken_exactly_as_typed(ben_member, at):
    for near in (
        ben_member.passphrase.upper(),
        ben_member.passphrase + " ",
        " " + ben_member.passphrase,
    ):
        with pytest.raises(vault.WrongPassphrase):
            unlock(ben_member, near, at)


def test_without_the_second_store_no_passphrase_opens_anything(ben_member, at):
    assert unlock(ben_member, ben_member.passphrase, at).user_key == ben_member.unlocked.user_key
    PersonShare.objects.filter(person_uid=ben_member.uid).update(value=seals.random_bytes(32))

    with pytest.raises(seals.Bad):
        unlock(ben_member, ben_member.passphrase, at)


def test_changing_the_passphrase_rewrites_one_slot_and_touches_no_content(
    ben_member, relationship, at
):
    before = {
        slot.kind: bytes(slot.envelope) for slot in Slot.objects.filter(person_uid=ben_member.uid)
    }

    vault.change_passphrase(
        person=ben_member.person,
        passphrase=ben_member.passphrase,
        new=NEW,
        keyring=ben_member.keyring,
        by=ben_member.person,
        at=at,
    )

    after = {
        slot.kind: bytes(slot.envelope) for slot in Slot.objects.filter(person_uid=ben_member.uid)
    }
    assert after["recovery"] == before["recovery"]
    assert after["passphrase"] != before["passphrase"]
    assert unlock(ben_member, NEW, at).user_key == ben_member.unlocked.user_key
    with pytest.raises(vault.WrongPassphrase):
        unlock(ben_member, ben_member.passphrase, at)


@pytest.mark.row("G21")
def test_changing_the_passphrase_ends_every_visit(ben_member, as_ben, at):
    assert as_ben.get("/account/").status_code == 200
    vault.change_passphrase(
        person=ben_member.person,
        passphrase=ben_member.passphrase,
        new=NEW,
        keyring=ben_member.keyring,
        by=ben_member.person,
        at=at,
    )

    assert SealedSession.objects.exclude(owner_mark=b"").count() == 0
    assert as_ben.get("/account/").status_code == 303


def test_the_passphrase_so_far_is_needed_to_change_it(ben_member, at):
    with pytest.raises(vault.WrongPassphrase):
        vault.change_passphrase(
            person=ben_member.person,
            passphrase=NEW,
            new=NEW,
            keyring=ben_member.keyring,
            by=ben_member.person,
            at=at,
        )


def test_a_weak_passphrase_is_refused_before_anything_changes(ben_member, at):
    before = PassphraseProof.objects.get(person=ben_member.person).verifier

    with pytest.raises(NotAllowed):
        vault.change_passphrase(
            person=ben_member.person,
            passphrase=ben_member.passphrase,
            new="password1234",
            keyring=ben_member.keyring,
            by=ben_member.person,
            at=at,
        )

    assert bytes(PassphraseProof.objects.get(person=ben_member.person).verifier) == bytes(before)


def recover(member, code, at, passphrase=NEW):
    return vault.recover(
        address=member.address,
        code=code,
        passphrase=passphrase,
        network="192.0.2.1",
        device="",
        at=at,
    )


def test_the_recovery_code_opens_the_same_user_key_once(ben_member, at):
    code = ben_member.unlocked.recovery_code

    back = recover(ben_member, code, at)

    assert back.user_key == ben_member.unlocked.user_key
    with pytest.raises(vault.WrongCode):
        recover(ben_member, code, at)
    assert recover(ben_member, back.recovery_code, at).user_key == ben_member.unlocked.user_key


def test_a_code_read_aloud_and_typed_loosely_still_works(ben_member, at):
    loosely = ben_member.unlocked.recovery_code.lower().replace("-", " ").replace("0", "o")

    assert recover(ben_member, loosely, at).user_key == ben_member.unlocked.user_key


def test_anothers_code_and_a_mistyped_code_are_answered_alike(ben_member, alma_member, at):
    for code in (alma_member.unlocked.recovery_code, "AAAA-BBBB", "", "!" * 40):
        with pytest.raises(vault.WrongCode):
            recover(ben_member, code, at)


def test_a_code_that_was_never_kept_is_renewed_at_the_next_visit(ben_member, at):
    KeySet.objects.filter(person_uid=ben_member.uid).update(code_kept=False)

    again = unlock(ben_member, ben_member.passphrase, at)

    assert again.recovery_code is not None
    assert again.recovery_code != ben_member.unlocked.recovery_code
    with pytest.raises(vault.WrongCode):
        recover(ben_member, ben_member.unlocked.recovery_code, at)


def test_a_stronger_cost_is_taken_up_at_the_next_visit(ben_member, at, settings):
    settings.ARGON2_COST = (16, 2)

    assert unlock(ben_member, ben_member.passphrase, at).user_key == ben_member.unlocked.user_key

    proof = PassphraseProof.objects.get(person=ben_member.person)
    assert (proof.memory_kib, proof.passes) == (16, 2)
    assert unlock(ben_member, ben_member.passphrase, at).user_key == ben_member.unlocked.user_key


def test_each_of_these_leaves_its_row_in_ones_own_stream(ben_member, at):
    later = at + timedelta(hours=1)
    before = Entry.objects.filter(stream_uid=ben_member.uid).count()

    unlock(ben_member, ben_member.passphrase, later)

    written = Entry.objects.filter(stream_uid=ben_member.uid).order_by("seq")[before:]
    assert [(row.verb, row.actor_uid, row.about_uid) for row in written] == [
        ("vault.opened", ben_member.uid, ben_member.uid)
    ]


def test_a_hundred_wrong_tries_are_slowed_and_the_owner_comes_in_from_a_known_device(
    ben_member, at
):
    people.remember_device(ben_member.person, "known-device-token", at)
    moment, answered, slowed = at, 0, 0
    for _ in range(100):
        try:
            unlock(ben_member, "guess after guess", moment, network="198.51.100.7")
        except vault.WrongPassphrase:
            answered += 1
        except people.WaitAtTheDoor:
            slowed += 1
        moment += timedelta(seconds=30)

    assert (answered, answered + slowed) == (13, 100)
    mine = unlock(ben_member, ben_member.passphrase, moment, device="known-device-token")
    assert mine.user_key == ben_member.unlocked.user_key


def test_a_new_recovery_code_ends_every_other_visit_so_that_no_old_one_is_taken_for_kept(
    ben_member, as_ben, at
):
    assert SealedSession.objects.count() == 1

    vault.renew_code(unlocked=ben_member.unlocked, by=ben_member.person, at=at)

    assert SealedSession.objects.count() == 0


@pytest.mark.row("G15")
def test_a_wrong_code_asks_the_stores_as_often_for_an_address_nobody_has(ben_member, at):
    def asked(address):
        with (
            CaptureQueriesContext(connection) as here,
            CaptureQueriesContext(STORE) as there,
            pytest.raises(vault.WrongCode),
        ):
            vault.recover(
                address=address,
                code=seals.new_recovery_code(),
                passphrase=NEW,
                network="192.0.2.1",
                device="",
                at=at,
            )
        return len(here), len(there)

    asked("warm@example.org")
    known, unknown = asked(ben_member.address), asked("zed@example.org")
    assert known == unknown
