"""The paper of a seat: only what both signed, signed by the holder's own key, and by no old one."""

import pytest
from django.urls import reverse

from goldenthread.agreements import actions, queries
from goldenthread.agreements import api as agreements
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.agreements.models import SeatPaper, SeatSignature
from goldenthread.agreements.printing.verifier.verify_agreement import verify
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.terms import KINDS
from goldenthread.core.clock import now
from goldenthread.core.roles import Role
from goldenthread.core.verdicts import Allowed, NotAllowed, Refused
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault
from tests.beside import seated

SPONSOR = ("A2", "A3", "A4")


@pytest.fixture
def with_sponsor(signed, alma_member, dara_member):
    """Alma and Ben have signed what a sponsor may see, and Dara has come in; nothing signed by her."""
    # The pages ask the clock, and a review that is late would shut everything beside the two.
    signed.at = now()
    signed.more(*SPONSOR)
    signed.seat = seated(signed.relationship, alma_member, dara_member, signed.at, active=False)
    signed.dara, signed.keyrings[dara_member.uid] = dara_member.person, dara_member.keyring
    return signed


def paper_of(seat, **looking):
    read = queries.the_paper_of(seat, **looking)
    assert read is not None
    return read


def hand_over(pair, by=None):
    return actions.hand_over_paper(pair.relationship, pair.seat, **pair.looking(by or pair.ben))


def sign(pair, name="Dara Osei", shown=None):
    seat = relationships.seat_of_pair(pair.seat.uid, pair.relationship)
    read = paper_of(seat, **pair.looking(pair.dara))
    digest = shown or read.document.digest
    return actions.sign_paper(seat, shown=digest, name=name, **pair.looking(pair.dara))


def may_count(pair):
    terms = terms_in_force(pair.relationship.uid, at=pair.at)
    return terms.may(Role.SPONSOR, "read", "attendance")


@pytest.mark.row("INV-6", "INV-4")
def test_the_way_of_a_sponsors_paper(with_sponsor):
    pair = with_sponsor
    assert queries.paper_standing(pair.seat) == "none"
    assert may_count(pair) == Refused("This place beside the two isn't taken now.")

    hand_over(pair)
    assert queries.paper_standing(pair.seat) == "handed_over"
    assert not may_count(pair)

    sign(pair)
    seat = relationships.seat_of_pair(pair.seat.uid, pair.relationship)
    assert (queries.paper_standing(seat), seat.state) == ("signed", "active")
    assert may_count(pair) == Allowed()


def test_the_paper_holds_what_binds_the_holder_and_neither_reasons_nor_authors(with_sponsor):
    hand_over(with_sponsor)

    read = paper_of(with_sponsor.seat, **with_sponsor.looking(with_sponsor.dara))

    assert [(each.sentence, each.term) for each in read.document.clauses] == [
        (f"What {key} says.", KINDS[key].default) for key in SPONSOR
    ]
    text = read.document.to_bytes().decode()
    assert "A reason of ours." not in text
    assert str(with_sponsor.relationship.uid) not in text
    assert str(with_sponsor.alma.uid) not in text


@pytest.mark.row("INV-6")
def test_a_sponsor_clause_the_client_has_not_signed_is_handed_to_nobody(
    signed, alma_member, dara_member
):
    actions.reopen_agreement(signed.relationship, **signed.doing(signed.alma))
    for key in SPONSOR:
        saying = Saying(f"What {key} says.", "", KINDS[key].default)
        actions.add_clause(signed.relationship, "safety", saying, **signed.looking(signed.alma))
    assert queries.may_seat(signed.relationship.uid, "sponsor", at=signed.at) == Refused(
        "Nothing you've both signed opens this yet."
    )
    signed.seat = seated(signed.relationship, alma_member, dara_member, signed.at, active=False)

    with pytest.raises(NotAllowed, match="Nothing you've both signed opens this yet"):
        hand_over(signed, by=signed.alma)

    assert SeatPaper.objects.count() == 0


@pytest.mark.row("INV-6")
def test_a_paper_of_an_older_version_opens_nothing_and_cannot_be_signed(with_sponsor):
    pair = with_sponsor
    hand_over(pair)
    read = paper_of(pair.seat, **pair.looking(pair.dara))
    clause = pair.clause_of_kind("A3")
    actions.reopen_agreement(pair.relationship, **pair.doing(pair.ben))
    clause = pair.clause_of_kind("A3")
    other = Saying("A number each month, and nothing else.", "", KINDS["A3"].default)
    actions.reword_clause(
        pair.relationship,
        clause,
        other,
        standing=clause.coach_yes_id,
        **pair.looking(pair.alma),
    )
    newer = pair.clause_of_kind("A3").coach_yes_id
    actions.say_yes(pair.relationship, clause, newer, **pair.doing(pair.ben))
    pair.agree()

    assert queries.paper_standing(pair.seat) == "outdated"
    with pytest.raises(NotAllowed, match="The clauses have changed since"):
        sign(pair, shown=read.document.digest)
    hand_over(pair, by=pair.alma)
    with pytest.raises(actions.WordsChanged):
        sign(pair, shown=read.document.digest)
    sign(pair)
    assert may_count(pair) == Allowed()


def test_a_new_version_that_leaves_these_words_alone_needs_no_new_signature(with_sponsor):
    hand_over(with_sponsor)
    sign(with_sponsor)

    with_sponsor.more("A5")

    assert queries.paper_standing(with_sponsor.seat) == "signed"


