"""“I don’t know”: one tap beside a passage, in the coach's own name, and never counted (S1.2)."""

from __future__ import annotations

import pytest

from goldenthread.journal.models import Reply

pytestmark = [pytest.mark.django_db, pytest.mark.row("S1.2")]


@pytest.fixture
def here(relationship):
    return f"/together/{relationship.uid}/journal/"


@pytest.fixture
def tap(here, shared):
    return f"{here}shared/{shared.uid}/i-dont-know/"


def test_one_tap_says_it_to_the_client_and_a_second_changes_nothing(
    as_alma, as_ben, here, kept, tap
):
    assert f'action="{tap}"' in as_alma.get(f"{here}shared/").content.decode()

    for _ in range(2):
        assert as_alma.post(tap).status_code == 303

    assert Reply.objects.count() == 1
    assert "I don’t know." in as_ben.get(f"{here}{kept.uid}/").content.decode()
    assert "I don’t know." in as_alma.get(f"{here}shared/").content.decode()


def test_it_is_the_coach_s_to_say(as_ben, strangers, tap, here):
    assert "i-dont-know" not in as_ben.get(f"{here}shared/").content.decode()
    assert [client.post(tap).status_code for client in (as_ben, *strangers.values())] == [404] * 4
    assert Reply.objects.count() == 0


def test_it_needs_the_term_that_every_answer_needs(as_alma, as_ben, tap, here, shared):
    as_ben.post(f"{here}shared/{shared.uid}/take-back/")

    assert as_alma.post(tap).status_code == 403
    assert Reply.objects.count() == 0
