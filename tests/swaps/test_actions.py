"""What happens in a swap: held until both are ready, by a rule and by the second store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import Allowed, NotAllowed
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.swaps import actions, policy, queries
from goldenthread.swaps.actions import ChangedElsewhere
from goldenthread.swaps.halves import open_written
from goldenthread.swaps.kinds import the_kind
from goldenthread.swaps.models import Addition, Draft, Half, Swap
from goldenthread.vault import api as vault
from goldenthread.vault.models import Grant
from tests.cast import invite_and_accept
from tests.swaps.conftest import HERS, HIS, said


def lines_of(stream):
    rows = ledger.Entry.objects.filter(stream_uid=stream, verb__startswith="swaps.")
    return [(row.verb, row.actor_uid, row.about_uid) for row in rows.order_by("seq")]


def witness_of(two, who, *uids):
    person = two.members[who].person
    return ledger.witness(
        "swaps.halves.opened",
        stream=two.relationship.uid,
        by=person,
        at=two.at,
        about=two.relationship.client_uid,
        covers=uids,
    )


def unsealed(two, who, half):
    """Go past every rule, straight to the key."""
    witness = witness_of(two, who, half.uid)
    return open_written(half, keyring=two.members[who].keyring, witness=witness)


def words_in(written):
    return [each.words for each in written.answers]


# Writing apart.


def test_a_draft_lies_in_its_authors_own_compartment(two, alma, ben):
    his, hers = two.write("ben"), two.write("alma")

    own = vault.compartment_of(two.relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
    assert his.compartment_id == own.uid
    assert hers.compartment_id == vault.own_compartment(alma.uid).uid
    assert HIS.encode() not in bytes(Draft.objects.get(uid=his.uid).sealed)
    assert words_in(two.draft("ben").written) == [HIS]


@pytest.mark.row("G3")
@pytest.mark.parametrize(("author", "reader"), [("ben", "alma"), ("alma", "ben")])
def test_the_other_has_no_key_to_a_draft(two, author, reader):
    draft = two.write(author)

    assert words_in(unsealed(two, author, draft)) == [HIS if author == "ben" else HERS]
    with pytest.raises(vault.NoGrant):
        unsealed(two, reader, draft)


@pytest.mark.row("INV-13")
def test_nothing_between_the_two_tells_the_client_that_the_coach_has_begun(two, alma, ben):
    two.write("alma")
    two.draft("alma")
    two.write("ben")

    assert lines_of(two.relationship.uid) == [("swaps.draft.kept", ben.uid, ben.uid)]
    assert lines_of(alma.uid) == [
        ("swaps.draft.kept", alma.uid, alma.uid),
        ("swaps.draft.opened", alma.uid, alma.uid),
    ]


def test_a_draft_changed_in_another_window_is_not_written_over(two):
    two.write("ben")
    two.write("ben", seen=1, trust="second")

    with pytest.raises(ChangedElsewhere):
        two.write("ben", seen=1, trust="from the first window")
    with pytest.raises(ChangedElsewhere):
        two.write("ben", seen=0, trust="from an empty window")

    assert words_in(two.draft("ben").written) == ["second"]


def test_an_empty_or_overlong_draft_is_refused(two):
    with pytest.raises(NotAllowed, match="Write a few words first"):
        two.write("ben", trust="  ")
    with pytest.raises(NotAllowed, match="4,000"):
        two.write("ben", trust="x" * 4_001)

    assert Draft.objects.count() == 0


@pytest.mark.row("S2.8", "S3.1")
def test_only_the_client_leaves_a_question_out(two):
    words = said(trust=HIS, stop="never kept")
    left_out = type(words)(words.answers, frozenset({"stop"}))

    actions.keep_draft(two.relationship, two.kind, left_out, seen_revision=0, **two.asked("ben"))
    with pytest.raises(NotAllowed, match="any of them may stay empty"):
        actions.keep_draft(
            two.relationship, two.kind, left_out, seen_revision=0, **two.asked("alma")
        )

    kept = two.draft("ben").written
    assert (kept.by_key, kept.left_out) == ({"trust": HIS}, frozenset({"stop"}))


def test_a_draft_is_put_away_for_good(two):
    two.write("ben")

    actions.put_away_draft(two.relationship, two.kind, by=two.members["ben"].person, at=two.at)

    assert Draft.objects.count() == 0
    with pytest.raises(Http404):
        actions.put_away_draft(two.relationship, two.kind, by=two.members["ben"].person, at=two.at)


# Ready, and held.


@pytest.mark.row("G3")
def test_a_half_that_waits_opens_to_nobody_not_even_its_author(two):
    half = two.write_and_be_ready("ben")

    assert {grant.role for grant in Grant.objects.filter(compartment=half.compartment_id)} == {
        "client",
        "coach",
    }
    for who in ("ben", "alma"):
        with pytest.raises(shares.ShareHeld):
            unsealed(two, who, half)


@pytest.mark.row("G3")
@pytest.mark.parametrize("reader", ["alma", "ben"])
def test_with_the_rule_taken_away_the_second_gate_still_refuses(two, reader, monkeypatch):
    two.write_and_be_ready("ben")
    assert two.page(reader).rounds == ()

    monkeypatch.setattr(policy, "may_read_half", lambda **_: Allowed())

    with pytest.raises(shares.ShareHeld):
        two.page(reader)


def test_a_row_that_claims_to_be_open_opens_nothing(two):
    """Whoever writes in the database can say it was let go; the second store doesn't believe it."""
    two.write_and_be_ready("ben")
    Half.objects.update(let_go_at=two.at)
    Swap.objects.update(rounds=1)

    with pytest.raises(shares.ShareHeld):
        two.page("alma")


