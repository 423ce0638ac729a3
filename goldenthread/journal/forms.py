"""What people type in a journal, checked for shape; nothing typed is ever cut off or dropped."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.journal import places, policy
from goldenthread.ui.typed import OnceField


class WordsField(forms.CharField):
    """Free text with a limit that is said, not enforced by cutting. Line ends are tidied first."""

    def __init__(self, *, most: int, too_long: Any, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.most = most
        self.too_long = too_long

    def to_python(self, value: Any) -> str:
        return places.tidy(str(value or ""))

    def validate(self, value: str) -> None:
        super().validate(value.strip())
        if len(value) > self.most:
            says = self.too_long % {
                "most": number_format(self.most, use_l10n=True, force_grouping=True),
                "have": number_format(len(value), use_l10n=True, force_grouping=True),
            }
            raise forms.ValidationError(says)


class EntryForm(forms.Form):
    """A title, if any, and what someone wrote. ``revision`` is the one the writer saw."""

    uid = OnceField()
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    title = WordsField(
        most=policy.TITLE_MOST,
        too_long=gettext_lazy(
            "A title holds %(most)s characters and this one has %(have)s. "
            "Make it shorter, or put it in the entry. Nothing was lost."
        ),
        required=False,
        label=gettext_lazy("Title, if you like"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = WordsField(
        most=policy.BODY_MOST,
        too_long=gettext_lazy(
            "An entry holds %(most)s characters and this one has %(have)s. "
            "Keep the rest as a second entry. Nothing was lost."
        ),
        required=False,
        label=gettext_lazy("Your entry"),
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        empty = not (cleaned.get("title", "").strip() or cleaned.get("body", "").strip())
        if empty and not self.errors:
            self.add_error("body", _("Write a few words first, and they'll be kept here."))
        return cleaned


class SearchForm(forms.Form):
    """The words looked for, and which page of what was found."""

    q = forms.CharField(
        max_length=500,
        label=gettext_lazy("Find your own words"),
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Write a word or two that you remember."),
            "max_length": gettext_lazy("That's long. A few words are enough."),
        },
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def clean_q(self) -> str:
        return places.tidy(self.cleaned_data["q"])


class ReplyForm(forms.Form):
    """What one of the two writes beside a passage."""

    uid = OnceField()
    words = WordsField(
        most=policy.REPLY_MOST,
        too_long=gettext_lazy(
            "An answer holds %(most)s characters and this one has %(have)s. "
            "Make it shorter, or send it in two. Nothing was lost."
        ),
        label=gettext_lazy("Your words"),
        error_messages={"required": gettext_lazy("Write a few words first.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ShareForm(forms.Form):
    """Which words to share, and for how long. Nothing is ticked beforehand (S1.8)."""

    uid = OnceField()
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    paragraphs = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Whole paragraphs"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("That paragraph isn't here any more.")},
    )
    words = WordsField(
        most=policy.BODY_MOST,
        too_long=gettext_lazy(
            "Those are more characters (%(have)s) than an entry holds (%(most)s)."
        ),
        required=False,
        label=gettext_lazy("Or exact words"),
        help_text=gettext_lazy("Mark them above, or type them just as they stand in the entry."),
        widget=forms.Textarea(attrs={"rows": 3, "data-chosen-words": ""}),
    )
    until = forms.DateField(
        required=False,
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("That whole day included. Leave it empty: until you take it back."),
        widget=forms.DateInput(attrs={"type": "date", "min": ""}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write a day like 2027-03-31, or leave it empty.")},
    )

    def __init__(self, *args: Any, body: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.at = body, at
        self.pieces = places.paragraphs(body)
        numbered = [(str(number), piece.words) for number, piece in enumerate(self.pieces)]
        field = self.fields["paragraphs"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = numbered

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < timezone.localtime(self.at).date():
            raise forms.ValidationError(_("Choose a day that hasn't passed."))
        if until is not None and until.year > self.at.year + 100:
            raise forms.ValidationError(_("Choose a nearer day, or leave it empty."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        typed = cleaned["words"].strip()
        ticked = [int(number) for number in cleaned["paragraphs"]]
        if typed:
            self._find(typed)
        elif not ticked:
            self.add_error("words", _("Choose the words to share: a paragraph, or exact words."))
        else:
            self._join(ticked)
        return self.cleaned_data

    def _join(self, ticked: list[int]) -> None:
        span = places.joined(self.pieces, ticked)
        if span is None:
            says = _("Choose paragraphs that follow one another, or share them one by one.")
            self.add_error("paragraphs", says)
            return
        self._settle(span)

    def _find(self, typed: str) -> None:
        span = places.spot(self.body, typed, near=self.cleaned_data["start"] or 0)
        if span is None:
            says = _("Those words aren't in this entry as they stand. Copy them from the entry.")
            self.add_error("words", says)
            return
        self._settle(span)

    def _settle(self, span: tuple[int, int]) -> None:
        """Keep what will be shared: the entry's own slice, and where it starts."""
        self.cleaned_data["start"] = span[0]
        self.cleaned_data["exact"] = self.body[span[0] : span[1]]

    def closes_at(self) -> datetime | None:
        """Give the first moment after the chosen day, in the zone of the one who shares."""
        until: date | None = self.cleaned_data["until"]
        if until is None:
            return None
        return timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))


class OpenAgainForm(forms.Form):
    """Passages shared before, each with its own tick; none of them ticked to begin with."""

    passages = forms.MultipleChoiceField(
        label=gettext_lazy("What may be read after all"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick the passages you want to open"),
            "invalid_choice": gettext_lazy("One of these isn’t shut any more. Look again."),
        },
    )

    def __init__(self, *args: Any, passages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passages"].choices = passages  # type: ignore[attr-defined]

    def chosen(self) -> list[UUID]:
        """Give the passages that were ticked. Only after is_valid()."""
        return [UUID(uid) for uid in self.cleaned_data["passages"]]
