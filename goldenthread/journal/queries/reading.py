"""Reading a journal. Each function writes its reading in the ledger before anything is opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.persons import HasUid
from goldenthread.core.verdicts import Verdict
from goldenthread.journal import policy, verbs
from goldenthread.journal.models import Entry, Passage, Reply
from goldenthread.journal.opened import EntriesPage, OpenEntry, SharedPage, Thread
from goldenthread.journal.queries import opening
from goldenthread.journal.states import PassageState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

PAGE: Final = 20
Record = TypeVar("Record", bound=vault.SealedRecord)


def private_of(relationship: relationships.Relationship, *, by: HasUid) -> vault.Compartment:
    """Give the compartment of a client's own journal. Raises Http404 for anyone but the client."""
    if relationships.role_in(relationship, by) != "client":
        raise Http404
    return vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)


def shared_of(relationship: relationships.Relationship) -> vault.Compartment:
    """Give the compartment that both can open. Raises Http404 when there is none yet."""
    return vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)


def terms_open(
    relationship: relationships.Relationship,
    verb: str = "read",
    *,
    at: datetime,
    passage: Passage | None = None,
) -> Verdict:
    """Say whether a term in force lets the coach do a verb to shared passages (A1, INV-6).

    To this one, where one is given: what was shared before the opening stays shut (INV-7).
    """
    made_at = None if passage is None else opening.offered_at(passage)
    terms = agreements.terms_in_force(relationship.uid, at=at)
    return terms.may("coach", verb, "journal.passage", made_at=made_at)


def client_of(relationship: relationships.Relationship) -> UUID:
    """Give the client's uid. Raises Http404 while nobody has accepted the invitation."""
    if relationship.client_uid is None:
        raise Http404
    return relationship.client_uid


def witness_of(
    code: str,
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    covers: Collection[UUID],
    thing: tuple[str, UUID | None] | None = None,
) -> ledger.Witness:
    """Write a reading down. In a relationship everything is about the client (INV-13)."""
    client = client_of(relationship)
    return ledger.witness(
        code, stream=relationship.uid, by=by, at=at, about=client, thing=thing, covers=covers
    )


def entries_page(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    number: int = 1,
) -> EntriesPage:
    """Give one page of the client's entries, newest first. Raises Http404 for anyone else."""
    private = private_of(relationship, by=by)
    witness = witness_of(verbs.LEAFED, relationship, by=by, at=at, covers=(private.uid,))
    unseal = opening.unsealer(keyring, witness)
    first = (number - 1) * PAGE
    newest = Entry.objects.filter(compartment=private).order_by("-written_at", "-uid")
    found = list(newest[first : first + PAGE + 1])
    shared = _with_open_passages([entry.uid for entry in found], at)
    rows = tuple(
        opening.row(entry, unseal, is_shared=entry.uid in shared) for entry in found[:PAGE]
    )
    return EntriesPage(rows, number, len(found) > PAGE)


