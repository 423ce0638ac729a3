"""Names nobody can guess: the address of a feed, and what an event is called in one calendar."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from goldenthread.core.persons import HasUid
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares

FEED = b"coach/v1/calendars/feed"
MEETING = b"coach/v1/calendars/meeting"


def feed_token(person: HasUid, nth: int) -> str:
    """Give the token of a person's nth feed address: 43 characters. Kept nowhere, only its mark is."""
    made_of = seals.lp(FEED, person.uid.bytes, nth.to_bytes(8, "big"))
    return urlsafe_b64encode(_key(made_of)).decode().rstrip("=")


def meeting_name(session_uid: UUID, person: HasUid) -> str:
    """Give what a session is called in one person's calendar (UID of RFC 5545).

    Two people's calendars cannot be laid side by side by it, and only who got the letter knows it.
    """
    key = _key(seals.lp(MEETING, session_uid.bytes, person.uid.bytes))
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"{key[:16].hex()}@{host}"


def mark_of(name: str) -> bytes:
    """Give the mark under which a secret name is found again."""
    return seals.token_hash(name)


def _key(made_of: bytes) -> bytes:
    return seals.hkdf(shares.secrets().identity_key, made_of)
