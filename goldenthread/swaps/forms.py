"""What people type in a swap, checked for shape; nothing typed is ever cut off or dropped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.core.ids import new_uid
from goldenthread.swaps import policy
from goldenthread.swaps.halves import Answered, Written
from goldenthread.swaps.kinds import Prompt, SwapKind
from goldenthread.swaps.likings import ALL, FIT_WORDS, FITS, PLACES, LikingSaid
from goldenthread.swaps.reading import OpenDraft
from goldenthread.ui.typed import OnceField

ANSWER, OUT = "answer_", "leave_out_"


class Words(forms.CharField):
    """Free text with a limit that is said, not enforced by cutting. Line ends become one kind."""

    def __init__(self, *, most: int = policy.ANSWER_MOST, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)
        self.most = most

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    def validate(self, value: str) -> None:
        if len(value) <= self.most:
            return
        raise forms.ValidationError(
            _(
                "This place holds %(most)s characters and yours has %(have)s. "
                "Make it shorter. Nothing was lost."
            )
            % {"most": _grouped(self.most), "have": _grouped(len(value))}
        )


def _grouped(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


class SeenField(forms.IntegerField):
    """Which one the writer saw, by its number. A broken one is 0, which is never the one that's kept.

    The writer can't mend it, so it is no error: they are shown what is kept, beside their words.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


class HalfForm(forms.Form):
    """One half of a swap: a place for each question put to this role, each of which may stay empty."""

    revision = SeenField()

    def __init__(self, *args: Any, kind: SwapKind, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.prompts = kind, kind.prompts_of(role)
        self.hides = bool(policy.may_leave_out(role=role, offered=kind.may_leave_out))
        for prompt in self.prompts:
            self.fields[ANSWER + prompt.key] = Words(
                label=_(prompt.asks),
                help_text=_(prompt.hint) if prompt.hint else "",
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            if self.hides:
                self.fields[OUT + prompt.key] = forms.BooleanField(
                    required=False,
                    label=_("This means nothing to me"),
                    # Said once, beneath the first.
                    help_text=_(
                        "Then it’s left out of your card, and what stands above isn’t kept."
                    )
                    if prompt == self.prompts[0]
                    else "",
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.written.says_something:
            self.add_error(ANSWER + self.prompts[0].key, _("Write a few words first."))
        return cleaned

    @property
    def written(self) -> Written:
        """What was typed, clean; without the answers to what is left out."""
        out = frozenset(each.key for each in self.prompts if self.cleaned_data.get(OUT + each.key))
        answers = tuple(
            Answered(each.key, each.asks, self.cleaned_data.get(ANSWER + each.key, "").strip())
            for each in self.prompts
            if each.key not in out
        )
        return Written(answers, out)

    @property
    def places(self) -> list[tuple[BoundField, BoundField | None]]:
        """Each question's place with its tick, where it has one. What was left out stands last."""
        out = {prompt.key for prompt in self.prompts if self._is_out(prompt)}
        ordered = sorted(self.prompts, key=lambda prompt: prompt.key in out)
        return [
            (self[ANSWER + each.key], self[OUT + each.key] if self.hides else None)
            for each in ordered
        ]

    def _is_out(self, prompt: Prompt) -> bool:
        return self.hides and bool(self[OUT + prompt.key].value())


def as_typed(written: Written, revision: int) -> dict[str, Any]:
    """Give what a form begins with: these words, at the revision of the draft they'd replace."""
    return (
        {"revision": revision}
        | {ANSWER + each.key: each.words for each in written.answers}
        | {OUT + key: True for key in written.left_out}
    )


def starting_with(draft: OpenDraft | None, last: Written) -> dict[str, Any]:
    """Give what a form begins with: the draft, or what this person wrote the last time."""
    return as_typed(draft.written, draft.revision) if draft else as_typed(last, 0)


class ReadyForm(forms.Form):
    """Which draft somebody saw when they said they're ready."""

    revision = SeenField()


class AddForm(forms.Form):
    """What one of the two did not know. `uid` is the addition's, so that sending twice adds once."""

    uid = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    words = Words(widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, sent: Any = None, *, kind: SwapKind) -> None:
        super().__init__(sent, initial={"uid": new_uid()})
        self.fields["words"].label = _(kind.adds)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].strip()
        if not words:
            raise forms.ValidationError(_("Write a few words first."))
        return words

    def clean_uid(self) -> UUID:
        """Take the form's own uid; one that isn't a uid is as good as a new form."""
        try:
            return UUID(self.cleaned_data["uid"])
        except ValueError:
            return new_uid()


class LikingForm(forms.Form):
    """How someone likes to work: seven places, all of which may stay empty."""

    number = SeenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            self.fields[place.key] = Words(
                most=policy.LIKING_MOST,
                label=_(place.asks),
                help_text=_(place.hint) if place.hint else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

        words = [(word, _(word)) for word in FIT_WORDS]
        for place in FITS:
            self.fields[place.key] = forms.ChoiceField(
                label=_(place.asks),
                required=False,
                choices=[("", _("nothing to say")), *words],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of these")},
            )

    @property
    def said(self) -> LikingSaid:
        """What was typed, clean."""
        words = {place.key: self.cleaned_data[place.key].strip() for place in ALL}
        return LikingSaid({key: text for key, text in words.items() if text})

    @property
    def places(self) -> list[BoundField]:
        """Each place, in the order of the page."""
        return [self[place.key] for place in PLACES]

    @property
    def fits(self) -> list[BoundField]:
        """How it has fitted lately, one choice each."""
        return [self[place.key] for place in FITS]


class AdjustmentForm(forms.Form):
    """What a coach will change."""

    uid = OnceField()
    words = Words(
        most=policy.LIKING_MOST,
        label=gettext_lazy("What I’ll change"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].strip()
        if not words:
            raise forms.ValidationError(_("Write a few words first."))
        return words
