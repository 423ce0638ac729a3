"""How an agreement looks to the one of the two who reads it: headings, voices, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext

from goldenthread.agreements.headings import HEADINGS
from goldenthread.agreements.in_force import last_term_of
from goldenthread.agreements.moves import Relationship
from goldenthread.agreements.paper import Paper
from goldenthread.agreements.queries import Spoken, Stance, Talk, grounds_signed
from goldenthread.agreements.sight import CALLED
from goldenthread.agreements.terms import (
    CLIENT,
    COACH,
    GROUNDS,
    NAMES,
    Order,
    Term,
    is_tighter,
    sentence_of,
)
from goldenthread.core.word_diff import word_diff
from goldenthread.ui.audience import initial_of

Ops = tuple[tuple[str, str], ...]


def called(names: Mapping[str, str]) -> dict[str, str]:
    """Give the blanks of a term's sentence: both names, and both as they open a sentence."""
    return {**names, "Coach": capfirst(names[COACH]), "Client": capfirst(names[CLIENT])}


@dataclass(frozen=True, slots=True, repr=False)
class Reader:
    """The one who reads: their role, what both are called, and who has which role."""

    role: str
    names: Mapping[str, str]
    roles: Mapping[UUID, str]

    @property
    def other(self) -> str:
        """Give the role of the other one."""
        return CLIENT if self.role == COACH else COACH

    @property
    def called(self) -> dict[str, str]:
        """Give the blanks of a term's sentence: both names, and both as they open a sentence."""
        return called(self.names)

    @property
    def other_name(self) -> str:
        """Give what the other one is called."""
        return self.names[self.other]

    def means(self, term: Term | None) -> str:
        """Say what a term does on the screen, with both names; nothing without a term."""
        if term is None:
            return ""
        return sentence_of(term, called(self.names), gettext)

    def grounds(self, term: Term | None) -> tuple[str, ...]:
        """Say each ground on which something may be told to someone else, one by one (S1.11)."""
        if term is None or term.code != "A25":
            return ()
        return tuple(
            gettext(GROUNDS[ground]).format(**called(self.names)) for ground in term["grounds"]
        )


def party_called(role: str, reader: Reader) -> str:
    """Say what a party is called: a name for one of the pair, the role for anybody beside it."""
    return reader.names[role] if role in reader.names else gettext(CALLED[role])


def signed_by(binds: Iterable[str]) -> str:
    """Say who signs a clause beside the two; nothing for most clauses."""
    others = [gettext(CALLED[role]) for role in binds]
    if not others:
        return ""
    return gettext("Signed by %(others)s too.") % {"others": ", ".join(others)}


@dataclass(frozen=True, slots=True, repr=False)
class Voice:
    """One party's words on a clause, as they stand."""

    role: str
    initial: str
    says: str
    sentence: str
    reason: str
    means: str
    grounds: tuple[str, ...]
    stands: bool
    leaves_out: bool
    ops: Ops
    wording_uid: UUID
    signed_by: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ClauseSeen:
    """A clause on the page: the words both say yes to, or two voices."""

    uid: UUID
    term_name: str
    tied: Voice | None
    tied_at: datetime | None
    voices: tuple[Voice, ...]
    yes_to: UUID | None
    stands_by_own: bool
    term_to_tighten: tuple[UUID | None, bool, bool]
    closed_at: datetime | None
    narrowed: str


@dataclass(frozen=True, slots=True, repr=False)
class HeadingSeen:
    """One of the eight, with its clauses."""

    key: str
    word: str
    letter: str
    ref: str
    tied: bool
    says: str
    prompts: tuple[str, ...]
    clauses: tuple[ClauseSeen, ...]


def headings_seen(talk: Talk, reader: Reader) -> list[HeadingSeen]:
    """Give the eight headings with their clauses."""
    seen = []
    for heading in HEADINGS:
        word = gettext(heading.word)
        spoken = [each for each in talk.spoken if each.clause.heading == heading.key]
        tied = bool(spoken) and all(each.tied for each in spoken)
        seen.append(
            HeadingSeen(
                key=heading.key,
                word=word,
                letter=initial_of(word),
                ref=f"on-{heading.key}",
                tied=tied,
                says=_state_of(tied=tied, empty=not spoken),
                prompts=tuple(gettext(prompt) for prompt in heading.prompts),
                clauses=tuple(_clause(each, talk, reader) for each in spoken),
            )
        )
    return seen


def still_talked_about(headings: Iterable[HeadingSeen]) -> list[str]:
    """Name the headings that have a clause not yet tied."""
    return [each.word for each in headings if each.clauses and not each.tied]


@dataclass(frozen=True, slots=True, repr=False)
class PaperClauseSeen:
    """A clause as signed, for reading."""

    sentence: str
    reason: str
    whose: str
    role: str
    initial: str
    means: str
    grounds: tuple[str, ...]
    lineage: UUID
    signed_by: str


@dataclass(frozen=True, slots=True, repr=False)
class PaperHeadingSeen:
    """A heading of a document, with its clauses."""

    word: str
    letter: str
    ref: str
    clauses: tuple[PaperClauseSeen, ...]


