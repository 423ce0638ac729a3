"""Kinds of session: their names and places are sealed for the house, which shows them to clients."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import Http404

from goldenthread.diary.models import Kind
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import api as vault


@dataclass(frozen=True, slots=True, repr=False)
class OpenKind:
    """A kind of session, opened. `where` is empty for a video room of the session's own."""

    uid: UUID
    name: str
    minutes: int
    place: str
    where: str
    offered: bool


def kinds_of(coach_uid: UUID) -> tuple[OpenKind, ...]:
    """Give a coach's kinds of session in the order they are offered in, also those that aren't now."""
    rows = Kind.objects.filter(coach_uid=coach_uid).order_by("position", "uid")
    return tuple(opened(row) for row in rows)


def the_kind(coach_uid: UUID, uid: UUID) -> OpenKind:
    """Give one kind of this coach's. Raises Http404 for any other."""
    row = Kind.objects.filter(coach_uid=coach_uid, uid=uid).first()
    if row is None:
        raise Http404
    return opened(row)


def opened(row: Kind) -> OpenKind:
    """Open a row."""
    words = vault.open_for_house(Kind.KIND, row.uid, row.revision, bytes(row.sealed))
    return OpenKind(row.uid, words["name"], row.minutes, row.place, words["where"], row.offered)


def seal_words(row: Kind, *, name: str, where: str) -> None:
    """Seal a kind's words for its present revision; the caller saves."""
    words = {"name": name.strip(), "where": where.strip()}
    row.sealed = vault.seal_for_house(Kind.KIND, row.uid, row.revision, words)


def video_link(session_uid: UUID) -> str:
    """Give the address of a session's own video room: the same for both, and kept nowhere.

    Its name comes of the session's uid under a key of the house, so that nobody else finds it.
    """
    named = seals.hmac_sha256(
        shares.secrets().server_mac_key, seals.lp(b"coach/v1/video-room", session_uid.bytes)
    )
    return urljoin(settings.VIDEO_URL.rstrip("/") + "/", f"session-{named[:16].hex()}")
