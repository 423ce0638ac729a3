"""What can happen to an agreement: proposed, reworded, agreed, signed, reopened, closed, ended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from goldenthread.agreements import moves, policy
from goldenthread.agreements.models import (
    Answer,
    Clause,
    Disclosure,
    Question,
    SignedDocument,
    StartingDraft,
    TermRow,
    Version,
    Wording,
)
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.paper import SigningCopy
from goldenthread.agreements.saying import Disclosed, Saying
from goldenthread.agreements.starting_lines import Line, in_order, with_line, without_line
from goldenthread.agreements.states import OPEN, VersionState
from goldenthread.agreements.terms import term_from
from goldenthread.core.ids import new_uid
from goldenthread.core.persons import HasUid
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault


class WordsChanged(Exception):
    """It changed while you were reading; here is what changed."""


class ChangedElsewhere(Exception):
    """You changed this in another window. Here are both; keep either, or both."""


@transaction.atomic
def keep_starting_line(
    lines: Sequence[Line], line: Line, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> StartingDraft:
    """Make a line the coach's own: as suggested, changed, or new.

    `lines` is the list as it stands, `line.edition` the edition that was on the screen.
    Raises ChangedElsewhere when another window kept this line meanwhile.
    """
    standing = next((other for other in lines if other.key == line.key), line)
    if standing.edition != line.edition:
        raise ChangedElsewhere
    draft = moves.write_lines(with_line(lines, line), by=by, at=at, keyring=keyring)
    ledger.record("agreements.starting.kept", **moves.own_line(draft, by=by, at=at))
    return draft


@transaction.atomic
def drop_starting_line(
    lines: Sequence[Line], key: str, *, by: HasUid, at: datetime, keyring: vault.Keyring
) -> StartingDraft:
    """Leave a line out of the coach's starting words, suggested or own."""
    draft = moves.write_lines(without_line(lines, key), by=by, at=at, keyring=keyring)
    ledger.record("agreements.starting.dropped", **moves.own_line(draft, by=by, at=at))
    return draft


