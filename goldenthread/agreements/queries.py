"""Looking agreements up. Whatever is opened is first written in the ledger (INV-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, F, Q
from django.http import Http404

from goldenthread.agreements import policy
from goldenthread.agreements.models import (
    Answer,
    Clause,
    Disclosure,
    Question,
    Signature,
    StartingDraft,
    TermRow,
    Version,
    Wording,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.saying import Disclosed, Saying, disclosed_from, saying_from
from goldenthread.agreements.starting_lines import Line, line_from
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import CLIENT, COACH, term_from
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where two people are with their agreement, without a word of it: no key is needed.

    `state` is "none" before a proposal, else the state of the version that stands, or of the one
    talked about while none stands. `tied` of `of` are its clauses.
    """

    state: str = "none"
    version: int = 0
    signed_at: datetime | None = None
    tied: int = 0
    of: int = 0


def standing_of(relationship_uid: UUID) -> Standing:
    """Give where an agreement stands, in one query."""
    both = Q(clauses__coach_yes=F("clauses__client_yes"))
    versions = Version.objects.filter(relationship_uid=relationship_uid).annotate(
        of=Count("clauses"), tied=Count("clauses", filter=both)
    )
    found = {version.state: version for version in versions.order_by("number")}
    for state in (VersionState.IN_FORCE, *OPEN, VersionState.ENDED):
        if state in found:
            version = found[state]
            return Standing(
                version.state, version.number, version.in_force_at, version.tied, version.of
            )
    return Standing()


def starting_words_are_kept(coach: HasUid) -> bool:
    """Say whether a coach has words of their own to send out, with no line left unread (S4.1)."""
    return StartingDraft.objects.filter(coach_uid=coach.uid, unkept=0, lines__gt=0).exists()


def starting_lines(*, by: HasUid, at: datetime, keyring: vault.Keyring) -> tuple[Line, ...]:
    """Give a coach's own starting words; for a new coach our suggestions, none of them kept."""
    draft = StartingDraft.objects.filter(coach_uid=by.uid).first()
    if draft is None:
        return SUGGESTIONS
    witness = ledger.witness(
        "agreements.starting.opened",
        stream=by.uid,
        by=by,
        at=at,
        about=by.uid,
        thing=("agreements.starting", draft.uid),
        covers=[draft.uid],
    )
    lines = vault.unseal(draft, keyring=keyring, witness=witness)["lines"]
    return tuple(line_from(line) for line in lines)


def versions_of(relationship: Relationship) -> list[Version]:
    """Give every version of a relationship's agreement, newest first. Nothing sealed is opened."""
    return list(Version.objects.filter(relationship_uid=relationship.uid).order_by("-number"))


def the_version(relationship: Relationship, number: int) -> Version:
    """Give one version. Raises Http404 when there is none of this number."""
    return the(Version.objects.filter(relationship_uid=relationship.uid, number=number).first())


def the_open_version(relationship: Relationship) -> Version:
    """Give the version that is being talked about. Raises Http404 when there is none."""
    return the(Version.objects.filter(relationship_uid=relationship.uid, state__in=OPEN).first())


def the_clause(relationship: Relationship, uid: UUID) -> Clause:
    """Give a clause of this relationship's agreement. Raises Http404."""
    clauses = Clause.objects.select_related("version")
    return the(clauses.filter(version__relationship_uid=relationship.uid, uid=uid).first())


def the_question(relationship: Relationship, uid: UUID) -> Question:
    """Give a question of this relationship. Raises Http404."""
    return the(Question.objects.filter(version__relationship_uid=relationship.uid, uid=uid).first())


def the_term(relationship: Relationship, uid: UUID) -> TermRow:
    """Give a term of this relationship's version in force. Raises Http404."""
    return the(
        TermRow.objects.filter(
            version__relationship_uid=relationship.uid,
            version__state=VersionState.IN_FORCE,
            uid=uid,
        ).first()
    )


@dataclass(frozen=True, slots=True, repr=False)
class Stance:
    """Where one party is with a clause: the words, and whether they stand by them now."""

    wording_uid: UUID
    author_uid: UUID
    saying: Saying
    stands: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """A clause, opened: both parties' stances, and the newest own wording of each author."""

    clause: Clause
    stances: Mapping[str, Stance | None]
    own: Mapping[UUID, Stance]

    @property
    def tied(self) -> Stance | None:
        """Give the words that both say yes to, if they do."""
        return self.stances[COACH] if policy.is_tied(self.clause) else None


@dataclass(frozen=True, slots=True, repr=False)
class Talk:
    """A version as two people see it, opened: its clauses, who was heard, who has signed."""

    version: Version
    standing: Version | None
    spoken: tuple[Spoken, ...]
    heard: frozenset[UUID]
    signed: frozenset[UUID]
    set_aside: frozenset[UUID]
    document_uid: UUID | None
    terms: Mapping[str, TermRow]


