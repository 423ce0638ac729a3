"""Leaving at once, for those who chose such a way out."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.row("S4.11")]


@pytest.fixture
def leaving_ben(relationship, as_ben):
    as_ben.post(f"/together/{relationship.uid}/your-way/", {"exit": "yes"})
    return as_ben


def test_every_page_has_a_way_out_once_it_is_chosen_and_none_before(relationship, as_ben):
    pages = ["/my-space/", f"/together/{relationship.uid}/", "/account/", "/help-now/", "/nothing/"]
    for path in pages:
        assert "data-exit" not in as_ben.get(path).content.decode(), path

    as_ben.post(f"/together/{relationship.uid}/your-way/", {"exit": "yes"})

    for path in pages:
        page = as_ben.get(path).content.decode()
        assert page.count('action="/leave-now/" data-exit="/away/"') == 1, path
        assert page.index("data-exit") < page.index("<header"), path
        assert "js/exit.js" in page, path


def test_only_the_one_who_chose_it_sees_it(leaving_ben, as_alma, relationship):
    assert "data-exit" in leaving_ben.get("/my-space/").content.decode()
    assert "data-exit" not in as_alma.get(f"/together/{relationship.uid}/").content.decode()


def test_leaving_signs_out_forgets_and_ends_on_a_page_that_says_nothing(leaving_ben, settings):
    answer = leaving_ben.post("/leave-now/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/away/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    away = leaving_ben.get("/away/").content.decode()
    for said in (settings.PRACTICE_NAME, "Ben", "Alma", "href", "coach"):
        assert said not in away
    assert leaving_ben.get("/my-space/").headers["Location"].startswith("/sign-in/")


def test_the_way_out_leads_where_the_steward_says(leaving_ben, settings):
    settings.QUICK_EXIT = "https://weather.example.org/"

    assert (
        'data-exit="https://weather.example.org/"' in leaving_ben.get("/my-space/").content.decode()
    )
    answer = leaving_ben.post("/leave-now/")
    assert answer.headers["Location"] == "https://weather.example.org/"


def test_a_form_of_another_site_ends_no_visit(leaving_ben):
    answer = leaving_ben.post("/leave-now/", headers={"sec-fetch-site": "cross-site"})

    assert "Clear-Site-Data" not in answer.headers
    assert leaving_ben.get("/my-space/").status_code == 200


def test_leaving_needs_no_form_token_and_no_visit(nobody):
    assert nobody.post("/leave-now/").headers["Location"] == "/away/"
    assert nobody.get("/leave-now/").status_code == 405
    assert nobody.get("/away/").status_code == 200
