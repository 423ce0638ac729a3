"""Reading swaps. Each opening is written in the ledger before anything is opened (INV-3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from goldenthread.core.persons import HasUid
from goldenthread.core.word_diff import word_diff
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.swaps import finding, kinds, lines, policy, verbs
from goldenthread.swaps.halves import NOTHING, Written, open_written
from goldenthread.swaps.models import Addition, Draft, Half, Swap
from goldenthread.swaps.reading import Added, Column, OpenDraft, Round, Shown, Standing, SwapPage
from goldenthread.vault import api as vault

# By round, what each author wrote.
Halves = Mapping[int, Mapping[UUID, tuple[Half, Written]]]


def standings(relationship: relationships.Relationship, *, by: HasUid) -> tuple[Standing, ...]:
    """Say where each kind of swap stands for one of the two. Opens nothing; three queries.

    Of the other it says "ready" and nothing else, which they pressed a button to say (INV-13).
    """
    me, other = by.uid, relationships.other_in(relationship, by)
    swaps = {swap.kind: swap for swap in Swap.objects.filter(relationship_uid=relationship.uid)}
    drafts = set(
        Draft.objects.filter(swap__relationship_uid=relationship.uid, author_uid=me).values_list(
            "swap_id", flat=True
        )
    )
    ready: set[tuple[UUID, int, UUID]] = set()
    opened: dict[UUID, datetime] = {}
    halves = Half.objects.filter(swap__relationship_uid=relationship.uid).order_by("round")
    for uid, number, author, let_go_at in halves.values_list(
        "swap_id", "round", "author_uid", "let_go_at"
    ):
        ready.add((uid, number, author))
        if let_go_at is not None:
            opened[uid] = let_go_at

    def standing(kind: kinds.SwapKind) -> Standing:
        swap = swaps.get(kind.key)
        if swap is None:
            return Standing(kind)
        coming = swap.rounds + 1
        return Standing(
            kind,
            has_draft=swap.uid in drafts,
            mine_ready=(swap.uid, coming, me) in ready,
            theirs_ready=(swap.uid, coming, other) in ready,
            opened_on=opened.get(swap.uid),
        )

    return tuple(standing(kind) for kind in kinds.all_kinds())


def standing(relationship: relationships.Relationship, *, by: HasUid) -> dict[str, str]:
    """Say in one word for each kind: "none", "mine", "theirs" (who is ready) or "open"."""
    return {each.kind.key: each.seen_as.value for each in standings(relationship, by=by)}


def is_open(relationship_uid: UUID, kind: str) -> bool:
    """Say whether both have been ready for this kind at least once. Opens nothing."""
    return Swap.objects.filter(relationship_uid=relationship_uid, kind=kind, rounds__gt=0).exists()


def swap_page(
    relationship: relationships.Relationship,
    kind: kinds.SwapKind,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> SwapPage:
    """Give one swap as this person sees it: their draft, and every round that has opened.

    Raises Http404 for anyone but the two.
    """
    other = relationships.other_in(relationship, by)
    swap = finding.find_swap(relationship, kind.key)
    if swap is None:
        return SwapPage(kind)
    draft = Draft.objects.filter(swap=swap, author_uid=by.uid).first()
    halves = list(Half.objects.filter(swap=swap).order_by("round"))
    waiting = {half.author_uid: half for half in halves if half.round > swap.rounds}
    opened = open_halves(relationship, swap, halves, by=by, at=at, keyring=keyring)
    mine = waiting.get(by.uid)
    return SwapPage(
        kind,
        draft=open_draft(relationship, draft, by=by, at=at, keyring=keyring) if draft else None,
        mine_ready_at=mine.ready_at if mine else None,
        theirs_ready=other in waiting,
        rounds=_rounds(opened, me=by.uid, other=other),
        additions=tuple(additions_of(relationship, swap, by=by, at=at, keyring=keyring)),
        last_mine=_last_of(opened, by.uid),
    )


def the_open_draft(
    relationship: relationships.Relationship,
    kind: kinds.SwapKind,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenDraft:
    """Open what this person is writing. Raises Http404 where there is nothing, or they're nobody here."""
    relationships.role_in(relationship, by)
    draft = finding.the_draft(finding.find_swap(relationship, kind.key), by=by)
    return open_draft(relationship, draft, by=by, at=at, keyring=keyring)