def talk_of(
    relationship: Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> Talk | None:
    """Give what is being talked about, or what stands; None before anything was proposed."""
    versions = versions_of(relationship)
    if not versions:
        return None
    standing = next((v for v in versions if v.state == VersionState.IN_FORCE), None)
    version = next((v for v in versions if v.state in OPEN), None) or standing or versions[0]
    clauses = list(version.clauses.order_by("position", "uid"))
    wordings = Wording.objects.filter(lineage_uid__in=[c.lineage_uid for c in clauses])
    rows = _needed(clauses, list(wordings.order_by("written_at", "uid")))
    witness = witness_of("agreements.agreement.opened", relationship, version, rows, by=by, at=at)
    opened = {
        row.uid: saying_from(vault.unseal(row, keyring=keyring, witness=witness)) for row in rows
    }
    signatures = Signature.objects.filter(document__version=version).values_list(
        "signer_uid", "document_id", "document__set_aside_at"
    )
    kept = [(signer, document) for signer, document, aside in signatures if aside is None]
    return Talk(
        version=version,
        standing=standing,
        spoken=tuple(_spoken(relationship, clause, rows, opened) for clause in clauses),
        heard=frozenset(version.questions.values_list("asker_uid", flat=True)),
        signed=frozenset(signer for signer, _ in kept),
        set_aside=frozenset(signer for signer, _, aside in signatures if aside is not None),
        document_uid=next((document for _, document in kept), None),
        terms={key_of(row): row for row in version.terms.all()},
    )


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A question about confidentiality, opened, with its answer where there is one."""

    uid: UUID
    asker_uid: UUID
    asked_at: datetime
    question: str
    answer: str | None


def asked_in(
    relationship: Relationship,
    version: Version,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> tuple[Asked, ...]:
    """Give what both asked about confidentiality in a version, oldest first."""
    questions = list(version.questions.order_by("asked_at", "uid"))
    answers = {row.question_id: row for row in Answer.objects.filter(question__version=version)}
    covered: list[vault.SealedRecord] = [*questions, *answers.values()]
    witness = witness_of(
        "agreements.confidentiality.opened", relationship, version, covered, by=by, at=at
    )

    def _read(row: vault.SealedRecord, word: str) -> str:
        return str(vault.unseal(row, keyring=keyring, witness=witness)[word])

    return tuple(
        Asked(
            row.uid,
            row.asker_uid,
            row.asked_at,
            _read(row, "question"),
            _read(answers[row.uid], "answer") if row.uid in answers else None,
        )
        for row in questions
    )


def grounds_signed(relationship: Relationship) -> tuple[str, ...]:
    """Give the grounds of the last version both signed, also after the end; mostly a few."""
    signed = TermRow.objects.filter(
        version__relationship_uid=relationship.uid, version__in_force_at__isnull=False, code="A25"
    )
    row = signed.order_by("-version__number").first()
    return term_from(row.values)["grounds"] if row else ()


def disclosures_in(
    relationship: Relationship, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> tuple[Disclosed, ...]:
    """Give what was ever told to someone outside, oldest first."""
    rows = list(
        Disclosure.objects.filter(relationship_uid=relationship.uid).order_by("noted_at", "uid")
    )
    if not rows:
        return ()
    witness = ledger.witness(
        "agreements.confidentiality.opened",
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=("agreements.disclosures", None),
        covers=[row.uid for row in rows],
    )
    return tuple(
        disclosed_from(vault.unseal(row, keyring=keyring, witness=witness)) for row in rows
    )


def the(found: Found | None) -> Found:
    """Give what was found. Raises Http404, the same for what isn't there and what isn't theirs."""
    if found is None:
        raise Http404
    return found


def witness_of(
    code: str,
    relationship: Relationship,
    version: Version,
    rows: Sequence[vault.SealedRecord],
    *,
    by: HasUid,
    at: datetime,
) -> ledger.Witness:
    """Write a reading of a version's sealed rows down, and give the proof. About the client."""
    return ledger.witness(
        code,
        stream=relationship.uid,
        by=by,
        at=at,
        about=relationship.client_uid or by.uid,
        thing=("agreements.version", version.uid),
        covers=[row.uid for row in rows],
    )


def key_of(row: TermRow) -> str:
    """Give the key of a term's row, as of the term itself."""
    return f"{row.code}/{row.subject}" if row.subject else row.code


def _needed(clauses: Sequence[Clause], wordings: Sequence[Wording]) -> list[Wording]:
    """Keep the wordings a reader sees: those someone stands by, and each author's newest."""
    yeses = {uid for clause in clauses for uid in (clause.coach_yes_id, clause.client_yes_id)}
    newest = {(row.lineage_uid, row.author_uid): row.uid for row in wordings}
    return [row for row in wordings if row.uid in yeses or row.uid in newest.values()]


def _spoken(
    relationship: Relationship,
    clause: Clause,
    rows: Sequence[Wording],
    opened: Mapping[UUID, Saying],
) -> Spoken:
    mine = [row for row in rows if row.lineage_uid == clause.lineage_uid]
    own = {
        row.author_uid: Stance(row.uid, row.author_uid, opened[row.uid], stands=False)
        for row in mine
    }
    by_uid = {row.uid: row for row in mine}

    def _stance(yes: UUID | None, party: UUID | None) -> Stance | None:
        if yes is not None:
            return Stance(yes, by_uid[yes].author_uid, opened[yes])
        return own.get(party) if party else None

    stances: dict[str, Stance | None] = {
        COACH: _stance(clause.coach_yes_id, relationship.coach_uid),
        CLIENT: _stance(clause.client_yes_id, relationship.client_uid),
    }
    return Spoken(clause, stances, own)
