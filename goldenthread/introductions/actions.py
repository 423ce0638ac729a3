"""What a coach does to introduce themselves. Each leaves one line in the ledger, about the coach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from goldenthread.introductions import policy
from goldenthread.introductions.models import OwnNote, PageDraft, ProcessVersion
from goldenthread.introductions.parts import BY_KEY, Part, unkept, with_part, without_part
from goldenthread.introductions.published import words_of
from goldenthread.introductions.states import OwnStep
from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault


class ChangedElsewhere(Exception):
    """You changed this in another window. Here are both; keep either, or both."""


class Coach(Protocol):
    """A person, with whether they coach."""

    @property
    def uid(self) -> UUID: ...
    @property
    def coaches(self) -> bool: ...


@transaction.atomic
def keep_part(
    parts: Sequence[Part], part: Part, *, by: Coach, at: datetime, keyring: vault.Keyring
) -> PageDraft:
    """Make a part the coach's own: as suggested, changed, or new. Nothing is published by it.

    `parts` is the list as it stands, `part.edition` the edition that was on the screen. Raises
    NotAllowed, and ChangedElsewhere when another window kept this part meanwhile.
    """
    policy.may_introduce(by).or_raise()
    policy.may_keep(BY_KEY[part.section], part.words).or_raise()
    standing = next((other for other in parts if other.key == part.key), part)
    if standing.edition != part.edition:
        raise ChangedElsewhere
    draft = _write(with_part(parts, part), by=by, at=at, keyring=keyring)
    _record("introductions.part.kept", ("introductions.draft", draft.uid), by=by, at=at)
    return draft


@transaction.atomic
def drop_part(
    parts: Sequence[Part], part: Part, *, by: Coach, at: datetime, keyring: vault.Keyring
) -> PageDraft:
    """Leave a part out. Raises NotAllowed for the last of a section that no page goes without."""
    policy.may_introduce(by).or_raise()
    policy.may_drop(parts, part, BY_KEY[part.section]).or_raise()
    draft = _write(without_part(parts, part.key), by=by, at=at, keyring=keyring)
    _record("introductions.part.dropped", ("introductions.draft", draft.uid), by=by, at=at)
    return draft


@transaction.atomic
def publish_page(parts: Sequence[Part], *, by: Coach, at: datetime) -> ProcessVersion:
    """Open the page to everybody as its next version; those before are kept (V5).

    Raises NotAllowed while a part is unread, while one is lacking, or when nothing has changed.
    """
    latest = (
        ProcessVersion.objects.select_for_update()
        .filter(coach_uid=by.uid)
        .order_by("-number")
        .first()
    )
    words = words_of(parts)
    changed = latest is None or bytes(latest.words) != words
    policy.may_publish(by, parts, changed=changed).or_raise()
    version = ProcessVersion.objects.create(
        coach_uid=by.uid,
        number=1 if latest is None else latest.number + 1,
        words=words,
        digest=seals.sha256(words),
        published_at=at,
    )
    _record("introductions.page.published", ("introductions.page", version.uid), by=by, at=at)
    return version


@transaction.atomic
def keep_note(
    step: OwnStep, words: str, *, by: Coach, at: datetime, keyring: vault.Keyring
) -> OwnNote:
    """Keep what the coach settled with themselves; empty says that they thought about it (V0).

    Raises NotAllowed where it is too long.
    """
    policy.may_keep_note(by, words).or_raise()
    note = OwnNote.objects.select_for_update().filter(coach_uid=by.uid, step=step).first()
    if note is None:
        note = OwnNote(compartment=vault.own_compartment(by.uid), coach_uid=by.uid, step=step.value)
    else:
        note.revision += 1
    note.changed_at = at
    vault.seal(note, {"words": words}, keyring=keyring)
    note.save()
    _record("introductions.note.kept", ("introductions.note", note.uid), by=by, at=at)
    return note


def _write(parts: Sequence[Part], *, by: Coach, at: datetime, keyring: vault.Keyring) -> PageDraft:
    """Seal the draft anew, as the next revision."""
    draft = PageDraft.objects.select_for_update().filter(coach_uid=by.uid).first()
    if draft is None:
        draft = PageDraft(compartment=vault.own_compartment(by.uid), coach_uid=by.uid)
    else:
        draft.revision += 1
    draft.unkept, draft.changed_at = unkept(parts), at
    vault.seal(draft, {"parts": [part.as_json() for part in parts]}, keyring=keyring)
    draft.save()
    return draft


def _record(code: str, thing: tuple[str, UUID], *, by: Coach, at: datetime) -> None:
    ledger.record(code, stream=by.uid, by=by, at=at, about=by.uid, thing=thing)
