"""The ledger as somebody reads it: sentences, days, and equal lines folded into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.ledger.models import Entry
from goldenthread.ledger.verbs import find_verb

_TIMES: Final = {
    2: gettext_lazy("twice"),
    3: gettext_lazy("three times"),
    4: gettext_lazy("four times"),
    5: gettext_lazy("five times"),
    6: gettext_lazy("six times"),
    7: gettext_lazy("seven times"),
    8: gettext_lazy("eight times"),
    9: gettext_lazy("nine times"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line as read: the newest moment of what it folds, in the zone of whoever reads it."""

    at: datetime
    since: datetime
    sentence: str
    mine: bool
    many: int

    @property
    def day(self) -> date:
        """Give the reader's day."""
        return self.at.date()

    @property
    def when(self) -> str:
        """Say when: "21:40", or "three times between 21:40 and 21:52"."""
        until = f"{self.at:%H:%M}"
        if self.many == 1:
            return until
        since, times = f"{self.since:%H:%M}", _TIMES.get(self.many)
        often = str(times) if times else _("{many} times").format(many=self.many)
        if since == until:
            return _("{often} at {time}").format(often=often, time=until)
        return _("{often} between {since} and {until}").format(
            often=often, since=since, until=until
        )


def people_in(entries: Iterable[Entry]) -> set[UUID]:
    """Give the uids of everyone these entries speak of, to look their names up at once."""
    named = {entry.about_uid for entry in entries}
    return named | {entry.actor_uid for entry in entries if entry.actor_uid}


def prose(entries: Iterable[Entry], names: Mapping[UUID, str], reader_uid: UUID) -> list[Line]:
    """Give entries as lines, newest first as they come; equal neighbours of a day are one line.

    Times are in the current time zone, which the edge has set to the reader's. Whoever is not
    in `names` has no account any more; where nobody acted, the house itself did.
    """
    lines: list[Line] = []
    for entry in entries:
        at = timezone.localtime(entry.at)
        sentence, mine = _sentence(entry, names, reader_uid), entry.actor_uid == reader_uid
        last = lines[-1] if lines else None
        if last and last.sentence == sentence and last.day == at.date():
            lines[-1] = replace(last, since=at, many=last.many + 1)
        else:
            lines.append(Line(at=at, since=at, sentence=sentence, mine=mine, many=1))
    return lines


def _sentence(entry: Entry, names: Mapping[UUID, str], reader: UUID) -> str:
    verb = find_verb(entry.verb)
    if verb is None:
        template = _("{who} did something that this version has no words for")
    else:
        template = str(verb.several if entry.count > 1 else verb.sentence)
    you, your = _whom(entry, names, reader)
    text = template.format(
        who=_who(entry, names, reader, first=template.startswith("{who}")),
        you=you,
        your=your,
        count=entry.count,
    )
    return text.rstrip(".") + "."


def _who(entry: Entry, names: Mapping[UUID, str], reader: UUID, *, first: bool) -> str:
    """Name the doer. A name is never changed; our own words begin with a capital if first."""
    if entry.actor_uid is None:
        return _("The house itself") if first else _("the house itself")
    if entry.actor_uid == reader:
        return _("You") if first else _("you")
    gone = _("Someone whose account is gone") if first else _("someone whose account is gone")
    return names.get(entry.actor_uid, gone)


def _whom(entry: Entry, names: Mapping[UUID, str], reader: UUID) -> tuple[str, str]:
    """Name the person it is about: "you" and "your", "Ben" and "Ben’s"."""
    if entry.about_uid == reader:
        return _("you"), _("your")
    if entry.about_uid == entry.actor_uid:
        return _("themselves"), _("their own")
    name = names.get(entry.about_uid, _("someone whose account is gone"))
    return name, _("{name}’s").format(name=name)
