"""Leaving: the clock both see, asking for it sooner, thinking again, and what erasure leaves."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.urls import reverse

from goldenthread.bridge import bundle
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.exits import actions, chores, clearing
from goldenthread.exits.models import Departure
from goldenthread.exits.states import DepartureState
from goldenthread.journal import api as journal
from goldenthread.journal.models import Entry, Passage
from goldenthread.ledger.models import Entry as LedgerEntry
from goldenthread.promises import actions as promises
from goldenthread.promises.envelopes import Said
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import api as vault

DAY = timedelta(days=1)


@pytest.fixture
def lived(agreed, alma_member, ben_member, at):
    """Alma and Ben with an agreement, an entry, a shared passage and a promise."""
    doing = {"by": ben_member.person, "at": at, "keyring": ben_member.keyring}
    kept = journal.keep_entry(agreed, journal.Writing.of("", "Mine. And this is for her."), **doing)
    entry = journal.the_entry(agreed, kept.uid, **doing)
    journal.share_passage(agreed, entry, "this is for her", closes_at=None, **doing)
    promises.make_promise(
        relationship=agreed,
        said=Said("Send two questions", at.date() + 7 * DAY, ""),
        form_uid=new_uid(),
        keyring=alma_member.keyring,
        by=alma_member.person,
        at=at,
    )
    return agreed


def the_leaving(pair):
    return Departure.objects.get(relationship_uid=pair.uid)


def exits_of(pair):
    return reverse("exits:exits", args=[pair.uid])


@pytest.fixture
def left(lived, as_ben):
    """The same, after Ben has ended it on the page."""
    as_ben.post(reverse("exits:end", args=[lived.uid]))
    lived.refresh_from_db()
    return lived


def rows_left(pair, rooms):
    """Count what is still there of a pair, model by model, in every app there is."""
    return {
        model._meta.label: rows.count()
        for rows in clearing._rows(pair.uid, rooms)
        if (model := rows.model) and rows.count()
    }


@pytest.mark.row("INV-20", "S1.11")
@pytest.mark.parametrize("who", ["alma_member", "ben_member"])
def test_either_ends_it_with_one_button_on_one_page_and_is_asked_nothing(lived, who, request):
    member = request.getfixturevalue(who)
    page = member.client.get(exits_of(lived)).content.decode()
    form = page.split("exits/end/")[1].split("</form>")[0]
    assert (form.count("<button"), form.count("<textarea"), form.count("<select")) == (1, 0, 0)

    answer = member.client.post(reverse("exits:end", args=[lived.uid]))

    assert (answer.status_code, answer["Location"]) == (303, exits_of(lived))
    assert relationships.is_going_on(lived.uid) is False
    departure = the_leaving(lived)
    assert departure.erase_at - departure.ended_at == 30 * DAY


@pytest.mark.row("INV-20")
def test_both_see_the_day_and_only_ben_can_bring_it_nearer(left, as_alma, as_ben):
    day = the_leaving(left).erase_at
    told = f"{day.day} {day:%B %Y}"
    pages = [browser.get(exits_of(left)).content.decode() for browser in (as_alma, as_ben)]
    assert [told in page for page in pages] == [True, True]
    assert ["Erase it in seven days" in page for page in pages] == [False, True]

    refused = as_alma.post(reverse("exits:erase", args=[left.uid]))
    assert refused.status_code == 403
    assert the_leaving(left).erase_at == day

    as_ben.post(reverse("exits:erase", args=[left.uid]), {"with_journal": "on"})
    departure = the_leaving(left)
    assert (departure.state, departure.with_journal) == (DepartureState.ASKED, True)
    assert timedelta(days=6) < departure.erase_at - departure.ended_at < timedelta(days=8)


def test_ben_can_think_again_until_the_day(left, as_ben, as_alma):
    first = the_leaving(left).erase_at
    as_ben.post(reverse("exits:erase", args=[left.uid]), {"with_journal": "on"})
    assert as_alma.post(reverse("exits:think_again", args=[left.uid])).status_code == 403

    as_ben.post(reverse("exits:think_again", args=[left.uid]))

    departure = the_leaving(left)
    assert (departure.state, departure.erase_at, departure.with_journal) == (
        DepartureState.KEPT,
        first,
        False,
    )


@pytest.mark.parametrize("name", ["Cleo", "Dara", "Enzo"])
def test_for_anyone_else_there_is_no_such_page(left, strangers, name):
    for page in ("exits", "end", "erase", "think_again"):
        url, elsewhere = (reverse(f"exits:{page}", args=[uid]) for uid in (left.uid, new_uid()))
        ask = strangers[name].get if page == "exits" else strangers[name].post
        assert (ask(url).status_code, ask(elsewhere).status_code) == (404, 404)


def test_nothing_is_erased_before_the_day_and_everything_between_the_two_on_it(left, at):
    departure = the_leaving(left)
    rooms = [room for room in vault.compartments_of(left.uid) if room.kind != "client-private"]
    uids = [room.uid for room in rooms]
    assert {"agreements.Version", "journal.Passage", "promises.Promise"} <= set(
        rows_left(left, uids)
    )
    assert chores.erase_what_is_due(departure.erase_at - DAY) == 0
    with pytest.raises(NotAllowed):
        actions.erase(departure.uid, at=departure.erase_at - DAY)

    assert chores.erase_what_is_due(departure.erase_at) == 1

    assert rows_left(left, uids) == {}
    assert [shares.epoch_shares(uid) for uid in uids] == [{} for _ in uids]
    departure.refresh_from_db()
    assert bytes(departure.certificate) == b"".join(seals.sha256(uid.bytes) for uid in uids)
    assert chores.erase_what_is_due(departure.erase_at + DAY) == 0


def test_bens_own_journal_stays_unless_he_says_so(left, ben_member):
    doing = {"by": ben_member.person, "at": the_leaving(left).erase_at}
    chores.erase_what_is_due(doing["at"])

    (entry,) = Entry.objects.all()
    opened = journal.the_entry(left, entry.uid, **doing, keyring=ben_member.keyring)
    assert opened.body == "Mine. And this is for her."
    assert Passage.objects.count() == 0


def test_with_his_journal_nothing_of_his_is_left_and_no_key_to_it(left, as_ben):
    as_ben.post(reverse("exits:erase", args=[left.uid]), {"with_journal": "on"})
    rooms = [room.uid for room in vault.compartments_of(left.uid)]
    assert Entry.objects.count() == 1

    chores.erase_what_is_due(the_leaving(left).erase_at)

    assert (Entry.objects.count(), rows_left(left, rooms)) == (0, {})
    assert [shares.epoch_shares(uid) for uid in rooms] == [{} for _ in rooms]


def test_the_ledger_stays_whole_and_says_what_was_erased(left, ben_member):
    before = LedgerEntry.objects.filter(stream_uid=left.uid).count()
    chores.erase_what_is_due(the_leaving(left).erase_at)

    lines = LedgerEntry.objects.filter(stream_uid=left.uid).order_by("seq")
    assert (len(lines), lines[len(lines) - 1].verb) == (before + 1, "exits.relationship.erased")


@pytest.mark.parametrize("with_journal", [False, True])
@pytest.mark.parametrize("who", ["alma_member", "ben_member"])
def test_every_page_still_answers_when_all_is_erased(left, as_ben, who, with_journal, request):
    if with_journal:
        as_ben.post(reverse("exits:erase", args=[left.uid]), {"with_journal": "on"})
    chores.erase_what_is_due(the_leaving(left).erase_at)
    member = request.getfixturevalue(who)
    browser = member.client

    page = browser.get(exits_of(left)).content.decode()
    assert "It’s erased" in page
    assert browser.get(reverse("web:together", args=[left.uid]))["Location"] == exits_of(left)
    for name in ("agreements:agreement", "promises:list", "plans:plan", "swaps:swaps"):
        assert browser.get(reverse(name, args=[left.uid])).status_code == 200
    taker = bundle.Taker(member.person, member.keyring, the_leaving(left).erase_at)
    assert zipfile.is_zipfile(BytesIO(b"".join(bundle.zip_of(taker, bundle.parts_for(taker)))))


def test_two_kinds_of_rows_that_protect_each_other_undo_the_erasure(left, monkeypatch):
    monkeypatch.setattr(
        clearing, "_rows", lambda *_: iter([apps.get_model("vault.Compartment").objects.all()])
    )
    departure = the_leaving(left)

    with pytest.raises(clearing.CannotBeCleared):
        actions.erase(departure.uid, at=departure.erase_at)

    assert Departure.objects.get(uid=departure.uid).state == DepartureState.KEPT
    assert Entry.objects.count() == 1
