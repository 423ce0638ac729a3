"""What Alma and Ben left in one hour and after it: lines, a hunch, a question, and what is Ben's alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from goldenthread.afterwards import api as afterwards
from goldenthread.commitments import api as commitments
from goldenthread.core.ids import new_uid
from goldenthread.preparation import api as preparation
from goldenthread.room import api as room
from goldenthread.sessions import api as sessions
from goldenthread.web.days import words
from goldenthread.web.days.who import Scene


def write(scene: Scene, uid: UUID, at: datetime) -> None:
    """Let both write in the room, from its beginning `at` on."""
    alma, ben = scene.alma, scene.ben
    note, exact = room.LineKind.NOTE, room.LineKind.WORDS
    for minutes, one, column, kind, said in (
        (2, alma, room.Column.MINE, note, words.HER_NOTE),
        (8, ben, room.Column.MINE, note, words.HIS_NOTE),
        (15, alma, room.Column.OURS, note, words.OURS),
        (22, alma, room.Column.OURS, exact, words.EXACT),
        (40, alma, room.Column.PAD, note, words.NOT_KNOWN),
    ):
        now = at + timedelta(minutes=minutes)
        here = room.the_room(scene.pair.uid, uid, by=one.unlocked.person, at=now)
        room.write_line(here, said, uid=new_uid(), column=column, kind=kind, **one.keys, at=now)
    later = at + timedelta(minutes=41)
    here = room.the_room(scene.pair.uid, uid, by=alma.unlocked.person, at=later)
    room.keep_hunch(here, words.HUNCH, uid=new_uid(), **alma.keys, at=later)


def look_back(scene: Scene, uid: UUID, at: datetime) -> None:
    """Let each keep what they like of an hour; Ben also what he will do, which nobody else can see."""
    for one, part, said in (
        (scene.ben, afterwards.Part.CLOSING, words.HIS_CLOSING),
        (scene.alma, afterwards.Part.CLOSING, words.HER_CLOSING),
        (scene.ben, afterwards.Part.MOMENT, words.HIS_MOMENT),
        (scene.alma, afterwards.Part.MOMENT, words.HER_MOMENT),
        (scene.ben, afterwards.Part.QUESTION, words.HIS_QUESTION),
    ):
        person = one.unlocked.person
        back = afterwards.look_back(scene.pair, uid, by=person, at=at)
        afterwards.keep_line(back, part, {"words": said}, uid=new_uid(), **one.keys, at=at)
        if part == afterwards.Part.MOMENT:
            seen = afterwards.after(back, **one.keys, at=at).moment
            afterwards.give_moment(back, seen, **one.keys, at=at)
    commitments.write_commitment(
        scene.pair, words.HIS_OWN_DOING, uid=new_uid(), **scene.ben.keys, at=at
    )


def say_beforehand(scene: Scene, session: sessions.CoachingSession, at: datetime) -> None:
    """Let Ben write what would make an hour worth it."""
    person = scene.ben.unlocked.person
    preparation.write_sentence(scene.pair, session, words.SENTENCE, by=person, at=at)
