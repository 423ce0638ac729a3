"""What can happen to an agreement."""

from uuid import uuid4

import pytest

from goldenthread.agreements import actions, documents, queries
from goldenthread.agreements.diff import paper_diff, what_changed
from goldenthread.agreements.in_force import terms_in_force
from goldenthread.agreements.models import Clause, Signature, TermRow, Version, Wording
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.starting_lines import Line
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.agreements.terms import KINDS, Term
from goldenthread.core.verdicts import Allowed, NotAllowed, Refused
from goldenthread.ledger import api as ledger
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

NOTHING = Refused("Nothing you've both signed opens this yet.")
JOURNAL = "A1/journal.passage"


def lines_written(pair, code):
    return [
        (entry.verb, entry.actor_uid, entry.about_uid, entry.at)
        for entry in ledger.Entry.objects.filter(stream_uid=pair.relationship.uid, verb=code)
    ]


def may_read(pair):
    return terms_in_force(pair.relationship.uid, at=pair.at).may("coach", "read", "journal.passage")


# --- proposing ------------------------------------------------------------------------------------


@pytest.mark.row("S4.1")
def test_a_suggestion_goes_out_to_nobody_before_the_coach_has_kept_it(pair):
    with pytest.raises(NotAllowed, match="Some lines are still suggestions"):
        actions.propose_agreement(pair.relationship, SUGGESTIONS, **pair.looking(pair.alma))

    assert Version.objects.count() == 0


@pytest.mark.row("S4.1")
def test_a_proposal_carries_the_coachs_own_words_and_the_coachs_yes_alone(pair):
    version = pair.propose()

    spoken = pair.talk(pair.ben).spoken
    assert [s.stances["coach"].saying.sentence for s in spoken] == [s.sentence for s in SUGGESTIONS]
    assert {s.stances["coach"].author_uid for s in spoken} == {pair.alma.uid}
    assert {s.stances["client"] for s in spoken} == {None}
    assert version.state == "talking"
    assert lines_written(pair, "agreements.proposed") == [
        ("agreements.proposed", pair.alma.uid, pair.ben.uid, pair.at)
    ]


def test_starting_words_are_kept_line_by_line_and_sealed_for_the_coach_alone(pair, ben_keyring):
    assert not queries.starting_words_are_kept(pair.alma)

    lines = pair.keep_words()

    assert {line.kept for line in lines} == {True}
    assert queries.starting_words_are_kept(pair.alma)
    draft = actions.drop_starting_line(lines, "purpose", **pair.looking(pair.alma))
    assert [line.key for line in queries.starting_lines(**pair.looking(pair.alma))] == [
        line.key for line in SUGGESTIONS if line.key != "purpose"
    ]
    with pytest.raises(vault.NoGrant):
        vault.seal(draft, {"lines": []}, keyring=ben_keyring)


def test_a_line_kept_in_another_window_is_not_overwritten(pair):
    actions.keep_starting_line(SUGGESTIONS, SUGGESTIONS[0], **pair.looking(pair.alma))
    lines = queries.starting_lines(**pair.looking(pair.alma))

    with pytest.raises(actions.ChangedElsewhere):
        actions.keep_starting_line(lines, SUGGESTIONS[0], **pair.looking(pair.alma))


def test_a_line_of_ones_own_stands_under_its_heading(pair):
    own = Line("own", "purpose", "We think aloud.", "")

    actions.keep_starting_line(SUGGESTIONS, own, **pair.looking(pair.alma))

    lines = queries.starting_lines(**pair.looking(pair.alma))
    assert [line.key for line in lines][:3] == ["purpose", "own", "relationship"]


# --- talking --------------------------------------------------------------------------------------


@pytest.mark.row("S4.1")
def test_a_reworded_clause_shows_who_wrote_which_words(proposed):
    clause = proposed.clause()

    wording = actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("We work on Ben's new team.", "That's why I came."),
        standing=None,
        **proposed.looking(proposed.ben),
    )

    spoken = proposed.talk().spoken[0]
    assert spoken.stances["client"].saying == Saying(
        "We work on Ben's new team.", "That's why I came."
    )
    assert spoken.stances["client"].author_uid == proposed.ben.uid
    assert spoken.stances["coach"].author_uid == proposed.alma.uid
    assert spoken.tied is None
    assert wording.author_uid == proposed.ben.uid


