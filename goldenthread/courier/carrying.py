"""Carrying one letter: take it up, open it, write it out, hand it over, and wipe it."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from goldenthread.courier import policy
from goldenthread.courier.envelopes import Envelope, open_envelope
from goldenthread.courier.models import Letter
from goldenthread.courier.states import LetterState
from goldenthread.courier.wording import LetterKind, in_one_line, words_of
from goldenthread.seals import api as seals

logger = logging.getLogger("goldenthread.courier")

FOR_GOOD = range(500, 600)
"""What a mail server answers when it means never (RFC 5321)."""

TURNED_OFF_AT = {LetterKind.SOMETHING_NEW: "letters", LetterKind.AHEAD: "ahead"}
"""Letters that come again and again, with where their own link turns them off."""


def carry(uid: UUID, *, at: datetime) -> datetime | None:
    """Try once to send a letter. Give the moment to try again, or None when all is done.

    A letter that was sent, given up or is in another carrier's hands is left alone, so this may
    be called twice. If the machine stops between handing over and writing that down, the letter
    goes again under the same Message-ID. Whatever a mail server says stays here: its words may
    quote an address.
    """
    if not _taken_up(uid, at=at):
        return None
    letter = Letter.objects.get(uid=uid)
    try:
        envelope = open_envelope(uid, bytes(letter.envelope or b""))
        message = message_of(letter, envelope)
    except seals.Bad:
        _give_up(letter, "Bad")
        return None
    try:
        _hand_over(message)
    except Exception as error:  # noqa: BLE001 (a traceback kept by the queue could quote the address)
        if not _is_final(error):
            return _put_off(letter, type(error).__name__, at=at)
        _give_up(letter, type(error).__name__)
        return None
    Letter.objects.filter(uid=uid).update(
        state=LetterState.SENT, envelope=None, not_before=None, sent_at=at
    )
    return None


def message_of(letter: Letter, envelope: Envelope) -> EmailMessage:
    """Write the letter as a message: plain text, one recipient, nothing that reports back.

    A meeting letter has the calendar's part beside the text, as RFC 6047 has it: mail programs
    show one or the other.
    """
    words = words_of(
        LetterKind(letter.kind),
        site_name=settings.PRACTICE_NAME,
        base_url=settings.BASE_URL,
        token=envelope.token,
    )
    sender: str = settings.DEFAULT_FROM_EMAIL
    headers = {
        "Message-ID": f"<{letter.uid}@{sender.rpartition('@')[2].rstrip('>')}>",
        "Date": format_datetime(letter.made_at),
        "Auto-Submitted": "auto-generated",
    }
    if letter.kind in TURNED_OFF_AT:
        headers |= _ways_to_turn_off(TURNED_OFF_AT[LetterKind(letter.kind)], envelope.token)
    if "<" not in sender:
        sender = formataddr((in_one_line(settings.PRACTICE_NAME), sender))
    message = EmailMultiAlternatives(
        subject=words.subject,
        body=words.body,
        from_email=sender,
        to=[envelope.address],
        headers=headers,
    )
    if envelope.calendar is not None:
        kind = f'text/calendar; method={envelope.method}; name="invite.ics"'
        message.attach_alternative(envelope.calendar, kind)
    return message


def own_address() -> str:
    """Give the address letters come from, without a name: where calendars mail their replies."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _ways_to_turn_off(where: str, token: str | None) -> dict[str, str]:
    # RFC 8058: mail programs show a button of their own.
    return {
        "List-Unsubscribe": f"<{settings.BASE_URL}/{where}/{token}/off/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _taken_up(uid: UUID, *, at: datetime) -> bool:
    """Take the letter in hand for policy.LEASE; False when another has it or it has ended."""
    free = Q(not_before__isnull=True) | Q(not_before__lte=at)
    taken = Letter.objects.filter(free, uid=uid, state=LetterState.WAITING).update(
        not_before=at + policy.LEASE, tries=F("tries") + 1
    )
    return taken == 1


def _hand_over(message: EmailMessage) -> None:
    connection: BaseEmailBackend = get_connection(fail_silently=False)
    connection.open()
    try:
        connection.send_messages([message])
    finally:
        _hang_up(connection)


def _hang_up(connection: BaseEmailBackend) -> None:
    # A server that is rude at goodbye has the letter all the same: it must not be sent again.
    try:
        connection.close()
    except OSError:
        logger.info("A mail server hung up unkindly.")


def _is_final(error: Exception) -> bool:
    """Whether trying again cannot help: an address nobody knows, a message nobody can write."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in FOR_GOOD for code, _words in error.recipients.values())
    return isinstance(error, ValueError)


def _put_off(letter: Letter, kind: str, *, at: datetime) -> datetime | None:
    wait = policy.wait_after(letter.tries)
    if wait is None:
        _give_up(letter, kind)
        return None
    Letter.objects.filter(uid=letter.uid).update(not_before=at + wait)
    logger.warning("Letter %s has not left yet (%s); it waits.", letter.uid, kind)
    return at + wait


def _give_up(letter: Letter, kind: str) -> None:
    Letter.objects.filter(uid=letter.uid).update(
        state=LetterState.FAILED, envelope=None, not_before=None
    )
    logger.error("Letter %s did not leave (%s) and will not be tried again.", letter.uid, kind)
