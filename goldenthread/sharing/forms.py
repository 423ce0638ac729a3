"""What can be typed in sharing. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.sharing.policy import LINE_MOST, PURPOSE_MOST, WORDS_MOST
from goldenthread.sharing.states import HopePart, OutsideKind
from goldenthread.ui.typed import OnceField, TypedField

DAYS_AS_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
# A last day is over when it's over everywhere on earth (UTC-12).
A_DAY_EVERYWHERE = timedelta(days=1, hours=12)
NAME_MOST = 200


class OnceForm(forms.Form):
    """A form that makes one thing, however often it is sent: its own uid becomes the thing's."""

    form_uid = OnceField()


class HopeForm(OnceForm):
    """A line for the room of three. `parts` are those the writer's role may write."""

    part = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what it is"),
            "invalid_choice": gettext_lazy("Choose what it is"),
        },
    )
    words = TypedField(
        LINE_MOST,
        rows=6,
        label=gettext_lazy("In your words"),
        empty=gettext_lazy("Write a few words first."),
    )

    def __init__(self, sent: Any = None, *, parts: Sequence[tuple[HopePart, Any]]) -> None:
        super().__init__(sent)
        self.fields["part"].choices = [(part.value, label) for part, label in parts]  # type: ignore[attr-defined]
        if len(parts) == 1:
            self.fields["part"].widget = forms.HiddenInput()
            self.fields["part"].initial = parts[0][0].value


class AskForm(OnceForm):
    """What a seat's holder asks for: words, or something that nobody beside the two is ever given."""

    what = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"),
        widget=forms.RadioSelect,
        choices=[
            ("words", gettext_lazy("Some words about how it’s going")),
            ("measure", gettext_lazy("A number, a grade or a comparison")),
        ],
        error_messages={
            "required": gettext_lazy("Choose what you ask for"),
            "invalid_choice": gettext_lazy("Choose what you ask for"),
        },
    )
    words = TypedField(
        LINE_MOST,
        rows=6,
        label=gettext_lazy("In your words"),
        empty=gettext_lazy("Write what you’d like to know."),
    )


class ReleaseForm(OnceForm):
    """The words that may leave, what they're for, and until which day they may be read."""

    words = TypedField(
        WORDS_MOST,
        rows=6,
        label=gettext_lazy("The words, exactly as they will be read"),
        empty=gettext_lazy("Write the words that may be read."),
    )
    purpose = TypedField(
        PURPOSE_MOST,
        label=gettext_lazy("What they’re for"),
        help_text=gettext_lazy("You can leave this empty. Whoever reads the words reads this too."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until which day"),
        required=False,
        input_formats=DAYS_AS_WRITTEN,
        help_text=gettext_lazy("Leave it empty for as long as nobody withdraws it."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Write the day like 3 December 2026")},
    )
    # The edition that was on the screen, so that two windows don't overwrite each other.
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, sent: Any = None, *, today: date, **kw: Any) -> None:
        super().__init__(sent, **kw)
        self.today = today

    def clean_until(self) -> date | None:
        """Refuse a day that has passed."""
        day: date | None = self.cleaned_data["until"]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("Choose a day that hasn’t passed"))
        if day is not None and day.year > self.today.year + 10:
            raise forms.ValidationError(_("Choose a day that’s nearer than ten years from now"))
        return day

    @property
    def until_moment(self) -> datetime | None:
        """The moment the day is over everywhere on earth."""
        day = self.cleaned_data.get("until")
        return datetime.combine(day, time(), UTC) + A_DAY_EVERYWHERE if day else None


def last_day(until: datetime | None) -> date | None:
    """Give the last day that was chosen, for a moment until which something stays open."""
    return (until - A_DAY_EVERYWHERE).date() if until else None


class YesForm(forms.Form):
    """A yes to exactly what was shown. `shown` is the digest of it."""

    shown = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)
    as_if_present = forms.BooleanField(
        label=gettext_lazy(
            "I read it as if everybody in it were present, and left out what gives them away"
        ),
        required=False,
    )


class OutsideForm(OnceForm):
    """What came from outside by another road, for the coach to note and the client to read."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        widget=forms.RadioSelect,
        choices=[
            (OutsideKind.ASKED.value, gettext_lazy("Somebody asked for something said here")),
            (OutsideKind.SPOKE.value, gettext_lazy("Somebody spoke to me about my client")),
        ],
        error_messages={
            "required": gettext_lazy("Choose what happened"),
            "invalid_choice": gettext_lazy("Choose what happened"),
        },
    )
    who = TypedField(
        NAME_MOST, label=gettext_lazy("Who was it?"), empty=gettext_lazy("Write who it was")
    )
    on = forms.DateField(
        label=gettext_lazy("On which day?"),
        input_formats=DAYS_AS_WRITTEN,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose the day it was"),
            "invalid": gettext_lazy("Write the day like 3 December 2026"),
        },
    )
    words = TypedField(
        LINE_MOST,
        rows=6,
        label=gettext_lazy("What they asked, or said"),
        empty=gettext_lazy("Write what they asked or said"),
    )
    clause = forms.ChoiceField(
        label=gettext_lazy("The clause you cited"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a clause that’s in force")},
    )
    answered = TypedField(
        LINE_MOST,
        rows=6,
        label=gettext_lazy("What you answered"),
        help_text=gettext_lazy("Never why your client wants it so: that’s theirs."),
    )

    def __init__(
        self, sent: Any = None, *, clauses: Sequence[tuple[str, str]], today: date, **kw: Any
    ) -> None:
        super().__init__(sent, **kw)
        self.today = today
        self.fields["clause"].choices = [("", _("None")), *clauses]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """Refuse a day that hasn't come."""
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("Choose a day that has come"))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a clause where something was asked for."""
        typed = super().clean() or self.cleaned_data
        if typed.get("kind") == OutsideKind.ASKED and not typed.get("clause"):
            self.add_error("clause", _("Choose the clause that says no for you"))
        return typed


class PaperForm(forms.Form):
    """A typed name under exactly the clauses that were shown."""

    name = TypedField(
        NAME_MOST,
        label=gettext_lazy("Your full name"),
        help_text=gettext_lazy("Typing it here is your signature."),
        empty=gettext_lazy("Write your name, so that it can stand under the words"),
    )
    shown = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)
