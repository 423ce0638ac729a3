"""Between the two: what they opened together, the plan, and two sessions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from goldenthread.core.ids import new_uid
from goldenthread.plans import api as plans
from goldenthread.relationships.api import Relationship
from goldenthread.sessions import api as sessions
from goldenthread.swaps import api as swaps
from goldenthread.web.days import around_time, in_the_room, words
from goldenthread.web.days.who import InDemo, Scene

Doing = dict[str, Any]


def open_together(scene: Scene, at: datetime) -> None:
    """Let both answer apart: trust cards, the purpose and the wishes open at the same moment."""
    pair, alma, ben = scene.pair, scene.alma, scene.ben
    _swap(pair, ("trust_card", words.TRUST["coach"]), alma, at)
    _swap(pair, ("trust_card", words.TRUST["client"]), ben, at + timedelta(hours=2))
    for key, hers, his in (
        ("promises.purpose", words.PURPOSE["coach"], words.PURPOSE["client"]),
        ("wishes", words.WISHES["coach"], words.WISHES["client"]),
    ):
        _swap(pair, (key, {"": hers}), alma, at + timedelta(hours=3))
        _swap(pair, (key, {"": his}), ben, at + timedelta(hours=4))
    liking = swaps.LikingSaid(words.LIKES)
    swaps.keep_liking(pair, liking, seen_number=0, **ben.keys, at=at + timedelta(hours=5))
    later = at + timedelta(hours=6)
    swaps.say_what_changes(pair, words.CHANGES, uid=new_uid(), **alma.keys, at=later)


def _swap(pair: Relationship, half: tuple[str, dict[str, str]], one: InDemo, at: datetime) -> None:
    """Let one of the two write and be ready; an answer without a key goes to the first question."""
    key, said = half
    kind, doing = swaps.the_kind(key), {**one.keys, "at": at}
    role = "coach" if one.unlocked.person.uid == pair.coach_uid else "client"
    prompts = kind.prompts_of(role)
    answers = tuple(
        swaps.Answered(prompt.key, prompt.asks, text)
        for number, prompt in enumerate(prompts)
        if (text := said.get(prompt.key, said.get("", "") if number == 0 else ""))
    )
    swaps.keep_draft(pair, kind, swaps.Written(answers), seen_revision=0, **doing)
    draft = swaps.the_open_draft(pair, kind, **doing)
    swaps.be_ready(pair, kind, draft, seen_revision=draft.revision, **doing)


def plan(scene: Scene, at: datetime) -> None:
    """Let Ben write three goals, share one, retire one; and both settle what isn't covered."""
    pair, alma, ben = scene.pair, scene.alma, scene.ben
    doing: Doing = {**ben.keys, "at": at}
    plans.add_goal(pair, words.HIS_OWN_GOAL, uid=new_uid(), **doing)
    shared = plans.add_goal(pair, words.GOAL, uid=new_uid(), **doing)
    old = plans.add_goal(pair, words.OLD_GOAL, uid=new_uid(), **doing)
    plans.share_goal(pair, plans.the_goal(pair, shared.uid, **doing), **doing)
    plans.retire_goal(
        pair, old.uid, plans.GoalState.DONE_WITH, by=ben.unlocked.person, at=at + timedelta(days=9)
    )
    hers: Doing = {**alma.keys, "at": at + timedelta(days=1)}
    plans.suggest_wording(pair, shared.uid, words.SUGGESTED, **hers)
    line = plans.propose_line(
        pair, plans.LineKind.NOT_COVERED, words.NOT_COVERED, uid=new_uid(), **doing
    )
    _say_yes(pair, line.uid, alma, hers["at"])
    plans.propose_line(pair, plans.LineKind.REVIEW, words.WHEN_TO_LOOK, uid=new_uid(), **hers)


def _say_yes(pair: Relationship, uid: Any, one: InDemo, at: datetime) -> None:
    page = plans.the_plan(pair, **one.keys, at=at)
    line = next(each for each in page.lines if each.uid == uid)
    if line.theirs is not None:
        plans.say_yes_to_line(pair, uid, line.theirs.wording_uid, by=one.unlocked.person, at=at)


def meet(scene: Scene, at: datetime) -> None:
    """Let them meet, with an aim and an end; once more soon; and then every second week."""
    pair, alma, ben = scene.pair, scene.alma, scene.ben
    around_time.met_before(scene, at)
    then = around_time.at_four(scene, at - timedelta(days=10))
    goal = next(iter(plans.open_goals(pair, **ben.keys, at=then)), None)
    before = then - timedelta(days=3)
    first = around_time.arranged(pair, ben, then, 60, at=before)
    wishes = sessions.Wishes(minutes=60, goal_uid=goal.uid if goal else None)
    spoken = sessions.say_what_for(
        pair, first, sessions.Aim(words.AIM_BEFORE), wishes, seen=0, **ben.keys, at=then
    )
    added = sessions.add_to_aim(
        pair, first, words.ADDED, seen=spoken.round, **alma.keys, at=then + timedelta(minutes=2)
    )
    for one in (ben, alma):
        sessions.agree_to_aim(
            pair, first, seen=added.round, by=one.unlocked.person, at=then + timedelta(minutes=4)
        )
    in_the_room.write(scene, first, then)
    around_time.keep_time(scene, first, then, late=(0, 0))
    sessions.say_whether(pair, first, words.DID_WE, **ben.keys, at=then + timedelta(hours=1))
    in_the_room.look_back(scene, first, then + timedelta(hours=2))
    _meet_soon(scene, at)
    around_time.plan_ahead(scene, at - timedelta(days=1))


def _meet_soon(scene: Scene, at: datetime) -> None:
    """Let the next hour be at hand, so that whoever looks around can go into its room."""
    pair, alma, ben = scene.pair, scene.alma, scene.ben
    begins = around_time.soon(at)
    uid = around_time.arranged(pair, alma, begins, 60, at=at - timedelta(days=2))
    sessions.say_what_for(
        pair,
        uid,
        sessions.Aim(words.AIM_NEXT),
        sessions.Wishes(outside=True),
        seen=0,
        **ben.keys,
        at=at - timedelta(days=1),
    )
    row = sessions.the_row(uid)
    if row is not None:
        in_the_room.say_beforehand(scene, row, at - timedelta(days=1))
