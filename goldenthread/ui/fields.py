"""Fields for what people type. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class Words(forms.CharField):
    """Words over several lines. Browsers send two characters for a new line; a person typed one."""

    def to_python(self, value: Any) -> Any:
        """Give the words with each new line as one character."""
        words = super().to_python(value)
        return words.replace("\r\n", "\n") if isinstance(words, str) else words


def words(limit: int, *, label: Any, empty: Any = "", hint: Any = "") -> Words:
    """Give a field for at most `limit` characters of words.

    With `empty`, the sentence that asks for words, the field mustn't be left empty.
    """
    return Words(
        label=label,
        help_text=hint,
        required=bool(empty),
        max_length=limit,
        widget=forms.Textarea,
        error_messages={
            "required": empty,
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long and %(limit_value)d is the most. "
                "Nothing you wrote is lost."
            ),
        },
    )


def day(*, label: Any, empty: Any = "", hint: Any = "") -> forms.DateField:
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
