"""No letter carries a name, a title or a word: golden files, a whitelist, a canary."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.test import override_settings

from goldenthread.courier.carrying import message_of
from goldenthread.courier.envelopes import Envelope
from goldenthread.courier.models import Letter
from goldenthread.courier.wording import ALLOWED_VARIABLES, WORDINGS, LetterKind, words_of

GOLDEN = Path(__file__).parent / "golden"
UID = UUID("01a00000-0000-7000-8000-000000000000")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOKEN = "T" * 43
CANARY = "canary-Ben-4711"


def rendered(kind: LetterKind, *, address: str = "someone@example.org", token: str = TOKEN) -> str:
    """Write a letter of this kind to text, headers included."""
    letter = Letter(uid=UID, kind=kind.value, made_at=AT)
    token_or_none = token if WORDINGS[kind].has_token else None
    message = message_of(letter, Envelope(address, token_or_none))
    text: str = message.message().as_bytes().decode()
    return text


@pytest.fixture(autouse=True)
def house_of_paper(settings):
    settings.PRACTICE_NAME = "Golden Thread"
    settings.BASE_URL = "https://thread.example"
    settings.DEFAULT_FROM_EMAIL = "letters@thread.example"


@pytest.mark.row("INV-14")
@pytest.mark.row("G25")
@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_is_word_for_word_its_golden_file(kind):
    assert rendered(kind) == (GOLDEN / f"{kind.value}.txt").read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_letter():
    assert {path.stem for path in GOLDEN.iterdir()} == {kind.value for kind in LetterKind}


@pytest.mark.row("G25")
@pytest.mark.parametrize("kind", LetterKind)
def test_letters_know_three_variables_and_no_others(kind):
    wording = WORDINGS[kind]

    assert frozenset({"site_name", "base_url", "token"}) == ALLOWED_VARIABLES
    assert wording.variables <= ALLOWED_VARIABLES
    assert "{" not in str(wording.subject)


def test_every_kind_of_letter_has_its_words():
    assert set(WORDINGS) == set(LetterKind)


@pytest.mark.row("INV-14")
@pytest.mark.row("S3.16")
@pytest.mark.parametrize("kind", LetterKind)
def test_a_name_in_the_address_appears_once_and_only_as_the_recipient(kind):
    letter = rendered(kind, address=f"{CANARY}@example.org")

    assert [line for line in letter.splitlines() if CANARY in line] == [f"To: {CANARY}@example.org"]


@pytest.mark.row("INV-14")
@pytest.mark.parametrize("kind", LetterKind)
def test_letters_of_one_kind_are_equally_long_whatever_happened(kind):
    lengths = {len(rendered(kind, token=token)) for token in ("a" * 43, "Z" * 43, "-" * 43)}

    assert len(lengths) == 1


@pytest.mark.row("G25")
@pytest.mark.parametrize("kind", LetterKind)
def test_every_address_in_a_letter_leads_to_this_house(kind):
    words = words_of(kind, site_name="House", base_url="https://thread.example", token=TOKEN)

    links = [part for part in words.body.split() if "://" in part]

    assert links
    assert [link for link in links if not link.startswith("https://thread.example/")] == []


@pytest.mark.parametrize("kind", LetterKind)
def test_letters_are_plain_text_and_report_nothing_back(kind):
    headers = rendered(kind).partition("\n\n")[0].lower()

    assert "content-type: text/plain" in headers
    assert "auto-submitted: auto-generated" in headers
    for reports_back in ("disposition-notification", "return-receipt", "x-", "reply-to", "cc:"):
        assert reports_back not in headers


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize(
    "word", ["assigned", "homework", "overdue", "streak", "compliance", "missed", "remind", "coach"]
)
def test_letters_never_use_words_that_push_or_tell_what_kind_of_place_this_is(kind, word):
    wording = WORDINGS[kind]

    assert word not in f"{wording.subject} {wording.body}".lower()


@override_settings(PRACTICE_NAME="Evil\r\nBcc: enzo@example.org\x00  House")
@pytest.mark.parametrize("kind", LetterKind)
def test_a_practice_name_with_line_ends_stays_in_its_line(kind):
    letter = rendered(kind)

    assert [line for line in letter.splitlines() if line.lower().startswith("bcc")] == []
    assert "Evil Bcc: enzo@example.org House" in letter


@override_settings(PRACTICE_NAME="Café {token} & Söhne")
def test_a_practice_name_is_never_read_as_a_variable():
    words = words_of(
        LetterKind.INVITATION, site_name="Café {token}", base_url="https://x", token=TOKEN
    )

    assert "from Café {token}. It opens" in words.body
    assert words.body.count(TOKEN) == 1


def test_a_sender_that_has_a_name_already_keeps_it(settings):
    settings.DEFAULT_FROM_EMAIL = "The House <letters@thread.example>"

    letter = rendered(LetterKind.SECURITY_CHANGED)

    assert "From: The House <letters@thread.example>\n" in letter
    assert f"Message-ID: <{UID}@thread.example>\n" in letter


def test_words_and_envelopes_keep_quiet_when_printed():
    words = words_of(LetterKind.INVITATION, site_name="H", base_url="https://x", token=TOKEN)

    assert (repr(words), repr(Envelope("ben@example.org", TOKEN))) == ("Words(…)", "Envelope(…)")
    assert str(Letter(uid=UID)) == f"letter {UID}"
