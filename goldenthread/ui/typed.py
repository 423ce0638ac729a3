"""Fields for what people type: a limit is said and nothing is cut off; a form sent twice is known."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from goldenthread.core.ids import new_uid

TOO_LONG = gettext_lazy(
    "This holds %(most)s characters and has %(have)s. Make it shorter. Nothing was lost."
)


def tidy(text: str) -> str:
    """Make line ends one kind and drop NULs: what is kept and compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


class TypedField(forms.CharField):
    """Free text of at most `most` characters. `empty` is the sentence for none; without it none is fine."""

    def __init__(self, most: int, *, empty: Any = "", rows: int = 0, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        widget.attrs["autocomplete"] = "off"
        super().__init__(
            required=bool(empty), error_messages={"required": empty}, widget=widget, **kwargs
        )
        self.most = most

    def to_python(self, value: Any) -> str:
        return tidy(str(value or "")).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.most:
            have, most = (
                number_format(n, use_l10n=True, force_grouping=True)
                for n in (len(value), self.most)
            )
            raise forms.ValidationError(TOO_LONG % {"most": most, "have": have})

    def run_validators(self, value: str) -> None:
        """Leave Django's check for NULs out: `to_python` has dropped them."""


def day_field(*, label: Any, empty: Any = "", hint: Any = "") -> forms.DateField:
    """Give a field for a day of the calendar; with `empty` it mustn't be left empty."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=bool(empty),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": empty,
            "invalid": gettext_lazy("Choose a day of the calendar"),
        },
    )


class OnceField(forms.UUIDField):
    """The uid of what a form will make, so that sending it twice makes one thing.

    A missing or broken one is replaced, never complained about: the writer can't mend it.
    """

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=new_uid, **kwargs)

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or new_uid()
        except forms.ValidationError:
            return new_uid()
