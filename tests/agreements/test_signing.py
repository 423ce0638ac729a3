"""What counts as a yes: one's own signature under these very words, or a word said aloud and confirmed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldenthread.agreements import actions, documents
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.agreements.models import Signature, SignedDocument, Version
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.states import stage_of
from goldenthread.agreements.terms import KINDS
from goldenthread.core.verdicts import NotAllowed
from goldenthread.introductions import api as introductions
from goldenthread.web.demo import introduce


def url(pair, name, *args):
    return reverse(f"agreements:{name}", args=[pair.relationship.uid, *args])


def may_read(pair):
    terms = terms_in_force(pair.relationship.uid, at=pair.at)
    return bool(terms.may("coach", "read", "journal.passage"))


@pytest.fixture
def ready(proposed):
    proposed.tie_all()
    proposed.hear_both()
    return proposed


# --- replay ---------------------------------------------------------------------------------------


def put_under_the_new_version(pair, signature):
    """Move an old signature under the document that stands now, as somebody in the database could."""
    version = Version.objects.get(relationship_uid=pair.relationship.uid, state="signed_by_one")
    document = SignedDocument.objects.get(version=version, set_aside_at=None)
    Signature.objects.filter(uid=signature.uid).update(document=document)
    return document


def reopened_and_tied(pair):
    actions.reopen_agreement(pair.relationship, **pair.doing(pair.ben))
    actions.add_clause(
        pair.relationship, "margins", Saying("No calls on Sundays."), **pair.looking(pair.alma)
    )
    pair.tie_all()
    pair.hear_both()


@pytest.mark.row("INV-7")
def test_a_signature_brought_from_an_older_version_brings_nothing_into_force(signed):
    old = Signature.objects.get(signer_uid=signed.ben.uid)
    reopened_and_tied(signed)
    signed.sign(signed.alma)
    put_under_the_new_version(signed, old)

    copy = signed.copy(signed.alma)

    assert copy.signed == {signed.alma.uid}
    with pytest.raises(NotAllowed, match="You've signed this already"):
        signed.sign(signed.alma)
    assert Version.objects.get(number=2).state == "signed_by_one"
    # Where it lies it is said to be wrong, and Ben can still sign for himself.
    version = Version.objects.get(number=2)
    read = documents.signed_version(signed.relationship, version, **signed.looking(signed.ben))
    assert {(each.signer_uid, each.fits) for each in read.signatures} == {
        (signed.alma.uid, True),
        (signed.ben.uid, False),
    }


def test_a_signature_under_another_document_is_set_aside_when_the_other_signs(signed):
    old = Signature.objects.get(signer_uid=signed.alma.uid)
    reopened_and_tied(signed)
    signed.sign(signed.ben)
    Signature.objects.filter(signer_uid=signed.ben.uid, document__version__number=2).delete()
    document = put_under_the_new_version(signed, old)

    version = signed.sign(signed.ben)

    assert version.state == "signed_by_one"
    document.refresh_from_db()
    assert document.set_aside_at == signed.at
    assert signed.sign(signed.alma).state == "in_force"


def test_a_signature_in_another_persons_name_counts_for_nobody(ready, cleo):
    ready.sign(ready.ben)
    Signature.objects.update(signer_uid=ready.alma.uid, role="coach")

    assert ready.copy(ready.alma).signed == frozenset()
    assert ready.sign(ready.alma).state == "signed_by_one"
    assert not may_read(ready)


# --- the page about how the coach works -----------------------------------------------------------


@pytest.mark.row("S0.14")
def test_the_document_names_the_page_about_how_the_coach_works(ready):
    assert ready.copy(ready.ben).paper.process_page is None
    introduce({"by": ready.alma, "keyring": ready.keyrings[ready.alma.uid]}, ready.at)

    page = ready.copy(ready.ben).paper.process_page

    now = introductions.process_page_of(ready.alma.uid)
    assert now is not None
    assert (page.version, page.digest) == (now.version, now.digest)


def test_a_page_published_between_two_signatures_asks_the_first_again(ready):
    ready.sign(ready.ben)
    introduce({"by": ready.alma, "keyring": ready.keyrings[ready.alma.uid]}, ready.at)

    assert ready.sign(ready.alma).state == "signed_by_one"

    assert ready.talk().set_aside == {ready.ben.uid}
    assert ready.sign(ready.ben).state == "in_force"


# --- contradictions -------------------------------------------------------------------------------


def test_terms_that_contradict_each_other_are_named_and_not_signed(proposed, as_ben):
    saying = Saying("The sponsor reads.", "", KINDS["A2"].default)
    actions.add_clause(proposed.relationship, "safety", saying, **proposed.looking(proposed.alma))
    page = as_ben.get(url(proposed, "agreement")).content.decode()
    assert "Clauses that can’t stand together" in page
    assert "needs the clause that leaves them no back channel" in page

    proposed.tie_all()
    proposed.hear_both()

    with pytest.raises(NotAllowed, match="No back channel"):
        proposed.sign(proposed.ben)


# --- a yes said aloud -----------------------------------------------------------------------------


@pytest.mark.row("S4.6")
def test_a_yes_said_aloud_opens_nothing_before_both_have_confirmed_it(ready):
    version = actions.note_spoken_yes(ready.relationship, **ready.doing(ready.alma))
    assert (version.state, version.spoken_by, version.spoken_at) == (
        "spoken_yes",
        ready.alma.uid,
        ready.at,
    )
    assert not may_read(ready)

    assert ready.sign(ready.ben).state == "signed_by_one"
    assert not may_read(ready)
    assert ready.sign(ready.alma).state == "in_force"
    assert may_read(ready)


def test_a_yes_said_aloud_needs_every_clause_tied(proposed):
    with pytest.raises(NotAllowed, match="still being talked about"):
        actions.note_spoken_yes(proposed.relationship, **proposed.doing(proposed.ben))


def test_a_word_changed_after_it_was_said_aloud_takes_the_yes_back(ready):
    actions.note_spoken_yes(ready.relationship, **ready.doing(ready.ben))

    actions.keep_talking(ready.relationship, ready.clause(), **ready.doing(ready.alma))

    version = Version.objects.get()
    assert (version.state, version.spoken_at, version.spoken_by) == ("talking", None, None)


def test_either_takes_the_note_of_a_spoken_yes_back(ready):
    actions.note_spoken_yes(ready.relationship, **ready.doing(ready.ben))
    with pytest.raises(NotAllowed, match="noted already"):
        actions.note_spoken_yes(ready.relationship, **ready.doing(ready.alma))

    version = actions.take_spoken_yes_back(ready.relationship, **ready.doing(ready.alma))

    assert (version.state, version.spoken_at) == ("talking", None)
    with pytest.raises(NotAllowed, match="no spoken yes"):
        actions.take_spoken_yes_back(ready.relationship, **ready.doing(ready.alma))


def test_it_is_confirmed_with_one_button_under_ones_own_name(ready, as_alma, as_ben, strangers):
    assert as_ben.get(url(ready, "confirm")).status_code == 404
    assert as_alma.post(url(ready, "spoken")).status_code == 303
    for stranger in strangers.values():
        assert stranger.get(url(ready, "confirm")).status_code == 404
        assert stranger.post(url(ready, "spoken")).status_code == 404

    for client in (as_ben, as_alma):
        page = client.get(url(ready, "confirm"))
        assert "name" not in page.context["form"].fields
        assert client.post(url(ready, "confirm"), page.context["form"].initial).status_code == 303

    version = Version.objects.get()
    read = documents.signed_version(ready.relationship, version, **ready.looking(ready.ben))
    assert [(each.name, each.fits) for each in read.signatures] == [("Ben", True), ("Alma", True)]
    assert version.state == "in_force"


# --- looking again --------------------------------------------------------------------------------


@pytest.mark.row("S1.16")
def test_the_day_to_look_again_moves_when_the_client_says_it_is_still_right(signed):
    version = Version.objects.get()
    due = version.review_due_at
    assert due == signed.at + timedelta(days=90)
    signed.later(days=95)

    coachs = actions.say_still_right(signed.relationship, **signed.doing(signed.alma))
    assert (coachs.review_due_at, coachs.coach_still_right_at) == (due, signed.at)
    clients = actions.say_still_right(signed.relationship, **signed.doing(signed.ben))

    assert (clients.reviewed_at, clients.coach_still_right_at) == (signed.at, None)
    assert clients.review_due_at == signed.at + timedelta(days=90)


def test_a_review_day_of_the_calendar_that_is_over_moves_on_by_days(signed):
    term = KINDS["review"].default.but(by=(signed.at + timedelta(days=10)).date().isoformat())
    actions.reopen_agreement(signed.relationship, **signed.doing(signed.ben))
    saying = Saying("We look again then.", "", term)
    actions.add_clause(signed.relationship, "strategy", saying, **signed.looking(signed.alma))
    version = signed.agree()
    assert version.review_due_at.date() == (signed.at + timedelta(days=10)).date()
    signed.later(days=20)

    moved = actions.say_still_right(signed.relationship, **signed.doing(signed.ben))

    assert moved.review_due_at == signed.at + timedelta(days=90)


@pytest.mark.parametrize(
    ("days", "stage"),
    [(89, None), (90, "review_due"), (119, "review_due"), (120, "third_parties_paused")],
)
def test_time_alone_takes_a_version_to_its_review(signed, days, stage):
    version = Version.objects.get()

    found = stage_of(version.state, version.review_due_at, at=signed.at + timedelta(days=days))

    assert found == stage
    assert stage_of("talking", version.review_due_at, at=signed.at + timedelta(days=days)) is None
    assert stage_of("ended", None, at=signed.at) == "retention"


def test_only_the_two_say_that_it_is_still_right(signed, as_ben, as_alma, strangers):
    for stranger in strangers.values():
        assert stranger.post(url(signed, "still_right")).status_code == 404
    assert as_alma.post(url(signed, "still_right")).status_code == 303
    assert as_ben.post(url(signed, "still_right")).status_code == 303


def test_nothing_in_force_is_nothing_to_look_at_again(proposed):
    with pytest.raises(NotAllowed, match="no signed agreement"):
        actions.say_still_right(proposed.relationship, **proposed.doing(proposed.ben))
