"""The rules of the ledger, without a database."""

from datetime import timedelta

import pytest

from goldenthread.core.verdicts import Allowed, Refused
from goldenthread.ledger import policy


def test_one_look_is_five_minutes():
    assert timedelta(minutes=5) == policy.ONE_LOOK


def test_a_stream_begins_as_that_of_whom_its_first_row_is_about(alma):
    reader = policy.next_reader(None, alma.uid, length=0, was_about_before=False)

    assert reader == alma.uid


def test_a_stream_stays_with_whom_it_is_about(ben):
    assert policy.next_reader(ben.uid, ben.uid, length=9, was_about_before=True) == ben.uid


@pytest.mark.row("INV-13")
def test_a_stream_becomes_the_clients_when_the_client_comes(alma, ben):
    assert policy.next_reader(alma.uid, ben.uid, length=3, was_about_before=False) == ben.uid


@pytest.mark.row("INV-13")
def test_a_stream_in_which_two_people_are_mixed_is_nobodys(alma, ben):
    assert policy.next_reader(ben.uid, alma.uid, length=5, was_about_before=True) is None
    assert policy.next_reader(None, alma.uid, length=6, was_about_before=True) is None


@pytest.mark.row("INV-13")
def test_only_the_reader_may_take_the_chain(cast, ben):
    verdicts = {someone.name: policy.may_take_chain(ben.uid, by=someone.uid) for someone in cast}

    refused = Refused("This part of the ledger isn't yours to take away.")
    assert verdicts == {
        "Alma": refused,
        "Ben": Allowed(),
        "Cleo": refused,
        "Dara": refused,
        "Enzo": refused,
    }


def test_nobody_may_take_a_chain_that_is_nobodys(ben):
    assert not policy.may_take_chain(None, by=ben.uid)
