"""When the two look at it again: the review, and a short first agreement. Pure."""

from __future__ import annotations

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.fields import Day, Number, OneOf
from goldenthread.agreements.terms.term import Owed, Term, TermKind, declare
from goldenthread.agreements.terms.words import CLIENT, COACH

OF_BOTH = (COACH, CLIENT)


def _review_owed(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Looks at the agreement again.")
    return tuple(
        owed
        for who in OF_BOTH
        for owed in (
            Owed(f"review.{who}", who, what, term["days"], "days"),
            *(
                (Owed(f"review_after.{who}", who, what, term["sessions"], "sessions"),)
                if term["sessions"]
                else ()
            ),
        )
    )


def _review_means(term: Term) -> str:
    if term["by"]:
        return gettext_noop(
            "By {by} at the latest, {coach} and {client} look at this again. Thirty days later, "
            "what's open to anyone beside the two pauses until they have."
        )
    return gettext_noop(
        "{days} days after both signed at the latest, {coach} and {client} look at this again. "
        "Thirty days later, what's open to anyone beside the two pauses until they have."
    )


def _short_owed(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Decides whether to go on, after these sessions.")
    return tuple(Owed(f"short.{who}", who, what, term["sessions"], "sessions") for who in OF_BOTH)


declare(
    TermKind(
        code="review",
        name=gettext_noop("When you look at this again"),
        heading="strategy",
        fields=(
            Number(
                name="sessions",
                label=gettext_noop("After how many sessions (0: by the day alone)"),
                least=0,
                most=24,
                first=4,
            ),
            OneOf(
                name="days",
                label=gettext_noop("After how many days at the latest"),
                choices={days: str(days) for days in (30, 60, 90, 120, 180)},
                first=90,
            ),
            Day(name="by", label=gettext_noop("Or by a day of the calendar")),
        ),
        means=_review_means,
        owes=_review_owed,
        people_only=gettext_noop("Whether the talk was a real one."),
    ),
    TermKind(
        code="short",
        name=gettext_noop("A short first agreement"),
        heading="strategy",
        fields=(
            OneOf(
                name="sessions",
                label=gettext_noop("How many sessions before you decide"),
                choices={number: str(number) for number in (1, 2, 3)},
                first=2,
            ),
        ),
        means=lambda _term: gettext_noop(
            "{sessions} sessions to begin with. Then {client} decides whether to go on, and "
            "needs to give no reason."
        ),
        owes=_short_owed,
        people_only=gettext_noop("Holding it open until then, without pressing."),
    ),
)
