"""Who may do what to an agreement. Pure: no database, no request, no clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from goldenthread.agreements.starting_lines import Line, unkept
from goldenthread.agreements.states import MAY_BECOME, OPEN, VersionState
from goldenthread.agreements.terms import (
    CLIENT,
    COACH,
    NAMES,
    Contradiction,
    Term,
    contradictions,
    is_tighter,
)
from goldenthread.core.persons import HasUid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, Refused, Verdict

GOING_ON = "going_on"
NOT_A_PARTY = Refused("Only the two people named in this agreement can do that.")
HAS_ENDED = Refused("This relationship has ended.")
NOT_OPEN = Refused("This version isn't being talked about any more. Reopen the agreement first.")

NOTHING_TO_CLOSE = Refused("There's nothing here to close.")
NOT_YOURS_ALONE: dict[Role | None, Refused] = {
    None: Refused("This binds you both. Reopen the agreement to change it together."),
    CLIENT: Refused("Only the one whose words these are can close them alone."),
    COACH: Refused("These hours are the coach's own to shorten."),
}
WOULD_LOOSEN = Refused(
    "This would open more than you both signed, or something else. "
    "Reopen the agreement: it needs both your signatures."
)
COACHS_NOTICE = timedelta(days=7)


class Pair(Protocol):
    """A relationship, as far as a rule needs to know it."""

    @property
    def coach_uid(self) -> UUID: ...

    @property
    def client_uid(self) -> UUID | None: ...

    @property
    def state(self) -> str: ...


class Strung(Protocol):
    """A clause, as far as a rule needs to know it: whose yes points to which wording."""

    @property
    def coach_yes_id(self) -> UUID | None: ...

    @property
    def client_yes_id(self) -> UUID | None: ...


def role_of(pair: Pair, by: HasUid) -> str | None:
    """Give "coach" or "client", or None for anyone else."""
    if by.uid == pair.coach_uid:
        return COACH
    return CLIENT if by.uid == pair.client_uid else None


def may_sit_down(pair: Pair, *, by: HasUid) -> Verdict:
    """Only the two, and only while their relationship goes on."""
    if role_of(pair, by) is None:
        return NOT_A_PARTY
    return Allowed() if pair.state == GOING_ON else HAS_ENDED


def is_tied(clause: Strung) -> bool:
    """Say whether both say yes to the very same wording."""
    return clause.coach_yes_id is not None and clause.coach_yes_id == clause.client_yes_id


def may_propose(pair: Pair, *, by: HasUid, lines: Sequence[Line], versions: int) -> Verdict:
    """Only the coach, only once, and only words the coach has made their own (S4.1)."""
    if role_of(pair, by) != COACH:
        return Refused("The coach makes the first proposal. You can change every word of it.")
    if pair.client_uid is None:
        return Refused("There's nobody to agree with yet. Your client hasn't come in.")
    if pair.state != GOING_ON:
        return HAS_ENDED
    if versions:
        return Refused("You've already proposed an agreement here.")
    return may_send_out(lines)


def may_send_out(lines: Sequence[Line]) -> Verdict:
    """Nothing goes out unread, and nothing that contradicts itself."""
    if not lines:
        return Refused("There's nothing in your starting words yet.")
    if unkept(lines):
        return Refused(
            "Some lines are still suggestions. Keep, change or leave out each of them first."
        )
    return may_stand_together([line.term for line in lines if line.term is not None])


def may_talk(pair: Pair, state: str, *, by: HasUid) -> Verdict:
    """Both parties may word, say yes, keep talking, add and leave out, while a version is open."""
    verdict = may_sit_down(pair, by=by)
    if verdict and VersionState(state) not in OPEN:
        return NOT_OPEN
    return verdict


def may_say_yes(
    pair: Pair, state: str, clause: Strung, wording_uid: UUID, *, by: HasUid
) -> Verdict:
    """Yes is said to the words the other stands by now, not to words they have left behind."""
    verdict = may_talk(pair, state, by=by)
    if not verdict:
        return verdict
    theirs = clause.client_yes_id if role_of(pair, by) == COACH else clause.coach_yes_id
    if theirs != wording_uid:
        return Refused("The words changed while you were reading. Here they are as they stand now.")
    return Allowed()


def may_add(
    pair: Pair, state: str, term: Term | None, taken: Collection[str], *, by: HasUid
) -> Verdict:
    """A term stands in one clause of a version only; otherwise two clauses could disagree."""
    verdict = may_talk(pair, state, by=by)
    if verdict and term is not None and term.key in taken:
        return Refused("Another clause already says this. Reword that one.")
    return verdict


def may_reword(pair: Pair, state: str, kind: str, term: Term | None, *, by: HasUid) -> Verdict:
    """New words may change what a clause's term says, never what kind of term it is."""
    verdict = may_talk(pair, state, by=by)
    if verdict and (term.key if term else "") != kind:
        return Refused("These words belong to another clause.")
    return verdict