def test_a_yes_to_the_others_words_ties_the_clause(proposed):
    clause = proposed.clause()

    actions.say_yes(
        proposed.relationship, clause, clause.coach_yes_id, **proposed.doing(proposed.ben)
    )

    spoken = proposed.talk().spoken[0]
    assert spoken.tied.author_uid == proposed.alma.uid
    assert spoken.clause.tied_at == proposed.at


def test_a_yes_to_words_that_have_moved_on_is_refused(proposed):
    clause = proposed.clause()
    shown = clause.coach_yes_id
    actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("Something else."),
        standing=shown,
        **proposed.looking(proposed.alma),
    )

    with pytest.raises(NotAllowed, match="The words changed while you were reading"):
        actions.say_yes(proposed.relationship, clause, shown, **proposed.doing(proposed.ben))

    assert proposed.talk().spoken[0].tied is None


def test_a_yes_can_be_taken_back_and_the_words_stay_to_be_read(proposed):
    clause = proposed.clause()
    proposed.tie_all()

    actions.keep_talking(proposed.relationship, clause, **proposed.doing(proposed.alma))

    spoken = proposed.talk().spoken[0]
    assert spoken.tied is None
    assert spoken.clause.tied_at is None
    assert (spoken.stances["coach"].stands, spoken.stances["client"].stands) == (False, True)
    assert spoken.stances["coach"].saying.sentence == SUGGESTIONS[0].sentence


def test_words_kept_in_another_window_stay_and_are_pointed_out(proposed):
    clause = proposed.clause()
    actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("First window."),
        standing=None,
        **proposed.looking(proposed.ben),
    )

    with pytest.raises(actions.ChangedElsewhere):
        actions.reword_clause(
            proposed.relationship,
            clause,
            Saying("Second window."),
            standing=None,
            **proposed.looking(proposed.ben),
        )

    assert proposed.talk().spoken[0].stances["client"].saying.sentence == "First window."


def test_a_clause_is_left_out_when_both_want_that(proposed):
    clause = proposed.clause()
    gone = actions.reword_clause(
        proposed.relationship, clause, Saying(""), standing=None, **proposed.looking(proposed.ben)
    )
    assert proposed.talk().spoken[0].tied is None

    actions.say_yes(proposed.relationship, clause, gone.uid, **proposed.doing(proposed.alma))

    assert proposed.talk().spoken[0].tied.saying.leaves_out
    proposed.tie_all()
    headings = [c.heading for c in proposed.copy(proposed.ben).paper.clauses]
    assert headings == [line.heading for line in SUGGESTIONS[1:]]


def test_either_adds_a_clause_and_stands_by_it(proposed):
    clause = actions.add_clause(
        proposed.relationship,
        "margins",
        Saying("No calls after eight."),
        **proposed.looking(proposed.ben),
    )

    spoken = next(s for s in proposed.talk().spoken if s.clause.uid == clause.uid)
    assert spoken.stances["client"].saying.sentence == "No calls after eight."
    assert spoken.stances["coach"] is None
    assert clause.position == len(SUGGESTIONS)


def test_a_second_clause_for_the_same_term_is_refused(proposed):
    with pytest.raises(NotAllowed, match="Another clause already says this"):
        actions.add_clause(
            proposed.relationship,
            "safety",
            Saying("Film everything.", "", KINDS["A13"].default),
            **proposed.looking(proposed.ben),
        )


def test_rewording_cannot_swap_the_kind_of_term(proposed):
    with pytest.raises(NotAllowed, match="These words belong to another clause"):
        actions.reword_clause(
            proposed.relationship,
            proposed.clause(),
            Saying("All of it.", "", KINDS[JOURNAL].default),
            standing=None,
            **proposed.looking(proposed.ben),
        )


