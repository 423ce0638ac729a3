"""A term that no compiler knows stops the start, and is never met at use."""

import dataclasses

import pytest
from django.core import checks as django_checks

from goldenthread.agreements import checks, in_force
from goldenthread.agreements import terms as t
from goldenthread.agreements.models import TermRow
from goldenthread.agreements.terms import KINDS, Opening
from goldenthread.core.roles import Role
from goldenthread.web.checks import surroundings
from goldenthread.web.safety import faults_of_surroundings


@pytest.mark.row("INV-6", "S0.14")
def test_every_kind_there_is_compiles_and_django_asks_for_it():
    assert checks.every_kind_compiles() == []
    assert checks.every_kind_compiles in django_checks.registry.registry.get_checks()


@pytest.mark.row("INV-6")
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"opens": lambda _term: (Opening(Role.COACH, "delete", "promise"),)}, "delete promise"),
        ({"opens": lambda _term: (Opening(Role.COACH, "read", "diary"),)}, "read diary"),
        ({"means": lambda _term: ""}, "says nothing"),
    ],
)
def test_a_kind_that_does_not_compile_is_named(monkeypatch, changed, why):
    monkeypatch.setitem(KINDS, "A12", dataclasses.replace(KINDS["A12"], **changed))

    (error,) = checks.every_kind_compiles()

    assert "A12" in error.msg
    assert why in str(error.hint)


@pytest.mark.row("INV-6")
def test_a_kept_term_nobody_knows_is_counted_and_refuses_the_start(signed):
    assert checks.unknown_terms() == 0
    row = TermRow.objects.get(code="A7")
    TermRow.objects.filter(uid=row.uid).update(values={"code": "A31", "everything": "open"})

    assert checks.unknown_terms() == 1
    seen = dataclasses.replace(surroundings(), unknown_terms=checks.unknown_terms())
    assert [f.id for f in faults_of_surroundings(seen) if f.id == "goldenthread.E066"]
    with pytest.raises(t.NotATerm):
        in_force.terms_in_force(signed.relationship.uid, at=signed.at)


@pytest.mark.row("INV-7")
def test_a_narrowed_term_is_looked_at_too(signed):
    TermRow.objects.filter(code="A13").update(narrowed={"code": "A13", "recording": "secretly"})

    assert checks.unknown_terms() == 1
