"""The four kinds of swap that belong to nothing but the two: trust, assumption, wishes, Recast.

The questions are ours. Declared once, by this domain's `apps.ready()`.
"""

from __future__ import annotations

from goldenthread.core.roles import Role
from goldenthread.swaps.kinds import Prompt, declare

CLIENT, COACH = frozenset({Role.CLIENT}), frozenset({Role.COACH})


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django isn't known; pages translate it."""
    return text


BETWEEN_YOU = gettext_noop("Between the two of you")

declare(
    "trust_card",
    gettext_noop("Trust cards"),
    (
        Prompt("trust", gettext_noop("I know I can trust someone when …")),
        Prompt("stop", gettext_noop("I stop when …")),
        Prompt("please_do", gettext_noop("Please do …")),
        Prompt("please_dont", gettext_noop("Please don’t …")),
    ),
    lede=gettext_noop(
        "Trust means different things to different people. What does it mean to you?"
    ),
    may_leave_out=True,
    group=BETWEEN_YOU,
)
declare(
    "assumption",
    gettext_noop("When something goes wrong"),
    (
        Prompt(
            "assume", gettext_noop("When something goes wrong between us, I’ll assume about you …")
        ),
    ),
    lede=gettext_noop(
        "You both come with ideas about each other. Say, while nothing is wrong, what you will "
        "take for granted when something is."
    ),
    group=BETWEEN_YOU,
)
declare(
    "wishes",
    gettext_noop("Who wants what from this?"),
    (
        Prompt("own", gettext_noop("What do you want from this, for yourself?"), CLIENT),
        Prompt("others", gettext_noop("What do others want you to get from it?"), CLIENT),
        Prompt("for_them", gettext_noop("What do you want for the person you coach?"), COACH),
        Prompt(
            "interests",
            gettext_noop("What’s in it for you?"),
            COACH,
            gettext_noop(
                "Say it all: pay, going on for longer, being recommended, research, hours or a "
                "case towards a qualification."
            ),
        ),
    ),
    lede=gettext_noop(
        "Everybody’s wishes on one page, also those that would be easy to leave unsaid."
    ),
    group=BETWEEN_YOU,
)
declare(
    "recast",
    gettext_noop("Recast"),
    (Prompt("side", gettext_noop("Your side of it")),),
    lede=gettext_noop(
        "How each of you has lived what lies behind you. Nobody says here who was right."
    ),
    above=(
        # RMC-1, RMC-2, RMC-3 of our own prompts.
        gettext_noop(
            "What had each of us assumed about the other before we first spoke? "
            "Where did it come from?"
        ),
        gettext_noop(
            "Tell one episode between us twice: as you lived it, and as you imagine the other did. "
            "Then compare."
        ),
        gettext_noop(
            "What kind of relationship have we had until now, and what kind do we want from here? "
            "Name what we would have to stop doing."
        ),
    ),
    adds=gettext_noop("What I did not know"),
    group=BETWEEN_YOU,
)