def the_entry(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenEntry:
    """Open one entry with its passages and what was written beside them, for its author.

    Raises Http404 for an unknown entry, another pair's, or anyone but the client.
    """
    private = private_of(relationship, by=by)
    entry = the_row(Entry, uid, private)
    passages = list(Passage.objects.filter(entry_uid=uid).order_by("shared_at", "uid"))
    covers = {private.uid, *(passage.compartment_id for passage in passages)}
    witness = witness_of(
        verbs.OPENED, relationship, by=by, at=at, thing=(verbs.ENTRY, uid), covers=covers
    )
    return opening.open_entry(entry, passages, opening.unsealer(keyring, witness), at=at)


def has_entry(relationship: relationships.Relationship, uid: UUID) -> bool:
    """Say whether an entry is still there, to know which page to go to. Opens nothing.

    For the client's own pages only: the coach must not learn even this (INV-13).
    """
    compartment = vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
    return Entry.objects.filter(uid=uid, compartment=compartment).exists()


def shared_page(
    relationship: relationships.Relationship,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    number: int = 1,
) -> SharedPage:
    """Give what the client has shared, newest first: to the client, or to the coach under a term.

    The coach is shown what is open now, and their own answers beside words that no longer are;
    never a count of anything else (INV-13).
    """
    role = relationships.role_in(relationship, by)
    terms = agreements.terms_in_force(relationship.uid, at=at)
    opened = terms.may("coach", "read", "journal.passage")
    since = terms.since("coach", "read", "journal.passage")
    if role != "client" and not opened:
        return SharedPage((), opened, number, has_older=False)
    passages = Passage.objects.filter(compartment=shared_of(relationship))
    if role != "client":
        answered = Reply.objects.filter(passage=OuterRef("pk"), author_uid=by.uid)
        passages = passages.filter((is_open(at) & is_reached(since)) | Exists(answered))
    first = (number - 1) * PAGE
    found = list(passages.order_by("-shared_at", "-uid")[first : first + PAGE + 1])
    threads = _threads(relationship, found[:PAGE], by=by, at=at, keyring=keyring, since=since)
    return SharedPage(tuple(threads), opened, number, len(found) > PAGE)


def the_thread(
    relationship: relationships.Relationship,
    uid: UUID,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Thread:
    """Open one shared passage. Raises Http404 for what this person can't read now."""
    role = relationships.role_in(relationship, by)
    passage = the_passage(relationship, uid)
    state = opening.state_of(passage, at)
    opened = terms_open(relationship, at=at, passage=passage)
    if not policy.may_read(role=role, state=state, opened=opened):
        raise Http404
    return next(_threads(relationship, [passage], by=by, at=at, keyring=keyring))


def the_passage(relationship: relationships.Relationship, uid: UUID) -> Passage:
    """Give a passage's row, unopened. Raises Http404 for an unknown one or another pair's."""
    return the_row(Passage, uid, shared_of(relationship))


def the_row(
    model: type[Record], uid: UUID, compartment: vault.Compartment, *, locked: bool = False
) -> Record:
    """Give one sealed row of a compartment, unopened. Raises Http404 for any other uid."""
    rows: QuerySet[Record] = QuerySet(model).filter(uid=uid, compartment=compartment)
    found = (rows.select_for_update() if locked else rows).first()
    if found is None:
        raise Http404
    # Known already: sealing anew must not ask the database for it again.
    found.compartment = compartment
    return found


def pair_of(passage: Passage) -> relationships.Relationship:
    """Give the pair whose passage this is; for the house's own work by the clock."""
    uid = passage.compartment.relationship_uid
    if uid is None:
        raise Http404
    return relationships.Relationship.objects.get(uid=uid)


def ended_passages(at: datetime) -> list[UUID]:
    """Give passages whose last day is over and whose words are still to be wiped."""
    over = Passage.objects.filter(closes_at__lte=at, taken_back_at__isnull=True)
    return list(over.exclude(sealed=b"").values_list("uid", flat=True)[:100])


def first_openings(
    relationship: relationships.Relationship, uids: Collection[UUID]
) -> Mapping[UUID, datetime]:
    """Say, from the ledger, when the coach first opened each of these passages. Opens nothing."""
    return ledger.first_readings(
        relationship.uid, verbs.READ, by=relationship.coach_uid, things=uids
    )


def note_first_openings(
    relationship: relationships.Relationship,
    passages: Collection[Passage],
    *,
    by: HasUid,
    at: datetime,
    since: datetime | None = None,
) -> None:
    """Write down each of these that the coach has not opened before and takes away in a copy.

    Without a line of its own, taking back would say of words in that copy that nobody had read them.
    """
    shared = {
        passage.uid
        for passage in passages
        if opening.state_of(passage, at, since) == PassageState.SHARED
    }
    fresh = shared - first_openings(relationship, shared).keys()
    _witnesses(relationship, {uid: {uid} for uid in fresh}, fresh, by=by, at=at)


def is_reached(since: datetime | None) -> Q:
    """Narrow to what the opening in force reaches: shared since then, or opened again since."""
    if since is None:
        return Q()
    return Q(shared_at__gte=since) | Q(opened_again_at__gte=since)


def is_open(at: datetime) -> Q:
    """Narrow to what is neither taken back nor past its last moment."""
    return Q(taken_back_at__isnull=True) & (Q(closes_at__isnull=True) | Q(closes_at__gt=at))


def _with_open_passages(uids: Collection[UUID], at: datetime) -> set[UUID]:
    """Say from which of these entries something is shared now.

    A query of its own costs a third of what the same question costs inside the list's query.
    """
    standing = Passage.objects.filter(entry_uid__in=uids, taken_back_at=None)
    return {
        entry_uid
        for entry_uid, closes_at in standing.values_list("entry_uid", "closes_at")
        if closes_at is None or closes_at > at
    }


def _threads(
    relationship: relationships.Relationship,
    passages: list[Passage],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    since: datetime | None = None,
) -> Iterator[Thread]:
    """Open passages for one of the two, each under the witness of its reading."""
    is_coach = by.uid == relationship.coach_uid
    shut = {
        passage.uid
        for passage in passages
        if is_coach and opening.state_of(passage, at, since) != PassageState.SHARED
    }
    beside = {
        uid: [reply for reply in replies if uid not in shut or reply.author_uid == by.uid]
        for uid, replies in opening.replies_of(passages).items()
    }
    fresh: set[UUID] = set()
    if is_coach:
        readable = {passage.uid for passage in passages} - shut
        fresh = readable - first_openings(relationship, readable).keys()
    covers = {
        passage.uid: {passage.uid, *(reply.uid for reply in beside.get(passage.uid, ()))}
        for passage in passages
    }
    witnesses = _witnesses(relationship, covers, fresh, by=by, at=at)
    for passage in passages:
        yield opening.thread(
            passage,
            beside.get(passage.uid, ()),
            opening.unsealer(keyring, witnesses[passage.uid]),
            at=at,
            since=since,
            words=passage.uid not in shut,
        )


def _witnesses(
    relationship: relationships.Relationship,
    covers: Mapping[UUID, set[UUID]],
    fresh: set[UUID],
    **who: Any,
) -> dict[UUID, ledger.Witness]:
    """Write each first reading on a line of its own, and the rest as one look (INV-3).

    The line of its own lets taking back say whether and when it had been read (S1.8).
    """
    witnesses = _first_readings(relationship, covers, fresh, **who) if fresh else {}
    if again := covers.keys() - fresh:
        look = witness_of(
            verbs.READ_AGAIN,
            relationship,
            covers=frozenset[UUID]().union(*(covers[uid] for uid in again)),
            **who,
        )
        witnesses |= dict.fromkeys(again, look)
    return witnesses


@transaction.atomic(savepoint=False)
def _first_readings(
    relationship: relationships.Relationship,
    covers: Mapping[UUID, set[UUID]],
    fresh: set[UUID],
    **who: Any,
) -> dict[UUID, ledger.Witness]:
    """Keep all of a page's first readings at once, before it is opened: one wait for the disk."""
    return {
        uid: witness_of(
            verbs.READ, relationship, thing=(verbs.PASSAGE, uid), covers=covers[uid], **who
        )
        for uid in sorted(fresh)
    }
