"""What leaves, and that nothing else does: Ben's words on their way to Dara."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import NotAllowed
from goldenthread.ledger.models import Entry
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.sharing import policy
from goldenthread.sharing.actions import releases
from goldenthread.sharing.manifest import digest_of
from goldenthread.sharing.models import Approval, Release, Snapshot
from goldenthread.sharing.queries.drafts import releases_between, releases_of, the_draft
from goldenthread.sharing.queries.reading import released_lines, the_released
from goldenthread.sharing.states import ReleaseState
from goldenthread.vault import api as vault
from tests.sharing.conftest import close_term

WORDS = "I lead the Monday round myself now,\nand I don’t dread it."
CHANGED = "I lead the Monday round."


def read(three, release, by=None, at=None):
    snapshot = Snapshot.objects.get(release=release)
    return the_released(three.seat, snapshot.uid, **three.looking(by or three.holder, at))


def state_of(release):
    return Release.objects.get(uid=release.uid).state


@pytest.mark.row("INV-4")
@pytest.mark.parametrize("first", ["alma", "ben"])
def test_dara_reads_exactly_what_both_approved_in_any_order(with_dara, first):
    t = with_dara
    draft = t.draft(WORDS)
    order = (t.alma, t.ben) if first == "alma" else (t.ben, t.alma)

    waiting = t.approve(draft, order[0])
    assert waiting.state in {"approved_by_client", "approved_by_coach"}
    assert Snapshot.objects.count() == 0
    opened = t.approve(draft, order[1])

    assert opened.state == "open"
    assert read(t, draft).words == WORDS


@pytest.mark.row("INV-4")
def test_before_both_said_yes_there_is_not_even_a_key(with_dara):
    t = with_dara
    draft = t.draft(WORDS)
    t.approve(draft, t.ben, t.ben)
    with pytest.raises(Http404):
        t.approve(draft, t.holder)

    kinds = vault.Compartment.objects.filter(kind=vault.CompartmentKind.RELEASE)
    assert kinds.count() == 0


@pytest.mark.row("INV-4")
def test_an_edit_sets_every_yes_aside(with_dara):
    t = with_dara
    draft = t.draft(WORDS)
    t.approve(draft, t.ben)
    seen = the_draft(t.pair, draft.uid, **t.looking(t.alma))

    releases.edit_release(t.pair, seen, releases.Leaving(CHANGED), **t.looking(t.alma))

    assert state_of(draft) == "drafted"
    assert Approval.objects.filter(release=draft).count() == 0
    assert t.approve(draft, t.alma).state == "approved_by_coach"
    assert t.approve(draft, t.ben).state == "open"
    assert read(t, draft).words == CHANGED


@pytest.mark.row("G23")
def test_a_yes_to_words_that_changed_meanwhile_is_refused(with_dara):
    t = with_dara
    draft = t.draft(WORDS)
    seen = the_draft(t.pair, draft.uid, **t.looking(t.ben))
    other = the_draft(t.pair, draft.uid, **t.looking(t.alma))
    releases.edit_release(t.pair, other, releases.Leaving(CHANGED), **t.looking(t.alma))

    with pytest.raises(NotAllowed, match="changed while you were reading"):
        releases.approve_release(t.pair, seen, shown=seen.manifest.shown, **t.looking(t.ben))
    fresh = the_draft(t.pair, draft.uid, **t.looking(t.ben))
    with pytest.raises(NotAllowed, match="changed while you were reading"):
        releases.approve_release(t.pair, fresh, shown=seen.manifest.shown, **t.looking(t.ben))


@pytest.mark.row("INV-4")
def test_an_old_signature_put_under_new_words_opens_nothing(with_dara):
    t = with_dara
    draft = t.draft(WORDS)
    t.approve(draft, t.ben)
    old = bytes(Approval.objects.get(release=draft).signature)
    seen = the_draft(t.pair, draft.uid, **t.looking(t.alma))
    releases.edit_release(t.pair, seen, releases.Leaving(CHANGED), **t.looking(t.alma))
    Approval.objects.create(
        release=draft,
        edition=2,
        role="client",
        signer_uid=t.ben.uid,
        signature=old,
        signed_at=t.at,
    )

    with pytest.raises(seals.Bad):
        t.approve(draft, t.alma)

    assert Snapshot.objects.count() == 0
    assert state_of(draft) == "drafted"


@pytest.mark.row("INV-4")
def test_a_yes_that_alma_signed_in_bens_place_opens_nothing(with_dara):
    t = with_dara
    draft = t.draft(WORDS)
    seen = the_draft(t.pair, draft.uid, **t.looking(t.alma))
    Approval.objects.create(
        release=draft,
        edition=1,
        role="client",
        signer_uid=t.alma.uid,
        signature=t.alma.keyring.sign(seen.manifest.message),
        signed_at=t.at,
    )

    with pytest.raises(seals.Bad):
        t.approve(draft, t.alma)
    assert Snapshot.objects.count() == 0


@pytest.mark.row("INV-4")
@pytest.mark.parametrize("tampering", ["signature", "edition", "reader", "until"])
def test_the_reader_checks_it_all_again_and_shows_nothing_that_does_not_fit(
    with_dara, enzo_member, tampering
):
    t = with_dara
    release = t.release(WORDS)
    rows, yes = Release.objects.filter(uid=release.uid), Approval.objects.filter(role="client")
    assert read(t, release).words == WORDS

    if tampering == "signature":
        yes.update(signature=bytes(64))
    elif tampering == "edition":
        rows.update(edition=2)
    elif tampering == "until":
        rows.update(until=t.at + timedelta(days=300))
    else:
        rows.update(reader_uid=enzo_member.uid)

    with pytest.raises((seals.Bad, Http404)):
        read(t, release)


@pytest.mark.row("INV-4")
def test_another_snapshots_bytes_in_its_place_are_refused(with_dara):
    t = with_dara
    one, two = t.release(WORDS), t.release(CHANGED)
    other = Snapshot.objects.get(release=two)
    Snapshot.objects.filter(release=one).update(
        sealed=bytes(other.sealed), compartment=other.compartment_id
    )

    with pytest.raises(seals.Bad):
        read(t, one)


@pytest.mark.row("INV-4")
def test_withdrawn_it_is_gone_at_once_for_everybodys_keys(with_dara):
    t = with_dara
    release = t.release(WORDS)
    snapshot = Snapshot.objects.get(release=release)
    assert read(t, release).words == WORDS

    releases.withdraw_release(t.pair, release.uid, by=t.ben.person, at=t.at)

    with pytest.raises(Http404):
        read(t, release)
    for one in (t.holder, t.alma, t.ben):
        with pytest.raises((vault.NoGrant, shares.ShareForgotten)):
            one.keyring.key(snapshot.compartment_id, snapshot.epoch)


def test_alma_may_withdraw_too_and_withdrawing_twice_changes_nothing(with_dara):
    t = with_dara
    release = t.release(WORDS)

    for _ in range(2):
        releases.withdraw_release(t.pair, release.uid, by=t.alma.person, at=t.at)

    rows = Entry.objects.filter(verb="sharing.release.withdrawn")
    assert (state_of(release), rows.count()) == ("withdrawn", 1)


@pytest.mark.row("INV-4")
def test_after_its_last_day_nobody_reads_it_tidied_or_not(with_dara):
    t = with_dara
    release = t.release(WORDS, until=t.at + timedelta(days=1))
    later = t.at + timedelta(days=1)
    assert read(t, release).words == WORDS

    with pytest.raises(Http404):
        read(t, release, at=later)
    assert releases.let_release_expire(release.uid, at=t.at) is False
    assert releases.let_release_expire(release.uid, at=later) is True
    assert releases.let_release_expire(release.uid, at=later) is False

    snapshot = Snapshot.objects.get(release=release)
    with pytest.raises((vault.NoGrant, shares.ShareForgotten)):
        t.holder.keyring.key(snapshot.compartment_id, snapshot.epoch)


@pytest.mark.row("INV-4")
@pytest.mark.row("S2.14")
def test_when_ben_closes_the_clause_daras_window_shows_nothing_at_once(with_dara):
    t = with_dara
    release = t.release(WORDS)
    assert read(t, release).words == WORDS

    close_term(t, "A2")

    with pytest.raises(Http404):
        read(t, release)
    terms = agreements.terms_in_force(t.pair.uid, at=t.at)
    assert released_lines(t.seat, terms, at=t.at) == []


@pytest.mark.row("INV-4")
def test_when_ben_leaves_his_employer_everything_is_withdrawn_and_nothing_handed_over(with_dara):
    t = with_dara
    opened, waiting = t.release(WORDS), t.draft(CHANGED)

    relationships.close_for_leaving(relationship=t.pair, by=t.ben.person, at=t.at)

    assert (state_of(opened), state_of(waiting)) == ("withdrawn", "withdrawn")
    with pytest.raises(Http404):
        relationships.the_seat(t.seat_uid, by=t.holder.person, at=t.at)
    with pytest.raises(Http404):
        read(t, opened)
    assert Entry.objects.filter(verb="relationships.seat.left_behind").count() == 1


@pytest.mark.row("INV-3")
def test_a_reading_stands_in_the_ledger_before_it_and_ben_is_told_of_it(with_dara):
    t = with_dara
    release = t.release(WORDS)
    rows = Entry.objects.filter(verb="sharing.release.read")
    assert rows.count() == 0
    assert the_draft(t.pair, release.uid, **t.looking(t.ben)).read_at is None

    read(t, release)

    [row] = rows
    snapshot = Snapshot.objects.get(release=release)
    assert (row.actor_uid, row.about_uid, row.thing_uid) == (t.holder.uid, t.ben.uid, snapshot.uid)
    assert the_draft(t.pair, release.uid, **t.looking(t.ben)).read_at == t.at
    assert the_draft(t.pair, release.uid, **t.looking(t.alma)).read_at is None


@pytest.mark.row("INV-4")
def test_the_other_four_read_no_release_of_daras(with_dara, cleo_member, enzo_member):
    t = with_dara
    release = t.release(WORDS)
    assert read(t, release, t.ben).words == WORDS

    for one in (cleo_member, enzo_member, t.alma):
        with pytest.raises(Http404):
            read(t, release, one)
    for one in (cleo_member, enzo_member, t.holder):
        with pytest.raises(Http404):
            releases_between(t.pair, **t.looking(one))


def test_nobody_drafts_for_a_seat_that_no_term_lets_read(with_enzo):
    t = with_enzo
    with pytest.raises(NotAllowed):
        releases.draft_release(t.pair, role=Role.SPONSOR, words=WORDS, **t.looking(t.ben))


@pytest.mark.row("S2.14")
def test_a_case_for_supervision_asks_alma_to_read_it_as_if_all_were_present(with_enzo):
    t = with_enzo
    draft = t.draft("A leader who took on the Monday round", by=t.alma)
    seen = the_draft(t.pair, draft.uid, **t.looking(t.alma))

    with pytest.raises(NotAllowed, match="as if they were present"):
        releases.approve_release(t.pair, seen, shown=seen.manifest.shown, **t.looking(t.alma))

    assert t.approve(draft, t.alma).state == "approved_by_coach"
    assert t.approve(draft, t.ben).state == "open"
    assert read(t, draft).words == "A leader who took on the Monday round"


def test_the_same_form_makes_one_draft(with_dara):
    t = with_dara
    uid = new_uid()

    assert t.draft(WORDS, form_uid=uid).uid == t.draft(WORDS, form_uid=uid).uid == uid
    assert Release.objects.count() == 1
    assert t.draft(WORDS, by=t.alma, form_uid=uid).uid != uid


def test_a_draft_says_from_what_it_was_taken_and_whoever_asks_hears_how_it_stands(with_dara):
    t = with_dara
    release = releases.draft_release(
        t.pair, role=t.role, words=WORDS, source=("plans.goal", t.pair.uid), **t.looking(t.ben)
    )

    assert releases_of(t.pair.uid, ("plans.goal", t.pair.uid)) == [("sponsor", "drafted")]
    t.approve(release, t.ben, t.alma)
    assert releases_of(t.pair.uid, ("plans.goal", t.pair.uid)) == [("sponsor", ReleaseState.OPEN)]


def test_every_digest_is_of_the_words_as_they_stand(with_dara):
    t = with_dara
    seen = the_draft(t.pair, t.draft(WORDS).uid, **t.looking(t.ben))

    assert seen.manifest.digest == digest_of(WORDS)
    assert seen.manifest.edition == 1
    assert repr(seen).find("Monday") == -1


@pytest.mark.parametrize("words", ["", " \n ", "x" * (policy.WORDS_MOST + 1)])
def test_no_words_or_too_many_are_refused(with_dara, words):
    with pytest.raises(NotAllowed):
        with_dara.draft(words)
