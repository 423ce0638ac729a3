"""What can happen in a swap. Each leaves one line in the ledger.

Whoever acts holds the swap's row first, so that of two who act at once the second sees what the
first did: else both could be ready and nothing open, or a half change after it was ready.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.swaps import finding, lines, policy, verbs
from goldenthread.swaps.halves import Written, seal_written, without
from goldenthread.swaps.kinds import SwapKind
from goldenthread.swaps.likings import LikingSaid, seal_liking
from goldenthread.swaps.models import Addition, Adjustment, Draft, Half, Liking, Swap
from goldenthread.swaps.reading import OpenDraft
from goldenthread.swaps.states import Noticed
from goldenthread.vault import api as vault


class ChangedElsewhere(Exception):
    """You changed this in another window. Here are both; nothing was lost."""


@transaction.atomic
def keep_draft(
    relationship: relationships.Relationship,
    kind: SwapKind,
    written: Written,
    *,
    seen_revision: int,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Draft:
    """Keep one's own half for oneself alone. `seen_revision` is 0 where there was none to see.

    Raises ChangedElsewhere where it isn't as the writer saw it, and NotAllowed for an empty or
    over-long one, after the end, or once they've said they're ready. Http404 for anyone else.
    """
    role = relationships.role_in(relationship, by)
    if written.left_out:
        policy.may_leave_out(role=role, offered=kind.may_leave_out).or_raise()
    written = without(written, written.left_out)
    policy.may_say(*written.by_key.values()).or_raise()
    private, swap = finding.private_of(relationship, by=by), _held(relationship, kind)
    is_ready = finding.waiting_half(swap, by.uid) is not None
    policy.may_write(
        going_on=relationships.is_going_on(relationship.uid), is_ready=is_ready
    ).or_raise()
    draft = Draft.objects.filter(swap=swap, author_uid=by.uid).first()
    if (draft.revision if draft else 0) != seen_revision:
        raise ChangedElsewhere
    if draft is None:
        draft = Draft(swap=swap, author_uid=by.uid, revision=0)
    draft.compartment, draft.kept_at = private, at
    draft.revision += 1
    seal_written(draft, written, keyring=keyring)
    draft.save()
    ledger.record(verbs.DRAFT_KEPT, **lines.of_draft(relationship, draft, by=by, at=at))
    return draft


@transaction.atomic
def put_away_draft(
    relationship: relationships.Relationship, kind: SwapKind, *, by: HasUid, at: datetime
) -> None:
    """Delete one's own half that nobody else was given. Raises Http404, NotAllowed once ready."""
    relationships.role_in(relationship, by)
    swap = _held(relationship, kind)
    draft = finding.the_draft(swap, by=by)
    is_ready = finding.waiting_half(swap, by.uid) is not None
    policy.may_put_away(is_ready=is_ready).or_raise()
    Draft.objects.filter(uid=draft.uid).delete()
    ledger.record(verbs.DRAFT_PUT_AWAY, **lines.of_draft(relationship, draft, by=by, at=at))


