"""Seats beside Alma and Ben: coming in, pausing, closing, and what the keys do meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed, Refused
from goldenthread.ledger.models import Entry
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Seat, SeatInvitation
from goldenthread.relationships.seats.closing import _told
from goldenthread.vault import api as vault
from tests.beside import offer_seat, seated, take_seat, waiting_for
from tests.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(relationship, alma_member, dara_member, at):
    return offer_seat(relationship, alma_member, dara_member, at)


@pytest.fixture
def seat(relationship, alma_member, dara_member, at):
    """Dara's seat as the sponsor, signed."""
    return seated(relationship, alma_member, dara_member, at)


def window_key(member, seat):
    return member.keyring.key(relationships.window_of(seat).uid, 1)


def again(seat):
    return Seat.objects.get(uid=seat.uid)


@pytest.mark.row("INV-14")
def test_the_letter_names_nobody_and_says_nothing_of_why(
    relationship, ben_member, dara_member, at, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        offer_seat(relationship, ben_member, dara_member, at)

    letter = mail.outbox[0]
    text = f"{letter.subject}{letter.body}"
    assert letter.to == ["dara@example.org"]
    assert [
        word for word in ("Alma", "Ben", "Dara", "coach", "sponsor", "seat") if word in text
    ] == []


@pytest.mark.row("INV-6")
def test_without_a_term_that_opens_the_seat_nobody_can_be_invited(
    relationship, alma_member, dara_member, at
):
    with pytest.raises(NotAllowed, match="signed opens this"):
        offer_seat(
            relationship,
            alma_member,
            dara_member,
            at,
            allowed=Refused("Nothing you’ve both signed opens this."),
        )
    assert Seat.objects.count() == 0


def test_whom_a_seat_was_offered_to_stands_nowhere_in_the_database(offered):
    sealed = bytes(SeatInvitation.objects.get().sealed)

    assert (b"Dara" in sealed, b"dara@example.org" in sealed) == (False, False)


@pytest.mark.row("INV-5")
def test_the_holder_makes_the_keys_of_the_window_and_both_of_the_pair_can_open_it(
    offered, alma_member, ben_member, dara_member, at
):
    seat = take_seat(offered, dara_member, at)

    keys = {window_key(member, seat) for member in (alma_member, ben_member, dara_member)}
    assert len(keys) == 1
    assert (seat.state, seat.person_uid, seat.joined_at) == ("accepted", dara_member.uid, at)


@pytest.mark.row("INV-4", "INV-5")
def test_a_seat_gives_no_key_to_anything_else_of_the_two(seat, relationship, dara_member):
    for kind in ("shared", "client-private"):
        room = vault.compartment_of(relationship.uid, kind)
        with pytest.raises(vault.NoGrant):
            dara_member.keyring.key(room.uid, 1)


@pytest.mark.row("INV-20")
@pytest.mark.parametrize("by", ["alma_member", "ben_member"])
def test_either_closes_a_seat_alone_at_once_and_nothing_else_ends(
    seat, relationship, dara_member, alma_member, ben_member, at, request, by
):
    assert len(window_key(dara_member, seat)) == 32

    relationships.revoke_seat(seat=seat, by=request.getfixturevalue(by).person, at=at)

    with pytest.raises(vault.NoGrant):
        window_key(dara_member, seat)
    assert window_key(alma_member, seat) == window_key(ben_member, seat)
    assert (again(seat).state, again(seat).ended_at) == ("revoked", at)
    assert relationships.is_going_on(relationship.uid) is True


def test_closing_takes_every_release_back_too(seat, relationship, alma_member, dara_member, at):
    released = vault.make_compartment(
        vault.CompartmentKind.RELEASE,
        members={alma_member.uid: "coach", dara_member.uid: "sponsor"},
        keyring=alma_member.keyring,
        at=at,
        relationship_uid=relationship.uid,
    )
    assert len(dara_member.keyring.key(released.uid, 1)) == 32

    relationships.revoke_seat(seat=seat, by=alma_member.person, at=at)

    with pytest.raises(vault.NoGrant):
        dara_member.keyring.key(released.uid, 1)
    assert len(alma_member.keyring.key(released.uid, 1)) == 32


def test_closing_one_seat_touches_no_other_seat_of_the_same_person(
    seat, cleo_member, dara_member, ben_member, at
):
    from tests.cast import invite_and_accept

    elsewhere = invite_and_accept(cleo_member, make_member("Gus", at), at)
    other = seated(elsewhere, cleo_member, dara_member, at)

    relationships.leave_seat(seat=seat, by=dara_member.person, at=at)

    assert len(window_key(dara_member, other)) == 32
    assert relationships.seats_held_by(dara_member.person, at=at) == [other]


def test_whoever_is_above_closes_what_is_theirs_in_the_same_transaction(seat, ben, at):
    told = []
    relationships.when_a_seat_closes(lambda closed, moment: told.append((closed.uid, moment)))
    try:
        relationships.revoke_seat(seat=seat, by=ben, at=at)
    finally:
        _told.pop()

    assert told == [(seat.uid, at)]


def test_if_what_is_above_cannot_close_the_seat_stays_as_it_was(seat, ben, at):
    def fails(_seat, _at):
        raise RuntimeError

    relationships.when_a_seat_closes(fails)
    try:
        with pytest.raises(RuntimeError):
            relationships.revoke_seat(seat=seat, by=ben, at=at)
    finally:
        _told.pop()

    assert again(seat).state == "active"


def test_nobody_else_can_do_anything_to_a_seat(seat, cleo, enzo, dara, at):
    for stranger in (cleo, enzo):
        for deed in (
            relationships.activate_seat,
            relationships.suspend_seat,
            relationships.resume_seat,
            relationships.revoke_seat,
            relationships.leave_seat,
        ):
            with pytest.raises(NotAllowed):
                deed(seat=seat, by=stranger, at=at)
    with pytest.raises(NotAllowed):
        relationships.revoke_seat(seat=seat, by=dara, at=at)
    assert again(seat).state == "active"


@pytest.mark.row("INV-7")
def test_a_pause_needs_nobody_and_only_the_client_opens_the_seat_again(seat, alma, ben, at):
    relationships.suspend_seat(seat=seat, by=alma, at=at)

    with pytest.raises(NotAllowed, match="Only the client"):
        relationships.resume_seat(seat=seat, by=alma, at=at)
    assert bool(relationships.may_look_through(again(seat), at=at)) is False

    relationships.resume_seat(seat=seat, by=ben, at=at)
    assert again(seat).state == "active"


def test_a_seat_paused_before_its_paper_was_signed_goes_on_unsigned(offered, dara_member, ben, at):
    taken = take_seat(offered, dara_member, at)
    relationships.suspend_seat(seat=taken, by=ben, at=at)

    relationships.resume_seat(seat=taken, by=ben, at=at)

    assert again(taken).state == "accepted"


def test_the_two_of_the_pair_cannot_sit_beside_themselves(offered, alma_member, ben_member, at):
    for member in (alma_member, ben_member):
        with pytest.raises(NotAllowed, match="beside the two of you"):
            take_seat(offered, member, at)
    assert again(offered).state == "invited"


def test_one_person_has_one_seat_beside_a_pair(seat, relationship, alma_member, dara_member, at):
    second = offer_seat(relationship, alma_member, dara_member, at, role=Role.SUPERVISOR)

    with pytest.raises(NotAllowed, match="another seat"):
        take_seat(second, dara_member, at)


def test_a_role_has_one_standing_seat_and_the_database_holds_to_it(
    seat, relationship, alma_member, enzo_member, at
):
    with pytest.raises(NotAllowed, match="Close it first"):
        offer_seat(relationship, alma_member, enzo_member, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            relationship=relationship,
            role=Role.SPONSOR,
            state="invited",
            invited_by=alma_member.uid,
            made_at=at,
        )

    relationships.revoke_seat(seat=seat, by=alma_member.person, at=at)
    assert offer_seat(relationship, alma_member, enzo_member, at).state == "invited"


def test_whoever_was_closed_out_may_be_invited_again_and_gets_new_keys(
    seat, relationship, alma_member, dara_member, at
):
    relationships.revoke_seat(seat=seat, by=alma_member.person, at=at)

    anew = seated(relationship, alma_member, dara_member, at)

    assert anew.window_id != again(seat).window_id
    with pytest.raises(vault.NoGrant):
        window_key(dara_member, seat)


def test_sending_again_stops_the_first_link(offered, ben_member, dara_member, at):
    first = waiting_for(offered)
    relationships.resend_to_seat(
        seat=offered,
        address="dara@example.org",
        called="Dara",
        keyring=ben_member.keyring,
        by=ben_member.person,
        at=at,
    )

    with pytest.raises(NotAllowed, match="newer letter"):
        relationships.accept_seat(
            invitation=first, keyring=dara_member.keyring, by=dara_member.person, at=at
        )
    assert take_seat(offered, dara_member, at).state == "accepted"


def test_a_link_works_once_and_runs_out_after_seven_days(offered, dara_member, enzo_member, at):
    link = waiting_for(offered)
    with pytest.raises(NotAllowed, match="run out"):
        take_seat(offered, dara_member, at + timedelta(days=7))
    take_seat(offered, dara_member, at)

    with pytest.raises(NotAllowed, match="used already"):
        relationships.accept_seat(
            invitation=link, keyring=enzo_member.keyring, by=enzo_member.person, at=at
        )


def test_an_invitation_taken_back_opens_nothing(offered, ben, dara_member, at):
    link = waiting_for(offered)

    relationships.withdraw_from_seat(seat=offered, by=ben, at=at)

    with pytest.raises(NotAllowed, match="taken back"):
        relationships.accept_seat(
            invitation=link, keyring=dara_member.keyring, by=dara_member.person, at=at
        )
    assert again(offered).state == "revoked"


@pytest.mark.row("INV-5")
def test_a_word_with_a_not_now_reaches_both_of_the_pair(
    offered, relationship, alma_member, ben_member, at
):
    relationships.decline_seat(
        invitation=waiting_for(offered), words="Not this year.", by=None, at=at
    )

    for member in (alma_member, ben_member):
        [beside] = relationships.seats_beside(
            relationship, by=member.person, at=at, keyring=member.keyring
        )
        assert (beside.state, beside.called, beside.word_back) == (
            "ended",
            "Dara",
            "Not this year.",
        )


def test_the_pair_reads_who_is_beside_them_and_the_ledger_says_that_it_did(
    offered, relationship, ben_member, at
):
    [beside] = relationships.seats_beside(
        relationship, by=ben_member.person, at=at, keyring=ben_member.keyring
    )

    assert (beside.called, beside.address, beside.stands) == ("Dara", "dara@example.org", True)
    last = Entry.objects.filter(stream_uid=relationship.uid).latest("seq")
    assert (last.verb, last.actor_uid) == ("relationships.seats.read", ben_member.uid)


def test_either_takes_a_copy_of_who_sat_beside_them_and_nobody_else_does(
    seat, relationship, alma_member, ben_member, cleo_member, dara_member, enzo_member, at
):
    def copied(member):
        return list(
            relationships.copy_of_seats(
                relationship, by=member.person, at=at, keyring=member.keyring
            )
        )

    [line] = copied(ben_member)
    assert copied(alma_member) == [line]
    assert (line["role"], line["state"], line["called"]) == ("sponsor", "active", "Dara")
    for stranger in (cleo_member, dara_member, enzo_member):
        with pytest.raises(Http404):
            copied(stranger)


@pytest.mark.row("INV-5")
def test_nobody_writes_through_a_window_to_one_of_the_two_alone(
    seat, alma, ben, dara, relationship
):
    from goldenthread.vault.models import Grant

    assert {grant.recipient_uid for grant in Grant.objects.filter(compartment=seat.window)} == {
        alma.uid,
        ben.uid,
        dara.uid,
    }
    held = Grant.objects.filter(recipient_uid=dara.uid).values_list("compartment", flat=True)
    assert list(held) == [seat.window_id]


def test_a_seat_is_there_for_its_holder_and_for_nobody_else(seat, alma, ben, cleo, dara, enzo, at):
    assert relationships.the_seat(seat.uid, by=dara, at=at) == seat
    for other in (alma, ben, cleo, enzo):
        with pytest.raises(Http404):
            relationships.the_seat(seat.uid, by=other, at=at)


@pytest.mark.parametrize("how", ["revoke_seat", "leave_seat"])
def test_a_closed_seat_is_not_there_for_its_holder_either(seat, ben, dara, at, how):
    by = ben if how == "revoke_seat" else dara
    getattr(relationships, how)(seat=seat, by=by, at=at)

    with pytest.raises(Http404):
        relationships.the_seat(seat.uid, by=dara, at=at)
    assert relationships.seats_held_by(dara, at=at) == []


def test_a_seat_of_another_pair_is_not_found_from_this_one(seat, cleo_member, at):
    from tests.cast import invite_and_accept

    elsewhere = invite_and_accept(cleo_member, make_member("Gus", at), at)

    with pytest.raises(Http404):
        relationships.seat_of_pair(seat.uid, elsewhere)


def test_a_seat_with_a_last_day_is_closed_by_the_clock_and_tidied_later(
    relationship, alma_member, dara_member, at
):
    last = at + timedelta(days=2)
    taken = take_seat(
        offer_seat(relationship, alma_member, dara_member, at, until=last), dara_member, at
    )
    relationships.activate_seat(seat=taken, by=dara_member.person, at=at)
    assert relationships.the_seat(taken.uid, by=dara_member.person, at=at) == taken
    assert relationships.seats_to_tidy(at=last - timedelta(seconds=1)) == []

    with pytest.raises(Http404):
        relationships.the_seat(taken.uid, by=dara_member.person, at=last)
    assert relationships.seats_held_by(dara_member.person, at=last) == []
    assert relationships.let_seat_run_out(seat=taken, by=None, at=at) is False

    [late] = relationships.seats_to_tidy(at=last)
    assert relationships.let_seat_run_out(seat=late, by=None, at=last) is True
    assert relationships.let_seat_run_out(seat=late, by=None, at=last) is False
    with pytest.raises(vault.NoGrant):
        window_key(dara_member, taken)


@pytest.mark.row("INV-20")
def test_the_client_who_leaves_the_employer_closes_the_window_and_goes_on(
    seat, relationship, ben, dara_member, at
):
    closed = relationships.close_for_leaving(relationship=relationship, by=ben, at=at)

    assert (closed.uid, closed.state) == (seat.uid, "revoked")
    with pytest.raises(vault.NoGrant):
        window_key(dara_member, seat)
    assert relationships.is_going_on(relationship.uid) is True
    with pytest.raises(Http404):
        relationships.close_for_leaving(relationship=relationship, by=ben, at=at)


def test_only_the_client_says_that_they_leave_their_employer(seat, relationship, alma, dara, at):
    for other in (alma, dara):
        with pytest.raises(NotAllowed):
            relationships.close_for_leaving(relationship=relationship, by=other, at=at)
    assert again(seat).state == "active"


@pytest.mark.row("INV-20")
def test_ending_the_relationship_closes_every_seat_in_the_same_moment(
    seat, relationship, alma_member, enzo_member, dara_member, ben, at
):
    invited = offer_seat(relationship, alma_member, enzo_member, at, role=Role.SUPERVISOR)
    link = waiting_for(invited)

    relationships.end_relationship(relationship=relationship, by=ben, at=at)

    assert [again(one).state for one in (seat, invited)] == ["ended", "ended"]
    with pytest.raises(vault.NoGrant):
        window_key(dara_member, seat)
    with pytest.raises(NotAllowed):
        relationships.accept_seat(
            invitation=link, keyring=enzo_member.keyring, by=enzo_member.person, at=at
        )


def test_each_deed_leaves_one_row_about_the_client(seat, relationship, alma, ben, dara, at):
    relationships.suspend_seat(seat=seat, by=alma, at=at)
    relationships.resume_seat(seat=seat, by=ben, at=at)
    relationships.leave_seat(seat=seat, by=dara, at=at)

    rows = Entry.objects.filter(thing_uid=seat.uid).order_by("seq")
    assert [(row.verb, row.actor_uid) for row in rows] == [
        ("relationships.seat.offered", alma.uid),
        ("relationships.seat.taken", dara.uid),
        ("relationships.seat.activated", dara.uid),
        ("relationships.seat.suspended", alma.uid),
        ("relationships.seat.resumed", ben.uid),
        ("relationships.seat.left", dara.uid),
    ]
    assert {row.about_uid for row in rows} == {ben.uid}


def test_a_deed_on_a_seat_as_it_was_read_a_moment_ago_sees_what_came_between(
    seat, alma, ben, dara, at
):
    seen = again(seat)
    relationships.leave_seat(seat=seat, by=dara, at=at)

    with pytest.raises(NotAllowed, match="closed"):
        relationships.suspend_seat(seat=seen, by=ben, at=at)
    assert again(seat).state == "ended"


def test_the_house_tidies_what_ran_out_and_nothing_else(
    seat, relationship, alma_member, enzo_member, at
):
    last = at + timedelta(days=2)
    short = offer_seat(
        relationship, alma_member, enzo_member, at, role=Role.INTERPRETER, until=last
    )

    assert [relationships.tidy_seats(moment) for moment in (at, last, last)] == [0, 1, 0]
    assert (again(short).state, again(seat).state) == ("ended", "active")
    row = Entry.objects.filter(thing_uid=short.uid).latest("seq")
    assert (row.verb, row.actor_uid) == ("relationships.seat.ran_out", None)


def test_finding_the_seats_of_a_pair_is_one_question(
    seat, relationship, alma_member, enzo_member, at, django_assert_num_queries
):
    offer_seat(relationship, alma_member, enzo_member, at, role=Role.SUPERVISOR)

    with django_assert_num_queries(1):
        assert [one.role for one in relationships.seats_of(relationship.uid)] == [
            "sponsor",
            "supervisor",
        ]


def test_a_seat_prints_its_kind_and_uid_alone(seat):
    assert str(seat) == f"seat {seat.uid}"