@transaction.atomic
def propose_agreement(
    relationship: Relationship,
    lines: Sequence[Line],
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Version:
    """Begin the first version with the coach's kept words, each with the coach's yes (S4.1)."""
    versions = Version.objects.filter(relationship_uid=relationship.uid).count()
    policy.may_propose(relationship, by=by, lines=lines, versions=versions).or_raise()
    version = moves.begin(relationship, 1, by=by, at=at)
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    for position, line in enumerate(in_order(lines)):
        saying = Saying(line.sentence, line.reason, line.term)
        lineage = new_uid()
        wording = moves.write(room, lineage, saying, by=by, at=at, keyring=keyring)
        Clause.objects.create(
            version=version,
            lineage_uid=lineage,
            heading=line.heading,
            position=position,
            term_kind=moves.kind(line.term),
            coach_yes=wording,
        )
    ledger.record(
        "agreements.proposed",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def add_clause(
    relationship: Relationship,
    heading: str,
    saying: Saying,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Clause:
    """Add a clause to the version being talked about, with the author's own yes."""
    version = moves.open_version(relationship)
    clauses = list(version.clauses.select_related("coach_yes", "client_yes"))
    taken = {clause.term_kind for clause in clauses if not moves.is_left_out(clause)}
    policy.may_add(relationship, version.state, saying.term, taken, by=by).or_raise()
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    clause = Clause(
        version=version,
        heading=heading,
        position=1 + max((other.position for other in clauses), default=-1),
        term_kind=moves.kind(saying.term),
    )
    wording = moves.write(room, clause.lineage_uid, saying, by=by, at=at, keyring=keyring)
    clause.save(force_insert=True)
    moves.say(clause, wording, relationship, version, by=by, at=at)
    ledger.record(
        "agreements.clause.added",
        **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at),
    )
    return clause


@transaction.atomic
def reword_clause(
    relationship: Relationship,
    clause: Clause,
    saying: Saying,
    *,
    standing: UUID | None,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Wording:
    """Say a clause in other words, and move the author's own yes to them.

    `standing` is the author's latest own wording as it was on the screen. Raises
    ChangedElsewhere when another window has written one since; both are kept.
    """
    version = moves.open_version(relationship)
    policy.may_reword(relationship, version.state, clause.term_kind, saying.term, by=by).or_raise()
    clause = moves.clause_of(version, clause.uid)
    own = Wording.objects.filter(lineage_uid=clause.lineage_uid, author_uid=by.uid)
    if standing != own.order_by("-written_at", "-uid").values_list("uid", flat=True).first():
        raise ChangedElsewhere
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    wording = moves.write(room, clause.lineage_uid, saying, by=by, at=at, keyring=keyring)
    moves.say(clause, wording, relationship, version, by=by, at=at)
    code = "agreements.clause.dropped" if saying.leaves_out else "agreements.clause.reworded"
    ledger.record(code, **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at))
    return wording


@transaction.atomic
def say_yes(
    relationship: Relationship, clause: Clause, wording_uid: UUID, *, by: HasUid, at: datetime
) -> Clause:
    """Say yes to the words the other stands by. Refused when those aren't the words shown."""
    version = moves.open_version(relationship)
    clause = moves.clause_of(version, clause.uid)
    policy.may_say_yes(relationship, version.state, clause, wording_uid, by=by).or_raise()
    wording = Wording.objects.get(uid=wording_uid, lineage_uid=clause.lineage_uid)
    moves.say(clause, wording, relationship, version, by=by, at=at)
    ledger.record(
        "agreements.clause.agreed",
        **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at),
    )
    return clause


@transaction.atomic
def keep_talking(relationship: Relationship, clause: Clause, *, by: HasUid, at: datetime) -> Clause:
    """Take one's own yes back. It needs no reason and no one's leave."""
    version = moves.open_version(relationship)
    policy.may_talk(relationship, version.state, by=by).or_raise()
    clause = moves.clause_of(version, clause.uid)
    moves.say(clause, None, relationship, version, by=by, at=at)
    ledger.record(
        "agreements.clause.reconsidered",
        **moves.line(relationship, ("agreements.clause", clause.uid), by=by, at=at),
    )
    return clause


@transaction.atomic
def ask_about_confidentiality(
    relationship: Relationship,
    version: Version,
    question: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Question:
    """Write a question about confidentiality; an empty one says "no question" (S0.14)."""
    policy.may_ask(relationship, version.state, by=by).or_raise()
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    asked = Question(compartment=room, version=version, asker_uid=by.uid, asked_at=at)
    vault.seal(asked, {"question": question}, keyring=keyring)
    asked.save(force_insert=True)
    thing = ("agreements.question", asked.uid)
    ledger.record(
        "agreements.confidentiality.asked", **moves.line(relationship, thing, by=by, at=at)
    )
    return asked


@transaction.atomic
def answer_question(
    relationship: Relationship,
    question: Question,
    answer: str,
    *,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Answer:
    """Answer what the other asked about confidentiality."""
    answered = Answer.objects.filter(question=question).exists()
    policy.may_answer(relationship, question.asker_uid, by=by, answered=answered).or_raise()
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    given = Answer(compartment=room, question=question, author_uid=by.uid, answered_at=at)
    vault.seal(given, {"answer": answer}, keyring=keyring)
    given.save(force_insert=True)
    thing = ("agreements.question", question.uid)
    ledger.record(
        "agreements.confidentiality.answered", **moves.line(relationship, thing, by=by, at=at)
    )
    return given


@transaction.atomic
def sign_agreement(
    relationship: Relationship,
    copy: SigningCopy,
    *,
    shown: str,
    name: str,
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Version:
    """Sign exactly what was shown; with the second signature the version comes into force.

    `shown` is the SHA-256, in hex, of the document that was on the screen, `name` what was typed
    under it. Raises WordsChanged when the document is another one by now.
    """
    version = moves.open_version(relationship)
    clauses = list(version.clauses.select_related("coach_yes", "client_yes"))
    document = version.documents.filter(set_aside_at=None).first()
    signed = set(document.signatures.values_list("signer_uid", flat=True)) if document else set()
    policy.may_sign(
        relationship,
        version.state,
        by=by,
        clauses=clauses,
        left_out=sum(map(moves.is_left_out, clauses)),
        heard=set(version.questions.values_list("asker_uid", flat=True)),
        signed=signed,
    ).or_raise()
    if copy.paper.digest != shown or not moves.is_current(copy, version, clauses, document):
        raise WordsChanged
    room = vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)
    if document is None:
        document = SignedDocument(compartment=room, version=version, made_at=at)
        vault.seal(document, {"document": copy.paper.to_bytes().decode()}, keyring=keyring)
        document.save(force_insert=True)
    role = policy.role_of(relationship, by) or ""
    moves.sign(document, copy, role=role, name=name, by=by, at=at, keyring=keyring)
    if signed:
        moves.bring_into_force(version, copy, at=at)
    else:
        moves.move(version, VersionState.SIGNED_BY_ONE)
    ledger.record(
        "agreements.signed",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def reopen_agreement(relationship: Relationship, *, by: HasUid, at: datetime) -> Version:
    """Begin the next version with the clauses in force; that one stands until both sign (3.3)."""
    versions = Version.objects.select_for_update().filter(relationship_uid=relationship.uid)
    standing = {version.state: version for version in versions}
    policy.may_reopen(relationship, set(standing), by=by).or_raise()
    number = versions.aggregate(last=Max("number"))["last"] + 1
    version = moves.begin(relationship, number, by=by, at=at)
    for clause in standing[VersionState.IN_FORCE].clauses.select_related("coach_yes", "client_yes"):
        if not moves.is_left_out(clause):
            clause.pk = clause.uid = new_uid()
            clause.version = version
            clause.save(force_insert=True)
    ledger.record(
        "agreements.reopened",
        **moves.line(relationship, ("agreements.version", version.uid), by=by, at=at),
    )
    return version


@transaction.atomic
def close_term(relationship: Relationship, term: TermRow, *, by: HasUid, at: datetime) -> TermRow:
    """Close at once and alone what the agreement opened to the coach (INV-7: tightening)."""
    policy.may_close(
        relationship, term_from(term.values), by=by, is_closed=term.closed_at is not None
    ).or_raise()
    term.closed_at = at
    term.save(update_fields=["closed_at"])
    ledger.record(
        "agreements.term.closed",
        **moves.line(relationship, ("agreements.term", term.uid), by=by, at=at),
    )
    return term


@transaction.atomic
def note_disclosure(
    relationship: Relationship,
    disclosed: Disclosed,
    *,
    grounds: Collection[str],
    by: HasUid,
    at: datetime,
    keyring: vault.Keyring,
) -> Disclosure:
    """Note that something was told outside, so that the client knows of it (S1.11).

    `grounds` are those both signed. The note is never changed. Raises NotAllowed.
    """
    # The latest day anywhere: the coach's own calendar may be ahead of UTC by up to 14 hours.
    today = (at + timedelta(hours=14)).date()
    policy.may_note_disclosure(
        relationship, disclosed.ground, grounds, disclosed.told_on, by=by, today=today
    ).or_raise()
    noted = Disclosure(
        compartment=vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED),
        relationship_uid=relationship.uid,
        noted_by=by.uid,
        noted_at=at,
    )
    vault.seal(noted, disclosed.as_json(), keyring=keyring)
    noted.save(force_insert=True)
    thing = ("agreements.disclosure", noted.uid)
    ledger.record("agreements.disclosure.noted", **moves.line(relationship, thing, by=by, at=at))
    return noted


@transaction.atomic
def end_agreement(relationship: Relationship, *, by: HasUid, at: datetime) -> None:
    """End every version of this relationship; no term is in force from here on (A26)."""
    policy.may_end(relationship, by=by).or_raise()
    standing = [*OPEN, VersionState.IN_FORCE]
    Version.objects.filter(relationship_uid=relationship.uid, state__in=standing).update(
        state=VersionState.ENDED, ended_at=at
    )
    ledger.record(
        "agreements.ended",
        **moves.line(relationship, ("relationships.relationship", relationship.uid), by=by, at=at),
    )
