"""Inviting, coming in, ending: the story of a pair."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404

from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger.models import Entry
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Invitation, Relationship
from goldenthread.relationships.states import InvitationState
from goldenthread.vault import api as vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(alma_member, at):
    return relationships.invite_client(
        address="ben@example.org",
        called="Ben",
        keyring=alma_member.keyring,
        by=alma_member.person,
        at=at,
    )


def waiting(relationship):
    return Invitation.objects.get(relationship=relationship, state=InvitationState.WAITING)


def accept(invitation, member, at):
    return relationships.accept_invitation(
        invitation=invitation, keyring=member.keyring, by=member.person, at=at
    )


def test_only_someone_who_coaches_may_invite(ben_member, at):
    with pytest.raises(NotAllowed):
        relationships.invite_client(
            address="x@example.org",
            called="X",
            keyring=ben_member.keyring,
            by=ben_member.person,
            at=at,
        )

    assert Relationship.objects.count() == 0


def test_the_client_makes_the_keys_and_both_can_open_what_is_shared(
    invited, alma_member, ben_member, at
):
    relationship = accept(waiting(invited), ben_member, at)

    shared = vault.compartment_of(relationship.uid, "shared")
    private = vault.compartment_of(relationship.uid, "client-private")
    assert alma_member.keyring.key(shared.uid, 1) == ben_member.keyring.key(shared.uid, 1)
    assert len(ben_member.keyring.key(private.uid, 1)) == 32
    with pytest.raises(vault.NoGrant):
        alma_member.keyring.key(private.uid, 1)


def test_a_link_works_once(invited, ben_member, dara_member, at):
    invitation = waiting(invited)
    accept(invitation, ben_member, at)

    with pytest.raises(NotAllowed, match="used already"):
        accept(invitation, dara_member, at)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": InvitationState.REPLACED}, "newer letter"),
        ({"state": InvitationState.WITHDRAWN}, "taken back"),
        ({"state": InvitationState.DECLINED}, "not now"),
        ({"state": InvitationState.ACCEPTED}, "used already"),
    ],
)
def test_a_link_that_is_over_says_why(invited, ben_member, at, change, sentence):
    invitation = waiting(invited)
    Invitation.objects.update(**change)

    with pytest.raises(NotAllowed, match=sentence):
        accept(invitation, ben_member, at)


def test_a_link_runs_out_after_seven_days(invited, ben_member, at):
    with pytest.raises(NotAllowed, match="run out"):
        accept(waiting(invited), ben_member, at + timedelta(days=7))


def test_a_coach_cannot_accept_their_own_invitation(invited, alma_member, at):
    with pytest.raises(NotAllowed, match="own invitation"):
        accept(waiting(invited), alma_member, at)


def test_sending_again_stops_the_first_link(invited, alma_member, ben_member, at):
    first = waiting(invited)
    relationships.resend_invitation(
        relationship=invited,
        address="ben@example.org",
        called="Ben",
        keyring=alma_member.keyring,
        by=alma_member.person,
        at=at,
    )

    with pytest.raises(NotAllowed, match="newer letter"):
        accept(first, ben_member, at)
    assert accept(waiting(invited), ben_member, at).client_uid == ben_member.uid


def test_only_the_coach_who_invited_may_send_again_or_take_back(invited, cleo_member, at):
    with pytest.raises(NotAllowed):
        relationships.withdraw_invitation(relationship=invited, by=cleo_member.person, at=at)
    with pytest.raises(Http404):
        relationships.the_unanswered(invited.uid, by=cleo_member.person)
    assert relationships.the_unanswered(invited.uid, by=invited_by(invited)).uid == invited.uid


def invited_by(relationship):
    from goldenthread.people import api as people

    return people.the_person(relationship.coach_uid)


def test_a_word_with_a_not_now_reaches_the_coach_and_nobody_else(
    invited, alma_member, cleo_member, at
):
    relationships.decline_invitation(
        invitation=waiting(invited), words="Not this year.", by=None, at=at
    )

    mine = relationships.sent_invitations(alma_member.person, at=at, keyring=alma_member.keyring)
    theirs = relationships.sent_invitations(cleo_member.person, at=at, keyring=cleo_member.keyring)
    assert [(one.called, one.state, one.word_back) for one in mine] == [
        ("Ben", "declined", "Not this year.")
    ]
    assert theirs == []


@pytest.mark.row("INV-14")
def test_the_letter_names_neither_coach_nor_client(
    alma_member, at, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        relationships.invite_client(
            address="ben@example.org",
            called="Ben",
            keyring=alma_member.keyring,
            by=alma_member.person,
            at=at,
        )

    letter = mail.outbox[0]
    assert letter.to == ["ben@example.org"]
    text = f"{letter.subject}{letter.body}"
    assert [word for word in ("Alma", "Ben", "coach", "client") if word in text] == []


def test_either_may_end_it_at_once_without_a_reason(relationship, alma, ben, at):
    assert bool(relationships.may_end(relationship, by=alma)) is True

    ended = relationships.end_relationship(relationship=relationship, by=ben, at=at)

    assert (ended.state, ended.ended_at) == ("ended", at)
    assert relationships.is_going_on(relationship.uid) is False


def test_nobody_else_may_end_it(relationship, cleo, dara, enzo, at):
    for stranger in (cleo, dara, enzo):
        with pytest.raises(NotAllowed):
            relationships.end_relationship(relationship=relationship, by=stranger, at=at)
    assert relationships.is_going_on(relationship.uid) is True


def test_a_relationship_is_there_for_its_two_and_for_nobody_else(
    relationship, alma, ben, cleo, dara, enzo
):
    assert relationships.the_relationship(relationship.uid, by=alma) == relationship
    assert relationships.the_relationship(relationship.uid, by=ben) == relationship
    for stranger in (cleo, dara, enzo):
        with pytest.raises(Http404):
            relationships.the_relationship(relationship.uid, by=stranger)


def test_each_step_leaves_one_row_in_the_ledger_of_the_pair(relationship, ben, at):
    relationships.end_relationship(relationship=relationship, by=ben, at=at)

    rows = Entry.objects.filter(stream_uid=relationship.uid).order_by("seq")
    assert [row.verb for row in rows] == [
        "relationships.client.invited",
        "relationships.relationship.begun",
        "relationships.relationship.ended",
    ]


@pytest.mark.row("INV-14")
def test_the_other_is_told_at_most_once_a_day_and_never_what(
    relationship, ben, at, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        relationships.tell_the_other(relationship, by=ben, at=at)
        relationships.tell_the_other(relationship, by=ben, at=at + timedelta(hours=5))

    assert [letter.to for letter in mail.outbox] == [["alma@example.org"]]
    assert "Ben" not in f"{mail.outbox[0].subject}{mail.outbox[0].body}"


def looked_at_before(relationship):
    """A pair as a page read it a moment ago, before somebody else acted."""
    return Relationship.objects.get(uid=relationship.uid)


def test_an_invitation_taken_back_a_moment_after_someone_came_in_undoes_nothing(
    invited, alma_member, ben_member, at
):
    seen = looked_at_before(invited)
    accept(waiting(invited), ben_member, at)

    with pytest.raises(NotAllowed, match="answered already"):
        relationships.withdraw_invitation(relationship=seen, by=alma_member.person, at=at)

    assert relationships.the_relationship(invited.uid, by=ben_member.person).state == "going_on"


def test_an_invitation_sent_again_a_moment_after_someone_came_in_makes_no_new_link(
    invited, alma_member, ben_member, at
):
    seen = looked_at_before(invited)
    accept(waiting(invited), ben_member, at)

    with pytest.raises(NotAllowed, match="answered already"):
        relationships.resend_invitation(
            relationship=seen,
            address="ben@example.org",
            called="Ben",
            keyring=alma_member.keyring,
            by=alma_member.person,
            at=at,
        )

    assert Invitation.objects.filter(state=InvitationState.WAITING).count() == 0


def test_a_not_now_a_moment_after_someone_came_in_undoes_nothing(invited, ben_member, at):
    seen = Invitation.objects.select_related("relationship").get(uid=waiting(invited).uid)
    accept(waiting(invited), ben_member, at)

    with pytest.raises(NotAllowed, match="used already"):
        relationships.decline_invitation(invitation=seen, words="", by=None, at=at)

    assert relationships.the_relationship(invited.uid, by=ben_member.person).state == "going_on"


def test_ending_twice_at_once_ends_it_once(relationship, alma, ben, at):
    seen = looked_at_before(relationship)
    relationships.end_relationship(relationship=relationship, by=ben, at=at)

    with pytest.raises(NotAllowed, match="ended already"):
        relationships.end_relationship(relationship=seen, by=alma, at=at + timedelta(hours=1))

    assert looked_at_before(relationship).ended_at == at