def may_sign(
    pair: Pair,
    state: str,
    *,
    by: HasUid,
    clauses: Collection[Strung],
    left_out: int,
    heard: Collection[UUID],
    signed: Collection[UUID],
    terms: Collection[Term] = (),
    ruled_out: Collection[str] = (),
) -> Verdict:
    """Signing needs every clause tied and both parties heard on confidentiality (S0.14).

    `terms` are those that would come into force; two that contradict each other are named.
    `ruled_out` is what the client's own choices leave no room for.
    """
    verdict = may_talk(pair, state, by=by)
    if not verdict:
        return verdict
    hindrances = {
        "You've signed this already.": by.uid in signed,
        "Some clauses are still being talked about.": not all(map(is_tied, clauses)),
        "There's nothing in this agreement to sign.": len(clauses) <= left_out,
        "Read the page about confidentiality first, and say whether you have a question.": (
            by.uid not in heard
        ),
        "You can sign once you've both read the page about confidentiality.": (
            not {pair.coach_uid, pair.client_uid} <= set(heard)
        ),
    }
    hindered = (Refused(reason) for reason, holds in hindrances.items() if holds)
    return next(hindered, may_stand_together(terms, ruled_out=ruled_out))


def may_note_spoken_yes(
    pair: Pair, state: str, *, by: HasUid, clauses: Collection[Strung], left_out: int
) -> Verdict:
    """Both said yes aloud: either may note it, for words that are all tied (3.3, rule 9).

    It opens nothing. Each confirms it with their own key, over exactly these words.
    """
    verdict = may_talk(pair, state, by=by)
    if not verdict:
        return verdict
    if VersionState(state) != VersionState.TALKING:
        return Refused("That's noted already, or one of you has signed.")
    if not all(map(is_tied, clauses)):
        return Refused("Some clauses are still being talked about.")
    if len(clauses) <= left_out:
        return Refused("There's nothing in this agreement to say yes to.")
    return Allowed()


def may_take_spoken_yes_back(pair: Pair, state: str, *, by: HasUid) -> Verdict:
    """Either may say that it wasn't so, while nobody has confirmed it."""
    verdict = may_talk(pair, state, by=by)
    if verdict and VersionState(state) != VersionState.SPOKEN_YES:
        return Refused("There's no spoken yes to take back.")
    return verdict


def may_say_still_right(pair: Pair, state: str, *, by: HasUid) -> Verdict:
    """Either says that what stands is still right; the day moves when the client says so.

    What waits for it is what the agreement opens to others, and that's the client's to let go on
    (INV-7); the coach's own "still right" is noted and shown.
    """
    verdict = may_sit_down(pair, by=by)
    if verdict and VersionState(state) != VersionState.IN_FORCE:
        return Refused("There's no signed agreement to look at.")
    return verdict


def may_hand_over(
    pair: Pair, *, by: HasUid, is_held: bool, opens: Verdict, binds: int, standing: str
) -> Verdict:
    """The pair hands a seat its paper: clauses both signed, to somebody who has sat down (INV-6)."""
    verdict = may_sit_down(pair, by=by)
    if not verdict:
        return verdict
    if not is_held:
        return Refused("Nobody has this place now.")
    if not opens:
        return opens
    if not binds:
        return Refused("Nothing you've both signed binds this place.")
    if standing in {"handed_over", "signed"}:
        return Refused("They have this paper already.")
    return Allowed()


