"""Decline and log: what came from outside by another road."""

from __future__ import annotations

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.sharing.models import FromOutside
from tests.sharing.looking import at_pair, text

WORDS = "I lead the Monday round myself now"
HOPE = "That he finds his own way to lead"


@pytest.mark.row("S2.14")
def test_alma_declines_and_logs_and_ben_reads_it(
    with_dara, as_alma, as_ben, as_dara, as_cleo, as_enzo
):
    t = with_dara
    form = as_alma.get(at_pair(t, "note"))
    assert "What Ben and I talk about stays between us" in text(form)
    sent = {
        "kind": "asked",
        "who": "Dara, on the telephone",
        "on": t.at.date().isoformat(),
        "words": "Whether he is ready",
        "clause": "A2",
        "answered": "That stays between us",
        "form_uid": new_uid(),
    }
    assert as_alma.post(at_pair(t, "note"), sent | {"clause": ""}).status_code == 422
    assert as_alma.post(at_pair(t, "note"), sent | {"clause": "A99"}).status_code == 422

    assert as_alma.post(at_pair(t, "note"), sent).status_code == 303

    page = at_pair(t, "outside")
    for browser in (as_ben, as_alma):
        seen = text(browser.get(page))
        assert ("Dara, on the telephone" in seen, "The sponsor can read only" in seen) == (
            True,
            True,
        )
    for browser in (as_dara, as_cleo, as_enzo):
        assert browser.get(page).status_code == 404
    assert as_ben.get(at_pair(t, "note")).status_code == 404
    assert FromOutside.objects.count() == 1


def test_that_dara_spoke_to_alma_is_noted_without_a_clause(with_dara, as_alma, as_ben):
    t = with_dara
    sent = {
        "kind": "spoke",
        "who": "Dara",
        "on": t.at.date().isoformat(),
        "words": "That she is glad",
        "clause": "",
        "answered": "",
        "form_uid": new_uid(),
    }

    assert as_alma.post(at_pair(t, "note"), sent).status_code == 303

    assert "That she is glad" in text(as_ben.get(at_pair(t, "outside")))
