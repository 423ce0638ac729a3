"""Roles, limits and decisions: A20 to A23, A25, A26 and A30. Pure."""

from __future__ import annotations

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.fields import OneOf, Order, SomeOf
from goldenthread.agreements.terms.places import PLACES
from goldenthread.agreements.terms.term import Owed, Term, TermKind, declare
from goldenthread.agreements.terms.words import CLIENT, COACH, GROUNDS, TOPICS

OF_BOTH = (COACH, CLIENT)

DUAL_ROLES: dict[str, str] = {
    "coach_is_line_manager": gettext_noop("{coach} is {client}'s manager"),
    "sponsor_is_line_manager": gettext_noop("the sponsor is {client}'s manager"),
    "coach_is_colleague": gettext_noop("{coach} and {client} work for the same employer"),
    "coach_is_friend": gettext_noop("{coach} and {client} are friends"),
    "coach_is_relative": gettext_noop("{coach} and {client} are related"),
    "coach_is_teacher": gettext_noop("{coach} teaches or examines {client}"),
    "coach_is_customer": gettext_noop("one of the two buys from the other"),
    "coach_coaches_another": gettext_noop("{coach} coaches somebody close to {client}"),
    "same_circle": gettext_noop("{coach} and {client} meet in the same club, church or street"),
}

_DECIDERS = {
    "client": gettext_noop("{client}"),
    "both": gettext_noop("both together"),
}
_WITH_COACH = {**_DECIDERS, "coach": gettext_noop("{coach}")}


def _decides(name: str, label: str, *, may_coach: bool = True) -> OneOf:
    return OneOf(
        name=name,
        label=label,
        choices=_WITH_COACH if may_coach else _DECIDERS,
        order=Order.NONE,
        first="client",
    )


