"""Versions, clauses, wordings, signatures. What was said is sealed; where it stands is clear."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.agreements import headings, states
from goldenthread.core.ids import new_uid
from goldenthread.vault import api as vault


class StartingDraft(vault.SealedRecord):
    """One of a coach's starting drafts, in the coach's own compartment: {name, lines: [...]}."""

    KIND: ClassVar[str] = "agreements.starting/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "coach_uid": "uid",
        "lines": "count",
        "unkept": "count",
        "changed_at": "moment",
        "let_go_at": "moment",
    }

    coach_uid = models.UUIDField(db_index=True)
    lines = models.PositiveSmallIntegerField()
    unkept = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    # Let go, it waits to be put back or deleted for good.
    let_go_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"starting draft {self.uid}"


class Version(models.Model):
    """One version of a relationship's agreement."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "relationship_uid": "uid",
        "number": "count",
        "state": "word",
        "begun_by": "uid",
        "begun_at": "moment",
        "in_force_at": "moment",
        "ended_at": "moment",
        "review_due_at": "moment",
        "reviewed_at": "moment",
        "coach_still_right_at": "moment",
        "spoken_at": "moment",
        "spoken_by": "uid",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    relationship_uid = models.UUIDField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=states.words)
    begun_by = models.UUIDField()
    begun_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # An agreement in force always has a day to look at it again (requirements 3.3, rule 7).
    review_due_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    # The coach's own "still right", which moves nothing until the client says so too.
    coach_still_right_at = models.DateTimeField(null=True)
    # When, and by whom, it was noted that both said yes aloud (rule 9). Opens nothing by itself.
    spoken_at = models.DateTimeField(null=True)
    spoken_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relationship_uid", "number"], name="versions_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["relationship_uid"],
                condition=models.Q(state="in_force"),
                name="one_version_in_force",
            ),
            models.UniqueConstraint(
                fields=["relationship_uid"],
                condition=models.Q(state__in=["talking", "spoken_yes", "signed_by_one"]),
                name="one_version_talked_about",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement version {self.uid}"


class Wording(vault.SealedRecord):
    """One way to say a clause {sentence, reason, term, binds}. Never changed, only followed."""

    KIND: ClassVar[str] = "agreements.wording/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "lineage_uid": "uid",
        "author_uid": "uid",
        "leaves_out": "flag",
        "binds": "word",
        "written_at": "moment",
    }

    lineage_uid = models.UUIDField(db_index=True)
    author_uid = models.UUIDField()
    leaves_out = models.BooleanField(default=False)
    # Roles beside the pair whom these words bind, with spaces between. In the clear, because
    # whether somebody has signed all that binds them decides what opens to them.
    binds = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wording {self.uid}"


