"""Reading introductions: the published page for anybody, the draft and the notes for their coach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from goldenthread.core.persons import HasUid
from goldenthread.introductions.models import OwnNote, PageDraft, ProcessVersion
from goldenthread.introductions.parts import Part
from goldenthread.introductions.published import ProcessPage, parts_from
from goldenthread.introductions.states import OwnStep
from goldenthread.introductions.suggestions import SUGGESTIONS
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


def process_page_of(coach_uid: UUID, number: int | None = None) -> ProcessPage | None:
    """Give a coach's published page, the newest or one of before; None when there is none. One query."""
    rows = ProcessVersion.objects.filter(coach_uid=coach_uid)
    if number is not None:
        rows = rows.filter(number=number)
    row = rows.order_by("-number").first()
    return None if row is None else _as_page(row)


def the_process_page(coach_uid: UUID, number: int | None = None) -> ProcessPage:
    """Give a coach's published page. Raises Http404 when there is none."""
    page = process_page_of(coach_uid, number)
    if page is None:
        raise Http404
    return page


def versions_of(coach_uid: UUID) -> list[tuple[int, datetime]]:
    """Give the number and the moment of every published version, newest first."""
    rows = ProcessVersion.objects.filter(coach_uid=coach_uid).order_by("-number")
    return list(rows.values_list("number", "published_at"))


def draft_parts(*, by: HasUid, at: datetime, keyring: vault.Keyring) -> tuple[Part, ...]:
    """Give a coach the parts as they work on them; for a new coach our suggestions, none of them kept."""
    draft = PageDraft.objects.filter(coach_uid=by.uid).first()
    if draft is None:
        return tuple(
            Part(
                each.key,
                each.section,
                {name: said and _(said) for name, said in each.words.items()},
            )
            for each in SUGGESTIONS
        )
    witness = ledger.witness(
        "introductions.draft.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        thing=("introductions.draft", draft.uid),
        covers=[draft.uid],
    )
    parts = vault.unseal(draft, keyring=keyring, witness=witness)["parts"]
    return tuple(Part(**each) for each in parts)


def own_note(step: OwnStep, *, by: HasUid, at: datetime, keyring: vault.Keyring) -> str | None:
    """Give a coach what they settled with themselves; None when they haven't yet."""
    note = OwnNote.objects.filter(coach_uid=by.uid, step=step).first()
    if note is None:
        return None
    witness = ledger.witness(
        "introductions.note.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        thing=("introductions.note", note.uid),
        covers=[note.uid],
    )
    return str(vault.unseal(note, keyring=keyring, witness=witness)["words"])


@dataclass(frozen=True, slots=True)
class StepsDone:
    """Which of the steps of this domain a coach has done. Says nothing of what they wrote."""

    page_is_published: bool
    own_steps: frozenset[str]


def steps_done(coach: HasUid) -> StepsDone:
    """Say which steps a coach has done before the first invitation (S0.1). Two queries, nothing opened."""
    return StepsDone(
        ProcessVersion.objects.filter(coach_uid=coach.uid).exists(),
        frozenset(OwnNote.objects.filter(coach_uid=coach.uid).values_list("step", flat=True)),
    )


def _as_page(row: ProcessVersion) -> ProcessPage:
    return ProcessPage(
        coach_uid=row.coach_uid,
        version=row.number,
        digest=bytes(row.digest).hex(),
        published_at=row.published_at,
        parts=parts_from(bytes(row.words)),
    )


def copy_for(
    *, by: HasUid, keyring: vault.Keyring, witness: ledger.Witness
) -> dict[str, list[dict[str, Any]]]:
    """Give a coach's published pages, their draft and their notes as plain values, for a copy to keep.

    `witness` covers the coach's own compartment; nothing is written down here.
    """
    pages = ProcessVersion.objects.filter(coach_uid=by.uid).order_by("number")
    draft = PageDraft.objects.filter(coach_uid=by.uid).first()
    notes = OwnNote.objects.filter(coach_uid=by.uid).order_by("step")
    held = vault.unseal(draft, keyring=keyring, witness=witness)["parts"] if draft else []
    return {
        "published": [
            {
                "version": page.number,
                "published_at": page.published_at.isoformat(),
                "digest": bytes(page.digest).hex(),
                "parts": [part.as_published() for part in parts_from(bytes(page.words))],
            }
            for page in pages
        ],
        "draft": list(held),
        "notes": [
            {"step": note.step, **vault.unseal(note, keyring=keyring, witness=witness)}
            for note in notes
        ],
    }
