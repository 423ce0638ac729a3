"""The door of sharing."""

from goldenthread.sharing.actions.outside import Outside, note_from_outside
from goldenthread.sharing.actions.releases import Meant, approve_release, draft_release
from goldenthread.sharing.actions.room import answer_request, ask, write_hope
from goldenthread.sharing.attendance import count_sessions_with
from goldenthread.sharing.checking_in import check_in
from goldenthread.sharing.chores import let_releases_expire
from goldenthread.sharing.copies import copy_for, copy_of_windows
from goldenthread.sharing.glance import Glance, glance_at
from goldenthread.sharing.models import Release
from goldenthread.sharing.naming import names_for, names_known_to
from goldenthread.sharing.queries.continuity import plan_sessions_with
from goldenthread.sharing.queries.drafts import releases_of, the_draft
from goldenthread.sharing.shown import count_for_coach_with
from goldenthread.sharing.states import HopePart, OutsideKind, ReleaseState, RequestState

__all__ = [
    "Glance",
    "HopePart",
    "Meant",
    "Outside",
    "OutsideKind",
    "Release",
    "ReleaseState",
    "RequestState",
    "answer_request",
    "approve_release",
    "ask",
    "check_in",
    "copy_for",
    "copy_of_windows",
    "count_for_coach_with",
    "count_sessions_with",
    "draft_release",
    "glance_at",
    "let_releases_expire",
    "names_for",
    "names_known_to",
    "note_from_outside",
    "plan_sessions_with",
    "releases_of",
    "the_draft",
    "write_hope",
]
