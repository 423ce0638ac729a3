"""docs/terms.md says what the code does, kind by kind."""

import pytest

from goldenthread.agreements.terms import KINDS
from tools import terms


@pytest.mark.row("S0.14", "S0.15", "INV-6")
def test_the_page_about_terms_is_drawn_from_the_code():
    assert terms.PLACE.read_text() == terms.page(), "run python -m tools.terms"


@pytest.mark.row("S0.14")
def test_every_kind_is_on_the_page_with_what_only_people_can_keep():
    page = terms.page()

    for key, kind in KINDS.items():
        assert f"## {key}: {kind.name}" in page
    assert page.count("- Only people can keep: ") == len(KINDS)
    assert page.count("- Tighter: ") == len(KINDS)
