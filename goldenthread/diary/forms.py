"""What can be typed into a diary: hours of the week, days apart, rules, kinds of session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.verdicts import Refused, Verdict
from goldenthread.core.wall import zones
from goldenthread.diary import policy
from goldenthread.diary.finding import minute_of
from goldenthread.diary.saying import PLACES, WEEKDAYS, minutes_said
from goldenthread.diary.slots import Apart, Rules, Span, WeekHours
from goldenthread.diary.states import Place
from goldenthread.diary.typed_hours import EndsBefore, NotHours, read_hours, write_hours
from goldenthread.ui.typed import OnceField, TypedField, day_field

LONGEST_DAY = 200
NOTICES = (0, 60, 120, 240, 480, 720, 1440, 2880, 4320, 10_080, 20_160)


class HoursOfADay(TypedField):
    """One day's hours, as people type them; cleans to minutes of the day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(LONGEST_DAY, **kwargs)

    def clean(self, value: Any) -> tuple[Span, ...]:
        """Give the stretches. Says which piece can't be read, and keeps what was typed."""
        try:
            return read_hours(super().clean(value))
        except EndsBefore as piece:
            says = _(
                "%(piece)s ends before it begins. Write what comes after midnight on the next day."
            )
            raise forms.ValidationError(says % {"piece": piece}) from piece
        except NotHours as piece:
            says = _("“%(piece)s” can’t be read as hours. Write them like 9:00–12:30, 14:00–18:00.")
            raise forms.ValidationError(says % {"piece": piece}) from piece


class RevisionField(forms.IntegerField):
    """Which state of the diary was on the page; a missing or broken one is none that ever was."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> int:
        """Give the number, -1 for none: the writer can't mend it."""
        try:
            found = super().clean(value)
        except forms.ValidationError:
            return -1
        return -1 if found is None else int(found)


class HoursForm(forms.Form):
    """A week: one line for each day."""

    revision = RevisionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, label in enumerate(WEEKDAYS):
            self.fields[f"day_{weekday}"] = HoursOfADay(label=label)

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven lines."""
        return [self[f"day_{weekday}"] for weekday in range(7)]

    @property
    def hours(self) -> tuple[WeekHours, ...]:
        """What was typed, once it could be read."""
        return tuple(
            WeekHours(weekday, *span)
            for weekday in range(7)
            for span in self.cleaned_data.get(f"day_{weekday}", ())
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a day that overlaps itself, beside that day."""
        for weekday in range(7):
            day = [each for each in self.hours if each.weekday == weekday]
            _refuse(self, f"day_{weekday}", policy.may_keep_hours(day))
        return self.cleaned_data


