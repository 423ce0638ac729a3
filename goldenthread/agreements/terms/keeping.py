"""What is kept, recorded, counted, asked: A13 to A19 and A29. Pure.

Much of this has no room in Golden Thread yet. Such a term opens what nobody can use, and its
sentence says only what is true of the software as it is.
"""

from __future__ import annotations

from goldenthread.agreements.headings import gettext_noop
from goldenthread.agreements.terms.fields import OneOf, Order, SomeOf
from goldenthread.agreements.terms.term import Opening, Owed, Term, TermKind, both, declare
from goldenthread.agreements.terms.words import (
    CLIENT,
    COACH,
    NOTE,
    PULSE,
    RECORDING,
    TRANSCRIPT,
    Grant,
)

OF_BOTH = (COACH, CLIENT)


def _recording_opens(term: Term) -> tuple[Opening, ...]:
    mode = term["recording"]
    if mode == "never":
        return ()
    own = (Opening(CLIENT, "make", RECORDING), Opening(CLIENT, "read", RECORDING))
    return own if mode == "client_only" else (*both("make", RECORDING), *both("read", RECORDING))


def _recording_owed(term: Term) -> tuple[Owed, ...]:
    what = {
        "never": gettext_noop("Records nothing, in sound or picture."),
        "client_only": gettext_noop("Records nothing, in sound or picture."),
        "ask": gettext_noop("Asks each time before anything is recorded."),
    }[term["recording"]]
    who = (COACH,) if term["recording"] == "client_only" else OF_BOTH
    return tuple(Owed(f"recording.{each}", each, what) for each in who)


def _recording_means(term: Term) -> str:
    return {
        "never": gettext_noop("There's nothing here that records sound or picture."),
        "client_only": gettext_noop(
            "{Client} may record, and {coach} doesn't. Golden Thread has nothing that records."
        ),
        "ask": gettext_noop(
            "Each of you asks the other every time before recording. Golden Thread has nothing "
            "that records."
        ),
    }[term["recording"]]


def _counting_opens(term: Term) -> tuple[Opening, ...]:
    if term["counting"] == "never":
        return ()
    return (*both("make", TRANSCRIPT), *both("read", TRANSCRIPT, Grant.COUNT))


def _counting_means(term: Term) -> str:
    if term["counting"] == "never":
        return gettext_noop("Nothing said is written out or counted here.")
    return gettext_noop(
        "A session may be counted when both say so. Golden Thread has nothing yet that writes "
        "out or counts what's said."
    )


def _ai_means(term: Term) -> str:
    if term["ai"] == "none":
        return gettext_noop("No machine reads, sums up or judges anything here.")
    return gettext_noop(
        "A machine on this server may help with: {purposes}. Golden Thread has none yet, so "
        "no machine reads, sums up or judges anything here."
    )


