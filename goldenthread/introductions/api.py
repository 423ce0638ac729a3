"""The door of introductions."""

from goldenthread.introductions.actions import keep_note, keep_part, publish_page
from goldenthread.introductions.parts import Part
from goldenthread.introductions.policy import may_invite_now
from goldenthread.introductions.published import ComplaintRoute, ProcessPage
from goldenthread.introductions.queries import (
    StepsDone,
    copy_for,
    draft_parts,
    process_page_of,
    steps_done,
)
from goldenthread.introductions.states import OwnStep

__all__ = [
    "ComplaintRoute",
    "OwnStep",
    "Part",
    "ProcessPage",
    "StepsDone",
    "copy_for",
    "draft_parts",
    "keep_note",
    "keep_part",
    "may_invite_now",
    "process_page_of",
    "publish_page",
    "steps_done",
]
