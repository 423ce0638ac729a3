"""The fields of a form for what the two can choose in a term, drawn from the term's kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from goldenthread.agreements.terms import Field, Number, OneOf, SomeOf, Term, Value

# More than these are chosen from a list that opens, so that the page stays short.
FEW = 8


def choices_in(term: Term | None, names: Mapping[str, str]) -> dict[str, forms.Field]:
    """Give the fields for what the two can choose in a term; some terms leave nothing to choose.

    `names` has what coach and client are called.
    """
    if term is None:
        return {}
    return {
        field.name: _form_field(field, term[field.name], names)
        for field in term.kind.fields
        if _leaves_a_choice(field)
    }


def term_as_chosen(term: Term, typed: Mapping[str, Any]) -> Term:
    """Give the term with what was chosen. Only for what a form said is valid."""
    chosen = {
        field.name: _value(field, typed[field.name])
        for field in term.kind.fields
        if field.name in typed and not (isinstance(field, OneOf) and not typed[field.name])
    }
    return term.but(**chosen)


def _leaves_a_choice(field: Field) -> bool:
    if isinstance(field, OneOf):
        return len(field.choices) > 1
    return not (isinstance(field, SomeOf) and len(field.words) == field.at_least)


def _token(value: Value) -> str:
    """Give the word that stands for a choice in a form."""
    if isinstance(value, tuple):
        return "both" if len(value) > 1 else value[0]
    return str(value)


def _form_field(field: Field, value: Value, names: Mapping[str, str]) -> forms.Field:
    label = gettext(field.label).format(**names)
    if isinstance(field, OneOf):
        return forms.ChoiceField(
            label=label,
            choices=[
                (_token(choice), gettext(says).format(**names))
                for choice, says in field.choices.items()
            ],
            initial=_token(value),
            # Always one is chosen to begin with; who sends none keeps that one.
            required=False,
            widget=forms.RadioSelect,
        )
    if isinstance(field, SomeOf):
        return forms.MultipleChoiceField(
            label=label,
            choices=[(key, gettext(says).format(**names)) for key, says in field.words.items()],
            initial=list(value) if isinstance(value, tuple) else [],
            required=field.at_least > 0,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": gettext("Choose at least one of these")},
        )
    if isinstance(field, Number):
        return forms.IntegerField(
            label=label, min_value=field.least, max_value=field.most, initial=value
        )
    return forms.DateField(
        label=label,
        required=False,
        initial=value or None,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext("Choose a day of the calendar")},
    )


def _value(field: Field, typed: Any) -> Value:
    """Give a typed choice as the term holds it."""
    if isinstance(field, OneOf):
        chosen: Value = next(choice for choice in field.choices if _token(choice) == typed)
        return chosen
    if isinstance(field, SomeOf):
        return tuple(word for word in field.words if word in typed)
    if isinstance(field, Number):
        return int(typed)
    return typed.isoformat() if isinstance(typed, date) else ""


class TermForm(forms.Form):
    """What can be chosen in one term, and nothing else."""

    def __init__(self, *args: Any, term: Term, names: Mapping[str, str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.term = term
        self.fields.update(choices_in(term, names))

    @property
    def choices(self) -> list[tuple[forms.BoundField, bool]]:
        """Give each thing that can be chosen, and whether it's a list to pick from."""
        return [(self[name], is_pick(field)) for name, field in self.fields.items()]

    def chosen(self) -> Term:
        """Give the term as chosen. Only after is_valid()."""
        return term_as_chosen(self.term, self.cleaned_data)


def is_pick(field: forms.Field) -> bool:
    """Say whether a field is a list to pick from."""
    return isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
