"""What can happen in a journal. Each action leaves one line in the ledger, about the client."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.asking.api import Insertion, Question
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.journal import places, policy, verbs
from goldenthread.journal.models import Entry, Passage, Place, Reply
from goldenthread.journal.opened import OpenEntry
from goldenthread.journal.queries import opening, reading, segments
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

_KINDS = (Entry, Passage, Reply)
_BY_UID: dict[type[vault.SealedRecord], Question[Any]] = {
    model: Question(model, "uid") for model in _KINDS
}
_INTO: dict[type[vault.SealedRecord], Insertion[Any]] = {
    model: Insertion(model) for model in _KINDS
}


class AlreadyKept(Exception):
    """Kept a moment ago; it's here once."""


class EditedElsewhere(Exception):
    """You changed this in another window. Here are both; keep either, or both."""


@dataclass(frozen=True, slots=True, repr=False)
class Writing:
    """What someone typed for an entry, with its line ends and NULs tidied."""

    title: str
    body: str

    @classmethod
    def of(cls, title: str, body: str) -> Writing:
        """Tidy what came from a form or a file."""
        return cls(" ".join(places.tidy(title).split()), places.tidy(body).strip("\n"))

    @property
    def payload(self) -> dict[str, str]:
        """Give what is sealed as "journal.entry/1"."""
        return {"title": self.title, "body": self.body}


