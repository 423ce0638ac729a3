"""The words of the demo: pages of Ben's journal, what Alma wrote beside them, what they promised. Made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5


@dataclass(frozen=True, slots=True)
class Answer:
    """Something written beside a passage."""

    words: str
    hours_later: int
    by_coach: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page of Ben's journal, and the part of it he shared."""

    days_ago: int
    hours_ago: int
    title: str
    body: str
    shared: str = ""
    answers: tuple[Answer, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Vow:
    """A promise: who made it, when, for how many days on, and what became of it."""

    words: str
    days_ago: int
    days: int
    by_coach: bool = True
    became: str = ""
    arrangement: str = ""


PAGES = (
    Page(
        31,
        2,
        "Before I start",
        "I don't keep diaries. I bought two once and gave them away.\n\n"
        "But I've been asked the same question by three people this month, and each time I said "
        "something different, so perhaps it's worth writing down which of them I meant.",
    ),
    Page(
        24,
        11,
        "The Tuesday meeting",
        "Lena asked whether I'd take over the Porto account as well, and I said yes before she'd "
        "finished the sentence. My shoulders were already up by my ears. I remember thinking: there "
        "it is again.\n\nWhat I wanted to say was: not this quarter. I had it ready, I'd even written "
        "it on the back of the agenda. But she looked tired, and I've known her nine years.\n\n"
        "Tunnel after tunnel. I think what I do is hear a question and answer the face instead.",
        "I remember thinking: there it is again.",
        (
            Answer("If “it” had a name, what would you call it?", 15),
            Answer("The nodding dog. My sister had one in her car.", 40, by_coach=False),
        ),
    ),
    Page(
        17,
        20,
        "",
        "Couldn't sleep. The list in my head had eleven things on it and nine of them were other "
        "people's.",
    ),
    Page(
        12,
        6,
        "What I said to Lena",
        "I said it. Not well. I said I'd like to look at the numbers before I decide, and she said "
        "of course, as if that were a normal thing to say. It took four seconds.\n\n"
        "I sat in the stairwell afterwards like somebody who'd run for a bus.",
        "It took four seconds.",
        (Answer("What did you notice in the fifth second?", 9),),
    ),
    Page(
        5,
        3,
        "Oslo",
        "Walked along the river and tried the sentence out loud: I don't want to go. Then the other "
        "one: I want to go and I'm afraid of it. A man with a dog looked round at the second.\n\n"
        "The second one is truer. I don't know yet what to do with that.",
    ),
    Page(
        1,
        14,
        "The agenda, again",
        "I looked at the agenda again tonight. The handwriting is so small, as if even the paper "
        "wasn't supposed to hear it.",
    ),
)

VOWS = (
    Vow("Send Ben the two questions from today.", 24, 2, became="kept"),
    Vow("Write to Ana and ask whether she’d talk to Ben about Oslo.", 10, 6, became="kept_late"),
    Vow("Read what Ben shared before Thursday.", 3, 6),
    Vow("Say by Monday whether Thursdays still work.", 2, 5, by_coach=False, arrangement="time"),
)

REWORDED = (
    "Between sessions the client may write here at any hour. The coach answers what is shared "
    "within two working days, and says so if it will take longer."
)
REWORDED_BECAUSE = "48 hours fell on a weekend once, and we both felt it."

COMPLAINTS = {
    "body": "The ethics panel of the coaches’ guild here, which hears both sides.",
    "code": "The guild’s code of conduct, edition of 2025.",
    "link": "https://guild.example.org/complaints",
}


def form_of(vow: Vow) -> UUID:
    """Give the same form mark for the same vow each time."""
    return uuid5(NAMESPACE_URL, vow.words)
