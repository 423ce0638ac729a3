"""The room of roles: told to the other, read by the two, and said where they meet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goldenthread.agreements import api as agreements
from goldenthread.agreements.models import TermRow, Version
from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.hats import actions, queries
from goldenthread.hats.models import HandedOver, HatWorn, RoleTold
from goldenthread.hats.states import Decision, Hat, OtherRole
from goldenthread.ledger import api as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(relationship):
    return f"/together/{relationship.uid}/roles/"


@pytest.fixture
def term(agreed):
    """Put a term in force as a signature would, beside those Alma and Ben signed."""

    def put(code, subject="", **values):
        version = Version.objects.get(relationship_uid=agreed.uid, state="in_force")
        wanted = agreements.Term(code, subject, values)
        since = version.in_force_at or version.begun_at
        TermRow.objects.filter(version=version, code=code).delete()
        TermRow.objects.create(
            version=version,
            code=code,
            subject=subject,
            values=wanted.as_json(),
            since=since,
        )

    return put


def verbs_about(person):
    return [entry.verb for entry in ledger.entries_about(person.uid, limit=200)]


@pytest.mark.row("S1.13")
def test_a_new_role_is_told_to_the_other_and_to_nobody_else(room, as_alma, as_ben, strangers):
    answer = as_ben.post(
        room + "tell/", {"role": "friend", "words": "My sister married his cousin."}
    )

    assert answer.status_code == 303
    assert "My sister married his cousin." in as_alma.get(room).content.decode()
    assert b"sister" not in bytes(RoleTold.objects.get().sealed)
    for client in strangers.values():
        assert client.get(room).status_code == 404
        assert client.post(room + "tell/", {"role": "friend"}).status_code == 404


@pytest.mark.row("S1.13")
def test_telling_opens_the_way_to_talk_the_agreement_over(agreed, room, as_alma):
    reopen = f"/together/{agreed.uid}/agreement/reopen/"
    assert reopen not in as_alma.get(room).content.decode()

    as_alma.post(room + "tell/", {"role": "supplier", "words": ""})

    assert reopen in as_alma.get(room).content.decode()


def test_what_was_typed_stays_when_no_role_is_chosen(room, as_alma):
    answer = as_alma.post(room + "tell/", {"words": "Something came up."})

    assert answer.status_code == 422
    assert "Something came up." in answer.content.decode()


@pytest.mark.row("INV-3", "INV-13")
def test_telling_and_reading_are_written_down_about_the_client(
    relationship, alma_member, ben_member, at
):
    keys = {"at": at, "keyring": alma_member.keyring, "by": alma_member.person}
    actions.tell_role(relationship, OtherRole.FAMILY, "Cousins.", **keys)
    queries.roles_told(relationship, by=ben_member.person, at=at, keyring=ben_member.keyring)

    assert verbs_about(ben_member)[:2] == ["hats.roles.read", "hats.role.told"]
    assert "hats.roles.read" not in verbs_about(alma_member)


@pytest.mark.row("S1.13")
def test_a_declared_role_stands_where_the_two_meet(agreed, term, as_alma, as_ben):
    pages = [f"/together/{agreed.uid}/", f"/together/{agreed.uid}/agreement/"]
    for path in pages:
        assert 'id="between"' not in as_ben.get(path).content.decode()

    term("A20", roles=["coach_is_friend"])

    for client in (as_alma, as_ben):
        for path in pages:
            shown = client.get(path).content.decode()
            assert "You both declare that the coach and the client are friends." in shown


@pytest.mark.row("S2.4")
def test_a_hat_is_said_by_the_coach_where_both_signed_that_there_are_two(
    agreed, term, room, as_alma, as_ben, alma, at
):
    with pytest.raises(NotAllowed):
        actions.wear_hat(agreed, Hat.LINE_MANAGER, by=alma, at=now())
    term("A30")
    together = f"/together/{agreed.uid}/"
    assert "hasn’t said yet as what they come" in as_ben.get(together).content.decode()
    assert as_ben.post(room + "hat/", {"hat": "manager"}).status_code == 403
    assert as_alma.post(room + "hat/", {"hat": "pope"}).status_code == 403

    as_alma.post(room + "hat/", {"hat": "manager"})

    for client in (as_alma, as_ben):
        shown = client.get(together).content.decode()
        assert "Today’s hat: Manager" in shown
        assert "may not be used in an appraisal" in shown
    assert "Golden Thread can’t see to it" in as_ben.get(room).content.decode()
    assert HatWorn.objects.count() == 1


@pytest.mark.row("S2.24")
def test_a_decision_handed_over_is_the_client_s_and_both_see_when(
    agreed, term, room, as_alma, as_ben
):
    term(
        "A23",
        topic="client",
        pace="coach",
        agenda="both",
        prompts="client",
        ending="client",
        sponsor_text="client",
    )
    assert queries.who_decides(agreed, at=now())[Decision.PACE] == "coach"
    assert as_ben.post(room + "hand-over/", {"decision": "pace"}).status_code == 403

    assert as_alma.post(room + "hand-over/", {"decision": "pace"}).status_code == 303

    assert queries.who_decides(agreed, at=now())[Decision.PACE] == "client"
    for client in (as_alma, as_ben):
        assert "From then on it is Ben’s." in client.get(room).content.decode()


@pytest.mark.row("S2.24")
def test_nothing_takes_a_decision_back_but_a_version_signed_later(agreed, term, room, as_alma):
    term(
        "A23",
        topic="client",
        pace="coach",
        agenda="both",
        prompts="client",
        ending="client",
        sponsor_text="client",
    )
    as_alma.post(room + "hand-over/", {"decision": "pace"})
    assert as_alma.post(room + "hand-over/", {"decision": "pace"}).status_code == 403
    assert HandedOver.objects.count() == 1

    Version.objects.filter(relationship_uid=agreed.uid, state="in_force").update(
        in_force_at=now() + timedelta(hours=1)
    )

    assert queries.who_decides(agreed, at=now())[Decision.PACE] == "coach"


@pytest.mark.row("S2.24")
def test_without_a_clause_everything_is_the_client_s(relationship, at):
    assert set(queries.who_decides(relationship, at=at).values()) == {"client"}