@pytest.mark.row("S2.8")
def test_with_the_second_ready_both_open_to_both_at_the_same_moment(two):
    two.write_and_be_ready("ben")
    two.write("alma")
    two.at += timedelta(minutes=5)
    two.be_ready("alma")

    his, hers = Half.objects.order_by("ready_at")
    assert his.let_go_at == hers.let_go_at == two.at
    for who in ("ben", "alma"):
        assert words_in(unsealed(two, who, his)) == [HIS]
        assert words_in(unsealed(two, who, hers)) == [HERS]
    assert Draft.objects.count() == 0


def test_each_deed_leaves_one_line_about_the_client(two, alma, ben):
    two.open()

    deeds = [line for line in lines_of(two.relationship.uid) if ".draft." not in line[0]]
    assert deeds == [
        ("swaps.half.ready", ben.uid, ben.uid),
        ("swaps.halves.let_go", alma.uid, ben.uid),
    ]


def test_ready_said_twice_is_one_half_and_one_line(two):
    two.write("ben")
    draft = two.draft("ben")
    halves = [
        actions.be_ready(two.relationship, two.kind, draft, seen_revision=1, **two.asked("ben"))
        for _ in range(2)
    ]

    assert halves[0].uid == halves[1].uid
    assert Half.objects.count() == 1
    verbs = [line[0] for line in lines_of(two.relationship.uid)]
    assert verbs.count("swaps.half.ready") == 1


def test_one_cannot_be_ready_with_words_one_did_not_see(two):
    two.write("ben")
    seen = two.draft("ben")
    two.write("ben", seen=1, trust="typed in another window")

    for revision in (1, 2):
        with pytest.raises(ChangedElsewhere):
            actions.be_ready(
                two.relationship, two.kind, seen, seen_revision=revision, **two.asked("ben")
            )
    assert Half.objects.count() == 0


def test_what_is_ready_is_not_changed_until_it_is_taken_back(two):
    two.write_and_be_ready("ben")

    with pytest.raises(NotAllowed, match="Take that back first"):
        two.write("ben", seen=1, trust="something else")
    with pytest.raises(NotAllowed, match="Take that back first"):
        actions.put_away_draft(two.relationship, two.kind, by=two.members["ben"].person, at=two.at)
    two.take_back("ben")
    two.write("ben", seen=1, trust="something else")

    assert words_in(two.draft("ben").written) == ["something else"]


def test_a_half_taken_back_leaves_no_key_and_does_not_open_later(two):
    half = two.write_and_be_ready("ben")
    two.take_back("ben")

    assert Grant.objects.filter(compartment=half.compartment_id).count() == 0
    vault.let_go(half.compartment_id)
    for who in ("ben", "alma"):
        with pytest.raises((vault.NoGrant, shares.ShareForgotten)):
            unsealed(two, who, half)
    two.write_and_be_ready("alma")
    assert two.page("alma").rounds == ()
    assert words_in(two.draft("ben").written) == [HIS]


