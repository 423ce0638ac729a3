from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.agreements import api as agreements
from goldenthread.agreements.models import TermRow
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.journal import api as journal
from goldenthread.journal.models import Entry, Passage, Place, Reply, Segment
from goldenthread.ledger import api as ledger
from goldenthread.vault import api as vault
from tests.journal.conftest import BODY, WORDS

LATER = timedelta(hours=1)


def deeds(person):
    """What the ledger says about a person, oldest first, without opening anything."""
    said = [
        (entry.verb, entry.actor_uid, entry.thing_kind, entry.thing_uid)
        for entry in ledger.entries_about(person.uid, limit=1000)
        if entry.verb.startswith("journal.")
    ]
    return said[::-1]


def words_of(relationship, uid, who):
    entry = journal.the_entry(relationship, uid, **who)
    return entry.title, entry.body


def test_keeping_an_entry_seals_it_for_its_author_alone(relationship, ben, as_ben_does, at):
    kept = journal.keep_entry(
        relationship, journal.Writing.of(" A  title ", "a\r\nb"), **as_ben_does
    )

    assert words_of(relationship, kept.uid, as_ben_does) == ("A title", "a\nb")
    assert deeds(ben)[0] == ("journal.entry.kept", ben.uid, "entry", kept.uid)
    assert (kept.author_uid, kept.written_at, kept.changed_at) == (ben.uid, at, None)
    assert kept.compartment.kind == vault.CompartmentKind.CLIENT_PRIVATE
    assert b"title" not in bytes(Entry.objects.get(uid=kept.uid).sealed)


def test_the_same_form_sent_twice_keeps_one_entry(relationship, ben, as_ben_does):
    uid, writing = new_uid(), journal.Writing.of("", "Once")
    journal.keep_entry(relationship, writing, uid=uid, **as_ben_does)

    with pytest.raises(journal.AlreadyKept):
        journal.keep_entry(relationship, writing, uid=uid, **as_ben_does)

    assert Entry.objects.count() == 1
    assert deeds(ben) == [("journal.entry.kept", ben.uid, "entry", uid)]


def test_a_compartment_opened_beforehand_is_used_if_it_is_the_journals_own(
    relationship, ben, as_ben_does, django_assert_num_queries
):
    kinds = vault.CompartmentKind
    own = vault.open_beforehand(
        relationship.uid, kinds.CLIENT_PRIVATE, keyring=as_ben_does["keyring"]
    )
    shared = vault.compartment_of(relationship.uid, kinds.SHARED)

    def keep(given):
        return journal.keep_entry(
            relationship, journal.Writing.of("", "Mine"), private=given, **as_ben_does
        )

    # BEGIN's place is a savepoint here: two; the entry, the stream, the line, the stream.
    with django_assert_num_queries(6):
        assert keep(own).compartment == own
    assert keep(shared).compartment == own
    assert keep(None).compartment == own


def test_a_uid_that_is_taken_in_another_compartment_does_no_harm(
    relationship, shared, as_ben_does, cleo_member, dara_member, at
):
    from tests.cast import invite_and_accept

    theirs = invite_and_accept(cleo_member, dara_member, at)
    first = Entry.objects.get()
    kept = journal.keep_entry(
        theirs,
        journal.Writing.of("", "Dara's"),
        uid=first.uid,
        by=dara_member.person,
        at=at,
        keyring=dara_member.keyring,
    )

    assert kept.uid != first.uid
    assert words_of(relationship, first.uid, as_ben_does) == ("The Tuesday meeting", BODY)


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("", " ", "Write a few words first."),
        ("", "b" * 50_001, "An entry holds 50,000 characters."),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(relationship, as_ben_does, title, body, reason):
    with pytest.raises(NotAllowed, match=reason):
        journal.keep_entry(relationship, journal.Writing.of(title, body), **as_ben_does)

    assert Entry.objects.count() == 0


def test_the_coach_writes_nothing_in_the_journal(relationship, as_alma_does, ben):
    with pytest.raises(NotAllowed, match="Only the person whose journal this is"):
        journal.keep_entry(relationship, journal.Writing.of("", "Hello"), **as_alma_does)

    assert (Entry.objects.count(), deeds(ben)) == (0, [])


def test_changing_an_entry_keeps_the_new_words(relationship, kept, ben, as_ben_does, at):
    journal.change_entry(
        relationship, kept.uid, journal.Writing.of("New", "Words"), seen_revision=1, **as_ben_does
    )

    entry = journal.the_entry(relationship, kept.uid, **as_ben_does)
    assert (entry.title, entry.body, entry.revision) == ("New", "Words", 2)
    assert (entry.written_at, entry.changed_at) == (at, at)
    assert deeds(ben)[1] == ("journal.entry.changed", ben.uid, "entry", kept.uid)


