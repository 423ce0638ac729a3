"""A line of the hours log, opened, and what lines add up to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.practice.states import Setting


@dataclass(frozen=True, slots=True, repr=False)
class Worked:
    """What a line says. `name` and `contact` only for hours elsewhere; `pair` for those here."""

    day: date
    minutes: int
    paid: bool
    setting: Setting = Setting.INDIVIDUAL
    people: int = 1
    pair: UUID | None = None
    name: str = ""
    contact: str = ""

    @property
    def payload(self) -> dict[str, Any]:
        """Give what is sealed."""
        return {
            "day": self.day.isoformat(),
            "minutes": self.minutes,
            "paid": self.paid,
            "setting": self.setting.value,
            "people": self.people,
            "pair": str(self.pair) if self.pair else "",
            "name": self.name,
            "contact": self.contact,
        }


def worked_from(payload: Mapping[str, Any]) -> Worked:
    """Read a line from its sealed form."""
    return Worked(
        day=date.fromisoformat(payload["day"]),
        minutes=payload["minutes"],
        paid=payload["paid"],
        setting=Setting(payload["setting"]),
        people=payload["people"],
        pair=UUID(payload["pair"]) if payload["pair"] else None,
        name=payload["name"],
        contact=payload["contact"],
    )


@dataclass(frozen=True, slots=True, repr=False)
class OpenLine:
    """A line as its coach reads it. `name` and `contact` as they may stand today, else empty."""

    uid: UUID
    worked: Worked
    name: str
    contact: str

    @property
    def is_here(self) -> bool:
        """Whether it came of a session kept here."""
        return self.worked.pair is not None


@dataclass(frozen=True, slots=True)
class Total:
    """How much there was in a year, or over all (`year` None): sessions, and minutes paid and not."""

    year: int | None
    sessions: int
    paid: int
    pro_bono: int

    @property
    def hours_paid(self) -> str:
        """Hours with two places."""
        return hours(self.paid)

    @property
    def hours_pro_bono(self) -> str:
        """Hours with two places."""
        return hours(self.pro_bono)


def hours(minutes: int) -> str:
    """Give minutes as hours with two places, as tables of hours have them."""
    return f"{minutes / 60:.2f}"


def totals(lines: Sequence[OpenLine]) -> list[Total]:
    """Give the total of each year, newest first, and of all of them last; none for none."""
    years = sorted({line.worked.day.year for line in lines}, reverse=True)
    found = [_total(year, [x for x in lines if x.worked.day.year == year]) for year in years]
    return [*found, _total(None, lines)] if lines else []


def _total(year: int | None, lines: Iterable[OpenLine]) -> Total:
    some = list(lines)
    return Total(
        year,
        len(some),
        sum(line.worked.minutes for line in some if line.worked.paid),
        sum(line.worked.minutes for line in some if not line.worked.paid),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One client or group in the table that renewals ask for: from and until which month, how many hours."""

    name: str
    contact: str
    setting: Setting
    people: int
    first: date
    last: date
    paid: int
    pro_bono: int

    @property
    def hours_paid(self) -> str:
        """Hours with two places."""
        return hours(self.paid)

    @property
    def hours_pro_bono(self) -> str:
        """Hours with two places."""
        return hours(self.pro_bono)


def rows_of(lines: Sequence[OpenLine]) -> list[Row]:
    """Give a row for each client or group, by the first month; those without a name have a row too."""
    groups: dict[tuple[Any, ...], list[OpenLine]] = {}
    for line in lines:
        worked = line.worked
        whose = worked.pair or (worked.name.casefold(), worked.contact.casefold())
        groups.setdefault((worked.setting, whose), []).append(line)
    rows = [_row(some) for some in groups.values()]
    return sorted(rows, key=lambda row: (row.first, row.name.casefold()))


def _row(lines: Sequence[OpenLine]) -> Row:
    total = _total(None, lines)
    days = [line.worked.day for line in lines]
    return Row(
        name=lines[-1].name,
        contact=lines[-1].contact,
        setting=lines[-1].worked.setting,
        people=max(line.worked.people for line in lines),
        first=min(days),
        last=max(days),
        paid=total.paid,
        pro_bono=total.pro_bono,
    )
