"""Keeping parts, publishing a page, and notes that nobody else opens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.core.verdicts import NotAllowed
from goldenthread.introductions import actions, queries
from goldenthread.introductions.models import OwnNote, PageDraft, ProcessVersion
from goldenthread.introductions.states import OwnStep
from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.web.demo import introduce

pytestmark = pytest.mark.django_db


def the_page(coach, number=None):
    page = queries.process_page_of(coach.uid, number)
    assert page is not None
    return page


@pytest.fixture
def keys(alma, alma_keyring, at):
    return {"by": alma, "at": at, "keyring": alma_keyring}


def published(alma_member, at):
    introduce({"by": alma_member.person, "keyring": alma_member.keyring}, at)
    return queries.process_page_of(alma_member.uid)


def verbs_of(person):
    return [entry.verb for entry in ledger.entries_by(person.uid)]


def test_a_new_coach_finds_suggestions_that_nobody_has_said(keys):
    parts = queries.draft_parts(**keys)

    assert {part.kept for part in parts} == {False}
    assert PageDraft.objects.count() == 0


@pytest.mark.row("S4.1", "S0.1")
def test_a_suggestion_is_never_published_unread(keys, alma, at):
    with pytest.raises(NotAllowed, match="unread"):
        actions.publish_page(queries.draft_parts(**keys), by=alma, at=at)

    assert queries.process_page_of(alma.uid) is None


def test_a_page_is_published_word_for_word_with_its_number_and_digest(alma_member, at):
    page = published(alma_member, at)
    row = ProcessVersion.objects.get()

    assert (page.version, page.published_at) == (1, at)
    assert page.digest == seals.sha256(bytes(row.words)).hex()
    assert [part.section for part in page.parts].count("limits") == 1
    assert page.complaints.code == "The guild’s code of conduct, edition of 2025."


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(alma_member, keys, at):
    first = published(alma_member, at)
    parts = queries.draft_parts(**keys)
    limits = next(part for part in parts if part.section == "limits")
    actions.keep_part(parts, replace(limits, words={"says": "I don’t advise."}), **keys)

    assert the_page(alma_member).digest == first.digest

    actions.publish_page(queries.draft_parts(**keys), by=alma_member.person, at=at)

    second = the_page(alma_member)
    assert (second.version, second.digest != first.digest) == (2, True)
    assert the_page(alma_member, 1).digest == first.digest


def test_the_same_page_is_not_published_twice(alma_member, keys, at):
    published(alma_member, at)

    with pytest.raises(NotAllowed, match="Nothing has changed"):
        actions.publish_page(queries.draft_parts(**keys), by=alma_member.person, at=at)

    assert ProcessVersion.objects.count() == 1


def test_a_part_kept_in_another_window_is_not_overwritten(keys):
    parts = queries.draft_parts(**keys)
    actions.keep_part(parts, parts[0], **keys)

    with pytest.raises(actions.ChangedElsewhere):
        actions.keep_part(queries.draft_parts(**keys), parts[0], **keys)


def test_a_part_left_out_is_gone_unless_it_is_the_last_of_its_section(keys):
    parts = queries.draft_parts(**keys)
    actions.drop_part(parts, parts[0], **keys)
    left = queries.draft_parts(**keys)

    assert [part.key for part in left] == [part.key for part in parts[1:]]
    with pytest.raises(NotAllowed):
        actions.drop_part(left, left[0], **keys)


def test_a_client_has_no_page(ben, ben_keyring, at, keys):
    parts = queries.draft_parts(**keys)

    for refused in (
        lambda: actions.publish_page(parts, by=ben, at=at),
        lambda: actions.keep_part(parts, parts[0], by=ben, at=at, keyring=ben_keyring),
        lambda: actions.drop_part(parts, parts[0], by=ben, at=at, keyring=ben_keyring),
        lambda: actions.keep_note(OwnStep.REFLECTION, "", by=ben, at=at, keyring=ben_keyring),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_draft_and_a_note_lie_sealed(keys):
    parts = queries.draft_parts(**keys)
    actions.keep_part(parts, replace(parts[2], words={"says": "Marzipan."}), **keys)
    actions.keep_note(OwnStep.REFLECTION, "Marzipan too.", **keys)

    assert b"Marzipan" not in bytes(PageDraft.objects.get().sealed)
    assert b"Marzipan" not in bytes(OwnNote.objects.get().sealed)
    assert queries.own_note(OwnStep.REFLECTION, **keys) == "Marzipan too."


def test_each_deed_leaves_one_line_about_the_coach(alma_member, keys, at):
    published(alma_member, at)
    deeds = [verb for verb in verbs_of(alma_member) if verb.startswith("introductions.")]

    assert deeds.count("introductions.part.kept") == 7
    assert deeds.count("introductions.page.published") == 1
    assert deeds.count("introductions.note.kept") == 2


@pytest.mark.row("INV-3")
def test_opening_a_note_is_written_down_before_it_opens(keys, alma):
    actions.keep_note(OwnStep.CHANNELS, "Letters only.", **keys)
    assert "introductions.note.opened" not in verbs_of(alma)

    queries.own_note(OwnStep.CHANNELS, **keys)

    assert verbs_of(alma)[0] == "introductions.note.opened"