def _ai_owed(_term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Gives no words of these two to a machine outside this server.")
    return tuple(Owed(f"ai.{who}", who, what) for who in OF_BOTH)


def _notes_open(term: Term) -> tuple[Opening, ...]:
    if term["notes"] == "none":
        return ()
    own = (Opening(COACH, "write", NOTE), Opening(COACH, "read", NOTE))
    return (*own, Opening(CLIENT, "read", NOTE)) if term["notes"] == "shared" else own


def _notes_owed(term: Term) -> tuple[Owed, ...]:
    what = {
        "none": gettext_noop("Keeps no notes."),
        "facts": gettext_noop("Keeps notes of facts only, and destroys them after the end."),
        "shared": gettext_noop("Keeps notes {client} can read, and destroys them after the end."),
    }[term["notes"]]
    if term["notes"] == "none":
        return (Owed("notes", COACH, what),)
    return (Owed("notes", COACH, what, term["days"], "days"),)


def _notes_mean(term: Term) -> str:
    return {
        "none": gettext_noop("{Coach} keeps no notes, and has no room for any here."),
        "facts": gettext_noop(
            "{Coach} may keep notes of facts, for {coach} alone. They're destroyed {days} days after "
            "the end, or after 30 if that's sooner. Beside them {coach} may hold hunches, each gone "
            "after 14 days unless {client} says yes to it, and open questions, wiped at the end."
        ),
        "shared": gettext_noop(
            "{Coach} may keep notes that {client} reads too. They're destroyed {days} days after "
            "the end, or after 30 if that's sooner. Beside them {coach} may hold hunches, each gone "
            "after 14 days unless {client} says yes to it, and open questions, wiped at the end."
        ),
    }[term["notes"]]


def _retention_owed(term: Term) -> tuple[Owed, ...]:
    what = gettext_noop("Has what the two wrote here erased, this long after the end.")
    return (Owed("erase", COACH, what, term["days"], "days"),)


def _pulse_opens(term: Term) -> tuple[Opening, ...]:
    if term["pulses"] == "off":
        return ()
    return (
        Opening(CLIENT, "answer", PULSE),
        Opening(CLIENT, "read", PULSE, of_old=True),
        Opening(CLIENT, "release", PULSE),
        Opening(COACH, "read", PULSE, Grant.RELEASED),
    )


def _pulse_means(term: Term) -> str:
    if term["pulses"] == "off":
        return gettext_noop("Golden Thread never asks {client} how the work is going.")
    return gettext_noop(
        "{Client} may be asked how the work is going, and keeps the answer unless {client} "
        "releases it. Golden Thread asks nothing of this kind yet."
    )


declare(
    TermKind(
        code="A13",
        name=gettext_noop("Recording"),
        heading="safety",
        fields=(
            OneOf(
                name="recording",
                label=gettext_noop("May a session be recorded?"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "never": gettext_noop("never"),
                    "client_only": gettext_noop("by {client} alone"),
                    "ask": gettext_noop("when each asks the other every time"),
                },
                first="never",
            ),
        ),
        means=_recording_means,
        opens=_recording_opens,
        owes=_recording_owed,
        alone=CLIENT,
        people_only=gettext_noop("Other devices in the room."),
    ),
    TermKind(
        code="A14",
        name=gettext_noop("Counting in a transcript"),
        heading="safety",
        fields=(
            OneOf(
                name="counting",
                label=gettext_noop("May what's said be written out and counted?"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "never": gettext_noop("never"),
                    "ask": gettext_noop("when both say so for that session"),
                },
                first="never",
            ),
        ),
        means=_counting_means,
        opens=_counting_opens,
        alone=CLIENT,
        people_only=gettext_noop("Other programs on either device."),
    ),
    TermKind(
        code="A15",
        name=gettext_noop("Machines that read or write"),
        heading="safety",
        fields=(
            OneOf(
                name="ai",
                label=gettext_noop("May a machine help?"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "none": gettext_noop("no"),
                    "local": gettext_noop("on this server, for the purposes named"),
                },
                first="none",
            ),
            SomeOf(
                name="purposes",
                label=gettext_noop("For what"),
                order=Order.MORE_IS_LOOSER,
                words={
                    "transcribe": gettext_noop("writing out what's said"),
                    "translate": gettext_noop("translating"),
                },
            ),
        ),
        means=_ai_means,
        owes=_ai_owed,
        alone=CLIENT,
        people_only=gettext_noop("What either of you types into other programs."),
    ),
    TermKind(
        code="A16",
        name=gettext_noop("The coach's notes"),
        heading="safety",
        fields=(
            OneOf(
                name="notes",
                label=gettext_noop("Which notes may {coach} keep?"),
                choices={
                    "none": gettext_noop("none"),
                    "shared": gettext_noop("notes {client} can read"),
                    "facts": gettext_noop("facts only, for {coach} alone"),
                },
                order=Order.MORE_IS_LOOSER,
                first="facts",
            ),
            OneOf(
                name="days",
                label=gettext_noop("Destroyed how many days after the end"),
                choices={days: str(days) for days in (0, 30, 90, 180, 365)},
                order=Order.MORE_IS_LOOSER,
                first=90,
            ),
        ),
        means=_notes_mean,
        opens=_notes_open,
        owes=_notes_owed,
        alone=CLIENT,
        people_only=gettext_noop("Notes on paper, or in any other program."),
    ),
    TermKind(
        code="A17",
        name=gettext_noop("How long things are kept after the end"),
        heading="safety",
        fields=(
            OneOf(
                name="days",
                label=gettext_noop("Erased how many days after the end"),
                choices={days: str(days) for days in (0, 7, 30, 90, 180, 365)},
                order=Order.MORE_IS_LOOSER,
                first=30,
            ),
            SomeOf(
                name="held",
                label=gettext_noop("What the law makes {coach} keep longer"),
                words={
                    "invoices": gettext_noop("bills"),
                    "session_dates": gettext_noop("the days of sessions"),
                    "contract": gettext_noop("this agreement"),
                },
                order=Order.MORE_IS_LOOSER,
            ),
        ),
        means=lambda _term: gettext_noop(
            "{days} days after the end Golden Thread erases what you two wrote to each other here. "
            "{Client}'s own journal stays {client}'s, unless {client} has it erased too. The day is "
            "shown to you both, and you can take a copy until then."
        ),
        owes=_retention_owed,
        alone=CLIENT,
        people_only=gettext_noop("Copies either of you took, and what the law makes {coach} keep."),
    ),
    TermKind(
        code="A18",
        name=gettext_noop("Research and reports for a qualification"),
        heading="safety",
        fields=(
            OneOf(
                name="research",
                label=gettext_noop("May {coach} use anything of this in a report?"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "none": gettext_noop("no"),
                    "ask": gettext_noop("only words {client} releases, one text at a time"),
                },
                first="none",
            ),
        ),
        means=lambda term: (
            gettext_noop("{Coach} uses nothing of this in research or in a report.")
            if term["research"] == "none"
            else gettext_noop(
                "{Coach} asks {client} each time, text by text. Golden Thread opens nothing to "
                "anyone for this."
            )
        ),
        owes=lambda _term: (
            Owed("research", COACH, gettext_noop("Uses nothing of this without {client}'s yes.")),
        ),
        alone=CLIENT,
        people_only=gettext_noop("What {coach} tells or writes elsewhere."),
    ),
    TermKind(
        code="A19",
        name=gettext_noop("References"),
        heading="expectations",
        fields=(
            OneOf(
                name="references",
                label=gettext_noop("May {coach} ask {client} to speak for them?"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "never": gettext_noop("never"),
                    "after_end": gettext_noop("once, and only after the end"),
                },
                first="after_end",
            ),
        ),
        means=lambda term: (
            gettext_noop("{Coach} never asks {client} for a reference.")
            if term["references"] == "never"
            else gettext_noop(
                "{Coach} asks {client} for a reference only after the end, and only once. "
                "Golden Thread has no room for references yet."
            )
        ),
        owes=lambda _term: (
            Owed("references", COACH, gettext_noop("Asks for no reference before the end.")),
        ),
        alone=CLIENT,
        people_only=gettext_noop("Asking in any other way."),
    ),
    TermKind(
        code="A29",
        name=gettext_noop("Being asked how it's going"),
        heading="strategy",
        fields=(
            OneOf(
                name="pulses",
                label=gettext_noop("May {client} be asked how the work is going?"),
                order=Order.MORE_IS_LOOSER,
                choices={
                    "off": gettext_noop("no"),
                    "offered": gettext_noop("yes, from the second session on"),
                },
                first="off",
            ),
        ),
        constants={"release": "keep"},
        means=_pulse_means,
        opens=_pulse_opens,
        alone=CLIENT,
        people_only=gettext_noop("Whether an answer is an honest one."),
    ),
)
