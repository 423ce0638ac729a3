"""Any term at all, drawn from the kinds themselves."""

from datetime import date

from hypothesis import strategies as st

from goldenthread.agreements.terms import KINDS, Day, Field, Number, OneOf, SomeOf, Term, TermKind

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)


def values_of(field: Field) -> st.SearchStrategy:
    """Give any value of a field."""
    if isinstance(field, OneOf):
        return st.sampled_from(list(field.choices))
    if isinstance(field, SomeOf):
        picked = st.sets(st.sampled_from(list(field.words)), min_size=field.at_least)
        return picked.map(lambda some: tuple(word for word in field.words if word in some))
    if isinstance(field, Number):
        return st.integers(field.least, field.most)
    assert isinstance(field, Day)
    return st.just("") | DAYS


def of_kind(kind: TermKind) -> st.SearchStrategy[Term]:
    """Give any term of a kind."""
    chosen = st.fixed_dictionaries({field.name: values_of(field) for field in kind.fields})
    return chosen.map(lambda values: Term(kind.code, kind.subject, values))


ANY_TERM: st.SearchStrategy[Term] = st.sampled_from(list(KINDS.values())).flatmap(of_kind)