def paper_seen(paper: Paper, reader: Reader) -> list[PaperHeadingSeen]:
    """Give a document in Foy's order, without the headings that nothing was said about."""
    roles = {party.uid: role for role, party in paper.parties.items()}
    seen = []
    for heading in HEADINGS:
        word = gettext(heading.word)
        clauses = tuple(
            PaperClauseSeen(
                sentence=clause.sentence,
                reason=clause.reason,
                whose=whose_words(roles[clause.author], reader),
                role=roles[clause.author],
                initial=initial_of(reader.names[roles[clause.author]]),
                means=reader.means(clause.term),
                grounds=reader.grounds(clause.term),
                lineage=clause.lineage,
                signed_by=signed_by(clause.binds),
            )
            for clause in paper.clauses
            if clause.heading == heading.key
        )
        if clauses:
            seen.append(PaperHeadingSeen(word, initial_of(word), f"on-{heading.key}", clauses))
    return seen


def grounds_said(relationship: Relationship, names: Mapping[str, str]) -> dict[str, str]:
    """Say each ground that both signed, also after the end: its word and its sentence (A25)."""
    said = called(names)
    return {
        ground: gettext(GROUNDS[ground]).format(**said) for ground in grounds_signed(relationship)
    }


def whose_words(role: str, reader: Reader) -> str:
    """Say whose words these are, to the reader."""
    if role == reader.role:
        return gettext("Your words")
    return gettext("%(name)s’s words") % {"name": reader.names[role]}


def _state_of(*, tied: bool, empty: bool) -> str:
    if empty:
        return gettext("nothing here yet")
    return gettext("agreed") if tied else gettext("still talking")


def _clause(spoken: Spoken, talk: Talk, reader: Reader) -> ClauseSeen:
    mine, theirs = spoken.stances[reader.role], spoken.stances[reader.other]
    tied = spoken.tied
    row = talk.terms.get(spoken.clause.term_kind)
    return ClauseSeen(
        uid=spoken.clause.uid,
        term_name=gettext(NAMES[spoken.clause.term_kind]) if spoken.clause.term_kind else "",
        tied=_voice(tied, None, reader.roles[tied.author_uid], reader) if tied else None,
        tied_at=spoken.clause.tied_at,
        voices=()
        if tied
        else (
            *_voices(mine, theirs, reader.role, reader),
            *_voices(theirs, mine, reader.other, reader),
        ),
        yes_to=theirs.wording_uid if theirs and theirs.stands and not tied else None,
        stands_by_own=bool(mine and mine.stands),
        term_to_tighten=_tightens(talk, spoken, reader),
        closed_at=row.closed_at if row else None,
        narrowed=reader.means(last_term_of(row)) if row and row.narrowed else "",
    )


def _voices(
    stance: Stance | None,
    other: Stance | None,
    role: str,
    reader: Reader,
) -> tuple[Voice, ...]:
    return () if stance is None else (_voice(stance, other, role, reader),)


def _voice(
    stance: Stance,
    other: Stance | None,
    role: str,
    reader: Reader,
) -> Voice:
    """Give one voice; words written after the other's show what they change in them."""
    saying, author = stance.saying, reader.roles[stance.author_uid]
    later = other is not None and stance.wording_uid > other.wording_uid and not saying.leaves_out
    changed = word_diff(other.saying.sentence, saying.sentence) if other and later else ()
    return Voice(
        role=role,
        initial=initial_of(reader.names[role]),
        says=_says(role, author, reader),
        sentence=saying.sentence,
        reason=saying.reason,
        means=reader.means(saying.term),
        grounds=reader.grounds(saying.term),
        stands=stance.stands,
        leaves_out=saying.leaves_out,
        ops=tuple((piece.kind, piece.text) for piece in changed),
        wording_uid=stance.wording_uid,
        signed_by=signed_by(saying.binds),
    )


def _says(role: str, author: str, reader: Reader) -> str:
    """Say whose words a voice speaks (S4.1): one's own, or words of the other's with one's yes."""
    if role == author:
        return whose_words(role, reader)
    if role == reader.role:
        return gettext("You said yes to earlier words of %(name)s’s") % {"name": reader.other_name}
    return gettext("%(name)s said yes to earlier words of yours") % {"name": reader.other_name}


def _tightens(talk: Talk, spoken: Spoken, reader: Reader) -> tuple[UUID | None, bool, bool]:
    """Give the term that the reader could tighten alone now, whether it may close, may narrow."""
    tied, row = spoken.tied, talk.terms.get(spoken.clause.term_kind)
    if tied is None or row is None or row.closed_at is not None:
        return None, False, False
    stands = last_term_of(row)
    if stands is None or stands.kind.alone != reader.role:
        return None, False, False
    closes = is_tighter(stands, None)
    narrows = row.narrowed is None and any(each.order != Order.NONE for each in stands.kind.fields)
    return (row.uid, closes, narrows) if closes or narrows else (None, False, False)
