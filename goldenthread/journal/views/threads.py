"""How a shared passage and the talk beside it are said on a page, to either of the two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from goldenthread.journal.opened import Answer, Thread
from goldenthread.journal.places import first_words
from goldenthread.journal.states import PassageState
from goldenthread.journal.views.here import Here, day, last_day
from goldenthread.ui import audience


@dataclass(frozen=True, slots=True, repr=False)
class ShownAnswer:
    """What one wrote, with whose words they are."""

    uid: UUID
    initial: str
    role: str
    says: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class ShownThread:
    """A passage as the reader may see it now."""

    uid: UUID
    ref: str
    label: str
    says: str
    standing: str
    words: str
    is_open: bool
    is_taken_back: bool
    is_shut: bool
    is_own: bool
    answers: tuple[ShownAnswer, ...]


def shown(thread: Thread, here: Here) -> ShownThread:
    """Say a thread to the one who is looking."""
    is_own = here.role == "client"
    when = {"name": here.theirs, "day": day(thread.shared_at)}
    says = _("You shared this on %(day)s") if is_own else _("%(name)s shared this on %(day)s")
    said, beside = says % when, _("Beside “%(words)s”")
    return ShownThread(
        uid=thread.uid,
        ref=f"p-{thread.uid}",
        label=beside % {"words": first_words(thread.words, most=60)} if thread.words else said,
        says=said,
        standing=_standing(thread, here),
        words=thread.words,
        is_open=thread.state == PassageState.SHARED,
        is_taken_back=thread.state == PassageState.TAKEN_BACK,
        is_shut=thread.state == PassageState.SHUT,
        is_own=is_own,
        answers=tuple(_shown_answer(answer, here) for answer in thread.answers),
    )


def _standing(thread: Thread, here: Here) -> str:
    if thread.taken_back_at is not None:
        taken = {"name": here.theirs, "day": day(thread.taken_back_at)}
        if here.role == "client":
            return _("You took these words back on %(day)s. %(name)s can't open them.") % taken
        return _("%(name)s took these words back on %(day)s.") % taken
    if thread.state == PassageState.SHUT:
        return _shut_standing(here)
    if thread.closes_at is None:
        return _("Until you take it back.") if here.role == "client" else ""
    return _until(thread.closes_at, thread.state, here)


def _until(closes_at: datetime, state: PassageState, here: Here) -> str:
    until = {"day": last_day(closes_at), "name": here.theirs}
    if state == PassageState.SHARED:
        return _("Until %(day)s.") % until
    if here.role == "client":
        return _("%(name)s could read this until %(day)s.") % until
    return _("You could read this until %(day)s.") % until


def _shut_standing(here: Here) -> str:
    name = {"name": here.theirs}
    if here.role == "client":
        return (
            _("You shared this before what you both signed opened it: %(name)s can’t read it.")
            % name
        )
    return _("%(name)s shared this before what you both signed opened it.") % name


def _shown_answer(answer: Answer, here: Here) -> ShownAnswer:
    is_coach = answer.author_uid == here.relationship.coach_uid
    by_me = is_coach == (here.role == "coach")
    name = here.mine if by_me else here.theirs
    says = _("You, %(day)s") if by_me else _("%(name)s, %(day)s")
    return ShownAnswer(
        uid=answer.uid,
        initial=audience.initial_of(name),
        role="coach" if is_coach else "client",
        says=says % {"name": name, "day": day(answer.written_at)},
        words=answer.words,
    )
