"""What happens to promises, and what the ledger says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.models import Letter
from goldenthread.ledger import api as ledger
from goldenthread.promises import actions, policy
from goldenthread.promises.envelopes import Said
from goldenthread.promises.models import Promise
from goldenthread.promises.states import SAID_BY_RECEIVER, PromiseState
from goldenthread.relationships import api as relationships
from tests.cast import invite_and_accept

OVER = timedelta(days=10)
OPEN, KEPT, LATE = PromiseState.OPEN, PromiseState.KEPT, PromiseState.KEPT_LATE


def rows(relationship):
    entries = ledger.Entry.objects.filter(stream_uid=relationship.uid, verb__startswith="promises.")
    return [(each.verb, each.actor_uid, each.about_uid) for each in entries.order_by("seq")]


def test_either_makes_a_promise_in_one_line_with_a_day(pair, alma, ben):
    hers = pair.promise("alma", "Send the two questions", due_on=date(2026, 3, 9))
    his = pair.promise("ben", "Say so two days before", due_on=date(2026, 3, 2))

    assert (hers.maker_uid, hers.receiver_uid, hers.state) == (alma.uid, ben.uid, "open")
    assert (his.maker_uid, his.receiver_uid, his.due_on) == (ben.uid, alma.uid, date(2026, 3, 2))
    assert (hers.made_at, hers.settled_at, str(hers)) == (pair.at, None, f"promise {hers.uid}")


def test_the_words_are_sealed(pair):
    promise = pair.promise("ben", "Say so two days before")

    kept = bytes(Promise.objects.get(uid=promise.uid).sealed)

    assert b"Say so two days before" not in kept
    assert b"notice" not in kept


@pytest.mark.row("INV-13")
def test_each_deed_leaves_one_row_about_the_client_whoever_did_it(pair, relationship, alma, ben):
    hers = pair.promise("alma", "Send the questions")
    his = pair.promise("ben", "Say so before")
    pair.do(actions.settle_promise, "ben", hers, became=KEPT)
    pair.do(actions.reopen_promise, "ben", hers)
    pair.do(actions.withdraw_promise, "alma", hers)
    pair.do(
        actions.renegotiate_promise,
        "ben",
        his,
        said=Said("Say so a day before", date(2026, 3, 20), "notice"),
        form_uid=new_uid(),
        keyring=pair.keyrings["ben"],
    )

    assert rows(relationship) == [
        ("promises.promise.made", alma.uid, ben.uid),
        ("promises.promise.made", ben.uid, ben.uid),
        ("promises.promise.kept", ben.uid, ben.uid),
        ("promises.promise.reopened", ben.uid, ben.uid),
        ("promises.promise.withdrawn", alma.uid, ben.uid),
        ("promises.promise.renegotiated", ben.uid, ben.uid),
    ]


@pytest.mark.row("INV-18")
@pytest.mark.parametrize("became", sorted(SAID_BY_RECEIVER))
@pytest.mark.parametrize(("maker", "receiver"), [("alma", "ben"), ("ben", "alma")])
def test_the_receiver_says_what_became_of_it_and_the_maker_cannot(pair, maker, receiver, became):
    promise = pair.promise(maker, "Be on time")
    later = pair.at + OVER

    with pytest.raises(NotAllowed, match=policy.RECEIVERS_ONLY):
        pair.do(actions.settle_promise, maker, promise, became=became, at=later)
    settled = pair.do(actions.settle_promise, receiver, promise, became=became, at=later)

    assert (settled.state, settled.settled_at) == (became.value, later)


@pytest.mark.row("INV-18")
@pytest.mark.parametrize("became", sorted(SAID_BY_RECEIVER))
def test_strangers_cannot_say_what_became_of_it(pair, became, cleo, dara, enzo):
    promise = pair.promise("ben", "Be on time")

    for stranger in (cleo, dara, enzo):
        with pytest.raises(NotAllowed):
            actions.settle_promise(
                relationship=pair.relationship,
                promise=promise,
                became=became,
                by=stranger,
                at=pair.at + OVER,
            )

    promise.refresh_from_db()
    assert promise.state == OPEN


@pytest.mark.parametrize("who", ["cleo", "dara", "enzo"])
def test_strangers_cannot_promise_anything(pair, who, request):
    stranger = request.getfixturevalue(who)

    with pytest.raises(Http404):
        actions.make_promise(
            relationship=pair.relationship,
            said=Said("Anything", date(2026, 3, 9)),
            form_uid=new_uid(),
            keyring=request.getfixturevalue(f"{who}_keyring"),
            by=stranger,
            at=pair.at,
        )

    assert Promise.objects.count() == 0


@pytest.mark.row("S3.9")
@pytest.mark.parametrize("arrangement", ["", "life", "running"])
def test_a_client_cannot_promise_their_own_life(pair, arrangement):
    with pytest.raises(NotAllowed, match="belongs in your own space"):
        pair.promise("ben", "Run every day", arrangement=arrangement)

    assert Promise.objects.count() == 0


def test_words_over_the_limit_are_refused_whole(pair):
    assert pair.promise("alma", "x" * 500).state == OPEN
    with pytest.raises(NotAllowed, match="501"):
        pair.promise("alma", "x" * 501)


def test_a_day_that_has_passed_is_refused(pair):
    with pytest.raises(NotAllowed, match="Choose a day that hasn't passed"):
        pair.promise("alma", "Too late", due_on=date(2026, 3, 1))


def test_a_form_sent_twice_makes_one_promise(pair, alma):
    said, form_uid = Said("Send the questions", date(2026, 3, 9)), new_uid()
    twice = [
        actions.make_promise(
            relationship=pair.relationship,
            said=said,
            form_uid=form_uid,
            keyring=pair.keyrings["alma"],
            by=alma,
            at=pair.at,
        )
        for _ in range(2)
    ]

    assert twice[0] == twice[1]
    assert (Promise.objects.count(), len(rows(pair.relationship))) == (1, 1)


def test_the_same_form_with_other_words_loses_nothing(pair, alma):
    form_uid = new_uid()
    for words in ("Send the questions", "Send the three questions"):
        actions.make_promise(
            relationship=pair.relationship,
            said=Said(words, date(2026, 3, 9)),
            form_uid=form_uid,
            keyring=pair.keyrings["alma"],
            by=alma,
            at=pair.at,
        )

    assert Promise.objects.count() == 2


def test_saying_the_same_twice_leaves_one_row(pair, relationship):
    promise = pair.promise("alma", "Send the questions")
    first = pair.do(actions.settle_promise, "ben", promise, became=KEPT)

    again = pair.do(
        actions.settle_promise, "ben", promise, became=KEPT, at=pair.at + timedelta(minutes=1)
    )

    assert again.settled_at == first.settled_at
    assert len(rows(relationship)) == 2


def test_what_was_said_is_final_but_for_ten_minutes(pair):
    promise = pair.promise("alma", "Send the questions")
    pair.do(actions.settle_promise, "ben", promise, became=KEPT)

    with pytest.raises(NotAllowed, match="stands after ten minutes"):
        pair.do(actions.reopen_promise, "ben", promise, at=pair.at + timedelta(minutes=11))
    with pytest.raises(NotAllowed, match="said already"):
        pair.do(actions.settle_promise, "ben", promise, became=LATE, at=pair.at + OVER)
    opened = pair.do(actions.reopen_promise, "ben", promise, at=pair.at + timedelta(minutes=9))

    assert (opened.state, opened.settled_at) == ("open", None)


def test_undoing_twice_is_no_trouble_and_the_maker_cannot_undo(pair, relationship):
    promise = pair.promise("alma", "Send the questions")
    pair.do(actions.settle_promise, "ben", promise, became=KEPT)

    with pytest.raises(NotAllowed):
        pair.do(actions.reopen_promise, "alma", promise)
    pair.do(actions.reopen_promise, "ben", promise)
    pair.do(actions.reopen_promise, "ben", promise)

    assert [verb for verb, *_ in rows(relationship)].count("promises.promise.reopened") == 1


def renegotiate(pair, promise, who="ben", *, said=None, form_uid=None, at=None):
    return pair.do(
        actions.renegotiate_promise,
        who,
        promise,
        said=said or Said("Say so a day before", date(2026, 3, 20), "notice"),
        form_uid=form_uid or new_uid(),
        keyring=pair.keyrings[who],
        at=at or pair.at,
    )


def test_a_renegotiated_promise_stays_beside_the_one_in_its_place(pair):
    old = pair.promise("ben", "Say so two days before", due_on=date(2026, 3, 9))

    new = renegotiate(pair, old)

    old.refresh_from_db()
    assert (old.state, old.settled_at, new.state, new.due_on) == (
        "renegotiated",
        pair.at,
        "open",
        date(2026, 3, 20),
    )
    assert (new.instead_of, old.replaced_by) == (old, new)


def test_a_renegotiation_sent_twice_makes_one(pair, relationship):
    old, form_uid = pair.promise("ben", "Say so two days before"), new_uid()

    assert renegotiate(pair, old, form_uid=form_uid) == renegotiate(pair, old, form_uid=form_uid)

    assert (Promise.objects.count(), len(rows(relationship))) == (2, 2)


def test_on_its_day_a_promise_is_no_longer_renegotiated(pair):
    old = pair.promise("ben", "Say so", due_on=date(2026, 3, 9))

    with pytest.raises(NotAllowed, match="until the day before"):
        renegotiate(pair, old, at=pair.at + timedelta(days=7))

    old.refresh_from_db()
    assert (old.state, Promise.objects.count()) == ("open", 1)


def test_a_refused_renegotiation_leaves_the_old_promise_as_it_was(pair):
    old = pair.promise("ben", "Say so two days before")

    with pytest.raises(NotAllowed):
        renegotiate(pair, old, said=Said("Run", date(2026, 3, 20), "life"))
    with pytest.raises(NotAllowed):
        renegotiate(pair, old, "alma", said=Said("Hers now", date(2026, 3, 20)))

    old.refresh_from_db()
    assert (old.state, Promise.objects.count()) == ("open", 1)


def test_a_promise_can_be_withdrawn_once_and_stays(pair, relationship):
    promise = pair.promise("ben", "Say so two days before")

    with pytest.raises(NotAllowed):
        pair.do(actions.withdraw_promise, "alma", promise)
    pair.do(actions.withdraw_promise, "ben", promise)
    pair.do(actions.withdraw_promise, "ben", promise, at=pair.at + timedelta(minutes=1))

    promise.refresh_from_db()
    assert (promise.state, promise.settled_at) == ("withdrawn", pair.at)
    assert len(rows(relationship)) == 2


def test_of_two_who_act_at_once_the_second_sees_what_the_first_did(pair):
    promise = pair.promise("ben", "Say so two days before")
    as_alma_saw_it = Promise.objects.get(uid=promise.uid)
    pair.do(actions.withdraw_promise, "ben", promise)

    with pytest.raises(NotAllowed, match="said already"):
        pair.do(actions.settle_promise, "alma", as_alma_saw_it, became=KEPT)


def test_after_the_end_promises_stay_as_they_are(pair, alma):
    hers, his = pair.promise("alma", "Send it"), pair.promise("ben", "Say so")
    relationships.end_relationship(relationship=pair.relationship, by=alma, at=pair.at)

    for deed, who, promise, more in (
        (actions.settle_promise, "ben", hers, {"became": KEPT}),
        (actions.reopen_promise, "ben", hers, {}),
        (actions.withdraw_promise, "ben", his, {}),
    ):
        with pytest.raises(NotAllowed, match="over between you"):
            pair.do(deed, who, promise, **more)
    with pytest.raises(NotAllowed, match="over between you"):
        renegotiate(pair, his)
    with pytest.raises(NotAllowed, match="over between you"):
        pair.promise("alma", "One more")


def test_a_promise_of_another_relationship_is_not_there(pair, cleo, cleo_member, dara_member, at):
    other = invite_and_accept(cleo_member, dara_member, at)
    promise = pair.promise("ben", "Say so")

    with pytest.raises(Promise.DoesNotExist):
        actions.settle_promise(relationship=other, promise=promise, became=KEPT, by=cleo, at=at)


@pytest.mark.row("S0.20")
@pytest.mark.row("INV-1")
def test_no_deed_of_promises_sends_a_letter(pair):
    promise = pair.promise("alma", "Send the questions")
    pair.do(actions.settle_promise, "ben", promise, became=KEPT)
    pair.do(actions.withdraw_promise, "ben", pair.promise("ben", "Say so"))

    assert Letter.objects.exclude(kind="invitation").count() == 0


@pytest.mark.parametrize(
    "broken",
    [{"state": "kept"}, {"settled_at": "2026-03-02T10:00:00Z"}],
    ids=["settled without a moment", "open with a moment"],
)
def test_the_database_keeps_state_and_moment_together(pair, broken):
    promise = pair.promise("alma", "Send the questions")

    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(uid=promise.uid).update(**broken)


def test_the_database_refuses_a_promise_to_oneself(pair, alma):
    promise = pair.promise("alma", "Send the questions")

    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(uid=promise.uid).update(receiver_uid=alma.uid)
