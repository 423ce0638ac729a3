"""Letters leave by a real mail server, by file and by console; once, or later, or not at all."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from goldenthread.courier import policy
from goldenthread.courier.carrying import carry
from goldenthread.courier.models import Letter
from goldenthread.courier.outbox import post, resume
from goldenthread.courier.states import LetterState
from tests.courier.conftest import free_port, use_carrier, work_through

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TOKEN = "t" * 43
ADDRESS = "ben@example.org"
NO_SERVER = "smtp://127.0.0.1:{}"


def posted(commit, *, at=AT) -> Letter:
    with commit(execute=True):
        return post("invitation", address=ADDRESS, token=TOKEN, at=at)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_letter_reaches_a_real_mail_server(ben, queue, commit, post_office):
    letter = posted(commit)

    work_through()

    [(recipients, _content)] = post_office.received
    [arrived] = post_office.letters
    assert recipients == [ADDRESS]
    assert arrived["To"] == ADDRESS
    assert arrived["Subject"] == "A link for you"
    assert arrived["Message-ID"].startswith(f"<{letter.uid}@")
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content_type() == "text/plain"
    assert f"/invitation/{TOKEN}/" in arrived.get_payload()


def test_a_sent_letter_keeps_neither_address_nor_link(ben, queue, commit, post_office):
    letter = posted(commit)
    assert bytes(Letter.objects.get(uid=letter.uid).envelope or b"") != b""

    work_through()

    letter.refresh_from_db()
    assert (letter.state, letter.envelope, letter.not_before) == (LetterState.SENT, None, None)
    assert letter.sent_at is not None
    assert len(post_office.received) == 1


def test_the_queue_holds_the_letters_uid_and_nothing_else(ben, queue, commit):
    letter = posted(commit)

    [row] = DBTaskResult.objects.all()

    assert row.args_kwargs == {"args": [str(letter.uid)], "kwargs": {}}


def test_what_waits_in_the_database_shows_neither_address_nor_link(ben, queue, commit):
    letter = posted(commit)

    envelope = bytes(Letter.objects.get(uid=letter.uid).envelope or b"")

    assert ADDRESS.encode() not in envelope
    assert TOKEN.encode() not in envelope


def test_a_letter_sent_once_is_never_sent_again(ben, queue, commit, post_office):
    letter = posted(commit)
    work_through()

    assert carry(letter.uid, at=AT + timedelta(days=1)) is None

    assert len(post_office.received) == 1


def test_a_letter_in_one_carriers_hands_is_left_alone_until_its_time_is_over(
    ben, queue, post_office
):
    letter = post("security_changed", address=ADDRESS, token=None, at=AT)
    Letter.objects.filter(uid=letter.uid).update(not_before=AT + policy.LEASE)

    assert carry(letter.uid, at=AT) is None
    assert post_office.received == []

    assert carry(letter.uid, at=AT + policy.LEASE) is None
    assert len(post_office.received) == 1


def test_a_letter_that_is_gone_is_no_error(ben):
    assert carry(uuid4(), at=AT) is None


def test_while_the_mail_server_is_down_a_letter_waits_and_is_sent_once_later(
    ben, queue, commit, settings, request, caplog
):
    use_carrier(settings, NO_SERVER.format(free_port()))
    letter = posted(commit)

    with caplog.at_level(logging.INFO, "goldenthread.courier"):
        work_through()

    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (LetterState.WAITING, 1)
    again = DBTaskResult.objects.get(status="READY")
    assert again.run_after == letter.not_before
    assert caplog.messages == [
        f"Letter {letter.uid} has not left yet (ConnectionRefusedError); it waits."
    ]

    post_office = request.getfixturevalue("post_office")
    Letter.objects.update(not_before=AT)
    assert work_through() == 0
    assert work_through(later=True) == 1
    assert work_through(later=True) == 0

    letter.refresh_from_db()
    assert (letter.state, letter.tries, len(post_office.received)) == (LetterState.SENT, 2, 1)


def test_waits_grow_until_the_letter_is_given_up_and_wiped(ben, settings, caplog):
    use_carrier(settings, NO_SERVER.format(free_port()))
    letter = post("security_changed", address=ADDRESS, token=None, at=AT)
    moment, waits = AT, []

    while (again := carry(letter.uid, at=moment)) is not None:
        waits.append(again - moment)
        moment = again

    letter.refresh_from_db()
    assert waits == list(policy.WAITS)
    assert (letter.state, letter.envelope) == (LetterState.FAILED, None)
    assert caplog.messages[-1] == (
        f"Letter {letter.uid} did not leave (ConnectionRefusedError) and will not be tried again."
    )


def test_the_log_names_no_address_when_the_server_refuses_it_for_good(ben, post_office, caplog):
    post_office.answer = f"550 <{ADDRESS}> is nobody here"
    letter = post("security_changed", address=ADDRESS, token=None, at=AT)

    assert carry(letter.uid, at=AT) is None

    letter.refresh_from_db()
    assert (letter.state, letter.envelope) == (LetterState.FAILED, None)
    assert caplog.messages == [
        f"Letter {letter.uid} did not leave (SMTPRecipientsRefused) and will not be tried again."
    ]


def test_a_server_that_is_busy_gets_the_letter_later(ben, post_office):
    post_office.answer = "450 Come back"
    letter = post("security_changed", address=ADDRESS, token=None, at=AT)

    again = carry(letter.uid, at=AT)
    post_office.answer = "250 OK"

    assert again == AT + timedelta(minutes=1)
    assert carry(letter.uid, at=again) is None
    assert len(post_office.received) == 1


def test_a_rude_goodbye_sends_nothing_twice(ben, post_office):
    post_office.rude = True
    letter = post("security_changed", address=ADDRESS, token=None, at=AT)

    assert carry(letter.uid, at=AT) is None

    letter.refresh_from_db()
    assert (letter.state, len(post_office.received)) == (LetterState.SENT, 1)


@pytest.mark.parametrize("place", [0, 5, 30, 61, -1])
def test_a_tampered_envelope_is_not_sent_and_names_nothing(ben, post_office, caplog, place):
    letter = post("invitation", address=ADDRESS, token=TOKEN, at=AT)
    envelope = bytearray(bytes(Letter.objects.get(uid=letter.uid).envelope or b""))
    envelope[place] ^= 1
    Letter.objects.filter(uid=letter.uid).update(envelope=bytes(envelope))

    assert carry(letter.uid, at=AT) is None

    letter.refresh_from_db()
    assert (letter.state, post_office.received) == (LetterState.FAILED, [])
    assert caplog.messages == [
        f"Letter {letter.uid} did not leave (Bad) and will not be tried again."
    ]


def test_an_envelope_does_not_open_for_another_letter(ben, post_office):
    first = post("invitation", address=ADDRESS, token=TOKEN, at=AT)
    second = post("invitation", address="enzo@example.org", token="e" * 43, at=AT)
    Letter.objects.filter(uid=first.uid).update(envelope=second.envelope)

    carry(first.uid, at=AT)

    first.refresh_from_db()
    assert (first.state, post_office.received) == (LetterState.FAILED, [])


def test_letters_may_be_kept_in_files(ben, settings, tmp_path):
    use_carrier(settings, f"file:{tmp_path}")
    letter = post("invitation", address=ADDRESS, token=TOKEN, at=AT)

    carry(letter.uid, at=AT)

    [kept] = tmp_path.iterdir()
    assert f"To: {ADDRESS}\n" in kept.read_text()
    assert f"/invitation/{TOKEN}/\n" in kept.read_text()


def test_letters_may_be_printed(ben, settings, capsys):
    use_carrier(settings, "console")
    letter = post("invitation", address=ADDRESS, token=TOKEN, at=AT)

    carry(letter.uid, at=AT)

    printed = capsys.readouterr().out
    assert f"To: {ADDRESS}\n" in printed
    assert f"/invitation/{TOKEN}/\n" in printed


def test_a_queue_that_cannot_wait_sends_at_once_and_leaves_failures_to_resume(
    ben, settings, commit, request
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    use_carrier(settings, NO_SERVER.format(free_port()))
    letter = posted(commit)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (LetterState.WAITING, 1)

    post_office = request.getfixturevalue("post_office")
    Letter.objects.update(not_before=None)

    assert resume() == 1
    assert resume() == 0
    assert len(post_office.received) == 1


def test_letters_left_waiting_by_a_machine_that_stopped_are_taken_up_at_the_start(
    ben, queue, post_office
):
    never_queued = post("security_changed", address=ADDRESS, token=None, at=AT)
    in_hand = post("security_changed", address=ADDRESS, token=None, at=AT)
    Letter.objects.filter(uid=in_hand.uid).update(not_before=datetime(2999, 1, 1, tzinfo=UTC))

    assert resume() == 2
    work_through(later=True)

    states = dict(Letter.objects.values_list("uid", "state"))
    assert states == {never_queued.uid: "sent", in_hand.uid: "waiting"}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
def test_the_worker_carries_a_letter_after_the_commit(ben, queue, post_office):
    letter = post("security_changed", address=ADDRESS, token=None, at=AT)

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    letter.refresh_from_db()
    assert (letter.state, len(post_office.received)) == (LetterState.SENT, 1)
