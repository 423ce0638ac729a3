"""A commitment is its owner's alone: written, changed, ticked, let go, and read by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.commitments import api as commitments
from goldenthread.commitments import policy
from goldenthread.commitments.models import Commitment
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.models import Letter
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

TICKED, MEANT = commitments.CommitmentState.TICKED, commitments.CommitmentState.MEANT


@pytest.mark.row("S0.20")
def test_its_owner_writes_changes_ticks_and_lets_go(bens):
    lena, oslo = bens.write(), bens.write("Look at Oslo")
    assert bens.read() == [("Look at Oslo", "meant"), ("Ring Lena on Sunday", "meant")]

    commitments.reword_commitment(lena.uid, "Write to Lena", seen=1, **bens.looking)
    commitments.mark_commitment(lena.uid, TICKED, **bens.doing)
    assert bens.read() == [("Look at Oslo", "meant"), ("Write to Lena", "ticked")]

    commitments.mark_commitment(lena.uid, MEANT, **bens.doing)
    commitments.let_go_of_commitment(oslo.uid, **bens.doing)
    assert bens.read() == [("Write to Lena", "meant")]
    assert Commitment.objects.count() == 1


def test_a_form_that_comes_twice_makes_one(bens):
    uid = new_uid()
    bens.write(uid=uid)
    with pytest.raises(commitments.AlreadyKept):
        bens.write("Something else", uid=uid)
    assert bens.read() == [("Ring Lena on Sunday", "meant")]


def test_two_windows_lose_nothing(bens):
    one = bens.write()
    commitments.reword_commitment(one.uid, "Write to Lena", seen=1, **bens.looking)
    with pytest.raises(commitments.WordedElsewhere):
        commitments.reword_commitment(one.uid, "Visit Lena", seen=1, **bens.looking)
    assert bens.read() == [("Write to Lena", "meant")]


@pytest.mark.parametrize("words", ["", "  \n "])
def test_without_words_there_is_none(bens, words):
    with pytest.raises(NotAllowed, match=policy.EMPTY.reason):
        bens.write(words)
    one = bens.write()
    with pytest.raises(NotAllowed, match=policy.EMPTY.reason):
        commitments.reword_commitment(one.uid, words, seen=1, **bens.looking)


@pytest.mark.row("S0.20", "INV-1")
def test_the_coach_writes_none_and_reads_none(bens, alma_member):
    one = bens.write()
    hers = {"by": alma_member.person, "at": bens.at, "keyring": alma_member.keyring}
    with pytest.raises(NotAllowed, match=policy.OWNERS_ONLY.reason):
        bens.write("Something for Ben", **hers)
    with pytest.raises(Http404):
        commitments.commitments_of(**hers)
    assert commitments.still_meant(**hers, limit=9) == []
    assert list(commitments.copy_for(**hers)) == []
    for deed in (
        lambda: commitments.the_commitment(one.uid, **hers),
        lambda: commitments.reword_commitment(one.uid, "No", seen=1, **hers),
        lambda: commitments.mark_commitment(one.uid, TICKED, by=alma_member.person, at=bens.at),
        lambda: commitments.let_go_of_commitment(one.uid, by=alma_member.person, at=bens.at),
    ):
        with pytest.raises(Http404):
            deed()
    assert bens.read() == [("Ring Lena on Sunday", "meant")]


@pytest.mark.row("S0.20")
def test_the_other_three_find_nothing(bens, cleo_member, dara_member, enzo_member):
    one = bens.write()
    for member in (cleo_member, dara_member, enzo_member):
        theirs = {"by": member.person, "at": bens.at, "keyring": member.keyring}
        with pytest.raises(Http404):
            bens.write("x", **theirs)
        with pytest.raises(Http404):
            commitments.the_commitment(one.uid, **theirs)


@pytest.mark.row("S0.20")
def test_no_key_of_the_coachs_opens_one_even_when_the_rules_are_passed_by(bens, alma_member):
    row = bens.write()
    assert row.compartment.kind == vault.CompartmentKind.CLIENT_PRIVATE
    witness = ledger.witness(
        "commitments.commitments.read",
        stream=alma_member.uid,
        by=alma_member.person,
        at=bens.at,
        about=alma_member.uid,
        covers=[row.uid],
    )
    with pytest.raises(vault.NoGrant):
        vault.unseal(row, keyring=alma_member.keyring, witness=witness)
    assert b"Lena" not in bytes(row.sealed)


@pytest.mark.row("INV-1")
def test_the_ledger_says_it_in_the_clients_own_stream_only(bens):
    pairs_before = ledger.head_of(bens.relationship.uid)
    one = bens.write()
    commitments.mark_commitment(one.uid, TICKED, **bens.doing)
    commitments.mark_commitment(one.uid, TICKED, **bens.doing)
    bens.read()
    commitments.let_go_of_commitment(one.uid, **bens.doing)

    rows = ledger.Entry.objects.filter(verb__startswith="commitments.")
    ben = bens.member.uid
    assert {(row.stream_uid, row.about_uid, row.actor_uid) for row in rows} == {(ben, ben, ben)}
    assert sorted(row.verb.removeprefix("commitments.") for row in rows) == [
        "commitment.let_go",
        "commitment.ticked",
        "commitment.written",
        "commitments.read",
    ]
    assert ledger.head_of(bens.relationship.uid) == pairs_before


@pytest.mark.row("INV-1")
def test_nothing_is_sent_to_anybody(bens):
    before = Letter.objects.count()
    one = bens.write()
    commitments.mark_commitment(one.uid, TICKED, **bens.doing)
    commitments.let_go_of_commitment(one.uid, **bens.doing)
    assert Letter.objects.count() == before


@pytest.mark.row("INV-2")
def test_no_column_ties_one_to_a_coach_a_session_or_a_day_by_which():
    names = {field.name for field in Commitment._meta.local_concrete_fields}
    assert names == {
        "uid",
        "compartment",
        "epoch",
        "revision",
        "sealed",
        "owner_uid",
        "state",
        "written_at",
        "worded_at",
        "state_at",
    }


def test_after_the_end_one_reads_and_lets_go_and_writes_nothing_new(bens):
    one = bens.write()
    relationships.end_relationship(relationship=bens.relationship, **bens.doing)
    with pytest.raises(NotAllowed, match=policy.OVER.reason):
        bens.write("Another")
    assert bens.read() == [("Ring Lena on Sunday", "meant")]
    commitments.let_go_of_commitment(one.uid, **bens.doing)
    assert bens.read() == []


def test_a_copy_holds_ones_own(bens):
    bens.write()
    [copied] = commitments.copy_for(**bens.looking)
    assert (copied["words"], copied["state"]) == ("Ring Lena on Sunday", "meant")


def test_any_flipped_byte_is_refused(bens):
    row = bens.write()
    row.sealed = bytes(row.sealed[:-1]) + bytes([row.sealed[-1] ^ 1])
    row.save()
    with pytest.raises(seals.Bad):
        bens.read()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_number_of_questions(bens, count, django_assert_num_queries):
    for _ in range(count):
        bens.write()
    bens.read()
    bens.at += timedelta(hours=1)
    with django_assert_num_queries(9):
        bens.read()
