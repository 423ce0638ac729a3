"""What changed between two documents, as one of the two reads it: words, and powers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from goldenthread.agreements.diff import ClauseChange
from goldenthread.agreements.headings import HEADINGS
from goldenthread.agreements.powers import PowerChange, power_changes
from goldenthread.agreements.seen import Ops, Reader, party_called
from goldenthread.agreements.sight import DOES, HOW
from goldenthread.agreements.terms import THINGS, Term


@dataclass(frozen=True, slots=True, repr=False)
class ChangeSeen:
    """A clause that changed: the words, and what the software does because of it."""

    kind: str
    word: str
    sentence: Ops
    reason: Ops
    changes_power: bool
    means_before: str
    means_now: str


def changes_seen(changes: Iterable[ClauseChange], reader: Reader) -> list[ChangeSeen]:
    """Give what changed, in words and in powers ("before: …; now: …", requirements 3.3)."""
    words = {heading.key: gettext(heading.word) for heading in HEADINGS}
    nothing = gettext("Nothing.")
    return [
        ChangeSeen(
            kind=change.kind,
            word=words[change.heading],
            sentence=tuple((piece.kind, piece.text) for piece in change.sentence),
            reason=tuple((piece.kind, piece.text) for piece in change.reason),
            changes_power=change.changes_power,
            means_before=_power(change.power_before, reader) or nothing,
            means_now=_power(change.power_now, reader) or nothing,
        )
        for change in changes
    ]


@dataclass(frozen=True, slots=True, repr=False)
class PowerSeen:
    """One thing that may be done by others than before, and whether that opens more."""

    what: str
    before: str
    now: str
    is_looser: bool
    reaches: str
    to_tick: bool


def powers_seen(before: Iterable[Term], now: Iterable[Term], reader: Reader) -> list[PowerSeen]:
    """Say who may do what, before and now, from the two compiled tables (requirements 3.3)."""
    return [_seen(change, reader) for change in power_changes(before, now)]


def _seen(change: PowerChange, reader: Reader) -> PowerSeen:
    what = gettext("%(does)s: %(thing)s") % {
        "does": gettext(DOES[change.verb]).capitalize(),
        "thing": gettext(THINGS[change.thing]),
    }
    how = gettext(HOW[change.grant]) if HOW[change.grant] else ""
    return PowerSeen(
        what=f"{what} ({how})" if how else what,
        before=_who(change.before, reader),
        now=_who(change.now, reader),
        is_looser=change.is_looser,
        reaches=_who(change.reaches, reader),
        to_tick=change.opens_one_by_one,
    )


def _who(roles: Iterable[str], reader: Reader) -> str:
    """Name some parties, "you" first: "you, Alma and the sponsor"."""
    named = sorted(roles, key=lambda role: role != reader.role)
    words = [
        gettext("you") if each == reader.role else party_called(each, reader) for each in named
    ]
    if not words:
        return gettext("nobody")
    if len(words) == 1:
        return words[0]
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def _power(term: Term | None, reader: Reader) -> str:
    return " ".join((reader.means(term), *reader.grounds(term)))
