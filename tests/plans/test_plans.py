"""What happens to goals and lines, who reads them, and that the ledger knew first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.models import Letter
from goldenthread.ledger import api as ledger
from goldenthread.plans import api as plans
from goldenthread.plans import policy, queries, verbs
from goldenthread.plans.actions import goals, lines
from goldenthread.plans.models import Goal, GoalWording, LineWording, PlanLine, Suggestion
from goldenthread.plans.opened import GoalWords
from goldenthread.plans.states import GoalState, LineKind
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault
from tests.opened_terms import close_term, open_term

NO_LONGER_MINE, DONE = GoalState.NO_LONGER_MINE, GoalState.DONE_WITH
MINUTE = timedelta(minutes=1)


@pytest.mark.row("S4.9")
def test_a_goal_is_kept_in_the_clients_words_and_for_the_client_alone(planning):
    planning.goal("Say no to Porto", signs="Four seconds", low="a knot", high="a sail", again="May")

    [goal] = planning.plan("ben").goals
    assert goal.said == GoalWords("Say no to Porto", "Four seconds", "a knot", "a sail", "May")
    assert (goal.is_shared, goal.is_open_to_coach) == (False, False)
    assert planning.words("alma") == []


def test_every_word_of_a_goal_is_sealed_where_only_the_client_has_a_key(planning, alma_keyring):
    planning.goal("Say no to Porto", signs="Four seconds")
    wording = GoalWording.objects.get()

    assert b"Porto" not in bytes(wording.sealed)
    assert wording.compartment.kind == vault.CompartmentKind.CLIENT_PRIVATE
    witness = ledger.witness(
        verbs.READ,
        stream=planning.relationship.uid,
        by=planning.members["alma"].person,
        at=planning.at,
        about=planning.members["ben"].uid,
        covers=[wording.uid],
    )
    with pytest.raises(vault.NoGrant):
        vault.unseal(wording, keyring=alma_keyring, witness=witness)


@pytest.mark.row("S4.9")
@pytest.mark.row("INV-6")
def test_the_coach_reads_a_goal_once_the_client_shares_it_and_never_the_words_before(planning):
    goal = planning.goal("Stop nodding")
    planning.reword(goal, "Say no to Porto")
    planning.share(goal)
    planning.reword(goal, "Say no, first to Porto")

    alma_sees, ben_sees = planning.opened(goal, "alma"), planning.opened(goal)

    assert [each.said.words for each in alma_sees.wordings] == [
        "Say no, first to Porto",
        "Say no to Porto",
    ]
    assert [each.said.words for each in ben_sees.wordings] == [
        "Say no, first to Porto",
        "Say no to Porto",
        "Stop nodding",
    ]


@pytest.mark.row("INV-6")
def test_without_a_term_nothing_is_shared(unsigned):
    goal = unsigned.goal()

    with pytest.raises(NotAllowed):
        unsigned.share(goal)
    assert unsigned.words("alma") == []
    assert not unsigned.plan("ben").opened


@pytest.mark.row("INV-6")
@pytest.mark.row("INV-7")
def test_closing_the_term_closes_goals_and_a_new_one_never_reaches_back(planning):
    goal = planning.goal(shared=True)
    assert planning.words("alma") == ["Say no to Porto"]

    close_term(planning.relationship, "A1", "goal", at=planning.at)
    assert planning.words("alma") == []
    with pytest.raises(Http404):
        planning.opened(goal, "alma")

    later = planning.at + MINUTE
    open_term(planning.relationship, "A1", "goal", since=later)
    planning.at = later + MINUTE
    assert planning.words("alma") == []
    [seen] = planning.plan("ben").goals
    assert (seen.is_shared, seen.is_open_to_coach) == (True, False)

    planning.share(goal)
    assert planning.words("alma") == ["Say no to Porto"]


@pytest.mark.row("INV-7")
def test_the_client_closes_a_goal_at_once_and_all_its_words_are_theirs_alone_again(planning):
    goal = planning.goal(shared=True)
    planning.reword(goal, "Say it kindly")
    goals.suggest_wording(planning.relationship, goal.uid, "Be clear", **planning.looking("alma"))
    close_term(planning.relationship, "A1", "goal", at=planning.at)

    goals.unshare_goal(planning.relationship, planning.opened(goal), **planning.looking("ben"))

    kinds = {wording.compartment.kind for wording in GoalWording.objects.all()}
    assert kinds == {vault.CompartmentKind.CLIENT_PRIVATE}
    assert Suggestion.objects.count() == 0
    open_term(planning.relationship, "A1", "goal", since=planning.at - timedelta(days=9))
    assert planning.words("alma") == []
    assert [each.said.words for each in planning.opened(goal).wordings] == [
        "Say it kindly",
        "Say no to Porto",
    ]


@pytest.mark.row("S4.9")
@pytest.mark.parametrize("became", [NO_LONGER_MINE, DONE])
def test_a_goal_is_retired_with_honour_and_comes_back_as_it_was(planning, became):
    goal = planning.goal("Say no to Porto", shared=True, signs="Four seconds")

    goals.retire_goal(planning.relationship, goal.uid, became, **planning.doing("ben"))

    for who in ("ben", "alma"):
        found = planning.plan(who)
        assert (found.goals, [each.state for each in found.retired]) == ([], [became])
    assert plans.goals_retired(planning.relationship.uid) == {goal.uid: planning.at}

    goals.bring_back_goal(planning.relationship, goal.uid, **planning.doing("ben"))

    assert [each.said.signs for each in planning.plan("alma").goals] == ["Four seconds"]
    assert plans.goals_retired(planning.relationship.uid) == {}


def test_goals_stand_in_the_clients_order_for_both(planning):
    for words in ("first", "second", "third"):
        planning.goal(words, shared=True)
    third = planning.plan("ben").goals[2]

    goals.move_goal(planning.relationship, third.uid, up=True, **planning.doing("ben"))
    goals.move_goal(planning.relationship, third.uid, up=True, **planning.doing("ben"))
    goals.move_goal(planning.relationship, third.uid, up=True, **planning.doing("ben"))
    second = planning.plan("ben").goals[2]
    goals.move_goal(planning.relationship, second.uid, up=False, **planning.doing("ben"))

    assert planning.words("ben") == planning.words("alma") == ["third", "first", "second"]


@pytest.mark.row("S4.9")
def test_the_coach_suggests_and_the_client_makes_the_words_their_own(planning):
    goal = planning.goal("Say no to Porto", shared=True, signs="Four seconds")
    goals.suggest_wording(planning.relationship, goal.uid, "So", **planning.looking("alma"))
    goals.suggest_wording(planning.relationship, goal.uid, "Choose", **planning.looking("alma"))
    seen = planning.opened(goal)
    assert seen.suggestion is not None
    assert seen.suggestion.words == "Choose"
    assert seen.said.words == "Say no to Porto"

    goals.take_up_suggestion(
        planning.relationship, seen, seen.suggestion, **planning.looking("ben")
    )

    now = planning.opened(goal, "alma")
    assert (now.said.words, now.said.signs, now.now.coachs_words) == (
        "Choose",
        "Four seconds",
        True,
    )
    assert now.suggestion is None


@pytest.mark.row("S4.9")
def test_a_suggestion_left_leaves_no_trace(planning):
    goal = planning.goal(shared=True)
    goals.suggest_wording(planning.relationship, goal.uid, "Choose", **planning.looking("alma"))
    before = planning.opened(goal, "alma")

    goals.put_suggestion_away(planning.relationship, goal.uid, **planning.doing("ben"))

    now = planning.opened(goal, "alma")
    assert (Suggestion.objects.count(), now.suggestion) == (0, None)
    assert now.wordings[0].written_at == before.wordings[0].written_at


def test_words_found_by_the_client_put_the_suggestion_away(planning):
    goal = planning.goal(shared=True)
    goals.suggest_wording(planning.relationship, goal.uid, "Choose", **planning.looking("alma"))

    planning.reword(goal, "Choose for myself")

    now = planning.opened(goal, "alma")
    assert (now.said.words, now.suggestion, now.now.coachs_words) == (
        "Choose for myself",
        None,
        False,
    )


def test_a_suggestion_that_went_meanwhile_is_not_taken_up(planning):
    goal = planning.goal(shared=True)
    goals.suggest_wording(planning.relationship, goal.uid, "Choose", **planning.looking("alma"))
    seen = planning.opened(goal)
    goals.suggest_wording(planning.relationship, goal.uid, "Decide", **planning.looking("alma"))

    with pytest.raises(NotAllowed, match=policy.MOVED_ON.reason):
        goals.take_up_suggestion(
            planning.relationship, seen, seen.suggestion, **planning.looking("ben")
        )
    assert planning.opened(goal).said.words == "Say no to Porto"
    assert planning.opened(goal).suggestion is not None


def test_two_windows_lose_nothing(planning):
    goal = planning.goal()
    planning.reword(goal, "From the first window")

    with pytest.raises(goals.WordedElsewhere):
        goals.reword_goal(
            planning.relationship,
            goal.uid,
            GoalWords("From the second"),
            seen=1,
            **planning.looking("ben"),
        )
    stale = planning.opened(goal)
    planning.reword(goal, "Later still")
    with pytest.raises(goals.WordedElsewhere):
        goals.share_goal(planning.relationship, stale, **planning.looking("ben"))
    assert planning.opened(goal).said.words == "Later still"


def test_one_form_sent_twice_makes_one(planning):
    uid = new_uid()
    goals.add_goal(planning.relationship, GoalWords("Once"), uid=uid, **planning.looking("ben"))
    with pytest.raises(goals.AlreadyKept):
        goals.add_goal(planning.relationship, GoalWords("Once"), uid=uid, **planning.looking("ben"))

    assert planning.words("ben") == ["Once"]


@pytest.mark.row("S4.9")
def test_the_coach_can_do_nothing_to_a_goal_but_suggest(planning):
    goal = planning.goal(shared=True)
    seen = planning.opened(goal, "alma")
    pair, alma = planning.relationship, planning.looking("alma")
    deeds = [
        lambda: goals.add_goal(pair, GoalWords("Mine for you"), uid=new_uid(), **alma),
        lambda: goals.reword_goal(pair, goal.uid, GoalWords("So"), seen=1, **alma),
        lambda: goals.move_goal(pair, goal.uid, up=True, **planning.doing("alma")),
        lambda: goals.retire_goal(pair, goal.uid, DONE, **planning.doing("alma")),
        lambda: goals.bring_back_goal(pair, goal.uid, **planning.doing("alma")),
        lambda: goals.share_goal(pair, seen, **alma),
        lambda: goals.unshare_goal(pair, seen, **alma),
    ]

    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert [g.said.words for g in planning.plan("ben").goals] == ["Say no to Porto"]


def test_the_coach_cannot_suggest_for_a_goal_they_do_not_read(planning):
    goal = planning.goal()

    with pytest.raises(NotAllowed):
        goals.suggest_wording(planning.relationship, goal.uid, "So", **planning.looking("alma"))


@pytest.mark.row("S4.7")
def test_a_line_of_the_plan_holds_once_both_say_yes_and_meanwhile_the_last_one_does(planning):
    line = planning.line("alma", "Not your marriage")
    [seen] = planning.plan("ben").lines
    assert (seen.holds, seen.waits_for_me) == (None, True)

    yes = seen.theirs.wording_uid
    lines.say_yes_to_line(planning.relationship, line.uid, yes, **planning.doing("ben"))
    [seen] = planning.plan("alma").lines_about(LineKind.NOT_COVERED)
    assert (seen.holds.words, seen.is_tied) == ("Not your marriage", True)

    lines.reword_line(planning.relationship, line.uid, "Not Lena", **planning.looking("ben"))
    [seen] = planning.plan("alma").lines
    assert (seen.holds.words, seen.theirs.words, seen.is_tied) == (
        "Not your marriage",
        "Not Lena",
        False,
    )

    lines.stay_with_line(planning.relationship, line.uid, **planning.doing("ben"))
    [seen] = planning.plan("alma").lines
    assert (seen.holds.words, seen.is_tied) == ("Not your marriage", True)


def test_a_line_goes_when_both_want_it_to_go_and_can_come_back(planning):
    line = planning.line("ben")
    [seen] = planning.plan("alma").lines
    pair = planning.relationship
    lines.say_yes_to_line(pair, line.uid, seen.theirs.wording_uid, **planning.doing("alma"))

    lines.reword_line(pair, line.uid, "", **planning.looking("ben"))
    [seen] = planning.plan("alma").lines
    assert (seen.holds.words, seen.theirs.leaves_out) == ("Not my marriage", True)
    lines.say_yes_to_line(pair, line.uid, seen.theirs.wording_uid, **planning.doing("alma"))
    assert planning.plan("alma").lines[0].holds.leaves_out

    lines.reword_line(pair, line.uid, "Not my marriage", **planning.looking("alma"))
    assert planning.plan("ben").lines[0].waits_for_me


def test_words_that_never_held_can_be_taken_back(planning):
    line = planning.line("alma")

    lines.stay_with_line(planning.relationship, line.uid, **planning.doing("alma"))

    assert (planning.plan("ben").lines, planning.plan("alma").lines) == ([], [])


def test_yes_to_words_that_moved_on_is_refused(planning):
    line = planning.line("alma")
    old = planning.plan("ben").lines[0].theirs.wording_uid
    lines.reword_line(planning.relationship, line.uid, "Other", **planning.looking("alma"))

    with pytest.raises(NotAllowed, match=policy.MOVED_ON.reason):
        lines.say_yes_to_line(planning.relationship, line.uid, old, **planning.doing("ben"))


@pytest.mark.row("INV-13")
@pytest.mark.row("INV-3")
def test_each_deed_and_each_reading_is_one_row_about_the_client(planning, alma, ben):
    goal = planning.goal(shared=True)
    planning.plan("alma")
    planning.line("alma")

    assert planning.verbs() == [
        ("plans.goal.added", ben.uid, ben.uid),
        ("plans.plan.read", ben.uid, ben.uid),
        ("plans.goal.shared", ben.uid, ben.uid),
        ("plans.plan.read", alma.uid, ben.uid),
        ("plans.line.put", alma.uid, ben.uid),
    ]
    assert goal.state == "open"


@pytest.mark.row("INV-1")
@pytest.mark.row("INV-2")
def test_a_goal_sends_no_letter_and_has_no_day_to_chase(planning):
    goal = planning.goal("Say no", shared=True, again="1 January")
    goals.suggest_wording(planning.relationship, goal.uid, "So", **planning.looking("alma"))
    goals.retire_goal(planning.relationship, goal.uid, DONE, **planning.doing("ben"))
    before = Letter.objects.count()

    planning.goal("Another")

    assert Letter.objects.count() == before
    fields = {field.name for model in (Goal, PlanLine) for field in model._meta.concrete_fields}
    assert {name for name in fields if "due" in name or "remind" in name} == set()


@pytest.mark.parametrize("who", ["cleo", "dara", "enzo"])
def test_strangers_find_nothing_whatever_they_ask(planning, who, request):
    goal = planning.goal(shared=True)
    line = planning.line("alma")
    stranger = request.getfixturevalue(who)
    given = {
        "by": stranger,
        "at": planning.at,
        "keyring": request.getfixturevalue(f"{who}_keyring"),
    }
    pair, before = planning.relationship, planning.verbs()

    for ask in (
        lambda: queries.the_plan(pair, **given),
        lambda: queries.the_goal(pair, goal.uid, **given),
        lambda: queries.the_line(pair, line.uid, **given),
        lambda: queries.open_goals(pair, **given),
        lambda: queries.goal_titles(pair, [goal.uid], **given),
        lambda: list(queries.copy_for(pair, **given)),
        lambda: goals.add_goal(pair, GoalWords("x"), uid=new_uid(), **given),
        lambda: lines.propose_line(pair, LineKind.REVIEW, "x", uid=new_uid(), **given),
        lambda: lines.look_at_plan(pair, passed=False, by=stranger, at=planning.at),
    ):
        with pytest.raises(Http404):
            ask()
    assert planning.verbs() == before


def test_after_the_end_goals_are_the_clients_alone_and_lines_stay_for_both(planning):
    planning.goal(shared=True)
    planning.line("alma")
    relationships.end_relationship(
        relationship=planning.relationship, by=planning.members["ben"].person, at=planning.at
    )

    assert (planning.words("ben"), planning.words("alma")) == (["Say no to Porto"], [])
    assert len(planning.plan("alma").lines) == 1
    with pytest.raises(NotAllowed, match=policy.LONG_OVER.reason):
        planning.line("ben")


def test_a_copy_says_all_that_its_taker_may_read(planning):
    planning.goal("Mine alone")
    planning.goal("Say no to Porto", shared=True, signs="Four seconds")
    planning.line("alma")

    copies = {
        who: list(queries.copy_for(planning.relationship, **planning.looking(who)))
        for who in ("alma", "ben")
    }

    assert [[w["words"] for w in each["wordings"]] for each in copies["alma"]] == [
        ["Say no to Porto"],
        ["Not my marriage"],
    ]
    assert [each["kind"] for each in copies["ben"]] == ["goal", "goal", "not_covered"]
    assert copies["alma"][0]["wordings"] == [
        {
            "words": "Say no to Porto",
            "signs": "Four seconds",
            "low": "",
            "high": "",
            "again": "",
            "written_at": "2026-03-02T10:00:00+00:00",
            "suggested_by_coach": False,
        }
    ]


@pytest.mark.row("G5")
def test_any_flipped_byte_of_a_goal_or_a_line_is_refused(planning):
    planning.goal(shared=True)
    planning.line("alma")
    for model in (GoalWording, LineWording):
        row = model.objects.get()
        whole = bytes(row.sealed)
        for place in range(0, len(whole), 7):
            broken = bytearray(whole)
            broken[place] ^= 1
            model.objects.update(sealed=bytes(broken))
            with pytest.raises(seals.Bad):
                planning.plan("ben")
        model.objects.update(sealed=whole)
    assert planning.words("ben") == ["Say no to Porto"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_takes_the_same_number_of_questions_for_one_and_for_three(
    planning, count, django_assert_num_queries
):
    for number in range(count):
        planning.goal(f"goal {number}", shared=True)
        planning.line("alma", f"line {number}")
    looking = planning.looking("ben", at=planning.at + timedelta(days=1))

    with django_assert_num_queries(13), django_assert_num_queries(2, using="vault"):
        queries.the_plan(planning.relationship, **looking)
