"""Who may read what: A1 to A5, for the pair, the sponsor and the supervisor. Pure."""

from __future__ import annotations

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.fields import OneOf, Order, SomeOf
from goldenthread.agreements.terms.term import Opening, Owed, Term, TermKind, both, declare
from goldenthread.agreements.terms.words import (
    ATTENDANCE,
    CASE,
    CLIENT,
    COACH,
    GOAL,
    HOPE,
    JOURNAL,
    PROMISE,
    RELEASE,
    REQUEST,
    SESSION,
    Grant,
)
from goldenthread.core.roles import PAIR, Role

TWO = (CLIENT.value, COACH.value)
ALONE = (CLIENT.value,)
SPONSOR, SUPERVISOR = Role.SPONSOR, Role.SUPERVISOR
OUTSIDE = gettext_noop("What somebody who has read it says elsewhere.")


def _readers(both_read: str, *, may_be_alone: bool = True) -> OneOf:
    choices: dict[tuple[str, ...], str] = {TWO: both_read}
    if may_be_alone:
        choices[ALONE] = gettext_noop("{client} alone")
    return OneOf(
        name="readers",
        label=gettext_noop("Who may read it"),
        order=Order.MORE_IS_TIGHTER,
        choices=choices,
        first=TWO,
    )


def _journal_opens(term: Term) -> tuple[Opening, ...]:
    own = tuple(Opening(CLIENT, verb, JOURNAL, of_old=True) for verb in ("read", "answer", "share"))
    if COACH not in term["readers"]:
        return own
    item = Grant.PER_ITEM
    return (*own, *(Opening(COACH, verb, JOURNAL, item) for verb in ("read", "answer")))


def _journal_means(term: Term) -> str:
    if COACH in term["readers"]:
        return gettext_noop(
            "{Coach} can read and answer a passage of {client}'s journal once {client} shares "
            "that passage, until {client} takes it back. The rest stays {client}'s alone."
        )
    return gettext_noop("{Coach} can't open any of {client}'s journal.")


def _promise_opens(_term: Term) -> tuple[Opening, ...]:
    return (*both("read", PROMISE), *both("make", PROMISE), *both("answer", PROMISE))


def _goal_opens(term: Term) -> tuple[Opening, ...]:
    own = tuple(Opening(CLIENT, verb, GOAL, of_old=True) for verb in ("read", "write", "answer"))
    if COACH not in term["readers"]:
        return own
    item = Grant.PER_ITEM
    return (*own, *(Opening(COACH, verb, GOAL, item) for verb in ("read", "answer")))


def _goal_means(term: Term) -> str:
    if COACH in term["readers"]:
        return gettext_noop(
            "{Client} writes the goals, and {coach} can read each one that {client} shares, until "
            "{client} takes it back. Nobody beside the two can, unless {client} releases the words."
        )
    return gettext_noop("{Client} writes the goals, and {coach} can't open them.")


def _session_opens(_term: Term) -> tuple[Opening, ...]:
    return (*both("read", SESSION), *both("write", SESSION))


def _sponsor_opens(_term: Term) -> tuple[Opening, ...]:
    return (
        Opening(SPONSOR, "read", RELEASE, Grant.RELEASED),
        Opening(CLIENT, "release", RELEASE, of_old=True),
    )


def _count_opens(_term: Term) -> tuple[Opening, ...]:
    return (Opening(SPONSOR, "read", ATTENDANCE, Grant.COUNT),)


def _hopes_open(_term: Term) -> tuple[Opening, ...]:
    return (
        Opening(SPONSOR, "write", HOPE),
        Opening(SPONSOR, "read", HOPE),
        Opening(SPONSOR, "ask", REQUEST),
        Opening(SPONSOR, "read", REQUEST),
        *both("read", HOPE),
        *both("read", REQUEST),
        Opening(CLIENT, "answer", REQUEST),
    )


