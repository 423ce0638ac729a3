"""The pages of fees, seen by all five of the cast; and that no page is closed for money (A10)."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.fees import actions, queries, urls
from goldenthread.fees.models import Invoice, Package
from goldenthread.fees.printing import pdf_of
from goldenthread.fees.states import InvoiceState
from tests.fees.conftest import PAY_AT, SAID
from tests.opened_terms import open_term

HOUSE = Path(__file__).parents[2] / "goldenthread"
TYPED = {
    "number": "2026-007",
    "day": "2026-11-20",
    "due": "2026-12-04",
    "maker": "Alma Öberg",
    "to": "Ben",
    "currency": "eur",
    "what_0": "Two sessions",
    "sum_0": "240,00",
    "what_3": "Room",
    "sum_3": "10",
    "pay_at": PAY_AT,
}


@pytest.fixture(autouse=True)
def today(account):
    """Pages ask the clock, so what is made here is made now."""
    account.at = now()


@pytest.fixture
def here(relationship):
    return reverse("fees:fees", args=[relationship.uid])


def url(account, name, thing=None):
    args = [account.relationship.uid, *([thing.uid] if thing is not None else [])]
    return reverse(f"fees:{name}", args=args)


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_both_see_the_very_same_balance_and_the_other_three_nothing(
    account, here, as_alma, as_ben, strangers, nobody
):
    package, invoice = account.package(3), account.invoice()
    account.became(account.session(), "took_place")

    for browser in (as_alma, as_ben):
        seen = text(browser.get(here))
        for words in ("2 of 3 are left", "The one that used it", "took place", "219.50 EUR"):
            assert words in seen
        assert "Less a credit" in text(browser.get(url(account, "invoice", invoice)))
    for browser in strangers.values():
        for pattern in urls.urlpatterns:
            needs = "uid:uid" in str(pattern.pattern)
            thing = package if "package" in str(pattern.name) else invoice
            address = url(account, str(pattern.name), thing if needs else None)
            for answer in (browser.get(address), browser.post(address, TYPED)):
                assert answer.status_code in {404, 405}
    assert "219.50" not in nobody.get(here).content.decode()
    assert (Package.objects.count(), Invoice.objects.count()) == (1, 1)


def test_from_what_was_typed_to_paid_and_on_paper(account, here, as_alma, as_ben):
    made = as_alma.post(url(account, "new_invoice"), {**TYPED, "uid": str(new_uid())})
    invoice = Invoice.objects.get()
    assert (made.status_code, made["Location"]) == (303, url(account, "invoice", invoice))

    his = as_ben.get(url(account, "invoice", invoice))
    for words in ("Invoice 2026-007", "250.00 EUR", "To be paid by 4 December 2026", "pay.example"):
        assert words in text(his)
    assert f'href="{PAY_AT}"' in his.content.decode()
    assert "/paid/" not in his.content.decode()

    as_alma.post(url(account, "paid", invoice))
    his = as_ben.get(url(account, "invoice", invoice))
    assert "Paid, as said on" in text(his)
    assert PAY_AT not in his.content.decode()

    paper = as_ben.post(url(account, "paper", invoice))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper["Content-Disposition"] == 'attachment; filename="invoice.pdf"'
    again = text(as_alma.get(url(account, "new_invoice")))
    assert "Make an invoice" in again
    assert 'value="2026-008"' in as_alma.get(url(account, "new_invoice")).content.decode()


def test_the_same_invoice_gives_the_same_paper_and_another_one_another(account):
    looking = account.looking("alma")
    first, second = (
        queries.the_invoice(account.relationship, account.invoice(said).uid, **looking)
        for said in (SAID, replace(SAID, note="Дякую · ありがとう"))
    )

    assert pdf_of(first, at=account.at) == pdf_of(first, at=account.at)
    assert pdf_of(first, at=account.at) != pdf_of(second, at=account.at)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": ""}, "Give it a number"),
        ({"day": "2999-01-01"}, "Choose a day that’s nearer."),
        ({"currency": "euros"}, "Write the currency as three letters, like EUR"),
        ({"sum_0": "lots"}, "Write the sum like 120 or 120.50"),
        ({"what_3": ""}, "Say what this sum is for"),
        ({"pay_at": "http://pay.example"}, "Write an address that begins with https://"),
        ({"note": "x" * 1001}, "This holds 1,000 characters and has 1,001."),
        (
            {"what_0": "", "sum_0": "", "what_3": "", "sum_3": ""},
            "Write one line at least, with its sum.",
        ),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(account, as_alma, changed, sentence):
    answer = as_alma.post(url(account, "new_invoice"), {**TYPED, **changed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Alma Öberg" in answer.content.decode()
    assert Invoice.objects.count() == 0


@pytest.mark.parametrize("sessions", ["", "many", "0", "201", "9" * 40])
def test_a_package_that_cannot_be_says_so(account, as_alma, sessions):
    answer = as_alma.post(
        url(account, "put_package"), {"sessions": sessions, "since": "2026-11-20"}
    )

    assert answer.status_code == 422
    assert Package.objects.count() == 0


def test_a_package_is_put_and_closed_by_the_coach_alone(account, here, as_alma, as_ben):
    sent = {"sessions": "10", "since": account.at.date().isoformat(), "uid": str(new_uid())}
    assert as_ben.post(url(account, "put_package"), sent).status_code == 404
    for _twice in range(2):
        assert as_alma.post(url(account, "put_package"), sent).status_code == 303
    package = Package.objects.get()
    assert "10 of 10 are left" in text(as_ben.get(here))

    assert as_ben.post(url(account, "close_package", package)).status_code == 404
    assert as_alma.post(url(account, "close_package", package)).status_code == 303
    assert "Closed: 0 of 10 were used" in text(as_ben.get(here))
    assert as_alma.post(url(account, "close_package", package)).status_code == 303


def test_a_sponsor_who_pays_sees_nothing_new(account, here, as_alma, as_dara):
    open_term(
        account.relationship, "A10", since=account.at, payer="sponsor", when="after", refund="full"
    )
    invoice = account.invoice()

    assert "The sponsor has no way in here" in text(as_alma.get(here))
    for address in (here, url(account, "invoice", invoice)):
        assert as_dara.get(address).status_code == 404


def test_no_door_asks_about_fees():
    """A10: no room knows of them; only what draws pages and takes copies may look in."""
    asks = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if "goldenthread.fees" in path.read_text()
        and path.relative_to(HOUSE).parts[0] not in {"fees", "web", "bridge", "settings.py"}
    ]

    assert asks == []


@pytest.mark.parametrize("became", [None, InvoiceState.PAID, InvoiceState.VOID])
@pytest.mark.parametrize("owes", [True, False])
def test_an_unpaid_invoice_closes_no_page(account, as_ben, as_alma, owes, became):
    """A10: every page answers as it would without one, in an open notice and without."""
    session = account.session(hours=3)
    account.became(session, "called_off", "alma")
    if owes:
        invoice = account.invoice()
        if became:
            actions.mark_invoice(account.relationship, invoice.uid, became, **account.doing("alma"))
    rel = account.relationship.uid
    pages = ("sessions:sessions", "promises:list", "journal:shared", "agreements:agreement")

    for browser in (as_ben, as_alma):
        for page in pages:
            answer = browser.get(reverse(page, args=[rel]))
            assert (page, answer.status_code) == (page, 200)
            assert "2026-007" not in answer.content.decode()
    when = {"on_day": account.at.date().isoformat(), "uid": str(new_uid())}
    assert as_ben.post(reverse("sessions:arrange", args=[rel]), when).status_code == 303


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_stores_the_same_number_of_questions(account, here, as_alma, count):
    for _ in range(count):
        account.invoice()
        account.package()
        account.became(account.session(), "took_place")
    as_alma.get(here)

    with (
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections["vault"]) as shares_asked,
    ):
        as_alma.get(here)

    assert (len(asked), len(shares_asked)) == (15, 2)