@transaction.atomic
def be_ready(
    relationship: relationships.Relationship,
    kind: SwapKind,
    draft: OpenDraft,
    *,
    seen_revision: int,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Half:
    """Say that one's half is ready: a copy is sealed that both hold a key to, and that is held.

    With the second half ready both open at the same moment, to both. Said twice, it is one half.
    `seen_revision` is that of the words the writer had before them. Raises ChangedElsewhere where
    the draft isn't those any more, Http404, NotAllowed.
    """
    relationships.role_in(relationship, by)
    swap = _held(relationship, kind)
    mine = finding.waiting_half(swap, by.uid)
    if mine is not None:
        return mine
    kept = finding.the_draft(swap, by=by)
    if not kept.revision == draft.revision == seen_revision:
        raise ChangedElsewhere
    policy.may_be_ready(
        going_on=relationships.is_going_on(relationship.uid),
        says_something=draft.written.says_something,
    ).or_raise()
    mine = _held_half(relationship, swap, draft.written, by=by, at=at, keyring=keyring)
    theirs = finding.waiting_half(swap, relationships.other_in(relationship, by))
    if theirs is not None:
        _open_round(swap, at=at)
        mine.let_go_at = at
    code = verbs.READY if theirs is None else verbs.OPENED
    ledger.record(code, **lines.of_swap(relationship, swap, by=by, at=at))
    if theirs is not None:
        # Last of all: the second store knows nothing of this transaction, so nothing may fail after it.
        vault.let_go(mine.compartment_id, theirs.compartment_id)
    return mine


@transaction.atomic
def take_back_half(
    relationship: relationships.Relationship, kind: SwapKind, *, by: HasUid, at: datetime
) -> None:
    """Be not ready any more: the half's keys are forgotten, and its author writes on.

    Raises NotAllowed where it has opened meanwhile, or was taken back already.
    """
    relationships.role_in(relationship, by)
    swap = _held(relationship, kind)
    half = finding.waiting_half(swap, by.uid)
    policy.may_take_back(is_ready=half is not None).or_raise()
    if half is None:  # pragma: no cover - refused above
        raise Http404
    Half.objects.filter(uid=half.uid).delete()
    ledger.record(verbs.TAKEN_BACK, **lines.of_swap(relationship, swap, by=by, at=at))
    # Last of all, as above: a half whose keys are gone must not be left standing.
    vault.forget_compartment(half.compartment_id)


@transaction.atomic
def add_words(
    relationship: relationships.Relationship,
    kind: SwapKind,
    words: str,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Addition:
    """Add what one didn't know, beneath both halves, for both. The same form sent twice adds once.

    Raises NotAllowed before both are open, after the end, and for no words or too many.
    """
    relationships.role_in(relationship, by)
    swap = _held(relationship, kind)
    policy.may_add(
        going_on=relationships.is_going_on(relationship.uid),
        offered=bool(kind.adds),
        opened=swap.rounds > 0,
    ).or_raise()
    policy.may_say(words).or_raise()
    taken = Addition.objects.filter(uid=uid).first()
    if taken is not None and (taken.swap_id, taken.author_uid) == (swap.uid, by.uid):
        return taken
    addition = Addition(
        uid=uid if taken is None else new_uid(),
        compartment=finding.shared_of(relationship),
        swap=swap,
        author_uid=by.uid,
        added_at=at,
    )
    payload = {"words": words.strip(), "swap": str(swap.uid), "author": str(by.uid)}
    vault.seal(addition, payload, keyring=keyring)
    addition.save(force_insert=True)
    ledger.record(verbs.ADDED, **lines.of_swap(relationship, swap, by=by, at=at))
    return addition


@transaction.atomic
def keep_liking(
    relationship: relationships.Relationship,
    said: LikingSaid,
    *,
    seen_number: int,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> None:
    """Keep how the client likes to work, for both to read; what stood before stays, with its day.

    `seen_number` is that of the one the writer saw, 0 for none. Any place may be empty. Raises
    NotAllowed, and ChangedElsewhere where another was kept meanwhile.
    """
    role = relationships.role_in(relationship, by)
    going_on = relationships.is_going_on(relationship.uid)
    policy.may_change_liking(role=role, going_on=going_on).or_raise()
    policy.may_fit(*said.words.values()).or_raise()
    last = Liking.objects.filter(relationship_uid=relationship.uid).order_by("-number").first()
    if (last.number if last else 0) != seen_number:
        raise ChangedElsewhere
    liking = Liking(
        compartment=finding.shared_of(relationship),
        relationship_uid=relationship.uid,
        author_uid=by.uid,
        number=seen_number + 1,
        kept_at=at,
    )
    seal_liking(liking, said, keyring=keyring)
    try:
        with transaction.atomic():
            liking.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedElsewhere from error
    line = lines.of_pair(relationship, by=by, at=at)
    ledger.record(verbs.LIKING_KEPT, **line, thing=("liking", liking.uid))


@transaction.atomic
def say_what_changes(
    relationship: relationships.Relationship,
    words: str,
    *,
    uid: UUID,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Adjustment:
    """Let the coach say what they'll change, for both to read. The same form sent twice says it once.

    Raises NotAllowed for anyone but the coach, and before the client has written anything.
    """
    before = Adjustment.objects.filter(relationship_uid=relationship.uid, uid=uid).first()
    if before is not None:
        return before
    policy.may_adjust(
        role=relationships.role_in(relationship, by),
        going_on=relationships.is_going_on(relationship.uid),
        written=Liking.objects.filter(relationship_uid=relationship.uid).exists(),
        words=words,
    ).or_raise()
    said = Adjustment(
        uid=uid,
        compartment=finding.shared_of(relationship),
        relationship_uid=relationship.uid,
        author_uid=by.uid,
        said_at=at,
    )
    vault.seal(said, {"words": words}, keyring=keyring)
    said.save(force_insert=True)
    line = lines.of_pair(relationship, by=by, at=at)
    ledger.record(verbs.ADJUSTED, **line, thing=("adjustment", said.uid))
    return said


@transaction.atomic
def say_noticed(
    relationship: relationships.Relationship,
    adjustment: Adjustment,
    noticed: Noticed,
    *,
    by: HasUid,
    at: datetime,
) -> Adjustment:
    """Let the client say whether they've noticed it. Only the client can. Raises NotAllowed."""
    going_on = relationships.is_going_on(relationship.uid)
    role = relationships.role_in(relationship, by)
    policy.may_say_noticed(role=role, going_on=going_on).or_raise()
    adjustment.noticed, adjustment.noticed_at = noticed.value, at
    adjustment.save(update_fields=["noticed", "noticed_at"])
    line = lines.of_pair(relationship, by=by, at=at)
    ledger.record(verbs.NOTICED, **line, thing=("adjustment", adjustment.uid))
    return adjustment


@transaction.atomic
def take_back_likings(
    relationship: relationships.Relationship, *, by: HasUid, at: datetime
) -> None:
    """Delete all that was ever written of how the client likes to work. Needs nobody's leave."""
    policy.may_take_back_liking(role=relationships.role_in(relationship, by)).or_raise()
    Liking.objects.filter(relationship_uid=relationship.uid).delete()
    Adjustment.objects.filter(relationship_uid=relationship.uid).delete()
    line = lines.of_pair(relationship, by=by, at=at)
    ledger.record(verbs.LIKING_TAKEN_BACK, **line)


def _held(relationship: relationships.Relationship, kind: SwapKind) -> Swap:
    """Give the swap, made if need be, and hold its row until the action is done."""
    swap, _ = Swap.objects.get_or_create(relationship_uid=relationship.uid, kind=kind.key)
    return Swap.objects.select_for_update().get(uid=swap.uid)


def _held_half(
    relationship: relationships.Relationship,
    swap: Swap,
    written: Written,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Half:
    """Seal a half for both, in a compartment that opens to nobody after this request."""
    members = {
        by.uid: relationships.role_in(relationship, by),
        (other := relationships.other_in(relationship, by)): _other_role(relationship, other),
    }
    compartment = vault.make_compartment(
        vault.CompartmentKind.HALF,
        members=members,
        keyring=keyring,
        at=at,
        relationship_uid=relationship.uid,
        held=True,
    )
    half = Half(
        compartment=compartment,
        swap=swap,
        round=swap.rounds + 1,
        author_uid=by.uid,
        ready_at=at,
    )
    seal_written(half, written, keyring=keyring)
    half.save(force_insert=True)
    return half


def _other_role(relationship: relationships.Relationship, other: UUID) -> str:
    return "coach" if other == relationship.coach_uid else "client"


def _open_round(swap: Swap, *, at: datetime) -> None:
    """Count the round as opened. The drafts go: what they said stands in the halves."""
    Half.objects.filter(swap=swap, round=swap.rounds + 1).update(let_go_at=at)
    swap.rounds += 1
    swap.save(update_fields=["rounds"])
    Draft.objects.filter(swap=swap).delete()
