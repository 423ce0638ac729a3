"""What a term means on screen, generated from the term itself (S0.14). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goldenthread.agreements.terms.fields import OneOf, SomeOf
from goldenthread.agreements.terms.term import KINDS, Term
from goldenthread.core.roles import PAIR, Role


def what_this_means_on_screen(term: Term) -> str:
    """Say what the software does because of this term, with {coach}, {client} and its values.

    {Coach} and {Client} open a sentence: with "the coach" for a name that makes a difference.
    Generated from the term, so that no text promises what no rule keeps (S0.14).
    """
    return term.kind.means(term)


def sentence_of(term: Term, names: Mapping[str, str], translate: Callable[[str], str] = str) -> str:
    """Say the same with names and values in their places.

    `names` has coach, client, Coach and Client; `translate` turns a marked text into the reader's
    language.
    """
    return translate(term.kind.means(term)).format(**_blanks(term, names, translate))


def people_only_of(
    term: Term, names: Mapping[str, str], translate: Callable[[str], str] = str
) -> str:
    """Say what of this term the software can't keep and only people can, or nothing."""
    return translate(term.kind.people_only).format(**names) if term.kind.people_only else ""


def name_of(key: str) -> str:
    """Give the name of a kind of term, as marked for translation."""
    return KINDS[key].name


def binds_of(term: Term) -> frozenset[Role]:
    """Give who is bound by a term and signs its clause: the pair, and whoever beside it."""
    payer = term.values.get("payer")
    return term.kind.binds | ({Role.SPONSOR} if payer == "sponsor" else PAIR)


def _blanks(
    term: Term, names: Mapping[str, str], translate: Callable[[str], str]
) -> dict[str, object]:
    blanks: dict[str, object] = dict(names)
    for field in term.kind.fields:
        value = term[field.name]
        if isinstance(field, SomeOf):
            labels = [translate(field.words[word]).format(**names) for word in value]
            blanks[field.name] = ", ".join(labels)
        elif isinstance(field, OneOf):
            blanks[field.name] = translate(field.choices[value]).format(**names)
        else:
            blanks[field.name] = value
    return blanks