class Clause(models.Model):
    """A clause of a version. Tied when both yeses point to the same wording."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "version": "uid",
        "lineage_uid": "uid",
        "heading": "word",
        "position": "count",
        "term_kind": "word",
        "coach_yes": "uid",
        "client_yes": "uid",
        "tied_at": "moment",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="clauses")
    # The same clause through all versions; wordings belong to it, so a copy re-seals nothing.
    lineage_uid = models.UUIDField(default=new_uid)
    heading = models.CharField(max_length=16, choices=headings.words)
    position = models.PositiveSmallIntegerField()
    term_kind = models.CharField(max_length=32, blank=True)
    coach_yes = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    client_yes = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    tied_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "lineage_uid"], name="a_clause_stands_once")
        ]

    def __str__(self) -> str:
        return f"clause {self.uid}"


class Question(vault.SealedRecord):
    """What someone asked about confidentiality: {question}; empty says "no question" (S0.14)."""

    KIND: ClassVar[str] = "agreements.question/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "version": "uid",
        "asker_uid": "uid",
        "asked_at": "moment",
    }

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions")
    asker_uid = models.UUIDField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"question {self.uid}"


class Answer(vault.SealedRecord):
    """The answer to a question about confidentiality: {answer}."""

    KIND: ClassVar[str] = "agreements.answer/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "question": "uid",
        "author_uid": "uid",
        "answered_at": "moment",
    }

    question = models.OneToOneField(Question, models.CASCADE, related_name="answer")
    author_uid = models.UUIDField()
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer {self.uid}"


class SignedDocument(vault.SealedRecord):
    """The bytes that were signed: {document}. Set aside when a word changes before both signed."""

    KIND: ClassVar[str] = "agreements.document/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "version": "uid",
        "made_at": "moment",
        "set_aside_at": "moment",
    }

    version = models.ForeignKey(Version, models.CASCADE, related_name="documents")
    made_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(set_aside_at__isnull=True),
                name="one_document_stands",
            )
        ]

    def __str__(self) -> str:
        return f"signed document {self.uid}"


class Signature(vault.SealedRecord):
    """One party's yes to the document: {name, signature}.

    Sealed, because a signature in the clear lets anyone with a copy of the database check a
    guess at the words; and the typed name is a name.
    """

    KIND: ClassVar[str] = "agreements.signature/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "document": "uid",
        "signer_uid": "uid",
        "role": "word",
        "signed_at": "moment",
    }

    document = models.ForeignKey(SignedDocument, models.CASCADE, related_name="signatures")
    signer_uid = models.UUIDField()
    role = models.CharField(max_length=16)
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "signer_uid"], name="one_signature_each")
        ]

    def __str__(self) -> str:
        return f"signature {self.uid}"


class SeatPaper(vault.SealedRecord):
    """The clauses that bind the holder of a seat, copied into the seat's window: {document}.

    A copy, so that whoever holds the seat needs no key to what the pair keeps between them.
    """

    KIND: ClassVar[str] = "agreements.seat_paper/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "seat_uid": "uid",
        "version": "uid",
        "covers": "hash",
        "handed_by": "uid",
        "handed_at": "moment",
    }

    seat_uid = models.UUIDField(db_index=True)
    version = models.ForeignKey(Version, models.CASCADE, related_name="seat_papers")
    # SHA-256 over which wordings it is a copy of: another wording in force makes it outdated.
    covers = models.CharField(max_length=64)
    handed_by = models.UUIDField()
    handed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seat's paper {self.uid}"


class SeatSignature(vault.SealedRecord):
    """A seat holder's yes to the paper of their seat: {name, signature}."""

    KIND: ClassVar[str] = "agreements.seat_signature/1"
    PRIVACY: ClassVar[dict[str, str]] = {
        **vault.SEALED_PRIVACY,
        "paper": "uid",
        "signer_uid": "uid",
        "signed_at": "moment",
    }

    paper = models.OneToOneField(SeatPaper, models.CASCADE, related_name="signature")
    signer_uid = models.UUIDField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seat's signature {self.uid}"


class TermRow(models.Model):
    """A term of a signed version, in fixed words. What policy reads; without it nothing opens."""

    PRIVACY: ClassVar[dict[str, str]] = {
        "uid": "uid",
        "version": "uid",
        "code": "word",
        "subject": "word",
        "values": "word",
        "clause_uid": "uid",
        "since": "moment",
        "narrowed": "word",
        "narrowed_at": "moment",
        "closed_at": "moment",
        "closed_by": "uid",
    }

    uid = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="terms")
    code = models.CharField(max_length=8)
    subject = models.CharField(max_length=32, blank=True)
    values = models.JSONField()
    clause_uid = models.UUIDField(null=True)
    # From when what this opens has stood without a break: nothing older opens by it (INV-7).
    since = models.DateTimeField()
    # The client may narrow or close at once and alone, the coach their own hours with notice;
    # opening again takes a new version (INV-7). What was signed stays in `values`.
    narrowed = models.JSONField(null=True)
    narrowed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "code", "subject"], name="a_term_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"term {self.uid}"
