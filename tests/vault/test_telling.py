"""What was just done is said once on the next page, and lies meanwhile in a sealed cookie."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

SAYS = "That’s what we’ll call you."


def rename(client):
    return client.post("/account/name/", {"name": "Benjamin"})


def test_it_is_said_on_the_next_page_and_not_on_the_one_after(as_ben):
    rename(as_ben)

    first, second = (as_ben.get("/account/").content.decode() for _ in range(2))

    assert (SAYS in first, SAYS in second) == (True, False)


def test_telling_writes_no_row_of_the_visit(as_ben, django_assert_num_queries):
    from goldenthread.vault.models import SealedSession

    before = bytes(SealedSession.objects.get().sealed)

    rename(as_ben)

    assert bytes(SealedSession.objects.get().sealed) == before


@pytest.mark.row("G20", "G21")
def test_the_cookie_is_locked_to_this_host_and_says_nothing_in_clear(as_ben):
    cookie = rename(as_ben).cookies["__Host-t"]

    assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
    assert "call you" not in cookie.value


@pytest.mark.row("G5", "G21")
def test_another_visits_cookie_and_a_changed_one_say_nothing(as_ben, as_alma):
    sealed = rename(as_ben).cookies["__Host-t"].value
    as_alma.cookies["__Host-t"] = sealed
    assert SAYS not in as_alma.get("/account/").content.decode()

    as_ben.cookies["__Host-t"] = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    assert SAYS not in as_ben.get("/account/").content.decode()