def test_a_signature_is_given_once_and_by_the_holder_alone(with_sponsor):
    pair = with_sponsor
    with pytest.raises(NotAllowed, match="no paper to sign yet"):
        actions.sign_paper(pair.seat, shown="0" * 64, name="Dara", **pair.looking(pair.dara))
    hand_over(pair)
    with pytest.raises(NotAllowed, match="They have this paper already"):
        hand_over(pair, by=pair.alma)
    for who in (pair.alma, pair.ben):
        with pytest.raises(NotAllowed, match="Only whoever has this place"):
            actions.sign_paper(pair.seat, shown="0" * 64, name="X", **pair.looking(who))
    sign(pair)
    with pytest.raises(NotAllowed, match="signed this already"):
        sign(pair)
    assert SeatSignature.objects.count() == 1


@pytest.mark.row("INV-6")
def test_a_signature_moved_from_an_older_paper_is_said_to_be_wrong(with_sponsor):
    pair = with_sponsor
    hand_over(pair)
    sign(pair)
    old = SeatSignature.objects.get()
    pair.later(hours=1)
    SeatPaper.objects.update(covers="0" * 64)
    hand_over(pair)
    newest = SeatPaper.objects.order_by("-handed_at").first()
    SeatSignature.objects.filter(uid=old.uid).update(paper=newest)

    read = paper_of(pair.seat, **pair.looking(pair.ben))

    # The words are the same and so is the key: this very signature fits them. Another's doesn't.
    assert read.fits
    SeatSignature.objects.update(signer_uid=pair.alma.uid)
    read = paper_of(pair.seat, **pair.looking(pair.ben))
    assert (read.fits, read.standing) == (False, "handed_over")
    assert not may_count(pair)


def test_the_paper_is_verified_without_us(with_sponsor):
    hand_over(with_sponsor)
    sign(with_sponsor)
    read = paper_of(with_sponsor.seat, **with_sponsor.looking(with_sponsor.ben))
    signature = {"role": "sponsor", "name": read.name, "signature": read.signature.hex()}
    copy = {"document": read.document.to_bytes().decode(), "signatures": [signature]}

    assert verify(copy).good
    pair = with_sponsor
    [kept] = agreements.papers_copy_for(pair.relationship, **pair.looking(pair.ben))
    assert verify(kept).good
    assert (kept["standing"], kept["document"]) == ("signed", copy["document"])
    assert not verify({**copy, "signatures": [{**signature, "name": "Somebody"}]}).good


def test_somebody_without_a_key_to_the_window_reads_no_paper(with_sponsor, cleo, cleo_keyring):
    hand_over(with_sponsor)

    with pytest.raises(vault.NoGrant):
        paper_of(with_sponsor.seat, by=cleo, at=with_sponsor.at, keyring=cleo_keyring)


def test_a_seat_that_was_closed_signs_nothing(with_sponsor):
    pair = with_sponsor
    hand_over(pair)
    relationships.revoke_seat(seat=pair.seat, by=pair.ben, at=pair.at)

    with pytest.raises(NotAllowed, match="Only whoever has this place"):
        actions.sign_paper(pair.seat, shown="0" * 64, name="Dara", **pair.looking(pair.dara))


# --- the pages of the two -------------------------------------------------------------------------


def test_the_two_hand_it_over_on_a_page_nobody_else_finds(with_sponsor, as_alma, as_ben, strangers):
    pair = with_sponsor
    page = reverse("agreements:seat_paper", args=[pair.relationship.uid, pair.seat.uid])
    deed = reverse("agreements:hand_over", args=[pair.relationship.uid, pair.seat.uid])
    for stranger in strangers.values():
        assert stranger.get(page).status_code == 404
        assert stranger.post(deed).status_code == 404
    assert "What A3 says." in as_ben.get(page).content.decode()

    assert as_alma.post(deed).status_code == 303

    assert "Handed over, and not signed yet" in as_ben.get(page).content.decode()
    sign(pair)
    pair.later(minutes=1)
    assert "Signed by Dara Osei" in as_alma.get(page).content.decode()
    agreement = as_ben.get(reverse("agreements:agreement", args=[pair.relationship.uid]))
    assert "has signed what binds them" in agreement.content.decode()


@pytest.mark.row("S0.15", "INV-6")
def test_the_table_of_who_can_see_what_follows_every_step(with_sponsor, as_ben, as_alma, strangers):
    pair = with_sponsor
    page = reverse("agreements:sight", args=[pair.relationship.uid])
    for stranger in strangers.values():
        assert stranger.get(page).status_code == 404
    before = as_ben.get(page).content.decode()
    assert "This place beside the two isn&#x27;t taken now." in before
    hand_over(pair)
    sign(pair)
    assert relationships.seat_of_pair(pair.seat.uid, pair.relationship).state == "active"

    after = as_alma.get(page).content.decode()

    assert "A number, and nothing of what was counted" in after
    assert "/agreement/versions/2/#clause-" in after


@pytest.mark.row("INV-6")
def test_a_paused_seats_paper_waits_and_opens_the_seat_once_it_is_open_again(with_sponsor):
    pair = with_sponsor
    hand_over(pair)
    relationships.suspend_seat(seat=pair.seat, **pair.doing(pair.alma))
    with pytest.raises(NotAllowed, match="paused"):
        sign(pair)

    relationships.resume_seat(seat=pair.seat, **pair.doing(pair.ben))
    sign(pair)

    assert may_count(pair) == Allowed()
