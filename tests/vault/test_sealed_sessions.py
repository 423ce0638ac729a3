"""A visit is one sealed row: the table alone signs nobody in and says nothing (security.md 2.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError

from goldenthread.core.clock import now
from goldenthread.vault import api as vault
from goldenthread.vault import sealed_sessions
from goldenthread.vault.models import SealedSession
from goldenthread.vault.sealed_sessions import SessionStore, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.row("G21")]


def kept_visit(**held: str) -> SessionStore:
    visit = SessionStore()
    visit.create()
    visit.update(held)
    visit.save()
    return visit


def read(token: str | None) -> dict[str, str]:
    held = dict(SessionStore(token).items())
    return {name: words for name, words in held.items() if name not in {"started", "seen"}}


def test_a_visit_remembers_what_it_was_told(founded):
    visit = kept_visit(told="Kept.")

    assert read(visit.session_key) == {"told": "Kept."}


def test_the_row_holds_neither_the_token_nor_a_word_of_the_visit(founded):
    visit = kept_visit(told="a canary in the mine")

    row = SealedSession.objects.get()
    stored = bytes(row.row) + bytes(row.sealed) + bytes(row.owner_mark)
    assert (visit.session_key or "").encode() not in stored
    assert b"canary" not in stored


def test_a_stolen_row_id_opens_nothing_as_a_cookie(founded):
    visit = kept_visit(told="Kept.")
    assert read(visit.session_key) == {"told": "Kept."}

    stolen = bytes(SealedSession.objects.get().row).hex()

    assert read(stolen) == {}


def test_two_rows_with_their_sealed_parts_swapped_are_both_anonymous(founded):
    one, other = kept_visit(told="one"), kept_visit(told="other")
    first = SealedSession.objects.get(row=row_of(one.session_key or ""))
    second = SealedSession.objects.get(row=row_of(other.session_key or ""))

    SealedSession.objects.filter(row=first.row).update(sealed=second.sealed)
    SealedSession.objects.filter(row=second.row).update(sealed=first.sealed)

    assert read(one.session_key) == {}
    assert read(other.session_key) == {}


def test_flipping_any_byte_of_a_visit_leaves_nobody_signed_in(founded):
    visit = kept_visit(told="Kept.")
    row = SealedSession.objects.get()
    whole = bytes(row.sealed)
    opened = []
    for place in range(len(whole)):
        broken = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        SealedSession.objects.filter(row=row.row).update(sealed=broken)
        opened.append(read(visit.session_key))

    assert opened == [{}] * len(whole)


def test_a_quiet_visit_ends_after_its_idle_minutes(founded):
    visit = kept_visit(told="Kept.")
    ends_at = SealedSession.objects.get().ends_at

    assert ends_at <= now() + timedelta(minutes=settings.IDLE_MINUTES)
    SealedSession.objects.update(ends_at=now() - timedelta(seconds=1))
    assert read(visit.session_key) == {}


def test_a_busy_visit_ends_after_its_longest_hours_all_the_same(founded):
    started = now() - timedelta(hours=settings.LONGEST_HOURS) + timedelta(minutes=1)
    kept_visit(started=started.isoformat())

    ends_at = SealedSession.objects.get().ends_at

    assert ends_at == started + timedelta(hours=settings.LONGEST_HOURS)


def test_an_ended_visit_cannot_be_kept_again_by_a_slow_request(founded):
    visit = kept_visit(told="Kept.")
    SessionStore().delete(visit.session_key)

    with pytest.raises(UpdateError):
        visit.save()


def test_signing_in_again_always_changes_the_token(as_ben, ben, ben_member):
    before = as_ben.cookies["__Host-s"].value
    assert as_ben.get("/account/").status_code == 200

    as_ben.post("/sign-in/", {"address": ben_member.address, "passphrase": ben_member.passphrase})

    after = as_ben.cookies["__Host-s"].value
    assert after != before
    assert read(before) == {}


def test_a_token_chosen_by_somebody_else_is_never_taken_over(nobody, ben_member):
    nobody.cookies["__Host-s"] = "x" * 43

    nobody.post("/sign-in/", {"address": ben_member.address, "passphrase": ben_member.passphrase})

    assert nobody.cookies["__Host-s"].value != "x" * 43
    assert nobody.get("/account/").status_code == 200


def test_signing_out_everywhere_ends_every_visit_of_that_person_and_of_nobody_else(
    ben, as_ben, as_alma
):
    assert as_ben.get("/account/").status_code == 200
    vault.end_all_visits(person=ben, by=ben, at=now())

    assert as_ben.get("/account/").status_code == 303
    assert as_alma.get("/account/").status_code == 200


def test_the_session_cookie_is_locked_to_this_host(nobody, ben_member):
    answer = nobody.post(
        "/sign-in/", {"address": ben_member.address, "passphrase": ben_member.passphrase}
    )

    cookie = answer.cookies["__Host-s"]
    assert {
        name: cookie[name]
        for name in ("secure", "httponly", "samesite", "path", "domain", "max-age")
    } == {
        "secure": True,
        "httponly": True,
        "samesite": "Lax",
        "path": "/",
        "domain": "",
        "max-age": "",
    }


def test_the_sweeper_takes_only_what_has_ended(founded):
    ended, going = kept_visit(told="ended"), kept_visit(told="going")
    SealedSession.objects.filter(row=row_of(ended.session_key or "")).update(
        ends_at=now() - timedelta(minutes=1)
    )

    sealed_sessions.SessionStore.clear_expired()

    assert [bytes(row.row) for row in SealedSession.objects.all()] == [
        row_of(going.session_key or "")
    ]
