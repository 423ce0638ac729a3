from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.journal import api as journal
from goldenthread.journal.models import Entry, Passage, Place, Reply, Segment
from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from tests.cast import invite_and_accept
from tests.journal.conftest import BODY, WORDS


def readings(person):
    """The journal's readings about a person, newest first: what, by whom, of which thing."""
    return [
        (entry.verb, entry.actor_uid, entry.thing_uid)
        for entry in ledger.entries_about(person.uid, limit=1000)
        if entry.verb.startswith("journal.") and entry.verb.endswith(("opened", "searched"))
    ]


def keep(relationship, who, *bodies):
    """Keep entries an hour apart, in this order."""
    return [
        journal.keep_entry(
            relationship,
            journal.Writing.of("", body),
            **(who | {"at": who["at"] + timedelta(hours=number)}),
        )
        for number, body in enumerate(bodies)
    ]


def test_the_list_is_newest_first_with_first_words(relationship, kept, as_ben_does):
    keep(relationship, as_ben_does | {"at": as_ben_does["at"] + timedelta(days=1)}, "# One\n\nx")

    page = journal.entries_page(relationship, **as_ben_does)

    assert [(row.heading, row.under, row.is_shared) for row in page.rows] == [
        ("One x", "", False),
        (
            "The Tuesday meeting",
            (
                "Lena asked whether I'd take over the Porto account as well, and I said yes before "
                "she'd finished the sentence. I…"
            ),
            False,
        ),
    ]


def test_the_list_says_of_which_entries_something_is_shared_now(
    agreed, kept, shared, ben, as_ben_does, at
):
    assert [row.is_shared for row in journal.entries_page(agreed, **as_ben_does).rows] == [True]

    journal.take_back_passage(agreed, shared.uid, by=ben, at=at)

    assert [row.is_shared for row in journal.entries_page(agreed, **as_ben_does).rows] == [False]


def test_the_list_has_twenty_to_a_page(relationship, as_ben_does):
    keep(relationship, as_ben_does, *(f"Entry {n}" for n in range(21)))

    first = journal.entries_page(relationship, **as_ben_does)
    second = journal.entries_page(relationship, number=2, **as_ben_does)
    third = journal.entries_page(relationship, number=3, **as_ben_does)

    assert [row.heading for row in first.rows] == [f"Entry {n}" for n in range(20, 0, -1)]
    assert [row.heading for row in second.rows] == ["Entry 0"]
    assert third.rows == ()
    assert (first.has_older, second.has_older, third.has_older) == (True, False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(
    relationship, as_ben_does, count, django_assert_num_queries
):
    keep(relationship, as_ben_does, *(f"Entry {n}" for n in range(count)))
    journal.entries_page(relationship, **as_ben_does)
    keyring = as_ben_does["keyring"]
    keyring.key(Entry.objects.all()[0].compartment_id, 1)

    # The compartment, the ledger's look for the same reading just now, the entries, the shared.
    with django_assert_num_queries(4):
        page = journal.entries_page(relationship, **as_ben_does)

    assert len(page.rows) == count


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_shared_costs_the_same_however_much(
    agreed, as_ben_does, as_alma_does, count, django_assert_num_queries
):
    for kept in keep(agreed, as_ben_does, *(f"Entry {n}" for n in range(count))):
        entry = journal.the_entry(agreed, kept.uid, **as_ben_does)
        journal.share_passage(agreed, entry, "Entry", closes_at=None, **as_ben_does)
    for number in (1, 2):
        again = journal.shared_page(agreed, **as_alma_does)
        assert (number, len(again.threads)) == (number, count)

    # The term, the compartment, the passages, what is beside them, which were read before, the look.
    with django_assert_num_queries(6):
        journal.shared_page(agreed, **as_alma_does)


def test_an_entry_is_opened_with_its_passages_where_they_stand(agreed, kept, shared, as_ben_does):
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)

    [thread] = entry.threads
    assert entry.body == BODY
    assert thread.span
    assert entry.body[slice(*thread.span)] == WORDS


def test_a_passage_whose_words_have_left_the_entry_has_no_place(agreed, kept, shared, as_ben_does):
    journal.change_entry(
        agreed, kept.uid, journal.Writing.of("", "All new"), seen_revision=1, **as_ben_does
    )

    [thread] = journal.the_entry(agreed, kept.uid, **as_ben_does).threads

    assert (thread.span, thread.words) == (None, WORDS)