class DaysApartForm(forms.Form):
    """Days that aren't as every week."""

    uid = OnceField()
    first = day_field(label=gettext_lazy("The day"), empty=gettext_lazy("Choose a day"))
    last = day_field(
        label=gettext_lazy("Until, if it’s several"), hint=gettext_lazy("The last day of them.")
    )
    how = forms.ChoiceField(
        label=gettext_lazy("What is different?"),
        choices=[
            ("closed", gettext_lazy("Closed")),
            ("open", gettext_lazy("Open, besides the hours of every week")),
        ],
        initial="closed",
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose closed or open"),
            "invalid_choice": gettext_lazy("Choose closed or open"),
        },
    )
    begins = forms.TimeField(
        label=gettext_lazy("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends = forms.TimeField(
        label=gettext_lazy("To"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("begins", "ends"):
            self.fields[name].error_messages["invalid"] = _("Write the time like 14:30")

    @property
    def apart(self) -> Apart:
        """What was typed. Raises KeyError where it couldn't be read."""
        typed = self.cleaned_data
        begins, ends = typed["begins"], typed["ends"]
        return Apart(
            typed["first"],
            typed["last"] or typed["first"],
            typed["how"] == "open",
            None if begins is None else minute_of(begins),
            None if ends is None else minute_of(ends) or 24 * 60,
        )

    def refuse(self, verdict: Verdict) -> bool:
        """Say what a rule says against it; True where it does."""
        return _refuse(self, None, verdict)


class RulesForm(forms.Form):
    """A diary's zone and rules."""

    revision = RevisionField()
    zone = forms.ChoiceField(label=gettext_lazy("The clock your hours are kept by"))
    step = forms.TypedChoiceField(label=gettext_lazy("A session may begin every"), coerce=int)
    after = forms.IntegerField(label=gettext_lazy("Minutes kept free after a session"))
    before = forms.IntegerField(label=gettext_lazy("Minutes kept free before a session"))
    notice = forms.TypedChoiceField(
        label=gettext_lazy("How long before must it be booked?"), coerce=int
    )
    cap = forms.IntegerField(
        label=gettext_lazy("Most sessions in a day"),
        required=False,
        help_text=gettext_lazy("Empty: as many as fit."),
    )
    horizon_days = forms.IntegerField(label=gettext_lazy("How many days ahead can be booked?"))

    def __init__(self, *args: Any, kept: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "zone": zone_choices(kept.zone),
            "step": [(step, minutes_said(step)) for step in policy.STEPS],
            "notice": [(each, minutes_said(each)) for each in sorted({*NOTICES, kept.notice})],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            choose = _("Choose one from the list")
            self.fields[name].error_messages |= {"required": choose, "invalid_choice": choose}
        for name in ("after", "before", "horizon_days", "cap"):
            wrong = {"required": _("Write a number"), "invalid": _("Write a whole number")}
            self.fields[name].error_messages |= wrong
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    @staticmethod
    def starting_with(kept: Rules, revision: int) -> dict[str, Any]:
        """Give what the fields hold before anything is typed."""
        return {
            "revision": revision,
            "zone": kept.zone,
            "step": kept.step,
            "after": kept.after,
            "before": kept.before,
            "notice": kept.notice,
            "cap": kept.cap or None,
            "horizon_days": kept.horizon_days,
        }

    @property
    def rules(self) -> Rules:
        """What was typed, once it could be read."""
        typed = self.cleaned_data
        numbers = {name: typed[name] for name in ("step", "before", "after", "notice")}
        return Rules(
            zone=typed["zone"],
            cap=typed["cap"] or 0,
            horizon_days=typed["horizon_days"],
            **numbers,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse each number outside its bounds, beside its field."""
        usual = Rules()
        for name in ("after", "before", "cap", "horizon_days"):
            value = self.cleaned_data.get(name)
            if value is not None:
                one = {"after": 0, name: value}
                _refuse(self, name, policy.may_keep_rules(_with(usual, one)))
        return self.cleaned_data


class KindForm(forms.Form):
    """A kind of session."""

    uid = OnceField()
    name = TypedField(
        policy.NAME_MOST,
        empty=gettext_lazy("Give it a name, so that clients know which to choose"),
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("For example: First talk, Session, A walk."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"),
        initial=60,
        error_messages={
            "required": gettext_lazy("Write how many minutes"),
            "invalid": gettext_lazy("Write the minutes as a number, like 60"),
        },
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Where do you meet?"),
        choices=[(place.value, label) for place, label in PLACES.items()],
        initial=Place.VIDEO.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose where you meet"),
            "invalid_choice": gettext_lazy("Choose where you meet"),
        },
    )
    where = TypedField(
        policy.WHERE_MOST,
        label=gettext_lazy("The address, the number, or a link of your own"),
        help_text=gettext_lazy(
            "By video you can leave this empty: each session gets a room of its own."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what a rule refuses, beside the field it is about."""
        typed = self.cleaned_data
        usual = {"name": "x", "where": "", "minutes": 60, "place": Place.PHONE.value, "kept": 0}
        if typed.get("minutes") is not None:
            one = {**usual, "minutes": typed["minutes"]}
            _refuse(self, "minutes", policy.may_keep_kind(**one))
        if typed.get("where") and typed.get("place"):
            one = {**usual, "where": typed["where"], "place": typed["place"]}
            _refuse(self, "where", policy.may_keep_kind(**one))
        return typed

    def refuse(self, reason: str) -> None:
        """Say what a rule says against all of it."""
        _refuse(self, None, Refused(reason))


def zone_choices(kept: str) -> list[tuple[str, Any]]:
    """Give the zones by continent; the one that's kept is always among them."""
    by_region: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted({*_places(zones()), kept}):
        region, _slash, place = zone.partition("/")
        named = (zone, (place or zone).replace("_", " ").replace("/", ", "))
        by_region.setdefault(region if place else _("No place"), []).append(named)
    return list(by_region.items())


def _places(names: Iterable[str]) -> list[str]:
    """Leave out names that no wall's clock has: Etc/GMT+5, and names from before there were places."""
    return [zone for zone in names if "/" in zone and not zone.startswith("Etc/")] + ["UTC"]


def _with(rules: Rules, changed: dict[str, Any]) -> Rules:
    kept = {name: getattr(rules, name) for name in Rules.__dataclass_fields__}
    return Rules(**kept | changed)


def _refuse(form: forms.Form, field: str | None, verdict: Verdict) -> bool:
    if isinstance(verdict, Refused):
        form.add_error(field, _(verdict.reason))
    return isinstance(verdict, Refused)


def hours_initial(spans: Sequence[Sequence[Span]], revision: int) -> dict[str, Any]:
    """Give what the lines of a week hold before anything is typed."""
    return {"revision": revision} | {
        f"day_{weekday}": write_hours(list(day)) for weekday, day in enumerate(spans)
    }