def test_a_clause_of_another_pair_is_not_in_this_talk(proposed):
    with pytest.raises(NotAllowed, match="isn't being talked about"):
        actions.keep_talking(
            proposed.relationship, Clause(uid=uuid4()), **proposed.doing(proposed.ben)
        )


# --- confidentiality ------------------------------------------------------------------------------


@pytest.mark.row("S0.14")
def test_nobody_can_sign_before_both_were_heard_on_confidentiality(proposed):
    proposed.tie_all()
    with pytest.raises(NotAllowed, match="Read the page about confidentiality first"):
        proposed.sign(proposed.ben)

    version = proposed.talk().version
    actions.ask_about_confidentiality(
        proposed.relationship, version, "", **proposed.looking(proposed.ben)
    )
    with pytest.raises(NotAllowed, match="once you've both read the page"):
        proposed.sign(proposed.ben)

    actions.ask_about_confidentiality(
        proposed.relationship, version, "Who pays?", **proposed.looking(proposed.alma)
    )
    assert proposed.sign(proposed.ben).state == "signed_by_one"


@pytest.mark.row("S0.14")
def test_a_question_about_confidentiality_is_answered_by_the_other_once(proposed):
    version = proposed.talk().version
    question = actions.ask_about_confidentiality(
        proposed.relationship,
        version,
        "Will my employer hear of it?",
        **proposed.looking(proposed.ben),
    )
    with pytest.raises(NotAllowed, match="your own question"):
        actions.answer_question(
            proposed.relationship, question, "No.", **proposed.looking(proposed.ben)
        )

    actions.answer_question(
        proposed.relationship, question, "No. Never.", **proposed.looking(proposed.alma)
    )

    asked = queries.asked_in(proposed.relationship, version, **proposed.looking(proposed.ben))
    assert [(a.question, a.answer) for a in asked] == [
        ("Will my employer hear of it?", "No. Never.")
    ]
    with pytest.raises(NotAllowed, match="has its answer"):
        actions.answer_question(
            proposed.relationship, question, "Yes.", **proposed.looking(proposed.alma)
        )


# --- signing --------------------------------------------------------------------------------------


def test_both_signatures_bring_the_version_into_force(proposed):
    version = proposed.agree()

    assert (version.state, version.in_force_at) == ("in_force", proposed.at)
    opened = documents.signed_version(
        proposed.relationship, version, **proposed.looking(proposed.ben)
    )
    assert [(s.role, s.name, s.fits) for s in opened.signatures] == [
        ("client", "Ben Okafor", True),
        ("coach", "Alma Reyes", True),
    ]
    assert opened.terms_fit
    assert len(lines_written(proposed, "agreements.signed")) == 2


def test_signing_needs_every_clause_tied(proposed):
    proposed.hear_both()

    with pytest.raises(NotAllowed, match="still being talked about"):
        proposed.sign(proposed.ben)


def test_nobody_signs_twice(proposed):
    proposed.tie_all()
    proposed.hear_both()
    proposed.sign(proposed.ben)

    with pytest.raises(NotAllowed, match="You've signed this already"):
        proposed.sign(proposed.ben)


def test_one_signs_exactly_what_was_shown_or_nothing(proposed):
    proposed.tie_all()
    proposed.hear_both()
    shown = proposed.copy(proposed.ben)
    clause = proposed.clause()
    other = actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("Other words."),
        standing=clause.coach_yes_id,
        **proposed.looking(proposed.alma),
    )
    actions.say_yes(proposed.relationship, clause, other.uid, **proposed.doing(proposed.ben))

    with pytest.raises(actions.WordsChanged):
        actions.sign_agreement(
            proposed.relationship,
            shown,
            shown=shown.paper.digest,
            name="Ben",
            **proposed.looking(proposed.ben),
        )
    now = proposed.copy(proposed.ben)
    with pytest.raises(actions.WordsChanged):
        actions.sign_agreement(
            proposed.relationship,
            now,
            shown=shown.paper.digest,
            name="Ben",
            **proposed.looking(proposed.ben),
        )

    assert Signature.objects.count() == 0


