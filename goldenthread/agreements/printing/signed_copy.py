"""A signed document as it is handed out: its exact text, its signatures, and what to print. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.seals import api as seals


@dataclass(frozen=True, slots=True, repr=False)
class PrintedSignature:
    """One signature: whose, by role and by the name typed, when it was given, its 64 bytes."""

    role: str
    called: str
    name: str
    signed_at: datetime
    signature: bytes
    fits: bool


@dataclass(frozen=True, slots=True, repr=False)
class PrintedClause:
    """A clause to print. `means` are lines of ours, not signed; `bound` who signs it besides."""

    uid: str
    sentence: str
    reason: str
    whose: str
    means: tuple[str, ...]
    bound: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PrintedHeading:
    """A heading with its clauses."""

    word: str
    clauses: tuple[PrintedClause, ...]


@dataclass(frozen=True, slots=True, repr=False)
class SignedCopy:
    """All that a printed copy holds."""

    title: str
    between: str
    since: str
    document: str
    headings: tuple[PrintedHeading, ...]
    signatures: tuple[PrintedSignature, ...]
    format: str
    process_page: str = ""

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the document, in hex."""
        return seals.sha256(self.document.encode()).hex()

    @property
    def words(self) -> tuple[str, ...]:
        """Give the six words two people compare, each reading from their own copy."""
        return seals.fingerprint_words(self.format.encode(), bytes.fromhex(self.digest))

    def as_json(self) -> dict[str, Any]:
        """Give the copy as `verify_agreement.py` reads it."""
        return {
            "document": self.document,
            "signatures": [
                {
                    "role": each.role,
                    "name": each.name,
                    "signed_at": each.signed_at.isoformat(),
                    "signature": each.signature.hex(),
                }
                for each in self.signatures
            ],
        }

    def as_text(self) -> str:
        """Give the copy as JSON text, to attach."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=1)
