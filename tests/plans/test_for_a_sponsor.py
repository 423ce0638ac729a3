"""A sponsor sees of a plan only the very words the client lets out, and nothing else (S4.7, INV-4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.sessions import api as sessions
from goldenthread.sharing.models import Release
from tests.opened_terms import open_term
from tests.plans.conftest import Planning
from tests.sharing.conftest import OF_A_SPONSOR, three_at_table
from tests.sharing.looking import snapshot_of

WORDS = "Say no to Porto before it is asked"


@pytest.fixture
def with_dara(agreed, alma_member, ben_member, dara_member):
    """Dara, who pays, in her seat, her paper signed."""
    return three_at_table(
        agreed, alma_member, ben_member, dara_member, now(), Role.SPONSOR, OF_A_SPONSOR
    )


@pytest.fixture
def planning(with_dara, alma_member, ben_member):
    """Alma and Ben over Ben's plan, with Dara at the table."""
    pair = with_dara.pair
    open_term(pair, "A1", "goal", since=with_dara.at - timedelta(days=1))
    open_term(pair, "A1", "session.agreement", since=with_dara.at - timedelta(days=1))
    return Planning(pair, {"alma": alma_member, "ben": ben_member}, now())


@pytest.mark.row("S4.7")
@pytest.mark.row("INV-4")
def test_one_button_puts_a_goals_very_words_before_the_client_and_nothing_leaves_yet(
    planning, with_dara, as_ben, as_alma, as_dara
):
    goal = planning.goal(WORDS, shared=True, signs="Four seconds")
    page = reverse("plans:goal", args=[planning.relationship.uid, goal.uid])
    button = reverse("plans:for_sponsor", args=[planning.relationship.uid, goal.uid])
    assert "Let Dara read these words" in as_ben.get(page).content.decode()
    assert button not in as_alma.get(page).content.decode()
    assert as_alma.post(button).status_code == 404
    assert as_dara.post(button).status_code == 404

    answer = as_ben.post(button)

    release = Release.objects.get()
    there = reverse("sharing:release", args=[planning.relationship.uid, release.uid])
    assert (answer.status_code, answer["Location"]) == (303, there)
    draft = as_ben.get(there).content.decode()
    assert (WORDS in draft, "Four seconds" in draft) == (True, False)
    assert (release.source_kind, release.source_uid) == ("plans.goal", goal.uid)
    window = reverse("sharing:window", args=[with_dara.seat_uid])
    assert WORDS not in as_dara.get(window).content.decode()

    with_dara.at = now()
    with_dara.approve(release, with_dara.alma, with_dara.ben)
    told = reverse("sharing:released", args=[with_dara.seat_uid, snapshot_of(release).uid])
    assert WORDS in as_dara.get(told).content.decode()


def test_a_goal_the_coach_does_not_read_is_not_put_before_a_sponsor(planning, as_ben):
    goal = planning.goal(WORDS)
    button = reverse("plans:for_sponsor", args=[planning.relationship.uid, goal.uid])

    assert as_ben.post(button).status_code == 403
    assert Release.objects.count() == 0


@pytest.mark.row("S4.7")
@pytest.mark.row("S4.10")
def test_with_a_seat_signed_and_taken_a_sponsor_still_finds_no_plan_and_no_session(
    planning, with_dara, as_dara
):
    goal = planning.goal(WORDS, shared=True)
    session = sessions.arrange_session(
        planning.relationship,
        sessions.When.on(planning.at.date()),
        uid=goal.uid,
        **planning.doing("ben"),
    )
    rel = planning.relationship.uid

    for name, args in (
        ("plans:plan", [rel]),
        ("plans:goal", [rel, goal.uid]),
        ("sessions:sessions", [rel]),
        ("sessions:session", [rel, session.uid]),
        ("sessions:look", [rel]),
    ):
        answer = as_dara.get(reverse(name, args=args))
        assert answer.status_code == 404
        assert WORDS not in answer.content.decode()
    window = as_dara.get(reverse("sharing:window", args=[with_dara.seat_uid]))
    assert (window.status_code, WORDS in window.content.decode()) == (200, False)