def test_a_word_changed_after_the_first_signature_sets_it_aside(proposed):
    proposed.tie_all()
    proposed.hear_both()
    proposed.sign(proposed.ben)
    clause = proposed.clause()

    actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("Other words."),
        standing=clause.coach_yes_id,
        **proposed.looking(proposed.alma),
    )

    talk = proposed.talk()
    assert talk.version.state == "talking"
    assert (talk.given, talk.set_aside) == ((), frozenset({proposed.ben.uid}))
    newer = proposed.clause().coach_yes_id
    actions.say_yes(proposed.relationship, clause, newer, **proposed.doing(proposed.ben))
    proposed.sign(proposed.alma)
    assert proposed.sign(proposed.ben).state == "in_force"


@pytest.mark.row("G5")
def test_a_flipped_byte_of_the_signed_document_opens_nothing(signed):
    version = signed.talk().version
    document = version.documents.get()
    document.sealed = bytes([*bytes(document.sealed)[:-1], bytes(document.sealed)[-1] ^ 1])
    document.save()

    with pytest.raises(seals.Bad):
        documents.signed_version(signed.relationship, version, **signed.looking(signed.ben))


def test_a_signature_by_another_key_does_not_fit(signed):
    version = signed.talk().version
    signature = Signature.objects.get(signer_uid=signed.ben.uid)
    forged = {"name": "Ben Okafor", "signature": bytes(64).hex()}
    vault.seal(signature, forged, keyring=signed.keyrings[signed.alma.uid])
    signature.save()

    opened = documents.signed_version(signed.relationship, version, **signed.looking(signed.ben))

    assert [(s.role, s.fits) for s in opened.signatures] == [("client", False), ("coach", True)]


# --- what terms open ------------------------------------------------------------------------------


@pytest.mark.row("INV-6", "S1.11", "S2.14")
def test_nothing_is_open_before_both_have_signed(proposed):
    assert may_read(proposed) == NOTHING
    proposed.tie_all()
    proposed.hear_both()
    assert may_read(proposed) == NOTHING
    proposed.sign(proposed.ben)
    assert may_read(proposed) == NOTHING

    proposed.sign(proposed.alma)

    assert may_read(proposed) == Allowed()


@pytest.mark.row("INV-6")
def test_delete_a_term_and_access_closes(signed):
    assert may_read(signed) == Allowed()

    TermRow.objects.filter(subject="journal.passage").delete()

    assert may_read(signed) == NOTHING


@pytest.mark.row("INV-6")
def test_a_term_that_no_clause_states_is_noticed_on_the_signed_page(signed):
    version = signed.talk().version
    row = version.terms.get(code="A7")
    row.values = {"code": "A7", "hours": 24}
    row.save()

    opened = documents.signed_version(signed.relationship, version, **signed.looking(signed.ben))

    assert not opened.terms_fit


@pytest.mark.row("INV-7", "S2.14")
def test_the_client_closes_at_once_and_alone(signed):
    term = TermRow.objects.get(subject="journal.passage")
    with pytest.raises(NotAllowed):
        actions.tighten_term(signed.relationship, term, None, **signed.doing(signed.alma))
    assert may_read(signed) == Allowed()

    actions.tighten_term(signed.relationship, term, None, **signed.doing(signed.ben))

    assert may_read(signed) == NOTHING
    with pytest.raises(NotAllowed, match="closed already"):
        actions.tighten_term(signed.relationship, term, None, **signed.doing(signed.ben))


@pytest.mark.row("INV-7")
def test_opening_again_needs_the_clients_signature(signed):
    term = TermRow.objects.get(subject="journal.passage")
    actions.tighten_term(signed.relationship, term, None, **signed.doing(signed.ben))
    actions.reopen_agreement(signed.relationship, **signed.doing(signed.alma))
    signed.hear_both()
    signed.sign(signed.alma)
    assert may_read(signed) == NOTHING

    signed.sign(signed.ben)

    assert may_read(signed) == Allowed()