def test_an_entry_changed_in_another_window_is_not_overwritten(relationship, kept, as_ben_does):
    first, second = journal.Writing.of("", "First"), journal.Writing.of("", "Second")
    journal.change_entry(relationship, kept.uid, first, seen_revision=1, **as_ben_does)

    with pytest.raises(journal.EditedElsewhere):
        journal.change_entry(relationship, kept.uid, second, seen_revision=1, **as_ben_does)

    assert words_of(relationship, kept.uid, as_ben_does) == ("", "First")


def test_deleting_an_entry_leaves_nothing_of_it(agreed, kept, shared, ben, as_ben_does, at):
    _answer(agreed, shared, as_ben_does, "Mine, beside it")

    journal.delete_entry(agreed, kept.uid, by=ben, at=at)

    assert (Entry.objects.count(), Place.objects.count(), Reply.objects.count()) == (0, 0, 0)
    passage = Passage.objects.get(uid=shared.uid)
    assert (bytes(passage.sealed), passage.taken_back_at) == (b"", at)
    assert deeds(ben)[-1] == ("journal.entry.deleted", ben.uid, "entry", kept.uid)
    with pytest.raises(Http404):
        journal.the_entry(agreed, kept.uid, **as_ben_does)


def test_what_is_deleted_can_not_be_deleted_again(relationship, kept, ben, at):
    journal.delete_entry(relationship, kept.uid, by=ben, at=at)

    with pytest.raises(Http404):
        journal.delete_entry(relationship, kept.uid, by=ben, at=at)


@pytest.mark.row("S1.8", "S3.12")
def test_sharing_makes_a_new_envelope_of_just_those_words(
    agreed, kept, shared, ben, as_ben_does, as_alma_does
):
    passage = Passage.objects.get()

    assert passage.compartment.kind == vault.CompartmentKind.SHARED
    assert [thread.words for thread in journal.shared_page(agreed, **as_alma_does).threads] == [
        WORDS
    ]
    assert ("journal.passage.shared", ben.uid, "passage", shared.uid) in deeds(ben)
    assert Place.objects.get().compartment.kind == vault.CompartmentKind.CLIENT_PRIVATE


@pytest.mark.row("INV-6")
def test_nothing_is_shared_before_a_term_is_in_force(relationship, kept, as_ben_does):
    entry = journal.the_entry(relationship, kept.uid, **as_ben_does)

    with pytest.raises(NotAllowed, match="Nothing you've both signed opens this yet"):
        journal.share_passage(relationship, entry, WORDS, closes_at=None, **as_ben_does)

    assert Passage.objects.count() == 0


def test_words_that_are_not_in_the_entry_are_not_shared(agreed, kept, as_ben_does):
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)

    with pytest.raises(NotAllowed, match="aren't in this entry"):
        journal.share_passage(agreed, entry, "there it was", closes_at=None, **as_ben_does)


def test_an_entry_changed_meanwhile_is_looked_at_again_before_sharing(agreed, kept, as_ben_does):
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)
    other = journal.Writing.of("", "Quite other words")
    journal.change_entry(agreed, kept.uid, other, seen_revision=1, **as_ben_does)

    with pytest.raises(journal.EditedElsewhere):
        journal.share_passage(agreed, entry, WORDS, closes_at=None, **as_ben_does)


def test_sharing_twice_with_one_form_shares_once(agreed, kept, as_ben_does):
    entry, uid = journal.the_entry(agreed, kept.uid, **as_ben_does), new_uid()
    journal.share_passage(agreed, entry, WORDS, uid=uid, closes_at=None, **as_ben_does)

    with pytest.raises(journal.AlreadyKept):
        journal.share_passage(agreed, entry, WORDS, uid=uid, closes_at=None, **as_ben_does)

    assert Passage.objects.count() == 1


@pytest.mark.row("S1.8")
def test_taking_back_wipes_the_words_at_once(agreed, shared, ben, alma, as_ben_does, as_alma_does):
    assert len(journal.shared_page(agreed, **as_alma_does).threads) == 1

    journal.take_back_passage(agreed, shared.uid, by=ben, at=as_ben_does["at"])

    assert bytes(Passage.objects.get().sealed) == b""
    assert journal.shared_page(agreed, **as_alma_does).threads == ()
    with pytest.raises(Http404):
        journal.the_thread(agreed, shared.uid, **as_alma_does)
    assert deeds(ben)[-1] == ("journal.passage.taken_back", ben.uid, "passage", shared.uid)


def test_taking_back_leaves_the_coachs_words_and_wipes_the_clients(
    agreed, shared, ben, as_ben_does, as_alma_does
):
    _answer(agreed, shared, as_alma_does, "If it had a name?")
    _answer(agreed, shared, as_ben_does, "Yes-sayer")

    journal.take_back_passage(agreed, shared.uid, by=ben, at=as_ben_does["at"])

    for who in (as_alma_does, as_ben_does):
        [thread] = journal.shared_page(agreed, **who).threads
        assert (thread.words, [each.words for each in thread.answers]) == (
            "",
            ["If it had a name?"],
        )


def test_only_the_client_takes_back(agreed, shared, alma, at):
    with pytest.raises(NotAllowed, match="Only the person who shared these words"):
        journal.take_back_passage(agreed, shared.uid, by=alma, at=at)


