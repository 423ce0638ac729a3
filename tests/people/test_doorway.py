"""Slowing those who guess: at the entrance, and at a device somebody left signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.people import api as people
from goldenthread.people.models import Tries

pytestmark = pytest.mark.django_db

BEN = "ben@example.org"


def knock(at, *, address=BEN, network="192.0.2.1", device=""):
    people.knock(address, network=network, device=device, at=at)


@pytest.mark.row("G14")
def test_a_crowd_of_tries_made_at_once_gets_no_more_of_them_than_one_after_another(founded, at):
    let_through = 0
    for _ in range(100):
        try:
            knock(at)
        except people.WaitAtTheDoor:
            continue
        # The passphrase is looked at only now, long after the next one has knocked.
        let_through += 1

    assert let_through == 5


def test_whoever_must_wait_is_told_how_long_and_is_not_counted_again(founded, at):
    for _ in range(5):
        knock(at)

    for _ in range(3):
        with pytest.raises(people.WaitAtTheDoor) as wait:
            knock(at + timedelta(seconds=5))
        assert wait.value.seconds == 11
    knock(at + timedelta(seconds=15))


def test_the_right_passphrase_forgets_the_tries_and_leaves_the_networks_count_as_it_was(
    founded, at
):
    for _ in range(3):
        knock(at)
    people.forget_wrong_tries(BEN, network="192.0.2.1", device="", at=at)

    assert [row.failed for row in Tries.objects.all()] == [2]


def test_a_try_that_nobody_looked_at_is_not_counted(founded, at):
    for _ in range(20):
        knock(at)
        people.take_knock_back(BEN, network="192.0.2.1", device="", at=at)

    knock(at)


@pytest.mark.row("G14")
def test_guessing_at_a_device_that_was_left_signed_in_is_slowed_and_the_entrance_is_not(
    ben_member, at
):
    for _ in range(5):
        assert people.prove_again(ben_member.person, "not that one at all", at=at) is None
    with pytest.raises(people.WaitAtTheDoor):
        people.prove_again(ben_member.person, ben_member.passphrase, at=at)

    knock(at)
    later = at + timedelta(seconds=15)
    assert people.prove_again(ben_member.person, ben_member.passphrase, at=later) is not None


@pytest.mark.parametrize("passphrase", ["é" * 1024, "x" * 5000, "\udc80" * 20])
def test_words_too_long_to_be_anyones_passphrase_are_simply_wrong(ben, passphrase):
    assert people.prove(ben, passphrase) is None


def test_two_who_share_a_device_are_both_known_on_it(ben, alma, at):
    for person in (ben, alma):
        people.remember_device(person, "the one device", at)
    for address in (BEN, "alma@example.org"):
        for _ in range(5):
            knock(at, address=address)
        with pytest.raises(people.WaitAtTheDoor):
            knock(at, address=address)

        knock(at, address=address, device="the one device")


def test_a_device_known_for_one_person_is_not_known_for_another(ben, alma, at):
    people.remember_device(ben, "his device", at)
    for _ in range(5):
        knock(at, address="alma@example.org", device="his device")

    with pytest.raises(people.WaitAtTheDoor):
        knock(at, address="alma@example.org", device="his device")
