"""How the two reach each other, meet and pay: A6 to A12. Pure."""

from __future__ import annotations

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.fields import Number, OneOf, Order, SomeOf
from goldenthread.agreements.terms.term import Owed, Term, TermKind, declare
from goldenthread.agreements.terms.words import CHANNELS, CLIENT, COACH, DAYS, TOPICS
from goldenthread.core.roles import Role

HOURS = (24, 48, 72, 120)
WORKING_WEEK = ("mon", "tue", "wed", "thu", "fri")
OF_BOTH = (COACH, CLIENT)


def _counted(*numbers: int) -> dict[int, str]:
    return {number: str(number) for number in numbers}


def _answers_owe(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Answers what {client} shares, or asks to have answered.")
    about = gettext_noop("Answers a question about confidentiality.")
    return (
        Owed("answer", COACH, what, term["hours"], "hours"),
        Owed(
            "answer_about_confidentiality",
            COACH,
            about,
            term["privacy"] or min(24, term["hours"]),
            "hours",
        ),
    )


def _answers_mean(term: Term) -> str:
    if term["clock"] == "working":
        return gettext_noop(
            "{Coach} gives their word to answer within {hours} hours, counted in the hours you "
            "agreed. Golden Thread doesn't measure it, and chases nobody about it."
        )
    return gettext_noop(
        "{Coach} gives their word to answer within {hours} hours. "
        "Golden Thread doesn't measure it, and chases nobody about it."
    )


def _hours_owed(_term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Reaches the other in these hours and in these ways only.")
    return tuple(Owed(f"hours.{who}", who, what) for who in OF_BOTH)


def _length_owed(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Keeps to the length of a session.")
    late = gettext_noop("Waits this long for the other.")
    return tuple(
        owed
        for who in OF_BOTH
        for owed in (
            Owed(f"length.{who}", who, what, term["length"], "minutes"),
            Owed(f"grace.{who}", who, late, term["grace"], "minutes"),
        )
    )


def _notice_owed(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Says this long before that a session can't be.")
    return tuple(Owed(f"notice.{who}", who, what, term["notice"], "hours") for who in OF_BOTH)


def _fees_owed(term: Term) -> tuple[Owed, ...]:
    if term["payer"] == "nobody":
        return ()
    what = gettext_noop("Pays what the clause says.")
    return (Owed("fee", Role(term["payer"]), what),)


def _fees_mean(term: Term) -> str:
    if term["payer"] == "nobody":
        return gettext_noop("Nobody pays. Golden Thread sends no bills.")
    if term["payer"] == "sponsor":
        return gettext_noop(
            "The sponsor pays what these words say. Golden Thread sends no bills, and closes "
            "nothing because of one."
        )
    return gettext_noop(
        "{Client} pays what these words say. Golden Thread sends no bills, and closes nothing "
        "because of one."
    )


def _rhythm_owed(term: Term) -> tuple[Owed, ...]:
    days = {"none": None, "weekly": 7, "twice_a_week": 3, "daily": 1}[term["rhythm"]]
    what = gettext_noop("Writes between sessions no more often than this.")
    return (Owed("contact", COACH, what, days, "days" if days else ""),)


declare(
    TermKind(
        code="A6",
        name=gettext_noop("Hours, and ways to reach each other"),
        heading="margins",
        fields=(
            SomeOf(
                name="days",
                label=gettext_noop("On which days"),
                order=Order.MORE_IS_LOOSER,
                words=DAYS,
                first=WORKING_WEEK,
                at_least=1,
            ),
            Number(
                name="from",
                label=gettext_noop("From what hour"),
                order=Order.MORE_IS_TIGHTER,
                least=0,
                most=23,
                first=9,
            ),
            Number(
                name="to",
                label=gettext_noop("Until what hour"),
                order=Order.MORE_IS_LOOSER,
                least=1,
                most=24,
                first=18,
            ),
            OneOf(
                name="zone",
                label=gettext_noop("By whose clock"),
                choices={
                    "client": gettext_noop("{client}'s clock"),
                    "coach": gettext_noop("{coach}'s clock"),
                },
                first="client",
            ),
            SomeOf(
                name="channels",
                label=gettext_noop("In which ways"),
                order=Order.MORE_IS_LOOSER,
                words=CHANNELS,
                first=("here",),
                at_least=1,
            ),
        ),
        means=lambda _term: gettext_noop(
            "{Coach} and {client} can be reached on {days}, from {from} to {to} o'clock by "
            "{zone}: {channels}. Outside these hours a letter saying that there's something new "
            "waits, and whoever wrote is told till when. What was written can be read here at once."
        ),
        owes=_hours_owed,
        alone=COACH,
        people_only=gettext_noop("Everything that reaches either of you outside Golden Thread."),
    ),
    TermKind(
        code="A7",
        name=gettext_noop("How soon an answer comes"),
        heading="margins",
        fields=(
            OneOf(
                name="hours",
                label=gettext_noop("An answer comes within how many hours"),
                choices=_counted(*HOURS),
                first=48,
            ),
            OneOf(
                name="privacy",
                label=gettext_noop("To a question about confidentiality, within how many hours"),
                choices={0: gettext_noop("a day at most"), **_counted(*HOURS)},
                first=0,
                quiet=True,
            ),
            OneOf(
                name="clock",
                label=gettext_noop("How the hours are counted"),
                choices={
                    "clock": gettext_noop("by the clock"),
                    "working": gettext_noop("in the hours you agreed"),
                },
                first="clock",
                quiet=True,
            ),
        ),
        means=_answers_mean,
        owes=_answers_owe,
        people_only=gettext_noop("Whether the answer is a good one, and whether it came in time."),
    ),
    TermKind(
        code="A8",
        name=gettext_noop("How long a session is"),
        heading="strategy",
        fields=(
            OneOf(
                name="length",
                label=gettext_noop("Minutes of a session"),
                choices=_counted(30, 45, 50, 60, 75, 90, 120),
                first=60,
            ),
            OneOf(
                name="grace",
                label=gettext_noop("Minutes one waits for the other"),
                choices=_counted(0, 5, 10, 15, 20),
                first=5,
            ),
        ),
        means=lambda _term: gettext_noop(
            "A session lasts {length} minutes, and each waits {grace} minutes for the other. "
            "Golden Thread ends nothing by itself."
        ),
        owes=_length_owed,
        people_only=gettext_noop("Attention."),
    ),
    TermKind(
        code="A9",
        name=gettext_noop("Calling a session off"),
        heading="in_case_of",
        fields=(
            OneOf(
                name="notice",
                label=gettext_noop("How many hours before"),
                choices=_counted(12, 24, 48, 72, 168),
                first=24,
            ),
        ),
        constants={"coach_same": True},
        means=lambda _term: gettext_noop(
            "Whoever can't come says so {notice} hours before: the same for {coach} as for "
            "{client}. Golden Thread charges nobody."
        ),
        owes=_notice_owed,
        people_only=gettext_noop("Emergencies. Either of you may waive it."),
    ),
    TermKind(
        code="A10",
        name=gettext_noop("Fees"),
        heading="margins",
        fields=(
            OneOf(
                name="payer",
                label=gettext_noop("Who pays"),
                choices={
                    "client": gettext_noop("{client}"),
                    "sponsor": gettext_noop("the sponsor"),
                    "nobody": gettext_noop("nobody"),
                },
                first="client",
            ),
            OneOf(
                name="when",
                label=gettext_noop("When"),
                choices={
                    "before": gettext_noop("before a session"),
                    "after": gettext_noop("after a session"),
                    "monthly": gettext_noop("each month"),
                },
                first="after",
            ),
            OneOf(
                name="refund",
                label=gettext_noop("When a session is called off in time"),
                choices={
                    "full": gettext_noop("nothing is owed"),
                    "half": gettext_noop("half is owed"),
                    "none": gettext_noop("all is owed"),
                },
                first="full",
            ),
        ),
        means=_fees_mean,
        owes=_fees_owed,
        people_only=gettext_noop(
            "The sum, which stands in the words of the clause, and paying it."
        ),
    ),
    TermKind(
        code="A11",
        name=gettext_noop("Contact between sessions"),
        heading="strategy",
        fields=(
            OneOf(
                name="rhythm",
                label=gettext_noop("How often at most"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "none": gettext_noop("not at all"),
                    "weekly": gettext_noop("once a week"),
                    "twice_a_week": gettext_noop("twice a week"),
                    "daily": gettext_noop("every day"),
                },
                first="none",
            ),
            OneOf(
                name="starter",
                label=gettext_noop("Who starts"),
                order=Order.MORE_IS_LOOSER,
                choices={"client": gettext_noop("{client}"), "either": gettext_noop("either")},
                first="client",
            ),
            SomeOf(
                name="topics",
                label=gettext_noop("About what"),
                order=Order.MORE_IS_LOOSER,
                words=TOPICS,
            ),
        ),
        means=lambda _term: gettext_noop(
            "Between sessions {coach} writes to {client}: {rhythm}. Golden Thread has no "
            "invitations to write yet, and it never reminds anyone."
        ),
        owes=_rhythm_owed,
        alone=CLIENT,
        may_close=True,
        people_only=gettext_noop("Messages sent in any other way."),
    ),
    TermKind(
        code="A12",
        name=gettext_noop("No reminding"),
        heading="expectations",
        constants={"reminding": "never"},
        means=lambda _term: gettext_noop(
            "Golden Thread sends no reminders about what {client} decided to do, "
            "and shows {coach} no list of it."
        ),
        owes=lambda _term: (
            Owed("no_reminding", COACH, gettext_noop("Reminds nobody of what they decided to do.")),
        ),
        people_only=gettext_noop("{Coach}'s own telephone."),
    ),
)