def test_what_has_opened_is_not_taken_back(two):
    two.open()

    with pytest.raises(NotAllowed, match="nothing to take back"):
        two.take_back("ben")

    assert Half.objects.count() == 2


def test_nothing_opens_when_the_second_cannot_be_written_down(two, monkeypatch):
    """The shares are let go last of all, so a line that fails leaves them held."""
    his = two.write_and_be_ready("ben")
    two.write("alma")

    def closed(*_args, **_more):
        raise ledger.DeedUnwritten

    monkeypatch.setattr(ledger, "record", closed)
    with pytest.raises(ledger.DeedUnwritten):
        two.be_ready("alma")
    monkeypatch.undo()

    assert Half.objects.count() == 1
    with pytest.raises(shares.ShareHeld):
        unsealed(two, "alma", his)


# Again.


def test_a_new_round_is_held_again_while_the_old_one_stays(two):
    two.open()
    two.write_and_be_ready("ben", trust="you keep what I said on Thursday")

    assert [(each.mine_ready_at is not None, len(each.rounds)) for each in (two.page("ben"),)] == [
        (True, 1)
    ]
    waiting = Half.objects.get(round=2)
    with pytest.raises(shares.ShareHeld):
        unsealed(two, "alma", waiting)
    two.write_and_be_ready("alma")

    [now, before] = two.page("alma").rounds
    assert [each.words for each in now.theirs.answers] == ["you keep what I said on Thursday"]
    assert [each.words for each in before.theirs.answers] == [HIS]
    changed = [(piece.kind, piece.text.strip()) for piece in now.theirs.answers[0].changed]
    assert changed == [
        ("same", "you keep what I said on"),
        ("gone", "Tuesday"),
        ("added", "Thursday"),
    ]
    assert now.mine.has_changed is False


def test_an_answer_left_away_the_next_time_is_shown_as_gone(two):
    two.write_and_be_ready("ben", trust="one", stop="two")
    two.write_and_be_ready("alma")
    two.write_and_be_ready("ben", trust="one")
    two.write_and_be_ready("alma")

    now = two.page("alma").rounds[0]
    assert [(each.words, [p.kind for p in each.changed]) for each in now.theirs.answers] == [
        ("one", []),
        ("", ["gone"]),
    ]


# Beneath both halves.


@pytest.fixture
def recast(two):
    two.kind = the_kind("recast")
    return two


def add(two, who, words, uid=None):
    return actions.add_words(
        two.relationship, two.kind, words, uid=uid or new_uid(), **two.asked(who)
    )


@pytest.mark.row("S2.21")
def test_each_adds_what_they_did_not_know_once_both_are_open(recast):
    with pytest.raises(NotAllowed, match="nothing open here"):
        add(recast, "ben", "Too early")
    recast.open()
    uid = new_uid()
    add(recast, "ben", "That you were new, too.", uid)
    add(recast, "ben", "That you were new, too.", uid)
    add(recast, "alma", "That it hurt.")

    for who in ("ben", "alma"):
        assert [each.words for each in recast.page(who).additions] == [
            "That you were new, too.",
            "That it hurt.",
        ]
    assert Addition.objects.count() == 2
    assert queries.is_open(recast.relationship.uid, "recast")


def test_anothers_uid_does_not_write_over_their_words(recast):
    recast.open()
    his = add(recast, "ben", "Mine.")

    hers = add(recast, "alma", "Hers.", his.uid)

    assert hers.uid != his.uid
    assert [each.words for each in recast.page("ben").additions] == ["Mine.", "Hers."]


def test_nothing_is_added_where_that_is_not_offered(two):
    two.open()

    with pytest.raises(NotAllowed):
        add(two, "ben", "A comment.")


# Strangers, the end, and somebody who writes in the database.


