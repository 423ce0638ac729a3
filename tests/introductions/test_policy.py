"""What a process page can't go without, and when nobody is invited yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from goldenthread.introductions import policy
from goldenthread.introductions.parts import BY_KEY, SECTIONS, Part, lacking
from goldenthread.introductions.states import OwnStep
from goldenthread.introductions.suggestions import SUGGESTIONS


@dataclass(frozen=True)
class Someone:
    coaches: bool


ALMA, BEN = Someone(coaches=True), Someone(coaches=False)
WHOLE = tuple(
    replace(part, kept=True, words=dict.fromkeys(part.words, "Words")) for part in SUGGESTIONS
)


def reason(verdict):
    return getattr(verdict, "reason", "")


@pytest.mark.row("S4.1")
def test_nothing_is_published_while_a_part_is_unread():
    unread = (replace(WHOLE[0], kept=False), *WHOLE[1:])

    assert bool(policy.may_publish(ALMA, WHOLE, changed=True))
    assert "Nothing goes out unread" in reason(policy.may_publish(ALMA, unread, changed=True))


@pytest.mark.row("S1.2")
def test_no_page_goes_without_what_the_coach_does_not_do():
    without = tuple(part for part in WHOLE if part.section != "limits")

    assert [section.key for section in lacking(without)] == ["limits"]
    assert not policy.may_publish(ALMA, without, changed=True)
    assert {section.key for section in SECTIONS if section.required} == {
        section.key for section in SECTIONS
    }


@pytest.mark.row("S1.2")
def test_the_last_part_of_a_section_cannot_be_left_out_and_others_can():
    one, two = (part for part in WHOLE if part.section == "approach")

    assert bool(policy.may_drop(WHOLE, one, BY_KEY["approach"]))
    assert not policy.may_drop((two,), two, BY_KEY["approach"])


@pytest.mark.row("T7")
def test_a_way_of_working_says_when_it_does_not_fit():
    section = BY_KEY["approach"]

    assert bool(
        policy.may_keep(section, {"says": "I ask.", "not_when": "When you need an answer."})
    )
    assert not policy.may_keep(section, {"says": "I ask.", "not_when": " "})
    assert not policy.may_keep(section, {"says": "I ask."})


def test_a_part_holds_what_there_is_room_for():
    section = BY_KEY["complaints"]
    words = {"body": "b" * 200, "code": "c", "link": ""}

    assert bool(policy.may_keep(section, words))
    assert not policy.may_keep(section, words | {"body": "b" * 201})


def test_the_same_words_are_not_published_twice():
    assert "Nothing has changed" in reason(policy.may_publish(ALMA, WHOLE, changed=False))


def test_only_someone_who_coaches_has_a_page_and_notes():
    assert not policy.may_introduce(BEN)
    assert not policy.may_publish(BEN, WHOLE, changed=True)
    assert not policy.may_keep_note(BEN, "")
    assert bool(policy.may_keep_note(ALMA, ""))
    assert not policy.may_keep_note(ALMA, "x" * (policy.LONGEST_NOTE + 1))


@pytest.mark.row("S0.1")
@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("steps", [[], [OwnStep.CHANNELS], list(OwnStep)])
def test_an_invitation_waits_for_all_four_duties(page, words, steps):
    done = page and words and len(steps) == 2

    verdict = policy.may_invite_now(page_is_published=page, words_are_kept=words, own_steps=steps)

    assert bool(verdict) == done


def test_every_suggestion_fits_its_section():
    assert [
        part.key
        for part in SUGGESTIONS
        if set(part.words) != {asked.key for asked in BY_KEY[part.section].asks}
    ] == []
    assert [part.key for part in SUGGESTIONS if part.kept] == []
    assert isinstance(SUGGESTIONS[0], Part)
