"""People beside the pair who are no sponsor and no supervisor: A24, A27 and A28. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.fields import Day, OneOf, Order
from goldenthread.agreements.terms.term import Opening, Owed, Term, TermKind, declare
from goldenthread.agreements.terms.words import (
    CLIENT,
    COACH,
    CONTACT,
    RELEASE,
    SCHEDULE,
    Grant,
)
from goldenthread.core.roles import PAIR, Role

TRUSTEES = (Role.TRUSTEE, Role.SECOND_TRUSTEE)
SILENCE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Continuity:
    """What is known of whether the coach can go on: their last check-in, and who said they can't.

    The check-in is the coach's own: no deed of theirs in Golden Thread counts as one.
    """

    last_check_in: datetime | None = None
    said_so: Collection[Role] = ()

    def is_open(self, *, at: datetime) -> bool:
        """Say whether what A24 opens is open: two named people, or 14 days without a check-in.

        A coach who never checked in isn't silent: there's nothing to be silent since.
        """
        if set(TRUSTEES) <= set(self.said_so):
            return True
        return self.last_check_in is not None and at - self.last_check_in >= SILENCE


def _continuity_opens(_term: Term) -> tuple[Opening, ...]:
    return tuple(Opening(trustee, "read", CONTACT, of_old=True) for trustee in TRUSTEES)


def _continuity_owed(_term: Term) -> tuple[Owed, ...]:
    tells = gettext_noop("Tells {client} what becomes of the sessions, if {coach} can't.")
    says = gettext_noop("Checks in at least this often, so that silence means something.")
    return (
        *(Owed(f"continuity.{trustee}", trustee, tells) for trustee in TRUSTEES),
        Owed("check_in", COACH, says, SILENCE.days, "days"),
    )


def _until(term: Term) -> date | None:
    return date.fromisoformat(term["until"]) if term["until"] else None


def _interpreter_opens(term: Term) -> tuple[Opening, ...]:
    return (
        Opening(Role.INTERPRETER, "read", RELEASE, Grant.RELEASED, last_day=_until(term)),
        Opening(CLIENT, "release", RELEASE, last_day=_until(term), of_old=True),
    )


def _assistant_opens(term: Term) -> tuple[Opening, ...]:
    return tuple(
        Opening(Role.ASSISTANT, verb, SCHEDULE, last_day=_until(term)) for verb in ("read", "move")
    )


def _own_clause(role: Role) -> Owed:
    what = gettext_noop("Keeps what they learn here to themselves, during it and after.")
    return Owed(f"silence.{role}", role, what)


def _named(role: Role, *, name: str, says: str, says_until: str, people_only: str) -> TermKind:
    opens = _interpreter_opens if role is Role.INTERPRETER else _assistant_opens
    return TermKind(
        code="A28",
        subject=role.value,
        name=name,
        heading="safety",
        fields=(
            Day(
                name="until",
                label=gettext_noop("Until which day (none: until either of you closes it)"),
                order=Order.MORE_IS_LOOSER,
            ),
        ),
        means=lambda term: says_until if term["until"] else says,
        opens=opens,
        owes=lambda _term: (_own_clause(role),),
        binds=PAIR | {role},
        alone=CLIENT,
        may_close=True,
        people_only=people_only,
    )


declare(
    TermKind(
        code="A24",
        name=gettext_noop("If the coach can't go on"),
        heading="in_case_of",
        constants={"sees": ["name", "contact", "next_session"]},
        means=lambda _term: gettext_noop(
            "Two people you both named can see {client}'s name, how to reach {client} and when "
            "the next session would be: once both of them say that {coach} can't go on, or after "
            "{coach} hasn't checked in for 14 days. They see nothing that was written here."
        ),
        opens=_continuity_opens,
        owes=_continuity_owed,
        binds=PAIR | set(TRUSTEES),
        alone=CLIENT,
        may_close=True,
        people_only=gettext_noop("Whether the two people speak the truth about {coach}."),
    ),
    TermKind(
        code="A27",
        name=gettext_noop("Where a complaint goes"),
        heading="in_case_of",
        fields=(
            OneOf(
                name="body",
                label=gettext_noop("Who looks into a complaint"),
                choices={
                    "icf": gettext_noop("the International Coaching Federation"),
                    "emcc": gettext_noop("the European Mentoring and Coaching Council"),
                    "ac": gettext_noop("the Association for Coaching"),
                    "apecs": gettext_noop("the Association for Professional Executive Coaching"),
                    "dbvc": gettext_noop("Deutscher Bundesverband Coaching"),
                    "other": gettext_noop("the body named in these words"),
                },
                first="icf",
            ),
        ),
        means=lambda _term: gettext_noop(
            "A complaint about {coach} goes to {body}. {Client} needs nobody's leave for it."
        ),
        owes=lambda _term: (
            Owed("complaint", COACH, gettext_noop("Stands in the way of no complaint.")),
        ),
        people_only=gettext_noop("What the body does with a complaint."),
    ),
    _named(
        Role.INTERPRETER,
        name=gettext_noop("An interpreter"),
        says=gettext_noop(
            "An interpreter can read words {client} released to them, and nothing else."
        ),
        says_until=gettext_noop(
            "Until {until} an interpreter can read words {client} released to them, and nothing "
            "else."
        ),
        people_only=gettext_noop("What an interpreter hears in a session, and keeps or repeats."),
    ),
    _named(
        Role.ASSISTANT,
        name=gettext_noop("An assistant"),
        says=gettext_noop("An assistant may see when sessions are, and nothing that was written."),
        says_until=gettext_noop(
            "Until {until} an assistant may see when sessions are, and nothing that was written."
        ),
        people_only=gettext_noop("What an assistant overhears."),
    ),
)