def open_draft(
    relationship: relationships.Relationship,
    draft: Draft,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> OpenDraft:
    """Open a draft for its author, whose own line is written first."""
    witness = ledger.witness(
        verbs.DRAFT_READ, **lines.of_draft(relationship, draft, by=by, at=at), covers=[draft.uid]
    )
    written = open_written(draft, keyring=keyring, witness=witness)
    return OpenDraft(written, draft.revision, draft.kept_at)


def open_halves(
    relationship: relationships.Relationship,
    swap: Swap,
    halves: Iterable[Half],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness | None = None,
) -> Halves:
    """Open the halves that this person may read now, under the witness given or one line of their own."""
    readable = [
        half
        for half in halves
        if policy.may_read_half(
            own=half.author_uid == by.uid,
            opened=half.round <= swap.rounds and half.let_go_at is not None,
            going_on=relationship.ended_at is None,
        )
    ]
    if readable and witness is None:
        witness = ledger.witness(
            verbs.READ,
            **lines.of_swap(relationship, swap, by=by, at=at),
            covers=[half.uid for half in readable],
        )
    found: dict[int, dict[UUID, tuple[Half, Written]]] = defaultdict(dict)
    for half in readable:
        if witness is not None:
            written = open_written(half, keyring=keyring, witness=witness)
            found[half.round][half.author_uid] = (half, written)
    return found


def additions_of(
    relationship: relationships.Relationship,
    swap: Swap,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
    witness: ledger.Witness | None = None,
) -> list[Added]:
    """Open what was added beneath both halves, oldest first; after the end only one's own."""
    rows = list(Addition.objects.filter(swap=swap).order_by("added_at", "uid"))
    going_on = relationship.ended_at is None
    readable = [
        row
        for row in rows
        if policy.may_read_half(
            own=row.author_uid == by.uid, opened=swap.rounds > 0, going_on=going_on
        )
    ]
    if readable and witness is None:
        line = lines.of_swap(relationship, swap, by=by, at=at)
        witness = ledger.witness(verbs.READ, **line, covers=[row.uid for row in readable])
    return [
        Added(row.uid, row.author_uid, _added_words(row, keyring, witness), row.added_at)
        for row in readable
        if witness is not None
    ]


def _added_words(row: Addition, keyring: vault.Keyring, witness: ledger.Witness) -> str:
    payload = vault.unseal(row, keyring=keyring, witness=witness)
    if (payload["swap"], payload["author"]) != (str(row.swap_id), str(row.author_uid)):
        raise seals.Bad
    return str(payload["words"])


def _rounds(halves: Halves, *, me: UUID, other: UUID) -> tuple[Round, ...]:
    """Put the rounds newest first, each half with what changed since its author's one before."""
    rounds: list[Round] = []
    before: dict[UUID, Written] = {}
    for number in sorted(halves):
        of_round = halves[number]
        columns = {
            author: _column(written, before.get(author))
            for author, (_, written) in of_round.items()
        }
        opened_on = next((half.let_go_at for half, _ in of_round.values() if half.let_go_at), None)
        if opened_on is None:  # pragma: no cover - only halves that were let go are opened
            continue
        mine = columns.get(me, Column(()))
        rounds.append(Round(opened_on, mine, columns.get(other), is_first=not rounds))
        before |= {author: written for author, (_, written) in of_round.items()}
    return tuple(reversed(rounds))


def _column(written: Written, before: Written | None) -> Column:
    """Show what stands, and what went: a question answered before and not now is shown too."""
    old = before.by_key if before else {}
    shown = [
        Shown(
            each.asks,
            each.words,
            word_diff(old.get(each.key, ""), each.words)
            if before and old.get(each.key, "") != each.words
            else (),
        )
        for each in written.answers
    ]
    now = written.by_key
    gone = [
        Shown(each.asks, "", word_diff(each.words, ""))
        for each in (before.answers if before else ())
        if each.key not in now
    ]
    return Column((*shown, *gone))


def _last_of(halves: Halves, author: UUID) -> Written:
    rounds = [of_round[author][1] for _, of_round in sorted(halves.items()) if author in of_round]
    return rounds[-1] if rounds else NOTHING
