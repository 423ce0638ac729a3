"""What can be typed about an agreement. Too long is said with the limit, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goldenthread.agreements.headings import HEADINGS
from goldenthread.agreements.saying import (
    DRAFT_NAME_LIMIT,
    NAME_LIMIT,
    QUESTION_LIMIT,
    REASON_LIMIT,
    SENTENCE_LIMIT,
    Saying,
)
from goldenthread.agreements.sight import CALLED
from goldenthread.agreements.suggested_drafts import DRAFTS
from goldenthread.agreements.term_fields import choices_in, is_pick, term_as_chosen
from goldenthread.agreements.terms import KINDS, Term


def _words(limit: int, *, label: Any, empty: Any = "", hint: Any = "") -> forms.CharField:
    """Give a field for words: newlines count once, and the limit is said in the error."""
    return _Words(
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


class _Words(forms.CharField):
    """Browsers send two characters for a new line; a person typed one."""

    def to_python(self, value: Any) -> Any:
        words = super().to_python(value)
        return words.replace("\r\n", "\n") if isinstance(words, str) else words


class WordsForm(forms.Form):
    """A sentence, its reason, and what can be chosen in its term."""

    sentence = _words(
        SENTENCE_LIMIT,
        label=gettext_lazy("In your words"),
        empty=gettext_lazy("Write a sentence, so that there's something to say yes to"),
    )
    reason = _words(
        REASON_LIMIT,
        label=gettext_lazy("Why it matters to you"),
        hint=gettext_lazy("You can leave this empty."),
    )
    # What was on the screen: the newest own wording, or the line's edition.
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        term: Term | None = None,
        names: dict[str, str] | None = None,
        beside: Collection[str] = (),
        signed_by: Collection[str] = (),
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.term = term
        self._chosen = choices_in(term, names or {})
        self.fields.update(self._chosen)
        if term is None and beside:
            self.fields["signed_by"] = forms.MultipleChoiceField(
                label=gettext("Who else signs this clause?"),
                choices=[(role, gettext(CALLED[role])) for role in beside],
                initial=list(signed_by),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self._chosen["signed_by"] = self.fields["signed_by"]

    @property
    def choices(self) -> list[tuple[forms.BoundField, bool]]:
        """Give each thing that can be chosen, and whether it's a list to pick from."""
        return [(self[name], is_pick(field)) for name, field in self._chosen.items()]

    def saying(self) -> Saying:
        """Give what was typed and chosen. Only after is_valid()."""
        typed = self.cleaned_data
        return Saying(
            typed["sentence"], typed["reason"], self._term(), tuple(typed.get("signed_by", ()))
        )

    def _term(self) -> Term | None:
        return None if self.term is None else term_as_chosen(self.term, self.cleaned_data)


class NewClauseForm(WordsForm):
    """A clause that neither has proposed yet; `kind` says what it does on screen, if anything."""

    heading = forms.ChoiceField(
        label=gettext_lazy("It belongs to"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the eight headings")},
    )
    kind = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("Another clause already does this")},
    )
    field_order = ["heading", "sentence", "reason", "kind"]

    def __init__(
        self, *args: Any, kind: str = "", taken: frozenset[str] = frozenset(), **kw: Any
    ) -> None:
        found = KINDS.get(kind)
        super().__init__(*args, term=found.default if found else None, **kw)
        self.fields["heading"].choices = [(h.key, gettext(h.word)) for h in HEADINGS]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(key, key) for key in KINDS if key not in taken]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kind


class DraftNameForm(forms.Form):
    """What a starting draft is called, for the coach alone."""

    name = forms.CharField(
        label=gettext_lazy("What you call it"),
        max_length=DRAFT_NAME_LIMIT,
        error_messages={
            "required": gettext_lazy("Give it a name, so that you know it again"),
            "max_length": gettext_lazy("%(limit_value)d characters is the most for a name"),
        },
    )


class NewDraftForm(DraftNameForm):
    """A new starting draft, and what it begins with."""

    beginning = forms.ChoiceField(
        label=gettext_lazy("It begins with"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it begins with")},
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["beginning"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{gettext(each.name)}: {gettext(each.says)}") for each in DRAFTS.values()
        ]


class QuestionForm(forms.Form):
    """A question about confidentiality, or the choice not to have one (S0.14)."""

    question = _words(
        QUESTION_LIMIT,
        label=gettext_lazy("My question about this is …"),
        empty=gettext_lazy("Write your question, or choose “I have no question”"),
    )


class AnswerForm(forms.Form):
    """The answer to a question about confidentiality."""

    answer = _words(
        QUESTION_LIMIT,
        label=gettext_lazy("Your answer"),
        empty=gettext_lazy("Write an answer, so that the question isn't left alone"),
    )


class ConfirmForm(forms.Form):
    """Exactly the words that were shown, by their hash, and the wordings they were made of."""

    shown = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)
    wordings = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


class SignForm(ConfirmForm):
    """A typed name under exactly the words that were shown."""

    name = forms.CharField(
        label=gettext_lazy("Your full name"),
        help_text=gettext_lazy("Typing it here is your signature."),
        max_length=NAME_LIMIT,
        error_messages={
            "required": gettext_lazy("Write your name, so that it can stand under the words"),
            "max_length": gettext_lazy("%(limit_value)d characters is the most for a name"),
        },
    )
