"""Django's session engine: each visit is one row, sealed under the cookie's token (security.md 2.3).

The row's id is a hash of the token, so a stolen table holds nothing to sign in with and nothing to read.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from goldenthread.asking.api import Question
from goldenthread.core.clock import now
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault.models import SealedSession

_VISIT = Question(SealedSession, "row")
KIND = "session/1"
STARTED, SEEN, PERSON, SHORT = "started", "seen", "person", "short_visit"
# On a device that others use too, a visit ends after this many quiet minutes at the latest.
SHORT_MINUTES = 15
# A visit's clock is wound at most this often, so that reading pages costs no write.
WINDING = timedelta(seconds=60)


def row_of(token: str) -> bytes:
    """Give the row id of a token: SHA-256, 32 bytes."""
    return seals.sha256(b"id" + token.encode())


def owner_mark(person_uid: UUID | str) -> bytes:
    """Give the keyed mark by which all visits of a person are found."""
    return seals.hmac_sha256(
        shares.secrets().server_mac_key, b"session-owner" + str(person_uid).encode()
    )


def end_all_of(person_uid: UUID) -> int:
    """End every visit of a person, on every device."""
    return SealedSession.objects.filter(owner_mark=owner_mark(person_uid)).delete()[0]


def visit_key(token: str, *, kind: str, record: bytes) -> tuple[bytes, seals.Context]:
    """Give the key of one kind of thing sealed under a visit's token, and what it is bound to."""
    name = kind.partition("/")[0]
    context = seals.Context(
        instance=bytes(16),
        compartment=bytes(16),
        epoch=0,
        kind=kind,
        record=record,
        revision=0,
    )
    return seals.hmac_sha256(token.encode(), f"coach/v1/{name}".encode()), context


def _key_and_context(token: str) -> tuple[bytes, seals.Context]:
    return visit_key(token, kind=KIND, record=row_of(token)[:16])


def mark_of_visit(token: str) -> str:
    """Give the mark, in hex, of whoever's visit had this token, also when it has ended; "" when nobody knows.

    For telling whether two visits were the same person's; it opens nothing and begins nothing.
    """
    row = SealedSession.objects.filter(row=row_of(token)).first()
    if row is None:
        return ""
    key, context = _key_and_context(token)
    try:
        seals.unseal(key, context, bytes(row.sealed))
    except seals.Bad:
        return ""
    return bytes(row.owner_mark).hex()


class SessionStore(SessionBase):
    """One visit. `session_key` is the token in the cookie and is never stored."""

    def _get_new_session_key(self) -> str:
        return seals.new_token()

    def exists(self, session_key: str) -> bool:
        """Say whether there is a visit with this token."""
        return SealedSession.objects.filter(row=row_of(session_key)).exists()

    def create(self) -> None:
        """Start a visit under a new token."""
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def load(self) -> dict[str, Any]:
        """Give what the visit holds; an unknown, ended or tampered one is empty and gets a new token."""
        token = self.session_key or ""
        moment = now()
        row = _VISIT.one(row_of(token))
        if row is None or row.ends_at <= moment:
            self._session_key = None
            return {}
        try:
            held = self._open(token, bytes(row.sealed))
        except seals.Bad:
            self._session_key = None
            return {}
        if moment - datetime.fromisoformat(held[SEEN]) > WINDING:
            self.modified = True
        return held

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 (Django's signature)
        """Seal and keep the visit. Raises UpdateError when it was ended meanwhile."""
        if self.session_key is None:
            return self.create()
        if must_create:
            # What a first visit put in before it had a token stays in.
            self.__dict__.setdefault("_session_cache", {})
        held = dict(self.items())
        moment = now()
        held.setdefault(STARTED, moment.isoformat())
        held[SEEN] = moment.isoformat()
        key, context = _key_and_context(self.session_key)
        sealed = seals.seal(key, context, json.dumps(held, separators=(",", ":")).encode())
        row = row_of(self.session_key)
        kept = {
            "sealed": sealed,
            "owner_mark": owner_mark(held[PERSON]) if PERSON in held else b"",
            "ends_at": self._end(held, moment),
        }
        if must_create:
            try:
                with transaction.atomic():
                    SealedSession.objects.create(row=row, **kept)
            except IntegrityError as error:
                raise CreateError from error
        elif not SealedSession.objects.filter(row=row).update(**kept):
            raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End the visit."""
        token = session_key or self.session_key
        if token is not None:
            SealedSession.objects.filter(row=row_of(token)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Sweep out the visits that have ended."""
        SealedSession.objects.filter(ends_at__lte=now()).delete()

    @staticmethod
    def _open(token: str, sealed: bytes) -> dict[str, Any]:
        key, context = _key_and_context(token)
        held: dict[str, Any] = json.loads(seals.unseal(key, context, sealed))
        return held

    @staticmethod
    def _end(held: dict[str, Any], moment: datetime) -> datetime:
        quiet = settings.IDLE_MINUTES
        if held.get(SHORT):
            quiet = min(quiet, SHORT_MINUTES)
        longest = datetime.fromisoformat(held[STARTED]) + timedelta(hours=settings.LONGEST_HOURS)
        return min(moment + timedelta(minutes=quiet), longest)
