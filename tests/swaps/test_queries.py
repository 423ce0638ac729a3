"""Where swaps stand for each of the two, and what a copy holds."""

from __future__ import annotations

import pytest
from django.http import Http404

from goldenthread.core.word_diff import word_diff
from goldenthread.ledger.models import Entry as Line
from goldenthread.relationships import api as relationships
from goldenthread.swaps import actions, beside, queries
from goldenthread.swaps.beside import Beside, show_beside, words_beside
from goldenthread.swaps.copies import copy_for
from goldenthread.swaps.kinds import the_kind
from goldenthread.swaps.likings import LikingSaid
from tests.swaps.conftest import HERS, HIS


def seen(two, who):
    """What a standing says, for the kind at hand."""
    found = {
        each.kind.key: each
        for each in queries.standings(two.relationship, by=two.members[who].person)
    }
    each = found[two.kind.key]
    return (each.seen_as.value, each.has_draft, each.mine_ready, each.theirs_ready)


@pytest.mark.row("INV-13")
def test_the_other_cannot_tell_whether_one_has_begun(two):
    before = {who: seen(two, who) for who in ("alma", "ben")}
    two.write("ben")

    assert seen(two, "ben") == ("none", True, False, False)
    assert seen(two, "alma") == before["alma"] == ("none", False, False, False)
    two.write("alma")
    assert seen(two, "ben") == ("none", True, False, False)


@pytest.mark.row("INV-13")
def test_ready_is_told_and_taken_back_is_as_if_it_never_was(two):
    never = seen(two, "alma")
    two.write_and_be_ready("ben")

    assert (seen(two, "ben")[0], seen(two, "alma")[0]) == ("mine", "theirs")
    two.take_back("ben")
    assert seen(two, "alma") == never
    assert two.page("alma").theirs_ready is False


def test_open_and_then_ready_again(two):
    two.open()
    assert {seen(two, who) for who in ("alma", "ben")} == {("open", False, False, False)}

    two.write_and_be_ready("ben")

    assert (seen(two, "ben")[0], seen(two, "alma")[0]) == ("mine", "theirs")
    words = queries.standing(two.relationship, by=two.members["alma"].person)
    assert (words["trust_card"], words["recast"]) == ("theirs", "none")


def test_only_open_counts_as_open(two):
    uid = two.relationship.uid
    two.write_and_be_ready("ben")
    assert queries.is_open(uid, "trust_card") is False

    two.write_and_be_ready("alma")

    assert (queries.is_open(uid, "trust_card"), queries.is_open(uid, "recast")) == (True, False)


@pytest.mark.parametrize("how_many", [1, 3])
def test_where_all_stand_takes_three_questions_however_many_there_are(
    two, how_many, django_assert_num_queries
):
    for key in ("trust_card", "assumption", "recast")[:how_many]:
        two.kind = the_kind(key)
        two.open()
        two.write("ben")

    with django_assert_num_queries(3):
        queries.standings(two.relationship, by=two.members["ben"].person)


def test_strangers_learn_nothing_of_where_it_stands(two, cleo, dara, enzo):
    two.write_and_be_ready("ben")

    for stranger in (cleo, dara, enzo):
        with pytest.raises(Http404):
            queries.standings(two.relationship, by=stranger)


@pytest.mark.row("INV-3")
def test_reading_is_written_down_before_anything_is_opened(two, alma, ben):
    two.open()
    lines = Line.objects.filter(verb="swaps.halves.opened")
    assert lines.count() == 0

    two.page("alma")

    assert [(line.actor_uid, line.about_uid) for line in lines] == [(alma.uid, ben.uid)]


def test_a_page_on_which_nothing_opens_writes_no_line(two):
    two.write_and_be_ready("ben")
    before = Line.objects.count()

    two.page("alma")

    assert Line.objects.count() == before


# What others say of the same matter.


@pytest.mark.row("S1.1")
def test_what_others_wish_stands_beneath_word_for_word_and_oldest_first(two, at, monkeypatch):
    monkeypatch.setattr(beside, "_hung", {})
    asked = two.asked("ben")

    def hopes(relationship, *, by, at, keyring):
        assert (relationship, by, at, keyring) == (two.relationship, *asked.values())
        return [
            Beside("Dara", "That he stays.", at.replace(day=2)),
            Beside("Dara", "A", at.replace(day=1)),
        ]

    show_beside("wishes", hopes)

    found = words_beside(two.relationship, "wishes", **asked)
    assert [(each.says_who, each.words) for each in found][1] == ("Dara", "That he stays.")
    assert words_beside(two.relationship, "recast", **asked) == ()
    with pytest.raises(KeyError):
        show_beside("nothing_of_ours", hopes)


# A copy.


def copy_of(two, who):
    return list(copy_for(two.relationship, **two.asked(who)))


def test_a_copy_holds_what_one_may_read_and_ones_own_draft(two, alma, ben):
    two.open()
    two.write("ben", trust="not yet")
    actions.keep_liking(
        two.relationship, LikingSaid({"pace": "Slow"}), seen_number=0, **two.asked("ben")
    )

    swap, liking = copy_of(two, "ben")

    assert (swap["kind"], swap["title"]) == ("trust_card", "Trust cards")
    assert swap["draft"] == [{"asks": "trust?", "words": "not yet"}]
    [halves] = swap["rounds"]
    assert {half["author"]: half["answers"][0]["words"] for half in halves} == {
        str(ben.uid): HIS,
        str(alma.uid): HERS,
    }
    assert liking["said"] == [{"asks": "Pace", "words": "Slow"}]
    [hers, same] = copy_of(two, "alma")
    assert (hers["draft"], hers["rounds"], same) == (None, [halves], liking)


def test_a_copy_holds_nothing_of_a_half_that_waits_but_ones_own_words(two):
    two.write_and_be_ready("ben")

    assert copy_of(two, "alma") == []
    [swap] = copy_of(two, "ben")
    assert (swap["draft"], swap["rounds"]) == ([{"asks": "trust?", "words": HIS}], [])


def test_after_the_end_a_copy_holds_ones_own(two, ben, alma):
    two.open()
    actions.keep_liking(
        two.relationship, LikingSaid({"pace": "Slow"}), seen_number=0, **two.asked("ben")
    )
    relationships.end_relationship(relationship=two.relationship, by=ben, at=two.at)

    assert [one["kind"] for one in copy_of(two, "ben")] == ["trust_card", "how_i_like_to_work"]
    [hers] = copy_of(two, "alma")
    assert [half["author"] for half in hers["rounds"][0]] == [str(alma.uid)]


def test_strangers_take_no_copy(two, cleo_member):
    two.open()
    two.members["cleo"] = cleo_member

    with pytest.raises(Http404):
        copy_of(two, "cleo")


def test_a_word_diff_loses_no_word_of_either_text():
    before, after = "one two  three\n", "one  three\nfour "
    pieces = word_diff(before, after)

    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after
