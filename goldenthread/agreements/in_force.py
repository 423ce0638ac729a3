"""What is in force between two people: the terms both signed, compiled (INV-6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from goldenthread.agreements import policy, terms
from goldenthread.agreements.models import TermRow
from goldenthread.agreements.standing_papers import papers_signed
from goldenthread.agreements.states import VersionState
from goldenthread.agreements.terms import Continuity, SeatStanding, StandingTerm, Term
from goldenthread.core.roles import PAIR, Role
from goldenthread.relationships import api as relationships

AskContinuity = Callable[[UUID, datetime], Continuity | None]
AskSeats = Callable[[UUID, datetime], Mapping[Role, SeatStanding]]


def _nothing_known(_relationship_uid: UUID, _at: datetime) -> None:
    """Nobody has said that the coach can't go on, and no check-in is known."""


# Who knows whether the coach can go on (A24) registers itself here; until then that stays shut.
_continuity: list[AskContinuity] = [_nothing_known]


def ask_continuity_of(ask: AskContinuity) -> None:
    """Let `ask` tell what is known of whether a relationship's coach can go on (A24)."""
    _continuity[:] = [ask]


def terms_in_force(relationship_uid: UUID, *, at: datetime) -> terms.TermsInForce:
    """Give what both signed and nobody closed, compiled: the one source of permission (INV-6).

    One query, and three more where a term names somebody beside the two. Nothing is in force before
    both signed, nor after the relationship ended (INV-20).
    """
    rows = standing_rows(relationship_uid)
    standing = [each for row in rows if (each := standing_term(row, at=at)) is not None]
    if not standing:
        return terms.TermsInForce()
    named = any(not each.term.kind.binds <= PAIR for each in standing)
    trusted = any(each.term.code == "A24" for each in standing)
    return terms.compile(
        standing,
        at=at,
        seats=seats_standing(relationship_uid) if named else {},
        review_due=rows[0].version.review_due_at,
        continuity=_continuity[0](relationship_uid, at) if trusted else None,
    )


def standing_rows(relationship_uid: UUID) -> list[TermRow]:
    """Give the rows of the version in force while the relationship goes on, closed ones too."""
    going_on = relationships.Relationship.objects.filter(
        uid=relationship_uid, state=policy.GOING_ON
    )
    rows = TermRow.objects.filter(
        version__relationship_uid__in=going_on.values("uid"),
        version__state=VersionState.IN_FORCE,
    )
    return list(rows.select_related("version").order_by("uid"))


def standing_term(row: TermRow, *, at: datetime) -> StandingTerm | None:
    """Give a row's term as it stands at a moment, narrowed where it was; None once closed."""
    term = term_at(row, at=at)
    return None if term is None else StandingTerm(term, row.since, row.clause_uid)


def term_at(row: TermRow, *, at: datetime) -> Term | None:
    """Give the term a row holds at a moment. Raises NotATerm for one no compiler knows."""
    if row.closed_at is not None and row.closed_at <= at:
        return None
    if row.narrowed is not None and row.narrowed_at is not None and row.narrowed_at <= at:
        return terms.term_from(row.narrowed)
    return terms.term_from(row.values)


def last_term_of(row: TermRow) -> Term | None:
    """Give the term a row comes to hold, a notice still running included; None once closed."""
    if row.closed_at is not None:
        return None
    return terms.term_from(row.values if row.narrowed is None else row.narrowed)


def last_term(relationship_uid: UUID, code: str) -> Term | None:
    """Give the term of a code that was in force last, after an end too; None where none was.

    For what an end still owes (A16). It opens nothing: permission comes from terms_in_force.
    """
    rows = TermRow.objects.filter(
        version__relationship_uid=relationship_uid,
        version__state__in=(VersionState.IN_FORCE, VersionState.ENDED),
        code=code,
    )
    row = rows.order_by("-version__number").first()
    return None if row is None else last_term_of(row)


def seats_standing(relationship_uid: UUID) -> dict[Role, SeatStanding]:
    """Give where each seat beside the two stands: whether its holder is there, and has signed."""
    seats = relationships.standing_seats_of(relationship_uid)
    signed = papers_signed(relationship_uid, seats)
    return {
        Role(seat.role): SeatStanding(
            active=seat.state == relationships.SeatState.ACTIVE,
            signed=seat.uid in signed,
            until=seat.until,
        )
        for seat in seats
    }
