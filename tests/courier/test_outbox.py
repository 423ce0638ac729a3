"""Putting letters into the post, and telling people of something new."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import transaction

from goldenthread.courier import actions, api, carrying
from goldenthread.courier.choices import choice_token, wants_letters
from goldenthread.courier.envelopes import open_envelope
from goldenthread.courier.models import Letter, LetterChoice
from goldenthread.courier.outbox import UnfitAddress, UnfitToken, post, tell_something_new
from goldenthread.courier.wording import LetterKind
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.seals import api as seals

TOKEN = "t" * 43


def test_a_letter_waits_sealed(ben, at):
    letter = post("invitation", address="ben@example.org", token=TOKEN, at=at)

    kept = Letter.objects.get(uid=letter.uid)
    envelope = open_envelope(kept.uid, bytes(kept.envelope or b""))
    assert (kept.kind, kept.state, kept.made_at, kept.tries) == ("invitation", "waiting", at, 0)
    assert (envelope.address, envelope.token) == ("ben@example.org", TOKEN)


def test_a_letter_whose_deed_is_undone_never_leaves(ben, at, mailoutbox, transactional_db):
    with transaction.atomic():
        post("security_changed", address="ben@example.org", token=None, at=at)
        transaction.set_rollback(True)

    assert (Letter.objects.count(), mailoutbox) == (0, [])


@pytest.mark.parametrize(
    "address",
    [
        "ben@example.org\nBcc: enzo@example.org",
        "ben@example.org\r\n\r\nHello",
        "ben@example.org, enzo@example.org",
        "Ben <ben@example.org>",
        "",
    ],
)
def test_an_address_that_would_write_a_header_is_refused_and_not_repeated(ben, at, address):
    with pytest.raises(UnfitAddress) as refusal:
        post("invitation", address=address, token=TOKEN, at=at)

    assert (str(refusal.value), Letter.objects.count()) == ("", 0)


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        ("invitation", None),
        ("invitation", "short"),
        ("invitation", "t" * 42 + "\n"),
        ("something_new", None),
        ("security_changed", TOKEN),
    ],
)
def test_a_token_that_does_not_fit_the_kind_is_refused(ben, at, kind, token):
    with pytest.raises(UnfitToken):
        post(kind, address="ben@example.org", token=token, at=at)

    assert Letter.objects.count() == 0


@pytest.mark.parametrize("kind", ["reminder", "commitment", "nudge", "welcome", ""])
def test_a_letter_of_a_kind_that_does_not_exist_cannot_be_posted(ben, at, kind):
    with pytest.raises(ValueError, match="LetterKind"):
        post(kind, address="ben@example.org", token=None, at=at)


@pytest.mark.row("INV-1")
@pytest.mark.row("S0.20")
def test_no_kind_of_letter_speaks_of_what_someone_decided_to_do():
    assert {kind.value for kind in LetterKind} == {
        "invitation",
        "something_new",
        "security_changed",
        "ahead",
        "before",
        "meeting",
        "calendar",
    }


def test_someone_is_told_of_something_new_once_a_day(ben, at):
    first = tell_something_new(person=ben, at=at)
    same_day = tell_something_new(person=ben, at=at + timedelta(hours=23, minutes=59))
    next_day = tell_something_new(person=ben, at=at + timedelta(hours=24))

    assert [first is None, same_day is None, next_day is None] == [False, True, False]
    assert list(Letter.objects.values_list("kind", flat=True)) == ["something_new"] * 2


def test_one_persons_letter_does_not_hold_back_anothers(alma, ben, at):
    assert tell_something_new(person=ben, at=at) is not None
    assert tell_something_new(person=alma, at=at) is not None


def test_the_letter_goes_to_their_own_address_with_their_own_link(ben, at):
    letter = tell_something_new(person=ben, at=at)

    assert letter is not None
    envelope = open_envelope(letter.uid, bytes(letter.envelope or b""))
    assert (envelope.address, envelope.token) == (people.address_of(ben), choice_token(ben))


def test_who_turned_letters_off_gets_none_until_they_turn_them_on(ben, at):
    assert wants_letters(ben) is True
    actions.turn_letters_off(person=ben, by=ben, at=at)
    assert (wants_letters(ben), tell_something_new(person=ben, at=at)) == (False, None)

    actions.turn_letters_on(person=ben, by=ben, at=at)

    assert wants_letters(ben) is True
    assert tell_something_new(person=ben, at=at) is not None


@pytest.mark.parametrize(
    ("turn", "code"),
    [
        (actions.turn_letters_off, "courier.letters.turned_off"),
        (actions.turn_letters_on, "courier.letters.turned_on"),
    ],
)
def test_each_turn_leaves_one_line_in_ones_own_ledger(ben, at, turn, code):
    before = ledger.Entry.objects.count()

    turn(person=ben, by=ben, at=at)

    entry = ledger.Entry.objects.order_by("seq").filter(stream_uid=ben.uid).last()
    assert ledger.Entry.objects.count() == before + 1
    assert entry is not None
    assert (entry.verb, entry.actor_uid, entry.about_uid, entry.at) == (code, ben.uid, ben.uid, at)


def test_the_choice_link_is_the_same_in_every_letter_and_only_its_hash_is_kept(alma, ben, at):
    tell_something_new(person=ben, at=at)
    choice = LetterChoice.objects.get(person=ben)

    token = choice_token(ben)

    assert (len(token), token == choice_token(alma)) == (43, False)
    assert bytes(choice.mark) == seals.token_hash(token)
    assert str(choice) == f"letter choice of {ben.uid}"


@pytest.mark.row("INV-14")
@pytest.mark.row("G25")
def test_no_name_of_either_person_is_in_any_letter_that_leaves(
    alma, ben, at, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        api.post("invitation", address=people.address_of(ben), token=TOKEN, at=at)
        api.post("security_changed", address=people.address_of(ben), token=None, at=at)
        api.tell_something_new(person=ben, at=at)
    for letter in Letter.objects.filter(state="waiting"):
        carrying.carry(letter.uid, at=at)

    assert len(mailoutbox) == 3
    for message in mailoutbox:
        assert isinstance(message, EmailMessage)
        seen = f"{message.subject}\n{message.body}\n{message.from_email}\n{message.extra_headers}"
        assert [name for name in ("Alma", "Ben") if name in seen] == []
        assert message.to == [people.address_of(ben)]
        assert (message.cc, message.bcc, message.attachments) == ([], [], [])


@pytest.mark.row("S4.11")
def test_somebody_without_an_address_is_never_written_to(founded, at):
    hana = people.register_person(
        name="Hana",
        address="",
        sign_in_name="brisk-otter",
        coaches=False,
        zone="UTC",
        by=None,
        at=at,
    )

    assert api.tell_something_new(person=hana, at=at) is None
    assert api.post_to("security_changed", person=hana, token=None, at=at) is None
    assert Letter.objects.count() == 0


def test_a_letter_to_a_person_goes_to_their_address(ben, at):
    letter = api.post_to("security_changed", person=ben, token=None, at=at)

    assert letter is not None
    assert letter.kind == "security_changed"
