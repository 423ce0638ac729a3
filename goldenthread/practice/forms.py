"""What can be typed into an hours log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.verdicts import Refused
from goldenthread.practice import policy
from goldenthread.practice.lines import OpenLine, Worked
from goldenthread.practice.queries import NotTakenIn
from goldenthread.practice.states import Setting
from goldenthread.ui.typed import OnceField, TypedField, day_field

PAID = [("yes", gettext_lazy("Paid")), ("no", gettext_lazy("Pro bono"))]
SETTINGS = [
    (Setting.INDIVIDUAL.value, gettext_lazy("One person")),
    (Setting.GROUP.value, gettext_lazy("A group")),
]
AS_A_NUMBER = gettext_lazy("Write the minutes as a number, like 60")


def _choose(label: Any, choices: Any, initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one of these"),
            "invalid_choice": gettext_lazy("Choose one of these"),
        },
    )


def _minutes(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=policy.MINUTES_LEAST,
        max_value=policy.MINUTES_MOST,
        error_messages={
            "required": AS_A_NUMBER,
            "invalid": AS_A_NUMBER,
            "min_value": AS_A_NUMBER,
            "max_value": gettext_lazy("A line holds one day at the most"),
        },
        **more,
    )


class LineForm(forms.Form):
    """One line. Of a session kept here nobody types a name: the client lends it, or not."""

    uid = OnceField()
    on_day = day_field(
        label=gettext_lazy("On which day?"), empty=gettext_lazy("Choose a day that has been")
    )
    minutes = _minutes(gettext_lazy("How many minutes?"))
    paid = _choose(gettext_lazy("Paid or not"), PAID, "yes")
    setting = _choose(gettext_lazy("With whom"), SETTINGS, Setting.INDIVIDUAL.value)
    people = forms.IntegerField(
        required=False,
        label=gettext_lazy("How many in the group?"),
        help_text=gettext_lazy("Only for a group."),
        min_value=1,
        max_value=policy.PEOPLE_MOST,
        error_messages={
            "invalid": gettext_lazy("Write how many as a number"),
            "min_value": gettext_lazy("Write how many as a number"),
            "max_value": gettext_lazy("Write a smaller number"),
        },
    )
    name = TypedField(
        policy.NAME_MOST,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Only if they’ve said yes to that. Empty stands as “a client”."),
    )
    contact = TypedField(policy.NAME_MOST, label=gettext_lazy("Contact"))

    def __init__(
        self, sent: Any = None, *, today: date, line: OpenLine | None = None, **more: Any
    ) -> None:
        super().__init__(sent, initial=_start(line) if line else {"on_day": today}, **more)
        self.today, self.pair = today, line.worked.pair if line else None
        if self.pair is not None:
            del self.fields["name"], self.fields["contact"]

    def clean_on_day(self) -> date:
        """Refuse a day that hasn't been."""
        day: date = self.cleaned_data["on_day"]
        verdict = policy.may_have_been(day, today=self.today)
        if isinstance(verdict, Refused):
            raise forms.ValidationError(_(verdict.reason))
        return day

    @property
    def worked(self) -> Worked:
        """What was typed, clean."""
        typed = self.cleaned_data
        setting = Setting(typed["setting"])
        return Worked(
            day=typed["on_day"],
            minutes=typed["minutes"],
            paid=typed["paid"] == "yes",
            setting=setting,
            people=typed["people"] or 1 if setting == Setting.GROUP else 1,
            pair=self.pair,
            name=typed.get("name", ""),
            contact=typed.get("contact", ""),
        )


def _start(line: OpenLine) -> dict[str, Any]:
    worked = line.worked
    return {
        "on_day": worked.day,
        "minutes": worked.minutes,
        "paid": "yes" if worked.paid else "no",
        "setting": worked.setting.value,
        "people": worked.people,
        "name": worked.name,
        "contact": worked.contact,
    }


class TakeInForm(forms.Form):
    """Sessions that took place, each with its minutes; those left ticked come into the log."""

    paid = _choose(gettext_lazy("Were they paid?"), PAID, "yes")

    def __init__(self, sent: Any = None, *, waiting: Sequence[NotTakenIn], **more: Any) -> None:
        super().__init__(sent, **more)
        self.waiting = waiting
        for one in waiting:
            day = date_format(one.on_day, "j F Y")
            self.fields[_ticked(one.uid)] = forms.BooleanField(
                required=False, initial=True, label=day
            )
            label = _("Minutes on %(day)s") % {"day": day}
            field = _minutes(label, initial=one.minutes)
            field.required = False
            self.fields[_lasted(one.uid)] = field

    def clean(self) -> dict[str, Any]:
        """Ask for the minutes of each session that is ticked."""
        typed: dict[str, Any] = super().clean() or {}
        for one in self.waiting:
            missing = typed.get(_ticked(one.uid)) and typed.get(_lasted(one.uid)) is None
            if missing and _lasted(one.uid) not in self.errors:
                self.add_error(_lasted(one.uid), str(AS_A_NUMBER))
        return typed

    @property
    def each(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each session."""
        return [(self[_ticked(one.uid)], self[_lasted(one.uid)]) for one in self.waiting]

    @property
    def worked(self) -> dict[UUID, Worked]:
        """What comes in, by the session's uid."""
        typed = self.cleaned_data
        return {
            one.uid: Worked(
                one.on_day, typed[_lasted(one.uid)], paid=typed["paid"] == "yes", pair=one.pair
            )
            for one in self.waiting
            if typed[_ticked(one.uid)]
        }


def _ticked(uid: UUID) -> str:
    return f"take_{uid.hex}"


def _lasted(uid: UUID) -> str:
    return f"minutes_{uid.hex}"


class LendForm(forms.Form):
    """Whether a name stands in the log with the address beside it, or alone."""

    contact = forms.BooleanField(
        required=False, label=gettext_lazy("My e-mail address as well, as a contact")
    )
