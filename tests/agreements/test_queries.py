"""Looking agreements up: who may, what it costs, and what is written down first."""

import json
from types import SimpleNamespace

import pytest
from django.http import Http404

from goldenthread.agreements import actions, documents, queries
from goldenthread.agreements import api as agreements
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.agreements.models import StartingDraft, TermRow, Wording
from goldenthread.agreements.queries import Standing
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import TermsInForce
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault


def witness_for(pair, who, covers=()):
    room = vault.compartment_of(pair.relationship.uid, "shared")
    return ledger.witness(
        "agreements.copy.taken",
        stream=pair.relationship.uid,
        by=who,
        at=pair.at,
        about=pair.ben.uid,
        covers=covers or [room.uid],
    )


SUGGESTED = [line.term.key for line in SUGGESTIONS if line.term]


def owner_of(keyring):
    return SimpleNamespace(uid=keyring.person_uid)


# --- terms ----------------------------------------------------------------------------------------


@pytest.mark.row("INV-6")
def test_terms_in_force_are_those_of_the_signed_clauses(signed, django_assert_num_queries):
    with django_assert_num_queries(1):
        terms = terms_in_force(signed.relationship.uid, at=signed.at)

    assert sorted(term.key for term in terms.terms) == sorted(SUGGESTED)


@pytest.mark.row("INV-6")
def test_no_terms_are_in_force_before_signing_or_between_others(proposed, signed, cleo, alma):
    assert terms_in_force(cleo.uid, at=signed.at) == TermsInForce()


@pytest.mark.row("INV-20")
def test_no_term_is_in_force_after_the_relationship_ended(signed):
    assert terms_in_force(signed.relationship.uid, at=signed.at) != TermsInForce()

    relationships.end_relationship(relationship=signed.relationship, by=signed.ben, at=signed.at)

    assert terms_in_force(signed.relationship.uid, at=signed.at) == TermsInForce()


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.row("INV-3")
def test_a_wording_is_not_opened_without_its_line_in_the_ledger(proposed, alma_keyring):
    first, second = Wording.objects.order_by("uid")[:2]
    witness = witness_for(proposed, proposed.alma, covers=[first.uid])
    assert vault.unseal(first, keyring=alma_keyring, witness=witness)["sentence"]

    with pytest.raises(vault.NotWitnessed):
        vault.unseal(second, keyring=alma_keyring, witness=witness)


@pytest.mark.row("G3", "S2.14")
def test_of_the_five_only_two_hold_a_key_to_the_words(
    proposed, alma_keyring, ben_keyring, cleo_keyring, dara_keyring, enzo_keyring
):
    wording = Wording.objects.order_by("uid")[0]
    for keyring in (alma_keyring, ben_keyring):
        witness = witness_for(proposed, owner_of(keyring), covers=[wording.uid])
        opened = vault.unseal(wording, keyring=keyring, witness=witness)
        assert opened["sentence"] == SUGGESTIONS[0].sentence

    for keyring in (cleo_keyring, dara_keyring, enzo_keyring):
        witness = witness_for(proposed, owner_of(keyring), covers=[wording.uid])
        with pytest.raises(vault.NoGrant):
            vault.unseal(wording, keyring=keyring, witness=witness)


def test_starting_words_open_for_the_coach_alone(pair, alma_keyring, ben_keyring, cleo_keyring):
    pair.keep_words()
    draft = StartingDraft.objects.get(coach_uid=pair.alma.uid)
    witness = witness_for(pair, pair.alma, covers=[draft.uid])
    assert vault.unseal(draft, keyring=alma_keyring, witness=witness)["lines"]

    for keyring in (ben_keyring, cleo_keyring):
        witness = witness_for(pair, owner_of(keyring), covers=[draft.uid])
        with pytest.raises(vault.NoGrant):
            vault.unseal(draft, keyring=keyring, witness=witness)


def test_before_a_proposal_there_is_nothing_to_talk_about(pair):
    assert queries.talk_of(pair.relationship, **pair.looking(pair.ben)) is None
    with pytest.raises(Http404):
        queries.the_open_version(pair.relationship)


def test_the_newest_own_words_are_opened_and_older_ones_stay_sealed(proposed):
    clause = proposed.clause()
    standing = None
    for sentence in ("One.", "Two.", "Three."):
        proposed.later(minutes=1)
        standing = actions.reword_clause(
            proposed.relationship,
            clause,
            Saying(sentence),
            standing=standing,
            **proposed.looking(proposed.ben),
        ).uid

    spoken = proposed.talk().spoken[0]

    assert spoken.own[proposed.ben.uid].saying.sentence == "Three."
    assert len(spoken.own) == 2