@pytest.mark.row("INV-3")
def test_every_reading_leaves_its_line_before_anything_is_opened(
    agreed, kept, shared, ben, alma, as_ben_does, as_alma_does
):
    known = len(readings(ben))
    journal.entries_page(agreed, **as_ben_does)
    journal.search(agreed, "porto", **as_ben_does)
    journal.shared_page(agreed, **as_alma_does)
    journal.shared_page(agreed, **as_alma_does)
    journal.shared_page(agreed, **as_ben_does)

    assert readings(ben)[:-known] == [
        ("journal.passages.opened", ben.uid, None),
        ("journal.passages.opened", alma.uid, None),
        ("journal.passage.opened", alma.uid, shared.uid),
        ("journal.entries.searched", ben.uid, None),
        ("journal.entries.opened", ben.uid, None),
    ]


@pytest.mark.row("INV-3")
def test_nothing_is_opened_when_the_ledger_can_not_be_written(
    relationship, kept, as_ben_does, monkeypatch
):
    from django.db import DatabaseError, connection

    def full(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            raise DatabaseError
        return execute(sql, params, many, context)

    opened = []
    monkeypatch.setattr(
        "goldenthread.vault.records.seals.unseal", lambda *args: opened.append(args)
    )

    with connection.execute_wrapper(full), pytest.raises(ledger.LedgerClosed):
        journal.entries_page(relationship, **as_ben_does)

    assert opened == []


@pytest.mark.row("INV-13")
def test_the_clients_own_readings_are_no_deeds_of_the_coach(
    agreed, kept, shared, ben, alma, as_ben_does
):
    journal.entries_page(agreed, **as_ben_does)

    assert ("journal.entries.opened", ben.uid, None) in readings(ben)
    assert readings(alma) == []
    assert [e.verb for e in ledger.entries_by(alma.uid) if e.verb.startswith("journal")] == []


def test_a_search_finds_every_word_and_says_how_many_of_how_many(relationship, as_ben_does):
    keep(relationship, as_ben_does, "Porto again", "An account of Porto", "Nothing")

    findings = journal.search(relationship, "PORTO account", **as_ben_does)

    assert (findings.found, findings.entries) == (1, 3)
    assert [(hit.heading, hit.line) for hit in findings.hits] == [
        (
            "An account of Porto",
            (("An ", False), ("account", True), (" of ", False), ("Porto", True)),
        )
    ]


def test_a_search_shows_the_line_with_the_words_cut_from_a_long_one(relationship, as_ben_does):
    keep(relationship, as_ben_does, f"Start\n\n{'before ' * 40}it’s here {'after ' * 40}\n\nEnd")

    [hit] = journal.search(relationship, "it's here", **as_ben_does).hits

    text = "".join(piece for piece, _ in hit.line)
    assert [piece for piece, is_found in hit.line if is_found] == ["it’s", "here"]
    assert (text[0], text[-1], len(text) < 190) == ("…", "…", True)


def test_a_search_finds_words_in_a_title(relationship, kept, as_ben_does):
    [hit] = journal.search(relationship, "tuesday", **as_ben_does).hits

    assert (hit.heading, hit.uid) == ("The Tuesday meeting", kept.uid)


def test_a_search_that_finds_nothing_says_so(relationship, kept, as_ben_does):
    findings = journal.search(relationship, "winter", **as_ben_does)

    assert (findings.hits, findings.found, findings.entries) == ((), 0, 1)


def test_what_is_found_is_newest_first_whether_indexed_or_not(
    relationship, as_ben_does, monkeypatch
):
    monkeypatch.setattr("goldenthread.journal.folding.SEGMENT_SIZE", 8)
    keep(relationship, as_ben_does, *(f"Winter {n}" for n in range(27)))

    for _ in range(2):
        first = journal.search(relationship, "winter", **as_ben_does)
        second = journal.search(relationship, "winter", number=2, **as_ben_does)

        assert [hit.heading for hit in (*first.hits, *second.hits)] == [
            f"Winter {n}" for n in range(26, -1, -1)
        ]
        assert (first.found, first.entries, first.has_older, second.has_older) == (
            27,
            27,
            True,
            False,
        )
    assert (Segment.objects.count(), Entry.objects.filter(segment=None).count()) == (3, 3)


def test_an_entry_changed_while_it_was_being_indexed_is_not_indexed(
    relationship, as_ben_does, monkeypatch
):
    monkeypatch.setattr("goldenthread.journal.folding.SEGMENT_SIZE", 2)
    [one, _] = keep(relationship, as_ben_does, "Winter 1", "Winter 2")
    seal = journal.search.__globals__["vault"].seal_bytes

    def seal_and_be_overtaken(segment, packed, *, keyring):
        seal(segment, packed, keyring=keyring)
        journal.change_entry(
            relationship, one.uid, journal.Writing.of("", "Spring"), seen_revision=1, **as_ben_does
        )

    monkeypatch.setattr("goldenthread.vault.api.seal_bytes", seal_and_be_overtaken)

    assert journal.search(relationship, "winter", **as_ben_does).found == 2
    assert (Segment.objects.count(), Entry.objects.filter(segment=None).count()) == (0, 2)
    monkeypatch.undo()
    assert journal.search(relationship, "winter", **as_ben_does).found == 1


def test_a_segment_says_nothing_in_clear(relationship, as_ben_does, monkeypatch):
    monkeypatch.setattr("goldenthread.journal.folding.SEGMENT_SIZE", 2)
    keep(relationship, as_ben_does, "Winter 1", "Winter 2")
    journal.search(relationship, "winter", **as_ben_does)

    assert b"inter" not in bytes(Segment.objects.get().sealed)


@pytest.mark.parametrize("look", ["list", "entry", "search"])
def test_the_five_and_an_entry(
    relationship, kept, as_ben_does, as_alma_does, cleo_member, dara_member, enzo_member, at, look
):
    looks = {
        "list": lambda who: journal.entries_page(relationship, **who).rows[0].heading,
        "entry": lambda who: journal.the_entry(relationship, kept.uid, **who).title,
        "search": lambda who: journal.search(relationship, "porto", **who).hits[0].heading,
    }
    others = [
        {"by": each.person, "at": at, "keyring": each.keyring}
        for each in (cleo_member, dara_member, enzo_member)
    ]

    assert looks[look](as_ben_does) == "The Tuesday meeting"
    for who in (as_alma_does, *others):
        with pytest.raises(Http404):
            looks[look](who)


@pytest.mark.parametrize("look", ["page", "thread"])
def test_the_five_and_a_passage_with_its_answers(
    agreed, shared, as_ben_does, as_alma_does, cleo_member, dara_member, enzo_member, at, look
):
    journal.answer_passage(agreed, shared.uid, "If it had a name?", **as_alma_does)
    looks = {
        "page": lambda who: journal.shared_page(agreed, **who).threads[0],
        "thread": lambda who: journal.the_thread(agreed, shared.uid, **who),
    }

    for who in (as_ben_does, as_alma_does):
        thread = looks[look](who)
        assert (thread.words, thread.answers[0].words) == (WORDS, "If it had a name?")
    for each in (cleo_member, dara_member, enzo_member):
        with pytest.raises(Http404):
            looks[look]({"by": each.person, "at": at, "keyring": each.keyring})


def test_another_pairs_things_are_not_there(agreed, kept, shared, cleo_member, dara_member, at):
    theirs = invite_and_accept(cleo_member, dara_member, at)
    who = {"by": dara_member.person, "at": at, "keyring": dara_member.keyring}

    for look in (journal.the_entry, journal.the_thread):
        for uid in (kept.uid, shared.uid):
            with pytest.raises(Http404):
                look(theirs, uid, **who)
    assert journal.search(theirs, "porto", **who).entries == 0


def sealed_things(agreed, kept, shared, as_ben_does, as_alma_does):
    """Open each kind of sealed row of the journal, by its model."""
    return {
        Entry: lambda: journal.the_entry(agreed, kept.uid, **as_ben_does),
        Place: lambda: journal.the_entry(agreed, kept.uid, **as_ben_does),
        Passage: lambda: journal.shared_page(agreed, **as_alma_does),
        Reply: lambda: journal.shared_page(agreed, **as_alma_does),
        Segment: lambda: journal.search(agreed, "porto", **as_ben_does),
    }


@pytest.mark.row("G5")
@pytest.mark.parametrize("model", [Entry, Place, Passage, Reply, Segment])
def test_a_flipped_byte_anywhere_opens_nothing(
    agreed, kept, shared, as_ben_does, as_alma_does, monkeypatch, model
):
    monkeypatch.setattr("goldenthread.journal.folding.SEGMENT_SIZE", 1)
    journal.answer_passage(agreed, shared.uid, "If it had a name?", **as_alma_does)
    journal.search(agreed, "porto", **as_ben_does)
    look = sealed_things(agreed, kept, shared, as_ben_does, as_alma_does)[model]
    assert look()
    row = model.objects.get()
    whole = bytes(row.sealed)

    for place in {0, 3, 5, 30, 50, 70, len(whole) - 1, *range(0, len(whole), 17)}:
        flipped = bytearray(whole)
        flipped[place] ^= 1
        model.objects.filter(uid=row.uid).update(sealed=bytes(flipped))
        with pytest.raises(seals.Bad) as error:
            look()
        assert error.value.args == ()


@pytest.mark.row("G5")
def test_an_older_version_put_back_opens_nothing(relationship, kept, as_ben_does):
    older = bytes(Entry.objects.get().sealed)
    journal.change_entry(
        relationship, kept.uid, journal.Writing.of("", "New"), seen_revision=1, **as_ben_does
    )
    Entry.objects.update(sealed=older)

    with pytest.raises(seals.Bad):
        journal.the_entry(relationship, kept.uid, **as_ben_does)


def test_two_entries_swapped_open_nothing(relationship, as_ben_does):
    one, two = keep(relationship, as_ben_does, "One", "Two")
    Entry.objects.filter(uid=one.uid).update(sealed=bytes(two.sealed))

    with pytest.raises(seals.Bad):
        journal.the_entry(relationship, one.uid, **as_ben_does)


def test_a_record_names_no_content(agreed, kept, shared):
    things = [Entry.objects.get(), Passage.objects.get(), Place.objects.get()]

    assert [str(thing) for thing in things] == [
        f"entry {kept.uid}",
        f"passage {shared.uid}",
        f"place {things[2].uid}",
    ]


def copy(relationship, who, *compartments):
    """Take a copy under a witness for these compartments, as the bridge does."""
    witness = ledger.witness(
        "journal.entries.opened",
        stream=relationship.uid,
        by=who["by"],
        at=who["at"],
        about=relationship.client_uid,
        covers=compartments,
    )
    return list(journal.copy_for(relationship, **who, witness=witness))


def test_the_clients_copy_holds_every_entry_with_its_talk(
    agreed, kept, shared, alma, at, as_ben_does, as_alma_does
):
    journal.answer_passage(agreed, shared.uid, "If it had a name?", **as_alma_does)
    rooms = {kept.compartment_id, shared.compartment_id}

    assert copy(agreed, as_ben_does, *rooms) == [
        {
            "kind": "entry",
            "uid": str(kept.uid),
            "title": "The Tuesday meeting",
            "body": BODY,
            "written_at": at.isoformat(),
            "changed_at": None,
            "passages": [
                {
                    "kind": "passage",
                    "uid": str(shared.uid),
                    "words": WORDS,
                    "state": "shared",
                    "shared_at": at.isoformat(),
                    "closes_at": None,
                    "taken_back_at": None,
                    "answers": [
                        {
                            "author_uid": str(alma.uid),
                            "written_at": at.isoformat(),
                            "words": "If it had a name?",
                        }
                    ],
                }
            ],
        }
    ]


def test_the_coachs_copy_holds_what_is_shared_and_nothing_else(
    agreed, kept, shared, ben, at, as_ben_does, as_alma_does
):
    [passage] = copy(agreed, as_alma_does, shared.compartment_id)
    assert (passage["kind"], passage["words"]) == ("passage", WORDS)

    journal.take_back_passage(agreed, shared.uid, by=ben, at=at)

    assert copy(agreed, as_alma_does, shared.compartment_id) == []


def test_the_clients_copy_keeps_answers_to_an_entry_that_is_gone(
    agreed, kept, shared, ben, at, as_ben_does, as_alma_does
):
    journal.answer_passage(agreed, shared.uid, "If it had a name?", **as_alma_does)
    journal.delete_entry(agreed, kept.uid, by=ben, at=at)

    [passage] = copy(agreed, as_ben_does, kept.compartment_id, shared.compartment_id)

    assert (passage["state"], passage["words"], passage["answers"][0]["words"]) == (
        "taken_back",
        "",
        "If it had a name?",
    )
