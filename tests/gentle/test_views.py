"""The client's own page of choices: theirs alone, at once, and with "not yet" for an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed
from goldenthread.gentle import api as gentle
from goldenthread.gentle.models import Choices
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.vault.models import SealedSession
from tests.beside import offer_seat, seated, waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(relationship):
    return f"/together/{relationship.uid}/your-way/"


def verbs_of(person):
    return [entry.verb for entry in ledger.entries_by(person.uid)]


@pytest.mark.row("S4.11", "S4.12")
def test_the_page_is_the_client_s_alone(page, as_ben, as_alma, strangers, nobody):
    shown = as_ben.get(page).content.decode()
    assert shown.count('value="not_yet" required') + shown.count('value="not_yet"') >= 7
    assert [client.get(page).status_code for client in (as_alma, *strangers.values())] == [404] * 4
    assert [
        client.post(page + "gentle/").status_code for client in (as_alma, *strangers.values())
    ] == [404] * 4
    assert nobody.get(page).status_code == 303


@pytest.mark.row("S4.12")
def test_every_question_takes_not_yet_and_leaving_all_out_is_no_error(page, as_ben, relationship):
    assert as_ben.post(page, {}).status_code == 303
    assert as_ben.post(page, dict.fromkeys(map(str, gentle.Choice), "not_yet")).status_code == 303

    assert gentle.effects_of(relationship.uid) == gentle.Effects()


def test_an_answer_that_is_none_is_asked_again(page, as_ben):
    answer = as_ben.post(page, {"exit": "perhaps"})

    assert answer.status_code == 422
    assert "Choose yes, no, or not yet." in answer.content.decode()


@pytest.mark.row("S4.11")
def test_gentle_mode_holds_from_the_next_page_on(page, as_ben, ben, relationship):
    assert 'data-pages="quiet"' not in as_ben.get("/my-space/").content.decode()

    as_ben.post(page + "gentle/")

    shown = as_ben.get("/my-space/").content.decode()
    assert ('data-pages="quiet"' in shown, "data-exit" in shown, 'data-drafts="off"' in shown) == (
        True,
        True,
        True,
    )
    assert gentle.is_gentle(people.the_person(ben.uid))
    assert gentle.effects_of(relationship.uid) == gentle.Effects(
        short_first=False, no_sponsor=True, no_past=True, no_pulses=True
    )
    assert not gentle.may_seat(relationship.uid, Role.SPONSOR)
    assert bool(gentle.may_seat(relationship.uid, Role.SUPERVISOR))


@pytest.mark.row("S0.8")
def test_a_slow_start_tells_the_coach_of_a_short_first_agreement_and_of_nothing_else(
    page, relationship, as_ben, as_alma
):
    together = f"/together/{relationship.uid}/"
    before = as_alma.get(together).content.decode()
    assert "short first agreement" not in before

    as_ben.post(page + "slowly/")

    assert gentle.wants_short_first(relationship.uid)
    told = as_alma.get(together).content.decode()
    assert "short first agreement: two sessions, then you both decide" in told
    for secret in ("gentle", "past", "pulse", "slow", "your-way"):
        assert secret not in told.lower()


@pytest.mark.row("S4.11")
def test_the_coach_sees_nothing_of_gentle_mode(page, relationship, as_ben, as_alma, ben):
    import re

    def bare(client, path):
        return re.sub(r'"[A-Za-z0-9_+/=-]{20,}"', '""', client.get(path).content.decode())

    paths = ["/desk/", f"/together/{relationship.uid}/", f"/together/{relationship.uid}/agreement/"]
    before = [bare(as_alma, path) for path in paths]

    as_ben.post(page + "gentle/")

    assert [bare(as_alma, path) for path in paths] == before


def test_the_answers_lie_sealed_and_are_opened_only_after_a_line(page, as_ben, ben):
    as_ben.post(page, {"exit": "yes"})
    assert b"exit" not in bytes(Choices.objects.get().sealed)
    assert verbs_of(ben)[0] == "people.person.manner_set"

    shown = as_ben.get(page).content.decode()

    assert verbs_of(ben)[0] == "gentle.choices.opened"
    assert 'value="yes"' in shown


def test_turning_it_off_again_takes_one_answer(page, as_ben, ben):
    as_ben.post(page + "gentle/")
    as_ben.post(page, {})

    person = people.the_person(ben.uid)
    assert (person.quiet_pages, person.leaves_at_once, person.shared_device) == (False,) * 3


@pytest.mark.row("S4.11")
def test_on_a_shared_device_a_visit_is_short_and_the_device_isn_t_known(page, as_ben):
    as_ben.cookies["__Host-d"] = "x" * 43
    as_ben.post(page, {"device": "yes"})
    answer = as_ben.get("/my-space/")

    assert as_ben.cookies["__Host-d"].value == ""
    assert '<form method="post" action="/together/' in answer.content.decode()
    assert 'autocomplete="off"' in answer.content.decode()
    ends = [row.ends_at for row in SealedSession.objects.all()]
    assert min(ends) <= now() + timedelta(minutes=15)


@pytest.mark.row("S4.11")
def test_signing_in_marks_no_device_that_others_use_too(page, as_ben, nobody, ben_member):
    as_ben.post(page, {"device": "yes"})

    answer = nobody.post(
        "/sign-in/", {"address": ben_member.address, "passphrase": ben_member.passphrase}
    )

    assert answer.status_code == 303
    assert nobody.cookies.get("__Host-d") is None or nobody.cookies["__Host-d"].value == ""
    assert 'data-drafts="off"' in nobody.get("/my-space/").content.decode()


@pytest.mark.row("S4.11")
def test_without_a_sponsor_no_signed_term_opens_a_sponsor_s_seat(page, agreed, as_ben, at):
    from goldenthread.agreements import api as agreements
    from goldenthread.agreements.models import TermRow, Version

    version = Version.objects.get(relationship_uid=agreed.uid, state="in_force")
    Version.objects.filter(uid=version.uid).update(review_due_at=now() + timedelta(days=30))
    TermRow.objects.create(
        version=version,
        code="A2",
        values=agreements.Term("A2").as_json(),
        since=version.in_force_at or version.begun_at,
    )
    assert bool(agreements.may_seat(agreed.uid, Role.SPONSOR, at=now()))
    seats = f"/together/{agreed.uid}/seats/"
    assert as_ben.get(f"{seats}invite/").status_code == 200

    as_ben.post(page, {"no_sponsor": "yes"})

    verdict = agreements.may_seat(agreed.uid, Role.SPONSOR, at=now())
    assert "no place for a sponsor here now" in getattr(verdict, "reason", "")
    assert as_ben.get(f"{seats}invite/").status_code == 303
    assert "There’s no place for a sponsor here now" in as_ben.get(seats).content.decode()


@pytest.mark.row("S4.11", "INV-7")
@pytest.mark.parametrize("active", [True, False])
def test_keeping_it_without_a_sponsor_pauses_the_seat_of_one_who_is_there_already(
    page, agreed, as_ben, alma_member, dara_member, active
):
    seat = seated(agreed, alma_member, dara_member, now(), active=active)

    as_ben.post(page, {"no_sponsor": "yes"})

    seat.refresh_from_db()
    assert seat.state == relationships.SeatState.SUSPENDED
    assert not relationships.may_look_through(seat, at=now())


@pytest.mark.row("S4.11")
def test_an_invited_sponsor_s_link_is_taken_back(page, agreed, as_ben, alma_member, dara_member):
    seat = offer_seat(agreed, alma_member, dara_member, now())
    link = waiting_for(seat)

    as_ben.post(page, {"no_sponsor": "yes"})

    with pytest.raises(NotAllowed):
        relationships.accept_seat(
            invitation=link, keyring=dara_member.keyring, by=dara_member.person, at=now()
        )
    assert relationships.standing_seat(agreed.uid, Role.SPONSOR) is None


@pytest.mark.row("S4.11")
def test_a_sponsor_s_seat_is_opened_again_only_after_the_choice_is_another(
    page, agreed, as_ben, alma_member, dara_member
):
    seat = seated(agreed, alma_member, dara_member, now())
    as_ben.post(page, {"no_sponsor": "yes"})
    again = f"/together/{agreed.uid}/seats/{seat.uid}/resume/"

    assert as_ben.post(again).status_code == 403
    seat.refresh_from_db()
    assert seat.state == relationships.SeatState.SUSPENDED

    as_ben.post(page, {"no_sponsor": "no"})
    assert as_ben.post(again).status_code == 303
    seat.refresh_from_db()
    assert seat.state == relationships.SeatState.ACTIVE


def test_nobody_else_s_seat_is_touched_by_keeping_it_without_a_sponsor(
    page, agreed, as_ben, alma_member, enzo_member
):
    seat = seated(agreed, alma_member, enzo_member, now(), role=Role.SUPERVISOR)

    as_ben.post(page + "gentle/")

    seat.refresh_from_db()
    assert seat.state == relationships.SeatState.ACTIVE