def _hopes_owe(_term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Tells {client} of each time {sponsor} speaks to {coach} about {client}.")
    return (Owed("tell_of_sponsor", COACH, what),)


def _cases_open(_term: Term) -> tuple[Opening, ...]:
    return (
        Opening(SUPERVISOR, "read", CASE, Grant.RELEASED),
        Opening(SUPERVISOR, "read", RELEASE, Grant.RELEASED),
        Opening(COACH, "release", CASE),
        Opening(CLIENT, "release", CASE, of_old=True),
        Opening(CLIENT, "release", RELEASE, of_old=True),
    )


def _case_owed(term: Term) -> tuple[Owed, ...]:
    if term["name"] == "named":
        return ()
    what = gettext_noop("Leaves {client}'s name and what gives it away out of a case.")
    return (Owed("blur", COACH, what),)


def _case_means(term: Term) -> str:
    if term["name"] == "named":
        return gettext_noop(
            "A supervisor can read a case once {client} has released exactly those words, and "
            "nothing else. {Client}'s name may stand in it."
        )
    return gettext_noop(
        "A supervisor can read a case once {client} has released exactly those words, and "
        "nothing else. {Coach} gives their word to leave {client}'s name out."
    )


declare(
    TermKind(
        code="A1",
        subject=JOURNAL,
        name=gettext_noop("Who may read a shared passage of the journal"),
        heading="safety",
        fields=(_readers(gettext_noop("{client}, and {coach} for each passage {client} shares")),),
        constants={"grant": "per_item"},
        means=_journal_means,
        opens=_journal_opens,
        alone=CLIENT,
        may_close=True,
        people_only=OUTSIDE,
    ),
    TermKind(
        code="A1",
        subject=PROMISE,
        name=gettext_noop("Promises you make to each other"),
        heading="expectations",
        fields=(_readers(gettext_noop("{client} and {coach}"), may_be_alone=False),),
        constants={"grant": "per_item"},
        means=lambda _term: gettext_noop(
            "{Coach} and {client} both see each promise made here, and what became of it."
        ),
        opens=_promise_opens,
        people_only=OUTSIDE,
    ),
    TermKind(
        code="A1",
        subject=GOAL,
        name=gettext_noop("Who may read the goals"),
        heading="outcomes",
        fields=(_readers(gettext_noop("{client}, and {coach} for each goal {client} shares")),),
        means=_goal_means,
        opens=_goal_opens,
        alone=CLIENT,
        may_close=True,
        people_only=OUTSIDE,
    ),
    TermKind(
        code="A1",
        subject=SESSION,
        name=gettext_noop("What you agree at the start of a session"),
        heading="strategy",
        fields=(_readers(gettext_noop("{client} and {coach}"), may_be_alone=False),),
        means=lambda _term: gettext_noop(
            "{Coach} and {client} both see what they agreed for a session, and nobody else does."
        ),
        opens=_session_opens,
        people_only=OUTSIDE,
    ),
    TermKind(
        code="A2",
        name=gettext_noop("The sponsor reads only what's released"),
        heading="safety",
        fields=(
            SomeOf(
                name="read",
                label=gettext_noop("What the sponsor may read"),
                words={"released": gettext_noop("words {client} released to them")},
                first=("released",),
                at_least=1,
            ),
        ),
        means=lambda _term: gettext_noop(
            "The sponsor can read only the words {client} released to them, exactly as they "
            "were released, until {client} takes them back."
        ),
        opens=_sponsor_opens,
        binds=PAIR | {SPONSOR},
        alone=CLIENT,
        may_close=True,
        people_only=gettext_noop("What is said to the sponsor in a corridor or on the telephone."),
    ),
    TermKind(
        code="A3",
        name=gettext_noop("Attendance for the sponsor"),
        heading="expectations",
        constants={"sponsor_sees": "session_count_per_month"},
        means=lambda _term: gettext_noop(
            "The sponsor can see how many sessions took place in each month. "
            "They see no days, no times and no subjects."
        ),
        opens=_count_opens,
        binds=PAIR | {SPONSOR},
        alone=CLIENT,
        may_close=True,
        people_only=gettext_noop("What the sponsor knows from a calendar at work."),
    ),
    TermKind(
        code="A4",
        name=gettext_noop("No back channel"),
        heading="margins",
        constants={"visible_to_client": True},
        means=lambda _term: gettext_noop(
            "The sponsor can write hopes and requests here, and {client} can read each of them "
            "word for word. There's no place here where the sponsor could write to {coach} alone."
        ),
        opens=_hopes_open,
        owes=_hopes_owe,
        binds=PAIR | {SPONSOR},
        alone=CLIENT,
        may_close=True,
        people_only=gettext_noop("Telephone calls and talks between the sponsor and {coach}."),
    ),
    TermKind(
        code="A5",
        name=gettext_noop("Supervision of the coach's work"),
        heading="safety",
        fields=(
            OneOf(
                name="name",
                label=gettext_noop("How {client} appears in a case"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "pseudonym": gettext_noop("under another name"),
                    "named": gettext_noop("by name"),
                },
                first="pseudonym",
            ),
        ),
        constants={"scope": "case"},
        means=_case_means,
        opens=_cases_open,
        owes=_case_owed,
        binds=PAIR | {SUPERVISOR},
        alone=CLIENT,
        may_close=True,
        people_only=gettext_noop(
            "Whether {client} can be recognised from what's told. {Coach} must blur it."
        ),
    ),
)
