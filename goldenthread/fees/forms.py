"""What can be typed about fees. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.verdicts import Refused, Verdict
from goldenthread.fees import policy
from goldenthread.fees.money import NoSum, read_sum
from goldenthread.fees.opened import InvoiceSaid, Line
from goldenthread.ui.typed import OnceField, TypedField, day_field

FIRST_LINES = 3


def _check(verdict: Verdict) -> None:
    if isinstance(verdict, Refused):
        raise forms.ValidationError(_(verdict.reason))


class PackageForm(forms.Form):
    """So many sessions, from a day on. `today` is the coach's day."""

    uid = OnceField()
    sessions = forms.IntegerField(
        label=gettext_lazy("How many sessions?"),
        error_messages={
            "required": gettext_lazy("Say how many sessions"),
            "invalid": gettext_lazy("Write it as a number, like 10"),
        },
    )
    since = day_field(
        label=gettext_lazy("Counted from which day on?"), empty=gettext_lazy("Choose a day")
    )

    def __init__(self, sent: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(sent, **more)
        self.today = today
        self.fields["since"].initial = today

    def clean_sessions(self) -> int:
        """Refuse a number nobody means."""
        sessions: int = self.cleaned_data["sessions"]
        _check(policy.may_put_package(role="coach", going_on=True, sessions=sessions))
        return sessions

    def clean_since(self) -> date:
        """Refuse a day nobody means."""
        since: date = self.cleaned_data["since"]
        _check(policy.may_fall_on(since, today=self.today))
        return since


class InvoiceForm(forms.Form):
    """An invoice. Its lines are pairs of fields, so that it works without script."""

    uid = OnceField()
    number = TypedField(
        policy.NUMBER_MOST, label=gettext_lazy("Number"), empty=gettext_lazy("Give it a number")
    )
    day = day_field(label=gettext_lazy("Day"), empty=gettext_lazy("Choose its day"))
    due = day_field(label=gettext_lazy("To be paid by"), hint=gettext_lazy("You can leave it out."))
    maker = TypedField(
        policy.NOTE_MOST, rows=3, label=gettext_lazy("Who you are, as an invoice needs it")
    )
    to = TypedField(policy.NOTE_MOST, rows=3, label=gettext_lazy("Who it’s for"))
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=gettext_lazy("Currency"),
        help_text=gettext_lazy("Three letters, like EUR"),
        error_messages={
            "required": gettext_lazy("Write the currency as three letters, like EUR"),
            "invalid": gettext_lazy("Write the currency as three letters, like EUR"),
        },
    )
    pay_at = TypedField(
        policy.ADDRESS_MOST,
        label=gettext_lazy("Where it can be paid"),
        help_text=gettext_lazy(
            "An address that begins with https://, of the service you use. Empty is fine."
        ),
    )
    note = TypedField(policy.NOTE_MOST, rows=2, label=gettext_lazy("Anything else on it"))

    def __init__(self, sent: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(sent, **more)
        self.today = today
        for place in range(policy.LINES_MOST):
            what, amount = TypedField(policy.WHAT_MOST), TypedField(policy.NUMBER_MOST)
            what.label = _("What for (line %(n)d)") % {"n": place + 1}
            amount.label = _("Sum (line %(n)d)") % {"n": place + 1}
            amount.widget.attrs["inputmode"] = "decimal"
            self.fields[f"what_{place}"], self.fields[f"sum_{place}"] = what, amount

    @property
    def first_lines(self) -> list[tuple[Any, Any]]:
        """The fields of the lines most invoices have, bound: what for, and how much."""
        return self._fields_of(range(FIRST_LINES))

    @property
    def more_lines(self) -> list[tuple[Any, Any]]:
        """The fields of the other lines."""
        return self._fields_of(range(FIRST_LINES, policy.LINES_MOST))

    @property
    def uses_more_lines(self) -> bool:
        """Whether anything was typed in those."""
        return any(field.value() for pair in self.more_lines for field in pair)

    def _fields_of(self, places: range) -> list[tuple[Any, Any]]:
        return [(self[f"what_{place}"], self[f"sum_{place}"]) for place in places]

    def clean_day(self) -> date:
        """Refuse a day nobody means."""
        _check(policy.may_fall_on(self.cleaned_data["day"], today=self.today))
        day: date = self.cleaned_data["day"]
        return day

    def clean_due(self) -> date | None:
        """Refuse a day nobody means."""
        due: date | None = self.cleaned_data["due"]
        if due is not None:
            _check(policy.may_fall_on(due, today=self.today))
        return due

    def clean_pay_at(self) -> str:
        """Refuse anything but an https address."""
        address: str = self.cleaned_data["pay_at"]
        if address:
            _check(policy.may_link_to(address))
        return address

    def clean(self) -> dict[str, Any]:
        """Read the lines: each has words and a sum, and there's one at least."""
        typed: dict[str, Any] = self.cleaned_data
        self.lines = [line for place in range(policy.LINES_MOST) if (line := self._line(place))]
        if not self.lines and not self.errors:
            self.add_error("what_0", _("Write one line at least, with its sum."))
        return typed

    def _line(self, place: int) -> Line | None:
        what = self.cleaned_data.get(f"what_{place}", "")
        typed = self.cleaned_data.get(f"sum_{place}", "")
        if not what and not typed:
            return None
        if not what:
            self.add_error(f"what_{place}", _("Say what this sum is for"))
        try:
            return Line(what, read_sum(typed))
        except NoSum:
            self.add_error(f"sum_{place}", _("Write the sum like 120 or 120.50"))
            return None

    @property
    def said(self) -> InvoiceSaid:
        """What was typed, clean."""
        typed = self.cleaned_data
        words = {name: typed[name] for name in ("number", "maker", "to", "pay_at", "note")}
        return InvoiceSaid(
            day=typed["day"],
            due=typed["due"],
            lines=tuple(self.lines),
            currency=typed["currency"].upper(),
            **words,
        )


def typed_before(last: InvoiceSaid | None, *, today: date, number: str) -> dict[str, Any]:
    """Give what an invoice begins with: from the last one, who, where and in which currency."""
    if last is None:
        return {"day": today}
    again = {name: getattr(last, name) for name in ("maker", "to", "currency", "pay_at", "note")}
    return {**again, "day": today, "number": number}
