"""A process page as everybody reads it, and the bytes that its digest is of. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.introductions.parts import SECTIONS, Part, Section
from goldenthread.seals import api as seals

FORMAT = "coach/v1/process-page"


@dataclass(frozen=True, slots=True, repr=False)
class ComplaintRoute:
    """Who looks into a complaint, by which code, and where (A27). `link` is empty or https://…."""

    body: str
    code: str
    link: str


@dataclass(frozen=True, slots=True, repr=False)
class ProcessPage:
    """One published version: `digest` is the SHA-256, in hex, of exactly what was published."""

    coach_uid: UUID
    version: int
    digest: str
    published_at: datetime
    parts: tuple[Part, ...]

    @property
    def sections(self) -> list[tuple[Section, list[Mapping[str, str]]]]:
        """The parts under their headings, in the page's order; sections without any are left out."""
        return sections_of(self.parts)

    @property
    def complaints(self) -> ComplaintRoute | None:
        """Where a complaint goes, as the coach wrote it."""
        for part in self.parts:
            if part.section == "complaints":
                words = part.words
                return ComplaintRoute(words["body"], words["code"], words.get("link", ""))
        return None


def sections_of(parts: Sequence[Part]) -> list[tuple[Section, list[Mapping[str, str]]]]:
    """Give parts under their headings, in the page's order."""
    found = [
        (section, [part.words for part in parts if part.section == section.key])
        for section in SECTIONS
    ]
    return [(section, words) for section, words in found if words]


def words_of(parts: Sequence[Part]) -> bytes:
    """Give the bytes that are published: canonical JSON, the same for the same words."""
    return seals.canonical_json(
        {"format": FORMAT, "parts": [part.as_published() for part in parts]}
    )


def parts_from(words: bytes) -> tuple[Part, ...]:
    """Read parts back from what was published. Raises seals.Bad for bytes that aren't ours."""
    value = seals.from_canonical_json(words)
    return tuple(
        Part(str(number), each["section"], each["words"], kept=True)
        for number, each in enumerate(value["parts"])
    )
