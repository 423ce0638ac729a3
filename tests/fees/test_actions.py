"""What happens to packages and invoices, who may, and that the ledger knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.fees import actions, policy, queries
from goldenthread.fees.models import Invoice, Package
from goldenthread.fees.states import InvoiceState
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from tests.fees.conftest import SAID
from tests.opened_terms import close_term, open_term

PAID, VOID, OPEN = InvoiceState.PAID, InvoiceState.VOID, InvoiceState.OPEN


def verbs(account):
    rows = ledger.Entry.objects.filter(
        stream_uid=account.relationship.uid, verb__startswith="fees."
    )
    return [(row.verb, row.actor_uid, row.about_uid) for row in rows.order_by("seq")]


def test_an_invoice_is_read_by_both_as_it_was_made(account):
    invoice = account.invoice()

    for who in ("alma", "ben"):
        opened = queries.the_invoice(account.relationship, invoice.uid, **account.looking(who))
        assert opened.said == SAID
        assert (opened.total, opened.state) == ("219.50 EUR", OPEN)


def test_money_and_names_are_sealed_and_only_moments_and_a_word_are_clear(account):
    account.invoice()

    clear = " ".join(str(value) for value in Invoice.objects.values().get().values())
    for content in ("2026-007", "240", "EUR", "Alma", "pay.example", "Two sessions"):
        assert content not in clear


@pytest.mark.row("INV-13")
@pytest.mark.row("INV-3")
def test_each_deed_and_each_reading_is_one_row_about_the_client(account, alma, ben):
    package = account.package()
    invoice = account.invoice()
    queries.invoices_of(account.relationship, **account.looking("ben"))
    for became in (PAID, PAID, OPEN, VOID):
        actions.mark_invoice(account.relationship, invoice.uid, became, **account.doing("alma"))
    actions.close_package(account.relationship, package.uid, **account.doing("alma"))

    assert verbs(account) == [
        ("fees.package.put", alma.uid, ben.uid),
        ("fees.invoice.made", alma.uid, ben.uid),
        ("fees.invoices.read", ben.uid, ben.uid),
        ("fees.invoice.paid", alma.uid, ben.uid),
        ("fees.invoice.open_again", alma.uid, ben.uid),
        ("fees.invoice.void", alma.uid, ben.uid),
        ("fees.package.closed", alma.uid, ben.uid),
    ]


def test_only_the_coach_keeps_the_account(account):
    invoice, package = account.invoice(), account.package()
    pair, ben = account.relationship, account.doing("ben")
    for deed in (
        lambda: actions.put_package(pair, 3, account.at.date(), uid=new_uid(), **ben),
        lambda: actions.close_package(pair, package.uid, **ben),
        lambda: actions.make_invoice(pair, SAID, uid=new_uid(), **account.looking("ben")),
        lambda: actions.mark_invoice(pair, invoice.uid, PAID, **ben),
    ):
        with pytest.raises(NotAllowed, match="keeps the account"):
            deed()


@pytest.mark.parametrize("who", ["cleo", "dara", "enzo"])
def test_strangers_find_nothing_whatever_they_ask(account, who, request):
    invoice, package = account.invoice(), account.package()
    doing = {"by": request.getfixturevalue(who), "at": account.at}
    looking = {**doing, "keyring": request.getfixturevalue(f"{who}_keyring")}
    pair, before = account.relationship, verbs(account)
    for ask in (
        lambda: queries.balance_of(pair, by=doing["by"]),
        lambda: queries.invoices_of(pair, **looking),
        lambda: queries.the_invoice(pair, invoice.uid, **looking),
        lambda: list(queries.copy_for(pair, **looking)),
        lambda: actions.put_package(pair, 3, account.at.date(), uid=new_uid(), **doing),
        lambda: actions.close_package(pair, package.uid, **doing),
        lambda: actions.make_invoice(pair, SAID, uid=new_uid(), **looking),
        lambda: actions.mark_invoice(pair, invoice.uid, PAID, **doing),
    ):
        with pytest.raises(Http404):
            ask()
    assert verbs(account) == before


@pytest.mark.row("INV-6")
def test_without_a_clause_on_fees_there_is_no_invoice(account):
    open_term(
        account.relationship, "A10", since=account.at, payer="nobody", when="after", refund="full"
    )
    with pytest.raises(NotAllowed, match=policy.NO_FEES.reason):
        account.invoice()
    close_term(account.relationship, "A10", at=account.at)
    with pytest.raises(NotAllowed, match="Put a clause on fees"):
        account.invoice()
    assert Invoice.objects.count() == 0


def test_what_was_made_void_stays_so_and_a_number_of_sessions_is_one_that_can_be(account):
    invoice = account.invoice()
    actions.mark_invoice(account.relationship, invoice.uid, VOID, **account.doing("alma"))
    for became in (PAID, OPEN):
        with pytest.raises(NotAllowed, match="stays void"):
            actions.mark_invoice(account.relationship, invoice.uid, became, **account.doing("alma"))
    for count in (0, -1, 201):
        with pytest.raises(NotAllowed, match="from 1 to 200"):
            account.package(count)


def test_a_form_sent_twice_makes_one(account):
    uid = new_uid()
    for times in range(2):
        deeds = (
            lambda: actions.put_package(
                account.relationship, 3, account.at.date(), uid=uid, **account.doing("alma")
            ),
            lambda: actions.make_invoice(
                account.relationship, SAID, uid=uid, **account.looking("alma")
            ),
        )
        for deed in deeds:
            if times:
                with pytest.raises(actions.AlreadyKept):
                    deed()
            else:
                deed()
    assert (Package.objects.count(), Invoice.objects.count()) == (1, 1)


def test_after_the_end_nothing_new_is_made_and_what_was_open_can_still_be_paid(account, ben):
    invoice = account.invoice()
    relationships.end_relationship(relationship=account.relationship, by=ben, at=account.at)

    for deed in (account.invoice, account.package):
        with pytest.raises(NotAllowed, match=policy.LONG_OVER.reason):
            deed()
    actions.mark_invoice(account.relationship, invoice.uid, PAID, **account.doing("alma"))
    for who in ("alma", "ben"):
        found = queries.the_invoice(account.relationship, invoice.uid, **account.looking(who))
        assert found.state == PAID


def test_a_copy_has_every_word_and_sum(account):
    account.invoice()
    account.package(2)
    account.became(account.session(), "took_place")

    for who in ("alma", "ben"):
        [copied] = queries.copy_for(account.relationship, **account.looking(who))
        assert (copied["number"], copied["total"], copied["state"]) == (
            "2026-007",
            "219.50",
            "open",
        )
        assert copied["lines"] == [["Two sessions", "240.00"], ["Less a credit", "-20.50"]]
        person = account.members[who].person
        [package] = queries.packages_copy_for(account.relationship, by=person)
        assert (package["sessions"], len(package["used"])) == (2, 1)


@pytest.mark.row("G5")
def test_any_flipped_byte_is_refused(account):
    invoice = account.invoice(replace(SAID, note=""))
    whole = bytes(Invoice.objects.get().sealed)
    for place in range(0, len(whole), 11):
        broken = bytearray(whole)
        broken[place] ^= 1
        Invoice.objects.update(sealed=bytes(broken))
        with pytest.raises(seals.Bad):
            queries.the_invoice(account.relationship, invoice.uid, **account.looking("ben"))