@pytest.mark.parametrize("who", ["cleo_member", "dara_member", "enzo_member"])
def test_strangers_can_do_nothing_here(two, who, request):
    stranger = request.getfixturevalue(who)
    two.members[who] = stranger
    two.write("ben")
    draft = two.draft("ben")
    asked = two.asked(who)
    deeds = [
        lambda: two.write(who, trust="mine"),
        lambda: actions.be_ready(two.relationship, two.kind, draft, seen_revision=1, **asked),
        lambda: two.take_back(who),
        lambda: actions.put_away_draft(two.relationship, two.kind, by=stranger.person, at=two.at),
        lambda: add(two, who, "words"),
        lambda: two.page(who),
        lambda: two.draft(who),
    ]

    for deed in deeds:
        with pytest.raises(Http404):
            deed()
    assert (Half.objects.count(), Draft.objects.count()) == (0, 1)


def test_halves_open_to_no_stranger_with_keys_of_their_own(two, cleo_member, dara_member):
    his, _ = two.open()
    two.members |= {"cleo": cleo_member, "dara": dara_member}

    assert words_in(unsealed(two, "alma", his)) == [HIS]
    for who in ("cleo", "dara"):
        with pytest.raises(vault.NoGrant):
            unsealed(two, who, his)


def test_after_the_end_nobody_writes_and_each_reads_their_own(two, ben):
    two.open()
    two.write("ben", trust="not yet")
    relationships.end_relationship(relationship=two.relationship, by=ben, at=two.at)

    with pytest.raises(NotAllowed, match="This is over between you"):
        two.write("ben", seen=1, trust="more")
    with pytest.raises(NotAllowed, match="This is over between you"):
        two.be_ready("ben")
    for who, words in (("ben", HIS), ("alma", HERS)):
        [only] = two.page(who).rounds
        assert ([each.words for each in only.mine.answers], only.theirs) == ([words], None)
    actions.put_away_draft(two.relationship, two.kind, by=ben, at=two.at)
    assert Draft.objects.count() == 0


def test_a_half_that_waits_at_the_end_is_taken_back_and_never_opens(two, ben, alma):
    two.write_and_be_ready("ben")
    two.write("alma")
    relationships.end_relationship(relationship=two.relationship, by=alma, at=two.at)

    with pytest.raises(NotAllowed, match="This is over between you"):
        two.be_ready("alma")
    two.take_back("ben")

    assert Half.objects.count() == 0


@pytest.mark.parametrize(
    "tamper",
    [
        lambda his, hers: {"author_uid": hers.author_uid, "round": 3},
        lambda his, hers: {"sealed": bytes(hers.sealed)},
        lambda his, hers: {"sealed": bytes(his.sealed)[:-1] + bytes([his.sealed[-1] ^ 1])},
        lambda his, hers: {"compartment": hers.compartment},
        lambda his, hers: {"revision": 2},
        lambda his, hers: {"round": 7},
    ],
    ids=["author", "swapped", "a bit", "compartment", "revision", "round"],
)
def test_a_half_that_was_tampered_with_does_not_open(two, tamper):
    his, hers = two.open()
    assert words_in(unsealed(two, "alma", his)) == [HIS]

    Half.objects.filter(uid=his.uid).update(**tamper(his, hers))

    with pytest.raises(seals.Bad):
        unsealed(two, "alma", Half.objects.get(uid=his.uid))


def test_a_half_moved_to_another_kind_of_swap_does_not_open(two):
    his, _ = two.open()
    other = Swap.objects.create(relationship_uid=two.relationship.uid, kind="assumption", rounds=1)

    Half.objects.filter(uid=his.uid).update(swap=other)

    with pytest.raises(seals.Bad):
        unsealed(two, "alma", Half.objects.get(uid=his.uid))


def test_there_is_one_half_each_in_a_round_and_one_swap_of_a_kind(two):
    his, _ = two.open()

    his.pk = new_uid()
    his._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        his.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Swap.objects.create(relationship_uid=two.relationship.uid, kind="trust_card")


def test_two_pairs_swap_without_touching_one_another(two, cleo_member, ben_member, at):
    two.open()
    other = type(two)(
        invite_and_accept(cleo_member, ben_member, at),
        {"alma": cleo_member, "ben": ben_member},
        at,
        two.kind,
    )
    other.write_and_be_ready("ben", trust="for Cleo")

    assert (len(other.page("ben").rounds), len(two.page("ben").rounds)) == (0, 1)
    assert other.page("alma").theirs_ready is True
    assert two.page("alma").theirs_ready is False
