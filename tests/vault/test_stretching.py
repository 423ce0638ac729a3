"""Stretching a passphrase takes long on purpose; nobody else's writing waits behind it."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection

from goldenthread.core.clock import now
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

NEW = "seven brisk otters carry a lamp"
WRITING, BESIDE = "while writing", "beside it"


@pytest.fixture
def stretches(transactional_db, monkeypatch):
    """Where each passphrase was stretched; the stretching itself is the house's own."""
    seen = []

    def noted(*words, really=seals.stretch):
        seen.append(WRITING if connection.in_atomic_block else BESIDE)
        return really(*words)

    monkeypatch.setattr(seals, "stretch", noted)
    return seen


def test_the_first_coach_waits_for_nobody_and_nobody_for_them(stretches, founded, nobody):
    link = f"/begin/{people.new_first_link(now())}/"

    answer = nobody.post(link, {"name": "Alma", "address": "alma@example.org", "passphrase": NEW})

    assert answer.headers["Location"] == "/keep-your-code/"
    assert stretches == [BESIDE]


def test_a_client_who_comes_in_stops_nobody_from_writing(
    stretches, alma_member, nobody, mailoutbox, at
):
    relationships.invite_client(
        address="ben@example.org",
        called="Ben",
        keyring=alma_member.keyring,
        by=alma_member.person,
        at=now(),
    )
    link = re.findall(r"https?://[^/\s]+(/invitation/[^\s]+)", str(mail.outbox[-1].body))[0]
    stretches.clear()
    page = nobody.get(link, follow=True)
    form = {"name": "Ben", "address": "ben@example.org", "passphrase": NEW, "zone": "UTC"}

    answer = nobody.post(f"{page.request['PATH_INFO']}come-in/", form)

    assert answer.headers["Location"] == "/keep-your-code/"
    assert stretches == [BESIDE]


def test_a_changed_passphrase_is_stretched_before_it_is_written(stretches, ben_member, at):
    stretches.clear()
    vault.change_passphrase(
        person=ben_member.person,
        passphrase=ben_member.passphrase,
        new=NEW,
        keyring=ben_member.keyring,
        by=ben_member.person,
        at=at,
    )

    assert stretches == [BESIDE, BESIDE]


def test_whoever_comes_back_with_the_code_stretches_before_they_write(stretches, ben_member, at):
    stretches.clear()
    vault.recover(
        address=ben_member.address,
        code=ben_member.unlocked.recovery_code,
        passphrase=NEW,
        network="192.0.2.1",
        device="",
        at=at,
    )

    assert stretches == [BESIDE]
