"""What was shared before an opening stays shut to it, until the client ticks it open (INV-7)."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from goldenthread.agreements.models import TermRow
from goldenthread.core.clock import now
from goldenthread.core.verdicts import Allowed, NotAllowed, Refused
from goldenthread.journal import api as journal
from goldenthread.journal import policy
from goldenthread.journal.states import PassageState
from goldenthread.ledger.models import Entry as Line
from tests.journal.conftest import WORDS
from tests.journal.test_queries import copy
from tests.journal.test_views import text_of

OPENED = Allowed()
NEXT = timedelta(days=1)


@pytest.fixture
def shut(agreed, shared, at):
    """A passage of Ben's, shared before what opens any to Alma now."""
    TermRow.objects.filter(subject="journal.passage").update(since=at + timedelta(hours=1))
    return shared


def later(does):
    return {**does, "at": does["at"] + NEXT}


def seen_by(agreed, does):
    return [thread.words for thread in journal.shared_page(agreed, **later(does)).threads]


@pytest.mark.row("INV-7", "S1.12")
def test_what_was_shared_before_the_opening_stays_shut_to_the_coach(
    agreed, shared, as_alma_does, as_ben_does, at
):
    assert seen_by(agreed, as_alma_does) == [WORDS]

    TermRow.objects.filter(subject="journal.passage").update(since=at + timedelta(hours=1))

    assert seen_by(agreed, as_alma_does) == []
    with pytest.raises(Http404):
        journal.the_thread(agreed, shared.uid, **later(as_alma_does))
    with pytest.raises(NotAllowed, match="before the clause that opens it"):
        journal.answer_passage(agreed, shared.uid, "But", **later(as_alma_does))
    (mine,) = journal.shared_page(agreed, **later(as_ben_does)).threads
    assert (mine.words, mine.state) == (WORDS, PassageState.SHUT)


@pytest.mark.row("INV-7")
def test_the_coachs_copy_holds_no_word_of_it(agreed, shut, alma, as_alma_does):
    taken = copy(agreed, later(as_alma_does), shut.compartment_id)

    assert taken == []


@pytest.mark.row("INV-7", "S1.8")
def test_the_client_opens_it_again_by_itself_with_one_line_in_the_ledger(
    agreed, shut, kept, ben, as_alma_does, as_ben_does
):
    entry = journal.the_entry(agreed, kept.uid, **as_ben_does)
    other = journal.share_passage(
        agreed, entry, "Tunnel after tunnel.", closes_at=None, **as_ben_does
    )
    waiting = journal.shut_passages(agreed, **later(as_ben_does))
    assert {thread.words for thread in waiting} == {WORDS, "Tunnel after tunnel."}

    number = journal.open_passages_again(
        agreed, [shut.uid, shut.uid], by=ben, at=later(as_ben_does)["at"]
    )

    assert number == 1
    assert seen_by(agreed, as_alma_does) == [WORDS]
    assert [thread.uid for thread in journal.shut_passages(agreed, **later(as_ben_does))] == [
        other.uid
    ]
    lines = Line.objects.filter(verb="journal.passage.opened_again")
    assert [(line.actor_uid, line.about_uid, line.count) for line in lines] == [
        (ben.uid, ben.uid, 1)
    ]


@pytest.mark.row("INV-7")
def test_another_gap_shuts_it_again(agreed, shut, ben, as_alma_does, as_ben_does, at):
    journal.open_passages_again(agreed, [shut.uid], by=ben, at=at + timedelta(hours=2))
    assert seen_by(agreed, as_alma_does) == [WORDS]

    TermRow.objects.filter(subject="journal.passage").update(since=at + timedelta(hours=3))

    assert seen_by(agreed, as_alma_does) == []


@pytest.mark.row("INV-6", "INV-7")
def test_nothing_is_opened_again_where_nothing_is_open(agreed, shut, ben, as_ben_does, at):
    TermRow.objects.filter(subject="journal.passage").update(closed_at=at)

    assert journal.shut_passages(agreed, **later(as_ben_does)) == ()
    with pytest.raises(NotAllowed):
        journal.open_passages_again(agreed, [shut.uid], by=ben, at=at + NEXT)


@pytest.mark.row("INV-7")
def test_nobody_but_the_client_opens_it_or_sees_the_list(
    agreed, shut, alma, cleo, as_alma_does, strangers, at
):
    with pytest.raises(NotAllowed, match="Only the person who shared"):
        journal.open_passages_again(agreed, [shut.uid], by=alma, at=at + NEXT)
    with pytest.raises(Http404):
        journal.shut_passages(agreed, **later(as_alma_does))
    with pytest.raises(Http404):
        journal.open_passages_again(agreed, [shut.uid], by=cleo, at=at + NEXT)


@pytest.mark.row("INV-7")
def test_each_needs_its_own_tick_and_has_to_be_shut():
    def may(role="client", states=(PassageState.SHUT,), opened=OPENED):
        return policy.may_open_again(role=role, states=states, opened=opened)

    assert may() == Allowed()
    assert may(states=()) == Refused("Tick the passages you want to open.")
    for state in set(PassageState) - {PassageState.SHUT}:
        assert not may(states=(PassageState.SHUT, state))
    assert may(role="coach") == Refused(
        "Only the person who shared these words can open them again."
    )
    assert may(opened=Refused("Not yet.")) == Refused("Not yet.")


# --- the page -------------------------------------------------------------------------------------


def page(agreed):
    return reverse("journal:open_again", args=[agreed.uid])


def unreached(shared):
    """Shared before an opening that began a moment ago, by the clock the pages go by."""
    TermRow.objects.filter(subject="journal.passage").update(since=now())
    return shared


@pytest.mark.row("INV-7", "S1.8")
def test_the_page_lists_each_with_a_tick_of_its_own(agreed, shared, as_ben, as_alma):
    unreached(shared)
    listed = reverse("journal:shared", args=[agreed.uid])
    assert "open again" in text_of(as_ben.get(listed))
    assert WORDS not in text_of(as_alma.get(listed))

    shown = as_ben.get(page(agreed))
    assert f'value="{shared.uid}"' in shown.content.decode()
    assert "checked" not in shown.content.decode()
    assert WORDS in text_of(shown)
    assert as_ben.post(page(agreed)).status_code == 422
    given = as_ben.post(page(agreed), {"passages": [str(shared.uid)]})

    assert (given.status_code, given["location"]) == (303, listed)
    assert WORDS in text_of(as_alma.get(listed))
    assert "Nothing that you shared is shut." in text_of(as_ben.get(page(agreed)))
    assert as_ben.post(page(agreed), {"passages": [str(shared.uid)]}).status_code == 422


@pytest.mark.row("INV-7")
def test_the_page_is_there_for_the_client_alone(agreed, shared, as_alma, as_cleo, as_dara, as_enzo):
    unreached(shared)

    for someone in (as_alma, as_cleo, as_dara, as_enzo):
        assert someone.get(page(agreed)).status_code == 404
        assert someone.post(page(agreed), {"passages": [str(shared.uid)]}).status_code == 404