@pytest.mark.row("INV-7")
def test_a_signature_from_before_the_closing_opens_nothing_again(signed):
    actions.reopen_agreement(signed.relationship, **signed.doing(signed.alma))
    signed.hear_both()
    signed.sign(signed.ben)
    term = TermRow.objects.get(subject="journal.passage")
    actions.tighten_term(signed.relationship, term, None, **signed.doing(signed.ben))

    signed.sign(signed.alma)
    assert may_read(signed) == NOTHING
    assert signed.talk().version.state == "signed_by_one"

    signed.sign(signed.ben)
    assert may_read(signed) == Allowed()


@pytest.mark.row("S1.11")
def test_words_of_the_clients_can_keep_the_journal_closed(proposed):
    clause = proposed.clause_of_kind(JOURNAL)
    alone = Term("A1", "journal.passage", {"readers": ("client",)})
    wording = actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("Nobody reads my journal.", "", alone),
        standing=None,
        **proposed.looking(proposed.ben),
    )
    actions.say_yes(proposed.relationship, clause, wording.uid, **proposed.doing(proposed.alma))

    proposed.agree()

    assert may_read(proposed) == NOTHING


# --- the next version -----------------------------------------------------------------------------


def test_the_version_in_force_stands_until_both_sign_the_next(signed):
    first = signed.talk().version
    signed.later(days=9)
    second = actions.reopen_agreement(signed.relationship, **signed.doing(signed.ben))
    clause = signed.clause_of_kind(JOURNAL)
    alone = Term("A1", "journal.passage", {"readers": ("client",)})
    wording = actions.reword_clause(
        signed.relationship,
        clause,
        Saying("Nobody reads my journal.", "", alone),
        standing=None,
        **signed.looking(signed.ben),
    )
    actions.say_yes(signed.relationship, clause, wording.uid, **signed.doing(signed.alma))
    assert may_read(signed) == Allowed()
    signed.hear_both()
    signed.sign(signed.ben)
    assert may_read(signed) == Allowed()

    signed.sign(signed.alma)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.number) == ("superseded", "in_force", 2)
    assert may_read(signed) == NOTHING
    now = documents.signed_version(signed.relationship, second, **signed.looking(signed.ben))
    before = documents.paper_before(signed.relationship, second, **signed.looking(signed.ben))
    assert before is not None
    changes = what_changed(paper_diff(before, now.paper))
    assert [(c.kind, c.heading, c.changes_power) for c in changes] == [("changed", "safety", True)]


def test_reopening_copies_what_both_said_yes_to_and_seals_nothing_anew(signed):
    wordings = Wording.objects.count()

    actions.reopen_agreement(signed.relationship, **signed.doing(signed.alma))

    assert Wording.objects.count() == wordings
    assert all(spoken.tied for spoken in signed.talk().spoken)
    with pytest.raises(NotAllowed, match="already talking about a new version"):
        actions.reopen_agreement(signed.relationship, **signed.doing(signed.ben))


def test_nothing_can_be_reworded_in_a_signed_version(signed):
    with pytest.raises(NotAllowed, match="Reopen the agreement first"):
        actions.keep_talking(signed.relationship, signed.clause(), **signed.doing(signed.ben))


@pytest.mark.row("INV-20")
def test_ending_closes_everything_and_needs_nobody_else(signed):
    actions.end_agreement(signed.relationship, **signed.doing(signed.ben))

    assert may_read(signed) == NOTHING
    assert Version.objects.get().state == "ended"


# --- a line for every deed ------------------------------------------------------------------------


@pytest.mark.row("INV-3", "INV-13")
def test_every_deed_leaves_exactly_one_line_about_the_client(signed):
    deeds = [
        (entry.verb, entry.about_uid)
        for entry in ledger.Entry.objects.filter(
            stream_uid=signed.relationship.uid, verb__startswith="agreements."
        ).exclude(verb__endswith=".opened")
    ]

    yes = ("agreements.clause.agreed", signed.ben.uid)
    asked = ("agreements.confidentiality.asked", signed.ben.uid)
    put = ("agreements.signed", signed.ben.uid)
    proposed = ("agreements.proposed", signed.ben.uid)
    assert deeds == [proposed, *[yes] * len(SUGGESTIONS), asked, asked, put, put]