def test_words_are_taken_back_once(agreed, shared, ben, at):
    journal.take_back_passage(agreed, shared.uid, by=ben, at=at)

    with pytest.raises(NotAllowed, match="already taken"):
        journal.take_back_passage(agreed, shared.uid, by=ben, at=at)


@pytest.mark.row("S3.12")
def test_both_write_beside_a_passage(agreed, shared, alma, ben, as_ben_does, as_alma_does):
    _answer(agreed, shared, as_alma_does, "If it had a name?")
    _answer(agreed, shared, as_ben_does | {"at": as_ben_does["at"] + LATER}, "Yes-sayer")

    [thread] = journal.shared_page(agreed, **as_ben_does).threads
    assert [(each.author_uid, each.words) for each in thread.answers] == [
        (alma.uid, "If it had a name?"),
        (ben.uid, "Yes-sayer"),
    ]
    assert ("journal.passage.answered", alma.uid, "passage", shared.uid) in deeds(ben)


@pytest.mark.row("INV-6")
def test_closing_the_term_closes_the_coachs_reading_and_answering(
    agreed, shared, ben, as_ben_does, as_alma_does
):
    assert len(journal.shared_page(agreed, **as_alma_does).threads) == 1

    agreements.tighten_term(
        agreed, TermRow.objects.get(subject="journal.passage"), None, by=ben, at=as_ben_does["at"]
    )

    page = journal.shared_page(agreed, **as_alma_does)
    assert (page.threads, bool(page.opened)) == ((), False)
    with pytest.raises(Http404):
        journal.the_thread(agreed, shared.uid, **as_alma_does)
    with pytest.raises(NotAllowed):
        _answer(agreed, shared, as_alma_does, "But")
    assert len(journal.shared_page(agreed, **as_ben_does).threads) == 1


def test_an_answer_sent_twice_is_kept_once(agreed, shared, as_alma_does):
    uid = new_uid()
    _answer(agreed, shared, as_alma_does, "Once", uid)

    with pytest.raises(journal.AlreadyKept):
        _answer(agreed, shared, as_alma_does, "Once", uid)

    assert Reply.objects.count() == 1


def test_a_passage_ends_with_its_last_day(agreed, kept, as_ben_does, as_alma_does, at):
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)
    journal.share_passage(agreed, entry, WORDS, closes_at=at + LATER, **as_ben_does)
    assert len(journal.shared_page(agreed, **as_alma_does).threads) == 1

    after = as_alma_does | {"at": at + LATER}

    assert journal.shared_page(agreed, **after).threads == ()
    [thread] = journal.shared_page(agreed, **(as_ben_does | {"at": at + LATER})).threads
    assert (thread.state, thread.words) == ("ended", WORDS)


def test_what_has_ended_is_wiped_by_the_clock(agreed, kept, ben, as_ben_does, at):
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)
    over = journal.share_passage(agreed, entry, WORDS, closes_at=at + LATER, **as_ben_does)
    still = journal.share_passage(agreed, entry, "Tunnel", closes_at=None, **as_ben_does)
    assert journal.wipe_ended_passages(at) == 0

    assert journal.wipe_ended_passages(at + LATER) == 1
    assert journal.wipe_ended_passages(at + LATER) == 0

    assert bytes(Passage.objects.get(uid=over.uid).sealed) == b""
    assert bytes(Passage.objects.get(uid=still.uid).sealed) != b""
    assert deeds(ben)[-1] == ("journal.passage.ended", None, "passage", over.uid)


def test_what_is_still_shared_is_not_let_end(agreed, shared, at):
    with pytest.raises(NotAllowed, match="shared still"):
        journal.let_passage_end(shared.uid, at=at)


@pytest.mark.parametrize("change", ["change", "delete"])
def test_a_changed_or_deleted_entry_leaves_no_trace_in_the_index(
    relationship, as_ben_does, change, monkeypatch
):
    monkeypatch.setattr("goldenthread.journal.folding.SEGMENT_SIZE", 4)
    kept = [
        journal.keep_entry(relationship, journal.Writing.of("", f"Winter {n}"), **as_ben_does)
        for n in range(5)
    ]
    assert journal.search(relationship, "winter", **as_ben_does).found == 5
    assert (Segment.objects.count(), Entry.objects.filter(segment=None).count()) == (1, 1)

    if change == "change":
        journal.change_entry(
            relationship,
            kept[0].uid,
            journal.Writing.of("", "Spring"),
            seen_revision=1,
            **as_ben_does,
        )
    else:
        journal.delete_entry(relationship, kept[0].uid, by=as_ben_does["by"], at=as_ben_does["at"])

    assert Segment.objects.count() == 0
    assert journal.search(relationship, "winter", **as_ben_does).found == 4
    assert journal.search(relationship, "spring", **as_ben_does).found == (change == "change")


def _answer(relationship, passage, who, words, uid=None):
    return journal.answer_passage(relationship, passage.uid, words, reply_uid=uid, **who)
