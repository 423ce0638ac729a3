"""A part of the process page as it is typed. Nothing typed is cut off or lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldenthread.introductions.parts import Asked, Section
from goldenthread.introductions.policy import LONGEST_NOTE


class SaidField(forms.CharField):
    """Words with a limit that is said, and never cuts."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(
            error_messages={
                "required": gettext_lazy("Write something here, in your own words."),
                "null_characters_not_allowed": gettext_lazy("Write it without hidden marks."),
            },
            **kwargs,
        )
        self.longest = longest

    def clean(self, value: Any) -> str:
        """Give the words with plain line ends; say by how much they are too long."""
        words = str(super().clean(value)).replace("\r\n", "\n")
        more = len(words) - self.longest
        if more > 0:
            raise forms.ValidationError(
                ngettext(
                    "There’s room for %(limit)d letters, and this is %(more)d more. Nothing was cut off.",
                    "There’s room for %(limit)d letters, and this is %(more)d more. Nothing was cut off.",
                    more,
                )
                % {"limit": self.longest, "more": more}
            )
        return words


class LinkField(SaidField):
    """An address on the web that begins with https://."""

    def clean(self, value: Any) -> str:
        """Give the address; say how one looks."""
        link = super().clean(value).strip()
        if not link:
            return ""
        try:
            there = urlsplit(link)
        except ValueError:
            there = urlsplit("")
        if there.scheme != "https" or not there.hostname or any(c.isspace() for c in link):
            raise forms.ValidationError(_("Write the address like https://example.org/complaints"))
        return link


class PartForm(forms.Form):
    """What one section asks for; `seen` is the edition that was on the screen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, sent: Any = None, *, section: Section, initial: Any = None) -> None:
        super().__init__(sent, initial=initial)
        self.section = section
        for asked in section.asks:
            self.fields[asked.key] = _field_for(asked)

    @property
    def asked(self) -> list[tuple[forms.BoundField, int]]:
        """The fields to draw, each with its rows (0: one line)."""
        return [(self[each.key], each.rows) for each in self.section.asks]

    @property
    def words(self) -> dict[str, str]:
        """What was typed, clean."""
        return {each.key: self.cleaned_data[each.key] for each in self.section.asks}

    @property
    def seen_edition(self) -> int:
        """The edition that was on the screen; -1 for one that isn't a number."""
        seen = str(self.cleaned_data["seen"])
        return int(seen) if seen.isdecimal() else -1


def _field_for(asked: Asked) -> forms.Field:
    kind = LinkField if asked.is_link else SaidField
    widget = forms.Textarea if asked.rows else forms.TextInput
    return kind(
        label=asked.label,
        help_text=asked.hint,
        required=asked.required,
        longest=asked.longest,
        widget=widget,
    )


class NoteForm(forms.Form):
    """A note of one's own, which may be empty."""

    words = SaidField(
        label=gettext_lazy("For yourself alone"),
        required=False,
        longest=LONGEST_NOTE,
        widget=forms.Textarea,
    )