@transaction.atomic
def keep_entry(
    relationship: relationships.Relationship,
    writing: Writing,
    *,
    uid: UUID | None = None,
    private: vault.Compartment | None = None,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Entry:
    """Keep a new entry for its author alone (V0).

    ``uid`` is the form's own, so that sending it twice keeps one: raises AlreadyKept the second
    time. ``private`` is the pair's own compartment where it was opened beforehand, so that it isn't
    looked for while others wait to write. Raises NotAllowed where it is too long, empty, or not the writer's journal.
    """
    role = relationships.role_in(relationship, by)
    policy.may_keep(role=role, title=writing.title, body=writing.body).or_raise()
    entry = Entry(
        uid=uid or new_uid(),
        compartment=_opened(private, relationship) or reading.private_of(relationship, by=by),
        author_uid=by.uid,
        written_at=at,
    )
    _keep_once(entry, writing.payload, keyring=keyring)
    _record(verbs.KEPT, relationship, (verbs.ENTRY, entry.uid), by=by, at=at)
    return entry


@transaction.atomic
def change_entry(
    relationship: relationships.Relationship,
    uid: UUID,
    writing: Writing,
    *,
    seen_revision: int,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Entry:
    """Keep new words for an entry, if it still is as the writer saw it.

    Raises EditedElsewhere when it isn't (and changes nothing), Http404 when there is no such entry
    of theirs, NotAllowed where the words are too long or none.
    """
    role = relationships.role_in(relationship, by)
    policy.may_keep(role=role, title=writing.title, body=writing.body).or_raise()
    entry = _own_entry(relationship, uid, by=by)
    if entry.revision != seen_revision:
        raise EditedElsewhere
    entry.revision, entry.changed_at = seen_revision + 1, at
    vault.seal(entry, writing.payload, keyring=keyring)
    fields = ("revision", "changed_at", "epoch", "sealed")
    same = Entry.objects.filter(uid=uid, revision=seen_revision)
    if not same.update(**{name: getattr(entry, name) for name in fields}):
        raise EditedElsewhere
    segments.forget_segment_of(uid)
    _record(verbs.CHANGED, relationship, (verbs.ENTRY, uid), by=by, at=at, revision=entry.revision)
    return entry


@transaction.atomic
def delete_entry(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> None:
    """Delete an entry for good: its words, its index, and every passage shared from it.

    What the coach wrote beside a passage stays theirs to read. Raises Http404, NotAllowed.
    """
    policy.may_write(role=relationships.role_in(relationship, by)).or_raise()
    private = reading.private_of(relationship, by=by)
    # Locked first, so that no search folds it into a new segment meanwhile.
    entry = reading.the_row(Entry, uid, private, locked=True)
    segments.forget_segment_of(uid)
    shared = reading.shared_of(relationship)
    open_still = Passage.objects.filter(
        entry_uid=uid, compartment=shared, taken_back_at__isnull=True
    )
    for passage in open_still:
        _wipe(passage, by=by, at=at)
    Entry.objects.filter(uid=entry.uid).delete()
    _record(verbs.DELETED, relationship, (verbs.ENTRY, uid), by=by, at=at)


@transaction.atomic
def share_passage(
    relationship: relationships.Relationship,
    entry: OpenEntry,
    words: str,
    *,
    near: int = 0,
    uid: UUID | None = None,
    closes_at: datetime | None,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Passage:
    """Share exact words of an opened entry: a new envelope in the compartment both can open (V1).

    ``closes_at`` is the first moment at which it is shut again; None means until taken back.
    ``near`` says which occurrence is meant, as characters from the beginning. The words kept are
    the entry's own slice. Raises NotAllowed without a term in force (INV-6) or for words that
    aren't there, EditedElsewhere if the entry has changed, AlreadyKept when one form came twice.
    """
    span = places.spot(entry.body, words, near=near)
    policy.may_share(
        role=relationships.role_in(relationship, by),
        words_are_there=span is not None,
        closes_at=closes_at,
        at=at,
        opened=reading.terms_open(relationship, at=at),
    ).or_raise()
    start, end = span or (0, 0)
    row = _own_entry(relationship, entry.uid, by=by)
    if row.revision != entry.revision:
        raise EditedElsewhere
    shared = reading.shared_of(relationship)
    passage = Passage(
        uid=uid or new_uid(),
        compartment=shared,
        entry_uid=entry.uid,
        shared_at=at,
        closes_at=closes_at,
    )
    exact = entry.body[start:end]
    _keep_once(passage, {"words": exact}, keyring=keyring)
    place = Place(compartment=row.compartment, entry=row, passage_uid=passage.uid)
    vault.seal(place, {"start": start, "words": exact}, keyring=keyring)
    place.save(force_insert=True)
    _record(verbs.SHARED, relationship, (verbs.PASSAGE, passage.uid), by=by, at=at)
    return passage


@transaction.atomic
def take_back_passage(
    relationship: relationships.Relationship, uid: UUID, *, by: HasUid, at: datetime
) -> Passage:
    """Wipe shared words at once, with what the client wrote beside them. Needs nobody's leave.

    What the coach wrote stays for both. Raises Http404, and NotAllowed when done already.
    """
    role = relationships.role_in(relationship, by)
    passage = reading.the_passage(relationship, uid)
    policy.may_take_back(role=role, state=opening.state_of(passage, at)).or_raise()
    _wipe(passage, by=by, at=at)
    _record(verbs.TAKEN_BACK, relationship, (verbs.PASSAGE, uid), by=by, at=at)
    return passage


@transaction.atomic
def open_passages_again(
    relationship: relationships.Relationship, uids: Collection[UUID], *, by: HasUid, at: datetime
) -> int:
    """Let what both have signed since reach these passages too, each ticked by the client (INV-7).

    Gives how many. Raises Http404 for anyone beside the two, NotAllowed where one of them isn't
    shut, or nothing in force opens any.
    """
    role = relationships.role_in(relationship, by)
    terms = agreements.terms_in_force(relationship.uid, at=at)
    since = terms.since("coach", "read", "journal.passage")
    passages = [reading.the_passage(relationship, uid) for uid in dict.fromkeys(uids)]
    policy.may_open_again(
        role=role,
        states=[opening.state_of(passage, at, since) for passage in passages],
        opened=terms.may("coach", "read", "journal.passage"),
    ).or_raise()
    Passage.objects.filter(uid__in=[passage.uid for passage in passages]).update(opened_again_at=at)
    ledger.record(
        verbs.OPENED_AGAIN,
        stream=relationship.uid,
        by=by,
        at=at,
        about=reading.client_of(relationship),
        count=len(passages),
    )
    return len(passages)


@transaction.atomic
def let_passage_end(uid: UUID, *, by: None = None, at: datetime) -> Passage:
    """Wipe a passage whose last day is over. The house does it by itself, so ``by`` is None.

    Reading has stopped already, by the clock; this leaves nothing behind to be read.
    """
    passage = Passage.objects.select_for_update().get(uid=uid)
    policy.may_let_end(state=opening.state_of(passage, at)).or_raise()
    pair = reading.pair_of(passage)
    passage.sealed = b""
    passage.save(update_fields=["sealed"])
    _record(verbs.ENDED, pair, (verbs.PASSAGE, uid), by=by, at=at)
    return passage


@transaction.atomic
def answer_passage(
    relationship: relationships.Relationship,
    uid: UUID,
    words: str,
    *,
    reply_uid: UUID | None = None,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Reply:
    """Write beside a shared passage: the coach under a term in force, the client about their own.

    Raises Http404, NotAllowed, and AlreadyKept on the second sending of one form.
    """
    role = relationships.role_in(relationship, by)
    passage = reading.the_passage(relationship, uid)
    words = places.tidy(words).strip()
    policy.may_answer(
        role=role,
        state=opening.state_of(passage, at),
        words=words,
        opened=reading.terms_open(relationship, "answer", at=at, passage=passage),
    ).or_raise()
    shared = reading.shared_of(relationship)
    reply = Reply(
        uid=reply_uid or new_uid(),
        compartment=shared,
        passage=passage,
        author_uid=by.uid,
        written_at=at,
    )
    _keep_once(reply, {"words": words}, keyring=keyring)
    _record(verbs.ANSWERED, relationship, (verbs.PASSAGE, uid), by=by, at=at)
    return reply


def _opened(
    given: vault.Compartment | None, relationship: relationships.Relationship
) -> vault.Compartment | None:
    """Take a compartment that was opened beforehand only if it is this pair's client's own."""
    if given is None or given.relationship_uid != relationship.uid:
        return None
    return given if given.kind == vault.CompartmentKind.CLIENT_PRIVATE else None


def _own_entry(relationship: relationships.Relationship, uid: UUID, *, by: HasUid) -> Entry:
    """Give an entry's row, unopened. Raises Http404 for an unknown one or another pair's."""
    private = reading.private_of(relationship, by=by)
    return reading.the_row(Entry, uid, private)


def _wipe(passage: Passage, *, by: HasUid, at: datetime) -> None:
    """Empty a passage and the client's own words beside it; keep that it was, and when."""
    passage.sealed, passage.taken_back_at = b"", at
    passage.save(update_fields=["sealed", "taken_back_at"])
    Reply.objects.filter(passage=passage, author_uid=by.uid).delete()


def _keep_once(
    record: vault.SealedRecord, payload: Mapping[str, str], *, keyring: vault.Keyring
) -> None:
    """Seal and insert, never overwrite. Raises AlreadyKept, which undoes the action, when one form came twice.

    Where a stranger's thing has the uid that a form named, the record gets one of its own.
    """
    vault.seal(record, payload, keyring=keyring)
    while not _INTO[type(record)].keep(record):
        taken = _BY_UID[type(record)].one(record.uid)
        if taken is not None and taken.compartment_id == record.compartment_id:
            raise AlreadyKept
        record.uid = new_uid()
        vault.seal(record, payload, keyring=keyring)


def _record(
    code: str,
    relationship: relationships.Relationship,
    thing: tuple[str, UUID],
    **deed: Any,
) -> None:
    """Write the deed down, about the client whoever did it (INV-13)."""
    ledger.record(
        code,
        stream=relationship.uid,
        about=reading.client_of(relationship),
        thing=thing,
        **deed,
    )
