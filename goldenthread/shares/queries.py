"""Reading the second store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError

from goldenthread.asking.api import Question
from goldenthread.shares.models import EpochShare, InstanceSecret, PersonShare

_ALL_SECRETS = Question(InstanceSecret)
_EPOCHS_OF = Question(EpochShare, "compartment_uid")


class StoreMissing(Exception):
    """The vault's second store is missing or empty. Nothing can be opened until it is put back."""


class ShareForgotten(Exception):
    """The share that would open this has been deleted, so nothing can open it again."""


class ShareHeld(ShareForgotten):
    """It opens when everybody it waits for is ready, and not before."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The house's own secrets (security.md 2.1): 32 bytes each, instance_id 16."""

    instance_id: bytes
    pepper: bytes
    server_mac_key: bytes
    email_index_key: bytes
    identity_key: bytes
    log_sign_key: bytes

    def __repr__(self) -> str:
        return "Secrets(…)"


SECRET_NAMES = tuple(Secrets.__dataclass_fields__)


# What was looked up within the block of `secrets_kept`; None outside one.
_kept: ContextVar[list[Secrets] | None] = ContextVar("secrets_kept", default=None)


@contextmanager
def secrets_kept() -> Iterator[None]:
    """Look the secrets up once at most for the length of a block: one request, never longer."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def secrets() -> Secrets:
    """Give the house's secrets, in one query at most. Raises StoreMissing when any is absent."""
    kept = _kept.get()
    if kept:
        return kept[0]
    found = _look_up()
    if kept is not None:
        kept.append(found)
    return found


def _look_up() -> Secrets:
    try:
        found = {row.name: bytes(row.value) for row in _ALL_SECRETS.all()}
    except DatabaseError as error:
        raise StoreMissing from error
    if any(name not in found for name in SECRET_NAMES):
        raise StoreMissing
    return Secrets(**{name: found[name] for name in SECRET_NAMES})


def person_share(person_uid: UUID) -> bytes:
    """Give a person's share, 32 bytes. Raises ShareForgotten, StoreMissing."""
    try:
        return bytes(PersonShare.objects.get(person_uid=person_uid).value)
    except PersonShare.DoesNotExist as error:
        raise ShareForgotten from error
    except DatabaseError as error:
        raise StoreMissing from error


def epoch_shares(compartment_uid: UUID) -> dict[int, bytes]:
    """Give the shares of a compartment's epochs that are still kept, by epoch number, in one query.

    Raises ShareHeld while any of them is held.
    """
    try:
        rows = _EPOCHS_OF.all(compartment_uid)
    except DatabaseError as error:
        raise StoreMissing from error
    if any(row.held for row in rows):
        raise ShareHeld
    return {row.epoch: bytes(row.value) for row in rows}