@pytest.mark.parametrize("more", [1, 3])
def test_a_talk_costs_the_same_queries_whatever_its_length(
    proposed, django_assert_num_queries, more
):
    for number in range(more):
        actions.add_clause(
            proposed.relationship,
            "margins",
            Saying(f"Number {number}."),
            **proposed.looking(proposed.ben),
        )
    looking = proposed.looking(proposed.ben)
    queries.talk_of(proposed.relationship, **looking)

    with django_assert_num_queries(7):
        talk = queries.talk_of(proposed.relationship, **looking)
    assert talk is not None
    assert len(talk.spoken) == len(SUGGESTIONS) + more


def test_a_version_that_nobody_signed_has_no_document(proposed):
    with pytest.raises(Http404):
        documents.signed_version(
            proposed.relationship,
            proposed.talk().version,
            **proposed.looking(proposed.ben),
        )


def test_other_peoples_things_are_not_there(proposed, signed):
    stranger = relationships.Relationship()
    clause, term = signed.clause(), TermRow.objects.order_by("uid")[0]
    assert queries.the_clause(signed.relationship, clause.uid) == clause
    assert queries.the_term(signed.relationship, term.uid) == term

    for look in (
        lambda: queries.the_clause(stranger, clause.uid),
        lambda: queries.the_term(stranger, term.uid),
        lambda: queries.the_question(stranger, clause.uid),
        lambda: queries.the_version(stranger, 1),
    ):
        with pytest.raises(Http404):
            look()


# --- where it stands ------------------------------------------------------------------------------


def test_where_an_agreement_stands_is_known_without_a_key(pair, django_assert_num_queries):
    uid, all_of_them = pair.relationship.uid, len(SUGGESTIONS)
    assert queries.standing_of(uid) == Standing()
    pair.propose()
    clause = pair.clause()
    actions.say_yes(pair.relationship, clause, clause.coach_yes_id, **pair.doing(pair.ben))
    with django_assert_num_queries(1):
        standing = queries.standing_of(uid)
    assert standing == Standing("talking", 1, None, 1, all_of_them)

    pair.agree()
    stands = Standing("in_force", 1, pair.at, all_of_them, all_of_them)
    assert queries.standing_of(uid) == stands
    actions.reopen_agreement(pair.relationship, **pair.doing(pair.ben))
    assert queries.standing_of(uid) == stands


# --- a copy to keep -------------------------------------------------------------------------------


def test_a_copy_holds_the_document_byte_for_byte_with_its_signatures(signed):
    version = signed.talk().version
    paper = documents.signed_version(
        signed.relationship, version, **signed.looking(signed.ben)
    ).paper

    copy = agreements.copy_for(signed.relationship, **signed.looking(signed.ben))

    (held,) = copy["versions"]
    (document,) = held["documents"]
    assert document["document"].encode() == paper.to_bytes()
    assert [(s["role"], s["name"]) for s in document["signatures"]] == [
        ("client", "Ben Okafor"),
        ("coach", "Alma Reyes"),
    ]
    assert (held["number"], held["state"], len(held["clauses"])) == (1, "in_force", 12)
    assert held["clauses"][0]["wordings"][0]["sentence"] == SUGGESTIONS[0].sentence
    assert [question["question"] for question in held["questions"]] == ["", ""]
    assert len(held["terms"]) == len(SUGGESTED)
    assert json.loads(json.dumps(copy)) == copy


def test_a_copy_costs_the_same_queries_for_one_version_and_three(signed, django_assert_num_queries):
    room = vault.compartment_of(signed.relationship.uid, "shared")
    witness = witness_for(signed, signed.ben, covers=[room.uid])
    looking = signed.looking(signed.ben)
    for versions in (1, 2, 3):
        with django_assert_num_queries(8):
            copy = agreements.copy_for(signed.relationship, witness=witness, **looking)
        assert len(copy["versions"]) == versions
        if versions < 3:
            actions.reopen_agreement(signed.relationship, **signed.doing(signed.ben))
            signed.hear_both()
            signed.sign(signed.ben)
            signed.sign(signed.alma)


def test_nobody_but_the_two_takes_a_copy(signed, cleo, cleo_keyring):
    with pytest.raises(PermissionError):
        agreements.copy_for(signed.relationship, by=cleo, at=signed.at, keyring=cleo_keyring)


def test_a_coachs_starting_words_are_in_the_coachs_copy(pair):
    own = vault.own_compartment(pair.alma.uid)
    witness = witness_for(pair, pair.alma, covers=[own.uid])
    keyring = pair.keyrings[pair.alma.uid]
    nothing = agreements.starting_copy_for(by=pair.alma, keyring=keyring, witness=witness)
    assert nothing == []

    pair.keep_words()

    kept = agreements.starting_copy_for(by=pair.alma, keyring=keyring, witness=witness)
    [draft] = kept
    assert [line["sentence"] for line in draft["lines"]] == [line.sentence for line in SUGGESTIONS]
