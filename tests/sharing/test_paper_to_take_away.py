"""A seat's holder takes their signed clauses away, and the file proves itself without us."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from goldenthread.agreements.printing.verifier.verify_agreement import GOOD, TAMPERED, verify

ATTACHED = re.compile(r'<script type="application/json" id="agreement">(.*?)</script>', re.DOTALL)


def url(three, kind):
    return reverse(f"sharing:paper_in_{kind}", args=[three.seat_uid])


def attached_to(page):
    found = ATTACHED.search(page)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.row("S4.6")
def test_the_page_daras_takes_away_holds_her_clauses_and_proves_them(with_dara, as_dara):
    page = as_dara.post(url(with_dara, "html")).content.decode()

    copy = attached_to(page)
    assert verify(copy).code == GOOD
    assert [each["name"] for each in copy["signatures"]] == ["Dara"]
    assert "Dara reads only what I hand out" in page
    forged = copy | {"document": copy["document"].replace("Dara reads", "Dara sees")}
    assert verify(forged).code == TAMPERED


def test_the_pdf_is_one_and_carries_the_same_document(with_dara, as_dara):
    answer = as_dara.post(url(with_dara, "pdf"))

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="my-clauses.pdf"'


def test_the_file_says_no_name_of_the_two_and_no_uid_of_theirs(with_enzo, as_enzo):
    page = as_enzo.post(url(with_enzo, "html")).content.decode()

    assert verify(attached_to(page)).code == GOOD
    pair = with_enzo.pair
    unsaid = ("Ben", "Alma", str(pair.uid), str(pair.client_uid), str(pair.coach_uid))
    assert [word for word in unsaid if word in page] == []


def test_nobody_else_takes_it_away_and_nobody_before_it_is_signed(
    with_dara, as_alma, as_ben, as_cleo, as_enzo
):
    for browser in (as_alma, as_ben, as_cleo, as_enzo):
        assert browser.post(url(with_dara, "html")).status_code == 404