def may_sign_paper(
    holder: UUID | None, *, by: HasUid, is_held: bool, paused: bool, going_on: bool, standing: str
) -> Verdict:
    """Only the holder signs their paper, once, and only the one of the version in force.

    While the seat is paused nothing is signed: the signature would have nothing to open.
    """
    if by.uid != holder or not is_held:
        return Refused("Only whoever has this place can sign its paper.")
    if not going_on:
        return HAS_ENDED
    if paused:
        return Refused("This seat is paused. Its paper waits until it's open again.")
    hindrances = {
        "none": "There's no paper to sign yet.",
        "outdated": "The clauses have changed since this paper was handed over.",
        "signed": "You've signed this already.",
    }
    return Refused(hindrances[standing]) if standing in hindrances else Allowed()


def may_reopen(pair: Pair, states: Collection[str], *, by: HasUid) -> Verdict:
    """Either may ask to renegotiate at any time, with no reason (requirements 3.3, rule 8)."""
    verdict = may_sit_down(pair, by=by)
    if not verdict:
        return verdict
    if VersionState.IN_FORCE not in states:
        return Refused("There's no signed agreement to reopen.")
    if any(state in OPEN for state in states):
        return Refused("You're already talking about a new version.")
    return Allowed()


def may_ask(pair: Pair, state: str, *, by: HasUid) -> Verdict:
    """Both may ask about confidentiality before signing and after (S1.12)."""
    verdict = may_sit_down(pair, by=by)
    if verdict and VersionState(state) not in OPEN | {VersionState.IN_FORCE}:
        return NOT_OPEN
    return verdict


def may_answer(pair: Pair, asker_uid: UUID, *, by: HasUid, answered: bool) -> Verdict:
    """The one who was asked answers, once."""
    verdict = may_sit_down(pair, by=by)
    if not verdict:
        return verdict
    if by.uid == asker_uid:
        return Refused("This is your own question. The other one answers it.")
    return Refused("This question has its answer.") if answered else Allowed()


def may_tighten(
    pair: Pair, state: str, before: Term | None, to: Term | None, *, by: HasUid
) -> Verdict:
    """Tightening needs nobody else; loosening needs a new version that both sign (INV-7).

    `before` is the term as it stands, None once closed; `to` what it becomes, None to close it.
    The client tightens what keeps their privacy, the coach their own hours.
    """
    role = role_of(pair, by)
    if role is None:
        return NOT_A_PARTY
    if before is None:
        return Refused("This is closed already.")
    if VersionState(state) != VersionState.IN_FORCE:
        return Refused("This isn't in force any more. Look at the version that is.")
    if role != before.kind.alone:
        return NOT_YOURS_ALONE[before.kind.alone]
    if is_tighter(before, to):
        return Allowed()
    return NOTHING_TO_CLOSE if to is None else WOULD_LOOSEN


def may_narrow_again(role: str | None, *, narrowed: bool) -> Verdict:
    """The coach shortens their hours once in a version: a notice runs, and isn't cut short."""
    if role == COACH and narrowed:
        return Refused("You've shortened these hours already. Change them together now.")
    return Allowed()


def tightens_from(role: str | None, *, at: datetime) -> datetime:
    """Give from when a tightening holds: the client's at once, the coach's after a week's notice."""
    return at if role == CLIENT else at + COACHS_NOTICE


def may_stand_together(terms: Collection[Term], *, ruled_out: Collection[str] = ()) -> Verdict:
    """Terms that contradict each other are refused before anyone signs, saying which two."""
    return next(
        (Refused(_against(each, terms)) for each in contradictions(terms, ruled_out=ruled_out)),
        Allowed(),
    )


def _against(found: Contradiction, terms: Collection[Term]) -> str:
    first, second = NAMES[found.first_key], NAMES[found.second_key]
    if found.first_key == found.second_key:
        return f"“{first}” can't stand like this. {found.why}"
    if all(term.key != found.second_key for term in terms):
        return f"“{first}” can't stand without “{second}”. {found.why}"
    return f"“{first}” and “{second}” can't both stand. {found.why}"


def may_end(pair: Pair, *, by: HasUid) -> Verdict:
    """Either, at any time, with no reason (A26, INV-20)."""
    return Allowed() if role_of(pair, by) else NOT_A_PARTY


def may_become(state: str, to: VersionState) -> Verdict:
    """Hold every change of state to the table."""
    if to in MAY_BECOME[VersionState(state)]:
        return Allowed()
    return NOT_OPEN
