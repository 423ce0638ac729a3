"""Who may introduce themselves, and what a process page can't go without. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from goldenthread.core.verdicts import Allowed, Refused, Verdict
from goldenthread.introductions.parts import Part, Section, lacking, unkept
from goldenthread.introductions.states import OwnStep

LONGEST_NOTE = 10_000
NOT_YET_READY = (
    "Before you invite anyone, finish what stands on your list: nobody is asked for anything first."
)


class Coaching(Protocol):
    """Somebody who may have a desk."""

    @property
    def coaches(self) -> bool: ...


def may_introduce(person: Coaching) -> Verdict:
    """Only someone who coaches has a process page."""
    return Allowed() if person.coaches else Refused("Only someone who coaches has such a page.")


def may_keep(section: Section, words: Mapping[str, str]) -> Verdict:
    """A part says what its section asks for, no more and no longer."""
    if set(words) != {asked.key for asked in section.asks}:
        return Refused("That isn’t what this part asks for.")
    for asked in section.asks:
        if asked.required and not words[asked.key].strip():
            return Refused("Something that this part can’t go without is still empty.")
        if len(words[asked.key]) > asked.longest:
            return Refused("A part is longer than there is room for. Nothing was cut off.")
    return Allowed()


def may_drop(parts: Sequence[Part], part: Part, section: Section) -> Verdict:
    """A part may go unless it is the last of a section that the page can't go without (S1.2, T7)."""
    others = [other for other in parts if other.section == section.key and other.key != part.key]
    if section.required and not others:
        return Refused("The page can’t go without this part. Change it until it is true of you.")
    return Allowed()


def may_publish(person: Coaching, parts: Iterable[Part], *, changed: bool) -> Verdict:
    """Everything is read and kept, nothing required is lacking, and something has changed (S4.1)."""
    verdict = may_introduce(person)
    if not verdict:
        return verdict
    parts = list(parts)
    if unkept(parts):
        return Refused("Some parts are still suggestions. Nothing goes out unread.")
    if lacking(parts):
        return Refused("A part is still lacking that the page can’t go without.")
    return Allowed() if changed else Refused("Nothing has changed since you published it.")


def may_keep_note(person: Coaching, words: str) -> Verdict:
    """A note of one's own may be empty: to have thought about it is enough (V0)."""
    verdict = may_introduce(person)
    if verdict and len(words) > LONGEST_NOTE:
        return Refused(f"A note takes at most {LONGEST_NOTE} letters. Nothing was cut off.")
    return verdict


def may_invite_now(
    *, page_is_published: bool, words_are_kept: bool, own_steps: Collection[str]
) -> Verdict:
    """No client is asked for anything before the coach's own duties are done (S0.1)."""
    if page_is_published and words_are_kept and set(OwnStep) <= set(own_steps):
        return Allowed()
    return Refused(NOT_YET_READY)