def _declared(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Says which role they speak in, when it could be taken for another.")
    return (Owed("say_which_role", COACH, what),) if term["roles"] else ()


def _hats(_term: Term) -> tuple[Owed, ...]:
    hats = gettext_noop("Says at each meeting whether they come as coach or as manager.")
    appraisal = gettext_noop("Uses nothing learnt in coaching to judge {client}'s work.")
    first = gettext_noop("Fill in Recast together before anything else begins.")
    return (
        Owed("hats", COACH, hats),
        Owed("no_appraisal", COACH, appraisal),
        *(Owed(f"recast_first.{who}", who, first) for who in OF_BOTH),
    )


declare(
    TermKind(
        code="A20",
        name=gettext_noop("Other roles between you"),
        heading="margins",
        fields=(
            SomeOf(
                name="roles",
                label=gettext_noop("What else you are to each other"),
                words=DUAL_ROLES,
            ),
        ),
        means=lambda term: (
            gettext_noop(
                "You both declare that {roles}. A sponsor who is {client}'s manager can't be "
                "given anything to read here."
            )
            if term["roles"]
            else gettext_noop("You both declare that there's no other role between you.")
        ),
        owes=_declared,
        people_only=gettext_noop("Keeping the roles apart outside Golden Thread."),
    ),
    TermKind(
        code="A21",
        name=gettext_noop("Topics that stay closed"),
        heading="margins",
        fields=(
            SomeOf(
                name="topics",
                label=gettext_noop("What {coach} doesn't ask about"),
                order=Order.MORE_IS_TIGHTER,
                words=TOPICS,
            ),
        ),
        means=lambda term: (
            gettext_noop(
                "{Coach} asks nothing about: {topics}. Golden Thread has no prompts for {coach} "
                "to send yet."
            )
            if term["topics"]
            else gettext_noop("No topic is closed from the start. {Client} can close one any day.")
        ),
        owes=lambda _term: (
            Owed("closed_topics", COACH, gettext_noop("Asks nothing about what is closed.")),
        ),
        alone=CLIENT,
        people_only=gettext_noop("What is asked in a session."),
    ),
    TermKind(
        code="A22",
        name=gettext_noop("Challenge, depth and pace"),
        heading="relationship",
        fields=(
            OneOf(
                name="challenge",
                label=gettext_noop("How far {coach} may challenge {client}"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "hold_back": gettext_noop("hold back"),
                    "ask_first": gettext_noop("ask first"),
                    "go_ahead": gettext_noop("go ahead"),
                },
                first="ask_first",
            ),
            OneOf(
                name="depth",
                label=gettext_noop("How deep a question may go, from 1 to 3"),
                order=Order.MORE_IS_LOOSER,
                choices={1: "1", 2: "2", 3: "3"},
                first=1,
            ),
            OneOf(
                name="pace",
                label=gettext_noop("The pace"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "slow": gettext_noop("slow, {client} says when"),
                    "steady": gettext_noop("steady"),
                },
                first="slow",
            ),
        ),
        means=lambda _term: gettext_noop(
            "When it comes to challenge: {challenge}. Depth: {depth} of 3. Pace: {pace}. "
            "Golden Thread keeps no record of it beside these words."
        ),
        owes=lambda _term: (
            Owed("dials", COACH, gettext_noop("Challenges and asks no further than agreed.")),
        ),
        alone=CLIENT,
        people_only=gettext_noop("What {coach} says in a session."),
    ),
    TermKind(
        code="A23",
        name=gettext_noop("Who decides"),
        heading="expectations",
        fields=(
            _decides("topic", gettext_noop("What you talk about")),
            _decides("pace", gettext_noop("How fast it goes")),
            _decides("agenda", gettext_noop("What a session is for")),
            _decides("prompts", gettext_noop("Which questions are written out")),
            _decides("ending", gettext_noop("When it's done"), may_coach=False),
            _decides("sponsor_text", gettext_noop("What a sponsor reads"), may_coach=False),
        ),
        means=lambda _term: gettext_noop(
            "What you talk about: {topic}. Pace: {pace}. Agenda: {agenda}. Questions: {prompts}. "
            "When it's done: {ending}. What a sponsor reads: {sponsor_text}. Nothing opens to "
            "anyone without {client}'s own yes, whatever stands here."
        ),
        owes=lambda _term: (
            Owed("who_decides", COACH, gettext_noop("Takes no decision back in silence.")),
        ),
        people_only=gettext_noop("Who really decides, in a session."),
    ),
    TermKind(
        code="A25",
        name=gettext_noop("When something may be told to someone else"),
        heading="in_case_of",
        fields=(
            SomeOf(
                name="grounds",
                label=gettext_noop("The only cases in which something may be told"),
                words=GROUNDS,
                first=tuple(GROUNDS),
            ),
            OneOf(
                name="jurisdiction",
                label=gettext_noop("Whose law it goes by"),
                choices=dict(PLACES),
                first="",
                quiet=True,
            ),
        ),
        means=lambda term: (
            gettext_noop(
                "Golden Thread tells nobody anything by itself, and opens no back door for "
                "anyone. These are the only cases in which {coach} may speak, and there are no "
                "others. They go by the law of {jurisdiction}."
            )
            if term["jurisdiction"]
            else gettext_noop(
                "Golden Thread tells nobody anything by itself, and opens no back door for "
                "anyone. These are the only cases in which {coach} may speak, and there are no "
                "others."
            )
        ),
        owes=lambda _term: (
            Owed(
                "note_disclosure",
                COACH,
                gettext_noop("Notes here each time something was told, and on which ground."),
            ),
        ),
        people_only=gettext_noop("What is said outside, and whether it's noted here."),
    ),
    TermKind(
        code="A26",
        name=gettext_noop("Ending"),
        heading="strategy",
        constants={"ending": "either, any time"},
        means=lambda _term: gettext_noop(
            "{Coach} or {client} can end this at any time, without a reason and without asking."
        ),
        people_only=gettext_noop("How the last talk goes."),
    ),
    TermKind(
        code="A30",
        name=gettext_noop("A manager who coaches"),
        heading="relationship",
        constants={"profile": "manager_coach"},
        means=lambda _term: gettext_noop(
            "{Coach} is also {client}'s manager. {Coach} keeps no notes and gets no pulses here, "
            "and no sponsor reads anything. That nothing learnt here may be used in an appraisal "
            "is {coach}'s word: Golden Thread can't see to it."
        ),
        owes=_hats,
        people_only=gettext_noop(
            "That nothing learnt in coaching is used in an appraisal. Nobody but {coach} can "
            "keep that."
        ),
    ),
)
