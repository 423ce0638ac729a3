"""Who may read which promise, and that the ledger knew first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from goldenthread.agreements.models import TermRow
from goldenthread.core.ids import new_uid
from goldenthread.ledger import api as ledger
from goldenthread.promises import actions, queries
from goldenthread.promises.envelopes import Said
from goldenthread.promises.models import Promise
from goldenthread.promises.states import PromiseState
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault
from tests.cast import invite_and_accept

KEPT = PromiseState.KEPT


def between(pair, who, **more):
    more.setdefault("at", pair.at)
    return queries.promises_between(
        pair.relationship, by=pair.people[who], keyring=pair.keyrings[who], **more
    )


def open_lines(pair, who, *, limit=5):
    return queries.open_promises(
        pair.relationship,
        by=pair.people[who],
        at=pair.at,
        keyring=pair.keyrings[who],
        limit=limit,
    )


def open_ones(pair, who, *, limit=5):
    return words(open_lines(pair, who, limit=limit))


def copies(pair, who):
    return list(
        queries.copy_for(
            pair.relationship, by=pair.people[who], at=pair.at, keyring=pair.keyrings[who]
        )
    )


def words(seen):
    return [promise.words for promise in seen]


def readings(relationship):
    entries = ledger.Entry.objects.filter(
        stream_uid=relationship.uid, verb__in=[queries.READ, queries.COPIED]
    )
    return [(each.verb, each.actor_uid, each.about_uid, each.count) for each in entries]


@pytest.fixture
def both_promised(pair):
    return (
        pair.promise("alma", "Send the two questions"),
        pair.promise("ben", "Say so two days before"),
    )


@pytest.mark.row("S1.4")
def test_with_an_agreement_both_see_both_directions(pair, agreed, both_promised):
    alma_sees, ben_sees = between(pair, "alma"), between(pair, "ben")

    assert (words(alma_sees.mine), words(alma_sees.theirs)) == (
        ["Send the two questions"],
        ["Say so two days before"],
    )
    assert (words(ben_sees.mine), words(ben_sees.theirs)) == (
        ["Say so two days before"],
        ["Send the two questions"],
    )


@pytest.mark.row("INV-6")
def test_without_an_agreement_each_sees_only_their_own(pair, both_promised):
    for who, own in (("alma", "Send the two questions"), ("ben", "Say so two days before")):
        seen = between(pair, who)

        assert (words(seen.mine), words(seen.theirs)) == ([own], [])
        assert not seen.theirs_open_to_me
        assert not seen.mine_open_to_them
        assert open_ones(pair, who) == [own]
        assert [each["words"] for each in copies(pair, who)] == [own]


@pytest.mark.row("INV-6")
def test_closing_the_term_closes_reading_at_once(pair, agreed, both_promised):
    hers, _his = both_promised
    assert words(between(pair, "ben").theirs) == ["Send the two questions"]

    TermRow.objects.filter(code="A1", subject="promise").update(closed_at=pair.at)

    assert words(between(pair, "ben").theirs) == []
    with pytest.raises(Http404):
        queries.the_promise(pair.relationship, hers.uid, by=pair.people["ben"], at=pair.at)


def test_after_the_end_each_keeps_their_own(pair, agreed, both_promised):
    relationships.end_relationship(
        relationship=pair.relationship, by=pair.people["ben"], at=pair.at
    )

    assert (words(between(pair, "ben").mine), words(between(pair, "ben").theirs)) == (
        ["Say so two days before"],
        [],
    )


@pytest.mark.parametrize("who", ["cleo", "dara", "enzo"])
def test_strangers_find_nothing_whatever_they_ask(pair, agreed, both_promised, who, request):
    stranger = request.getfixturevalue(who)
    given: dict[str, Any] = {
        "by": stranger,
        "at": pair.at,
        "keyring": request.getfixturevalue(f"{who}_keyring"),
    }
    here, [hers, _his] = pair.relationship, both_promised

    with pytest.raises(Http404):
        queries.promises_between(here, **given)
    with pytest.raises(Http404):
        queries.open_promises(here, limit=5, **given)
    with pytest.raises(Http404):
        list(queries.copy_for(here, **given))
    with pytest.raises(Http404):
        queries.the_promise(here, hers.uid, by=stranger, at=pair.at)

    assert readings(here) == []


def test_even_with_a_look_at_the_rows_a_stranger_has_no_key(
    pair, agreed, both_promised, alma, cleo, cleo_keyring
):
    hers, _his = both_promised
    wall = {alma: vault.NotWitnessed, cleo: vault.NoGrant}

    for reader, refusal in wall.items():
        witness = ledger.witness(
            queries.READ,
            stream=pair.relationship.uid,
            by=reader,
            at=pair.at,
            about=pair.people["ben"].uid,
            covers=[hers.uid],
        )
        with pytest.raises(refusal):
            vault.unseal(hers, keyring=cleo_keyring, witness=witness)


def test_an_unknown_promise_and_one_of_another_pair_are_the_same_nothing(
    pair, agreed, both_promised, cleo, cleo_member, dara_member, at
):
    other = invite_and_accept(cleo_member, dara_member, at)
    hers, _his = both_promised

    for here, uid, by in (
        (pair.relationship, new_uid(), pair.people["alma"]),
        (other, hers.uid, cleo),
    ):
        with pytest.raises(Http404) as nothing:
            queries.the_promise(here, uid, by=by, at=at)
        assert nothing.value.args == ()


@pytest.mark.row("INV-3")
def test_each_reading_is_one_row_about_the_client_with_the_number_of_things(
    pair, agreed, both_promised, alma, ben, relationship
):
    between(pair, "alma")
    open_ones(pair, "ben", limit=1)
    copies(pair, "ben")

    assert readings(relationship) == [
        (queries.READ, alma.uid, ben.uid, 2),
        (queries.READ, ben.uid, ben.uid, 1),
        (queries.COPIED, ben.uid, ben.uid, 2),
    ]


def test_looking_at_nothing_leaves_no_row(pair, agreed, relationship):
    assert (words(between(pair, "alma").mine), open_ones(pair, "ben"), copies(pair, "ben")) == (
        [],
        [],
        [],
    )
    assert readings(relationship) == []


def test_open_ones_come_first_by_their_day_then_what_became_of_the_others(pair, agreed):
    later = pair.promise("alma", "later", due_on=date(2026, 3, 20))
    pair.promise("alma", "sooner", due_on=date(2026, 3, 5))
    first_said = pair.promise("alma", "first said", due_on=date(2026, 3, 4))
    last_said = pair.promise("alma", "last said", due_on=date(2026, 3, 3))
    for minutes, promise in ((1, first_said), (2, last_said)):
        pair.do(
            actions.settle_promise,
            "ben",
            promise,
            became=KEPT,
            at=pair.at + timedelta(minutes=minutes),
        )

    seen = between(pair, "ben").theirs

    assert words(seen) == ["sooner", "later", "last said", "first said"]
    assert [line.seen.is_open for line in seen] == [True, True, False, False]
    assert (open_ones(pair, "ben", limit=1), open_ones(pair, "alma")) == (
        ["sooner"],
        ["sooner", "later"],
    )
    assert seen[1].seen.uid == later.uid


def test_what_each_may_do_follows_from_the_rules(pair, agreed, both_promised):
    hers, _his = both_promised
    [his_line], [her_line] = between(pair, "ben").theirs, between(pair, "alma").mine
    as_maker, as_receiver = her_line.seen, his_line.seen

    assert [bool(as_maker.may_renegotiate), bool(as_maker.may_withdraw)] == [True, True]
    assert [bool(as_maker.may_settle), bool(as_maker.may_take_back)] == [False, False]
    assert [bool(as_receiver.may_settle), bool(as_receiver.may_say_late)] == [True, False]
    assert [bool(as_receiver.may_renegotiate), bool(as_receiver.may_withdraw)] == [False, False]
    assert (repr(her_line), repr(as_maker), repr(as_maker.said)) == (
        f"PromiseLine({hers.uid})",
        f"PromiseSeen({hers.uid})",
        "Said(…)",
    )


def test_a_copy_says_all_that_there_is_in_plain_values(pair, agreed, alma, ben):
    promise = pair.promise("ben", "Say so two days before", due_on=date(2026, 3, 9))
    new = pair.do(
        actions.renegotiate_promise,
        "ben",
        promise,
        said=Said("Say so a day before", date(2026, 3, 20), "notice"),
        form_uid=new_uid(),
        keyring=pair.keyrings["ben"],
        at=pair.at + timedelta(minutes=1),
    )

    assert copies(pair, "alma") == [
        {
            "uid": str(promise.uid),
            "words": "Say so two days before",
            "arrangement": "notice",
            "maker": str(ben.uid),
            "receiver": str(alma.uid),
            "due_on": "2026-03-09",
            "state": "renegotiated",
            "made_at": "2026-03-02T10:00:00+00:00",
            "settled_at": "2026-03-02T10:01:00+00:00",
            "instead_of": None,
        },
        {
            "uid": str(new.uid),
            "words": "Say so a day before",
            "arrangement": "notice",
            "maker": str(ben.uid),
            "receiver": str(alma.uid),
            "due_on": "2026-03-20",
            "state": "open",
            "made_at": "2026-03-02T10:01:00+00:00",
            "settled_at": None,
            "instead_of": str(promise.uid),
        },
    ]


@pytest.mark.row("G5")
def test_any_flipped_byte_of_a_promise_is_refused_and_nothing_of_it_is_shown(pair, agreed):
    promise = pair.promise("ben", "Say so two days before")
    whole = bytes(Promise.objects.get(uid=promise.uid).sealed)
    assert words(between(pair, "alma").theirs) == ["Say so two days before"]

    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1
        Promise.objects.filter(uid=promise.uid).update(sealed=bytes(broken))
        with pytest.raises(seals.Bad) as refusal:
            between(pair, "alma")
        assert "Say so" not in str(refusal.value)


@pytest.mark.row("G5")
@pytest.mark.parametrize("column", ["people", "due_on", "revision", "words of another"])
def test_what_lies_in_the_clear_cannot_be_changed_either(pair, agreed, both_promised, column):
    hers, his = (Promise.objects.get(uid=promise.uid) for promise in both_promised)
    changes: dict[str, dict[str, Any]] = {
        "people": {"maker_uid": his.receiver_uid, "receiver_uid": his.maker_uid},
        "due_on": {"due_on": his.due_on + timedelta(days=30)},
        "revision": {"revision": 2},
        "words of another": {"sealed": hers.sealed},
    }

    Promise.objects.filter(uid=his.uid).update(**changes[column])

    with pytest.raises(seals.Bad):
        between(pair, "ben")


@pytest.mark.parametrize("count", [1, 3])
def test_reading_takes_the_same_number_of_questions_for_one_and_for_three(
    pair, agreed, count, django_assert_num_queries
):
    for number in range(count):
        pair.promise("alma", f"promise {number}")
    ben = pair.people["ben"]
    keyring = pair.keyrings["ben"]

    with django_assert_num_queries(10), django_assert_num_queries(3, using="vault"):
        queries.promises_between(pair.relationship, by=ben, at=pair.at, keyring=keyring)


def test_a_line_says_whose_it_is_and_how_it_stands_in_words(pair, agreed, both_promised):
    [line] = open_lines(pair, "ben", limit=1)

    assert (line.initial, line.role, line.says, line.words, line.state, line.icon, line.about) == (
        "A",
        "coach",
        "Alma, on 2 March",
        "Send the two questions",
        "By 9 March",
        "",
        "",
    )
