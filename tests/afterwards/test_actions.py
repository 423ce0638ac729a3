"""After a session: for oneself until it is given, and by keys, not by manners."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from goldenthread.afterwards import api as afterwards
from goldenthread.afterwards import policy
from goldenthread.afterwards.models import GivenMoment, Line
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.models import Letter
from goldenthread.ledger import api as ledger
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.sessions.states import SessionState
from goldenthread.shares import api as shares
from goldenthread.vault import api as vault
from tests.afterwards.conftest import Part, an_hour
from tests.opened_terms import close_term, open_term

CLIENT_PRIVATE = vault.CompartmentKind.CLIENT_PRIVATE
COACH_PRIVATE = vault.CompartmentKind.COACH_PRIVATE
SHARED = vault.CompartmentKind.SHARED


def test_a_closing_line_is_left_by_either_and_read_by_both(hour):
    hour.keep("ben", Part.CLOSING, "I know the sentence")
    hour.keep("alma", Part.CLOSING, "Thank you for the silence")

    alma, ben = hour.read("alma"), hour.read("ben")
    assert (alma.closing.words, alma.their_closing.words) == (
        "Thank you for the silence",
        "I know the sentence",
    )
    assert (ben.closing.words, ben.their_closing.words) == (
        "I know the sentence",
        "Thank you for the silence",
    )


def test_one_left_again_is_written_over(hour):
    hour.keep("ben", Part.CLOSING, "One")
    hour.keep("ben", Part.CLOSING, "Two")
    assert hour.read("alma").their_closing.words == "Two"
    assert Line.objects.count() == 1


@pytest.mark.row("INV-6")
def test_without_a_term_a_closing_line_is_the_clients_alone_and_the_coach_leaves_none(unsigned):
    unsigned.keep("ben", Part.CLOSING, "Mine")
    assert Line.objects.get().compartment.kind == CLIENT_PRIVATE
    assert unsigned.read("alma").their_closing is None
    assert unsigned.read("ben").closing.words == "Mine"
    with pytest.raises(NotAllowed):
        unsigned.keep("alma", Part.CLOSING, "Hers")


@pytest.mark.row("INV-6", "INV-7")
def test_a_closed_term_closes_what_the_client_left(hour):
    hour.keep("ben", Part.CLOSING, "I know the sentence")
    assert hour.read("alma").their_closing is not None
    close_term(hour.relationship, "A1", "session.agreement", at=hour.at)
    assert hour.read("alma").their_closing is None


@pytest.mark.row("S2.23")
def test_a_moment_is_ones_own_until_both_give_theirs(hour):
    hour.keep("ben", Part.MOMENT, "When you said nothing")
    hour.keep("alma", Part.MOMENT, "When you laughed")
    kinds = {line.author_uid: line.compartment.kind for line in Line.objects.all()}
    assert kinds == {
        hour.members["ben"].uid: CLIENT_PRIVATE,
        hour.members["alma"].uid: COACH_PRIVATE,
    }

    hour.give_moment("ben")
    assert hour.read("alma").moments == []
    assert hour.read("alma").moment_is_given is False
    assert (hour.read("ben").moments, hour.read("ben").moment_is_given) == ([], True)

    hour.give_moment("alma")
    for who in ("alma", "ben"):
        said = [(each.words, each.is_mine) for each in hour.read(who).moments]
        assert sorted(said) == [
            ("When you laughed", who == "alma"),
            ("When you said nothing", who == "ben"),
        ]


@pytest.mark.row("S2.23")
def test_until_then_no_key_opens_one_not_even_its_writers(hour):
    hour.keep("ben", Part.MOMENT, "When you said nothing")
    given = hour.give_moment("ben")
    assert b"nothing" not in bytes(given.sealed)
    for who in ("alma", "ben"):
        member = hour.members[who]
        witness = ledger.witness(
            "afterwards.lines.read",
            stream=hour.relationship.uid,
            by=member.person,
            at=hour.at,
            about=hour.relationship.client_uid,
            covers=[given.uid],
        )
        with pytest.raises(shares.ShareHeld):
            vault.unseal(given, keyring=member.keyring, witness=witness)


@pytest.mark.row("S2.23", "INV-13")
def test_that_one_was_given_or_taken_back_is_told_to_nobody(hour):
    letters = Letter.objects.count()
    hour.keep("ben", Part.MOMENT)
    before = hour.read("alma")
    hour.give_moment("ben")
    assert hour.read("alma") == before
    afterwards.take_moment_back(hour.back("ben"), **hour.doing("ben"))
    assert hour.read("alma") == before
    assert (GivenMoment.objects.count(), Letter.objects.count()) == (0, letters)
    alma, ben = hour.members["alma"].uid, hour.members["ben"].uid
    assert [row for row in hour.deeds() if row[1] == ben and alma in row[2:]] == []

    hour.keep("alma", Part.MOMENT)
    hour.give_moment("alma")
    assert hour.read("ben").moments == []
    hers = [row for row in hour.deeds() if row[1] == alma]
    assert {row[2:] for row in hers} == {(alma, alma)}


def test_one_given_stays_as_it_is_until_it_is_taken_back(hour):
    line = hour.keep("ben", Part.MOMENT, "One")
    hour.give_moment("ben")
    with pytest.raises(NotAllowed, match=policy.GIVEN.reason):
        hour.keep("ben", Part.MOMENT, "Two")
    with pytest.raises(NotAllowed, match=policy.GIVEN.reason):
        afterwards.take_line_away(hour.back("ben"), line.uid, **hour.doing("ben"))

    afterwards.take_moment_back(hour.back("ben"), **hour.doing("ben"))
    hour.keep("ben", Part.MOMENT, "Two")
    hour.give_moment("ben")
    hour.keep("alma", Part.MOMENT, "Hers")
    hour.give_moment("alma")
    assert {each.words for each in hour.read("alma").moments} == {"Two", "Hers"}
    with pytest.raises(NotAllowed, match=policy.OPENED.reason):
        afterwards.take_moment_back(hour.back("ben"), **hour.doing("ben"))


def test_nothing_is_given_that_wasnt_written_or_was_changed_meanwhile(hour):
    with pytest.raises(NotAllowed, match=policy.NOTHING_THERE.reason):
        hour.give_moment("ben")
    hour.keep("ben", Part.MOMENT, "One")
    seen = hour.read("ben").moment
    hour.keep("ben", Part.MOMENT, "Two")
    with pytest.raises(afterwards.WordedElsewhere):
        afterwards.give_moment(hour.back("ben"), seen, **hour.looking("ben"))
    with pytest.raises(Http404):
        afterwards.take_moment_back(hour.back("ben"), **hour.doing("ben"))


@pytest.mark.row("S0.5")
def test_a_question_is_ones_own_until_given_and_ones_own_again_once_taken_back(hour):
    line = hour.keep("ben", Part.QUESTION, "What would Lena say?")
    assert hour.read("alma").questions == []

    hour.give_question("ben", line)
    [hers] = hour.read("alma").questions
    assert (hers.words, hers.is_mine) == ("What would Lena say?", False)
    assert Line.objects.get().compartment.kind == SHARED

    [seen] = hour.read("ben").questions
    afterwards.take_question_back(hour.back("ben"), seen, **hour.looking("ben"))
    assert hour.read("alma").questions == []
    assert Line.objects.get().compartment.kind == CLIENT_PRIVATE
    assert [each.words for each in hour.read("ben").questions] == ["What would Lena say?"]


@pytest.mark.row("S0.5", "INV-10")
def test_the_book_is_by_words_or_by_day_and_by_nothing_else(hour):
    for who, words in (("ben", "Who says so?"), ("alma", "and then?"), ("ben", "Mine alone")):
        line = hour.keep(who, Part.QUESTION, words)
        hour.at += timedelta(minutes=1)
        if words != "Mine alone":
            hour.give_question(who, line)

    def book(who, order="words"):
        found = afterwards.question_book(hour.relationship, order, **hour.looking(who))
        return [each.words for each in found]

    assert book("alma") == ["and then?", "Who says so?"]
    assert book("ben") == ["and then?", "Mine alone", "Who says so?"]
    assert book("ben", "day") == ["Who says so?", "and then?", "Mine alone"]


@pytest.mark.row("INV-6")
def test_without_a_term_no_question_is_given(unsigned):
    line = unsigned.keep("ben", Part.QUESTION)
    with pytest.raises(NotAllowed):
        unsigned.give_question("ben", line)


@pytest.mark.row("S0.17", "S0.19", "INV-8")
def test_a_coachs_own_answers_are_never_the_clients_and_the_client_has_none(hour):
    hour.keep("alma", Part.LEVELS, one=5, two=40, three=10)
    hour.keep("alma", Part.JUDGEMENT, where="At the word boss", again="")

    alma, ben = hour.read("alma"), hour.read("ben")
    assert alma.levels.said == {"one": 5, "two": 40, "three": 10}
    assert alma.judgement.said == {"where": "At the word boss", "again": ""}
    assert (ben.levels, ben.judgement) == (None, None)
    assert list(afterwards.copy_for(hour.relationship, **hour.looking("ben"))) == []
    assert {line.compartment.kind for line in Line.objects.all()} == {COACH_PRIVATE}
    for part in (Part.LEVELS, Part.JUDGEMENT):
        with pytest.raises(NotAllowed, match=policy.COACHS.reason):
            hour.keep("ben", part, "x")


@pytest.mark.row("S0.19")
def test_whether_a_coach_answered_stands_nowhere_the_client_looks(hour):
    hour.keep("alma", Part.JUDGEMENT, where="x", again="y")
    hour.read("alma")
    alma = hour.members["alma"].uid
    assert {row[2:] for row in hour.deeds()} == {(alma, alma)}


def test_who_signed_that_there_are_no_notes_keeps_none(hour):
    open_term(hour.relationship, "A16", since=hour.at - timedelta(days=2), notes="none", days=0)
    for part in (Part.MOMENT, Part.QUESTION):
        with pytest.raises(NotAllowed, match=policy.NO_NOTES.reason):
            hour.keep("alma", part)
        hour.keep("ben", part)
    hour.keep("alma", Part.JUDGEMENT, where="About me", again="")


@pytest.mark.row("INV-16")
def test_what_a_coach_kept_for_themselves_goes_a_month_after_the_end(hour):
    hour.keep("alma", Part.JUDGEMENT, where="x", again="")
    hour.keep("alma", Part.MOMENT)
    hour.keep("alma", Part.CLOSING, "Thank you")
    hour.keep("ben", Part.MOMENT)
    hour.give_moment("ben")
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("ben"))
    assert GivenMoment.objects.count() == 0

    hour.at += timedelta(days=29)
    assert afterwards.forget_lines_that_are_over(hour.at) == 0
    assert hour.read("alma").judgement is not None
    hour.at += timedelta(days=1)
    assert (hour.read("alma").judgement, hour.read("alma").moment) == (None, None)
    assert afterwards.forget_lines_that_are_over(hour.at) == 2
    assert afterwards.forget_lines_that_are_over(hour.at) == 0
    assert sorted(Line.objects.values_list("part", flat=True)) == ["closing", "moment"]


def test_after_the_end_nothing_new_is_kept_and_ones_own_can_be_taken_away(hour):
    line = hour.keep("ben", Part.CLOSING, "x")
    relationships.end_relationship(relationship=hour.relationship, **hour.doing("ben"))
    with pytest.raises(NotAllowed, match=policy.LONG_OVER.reason):
        hour.keep("ben", Part.CLOSING, "y")
    afterwards.take_line_away(hour.back("ben"), line.uid, **hour.doing("ben"))
    assert Line.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "days", "refused"),
    [
        (SessionState.CALLED_OFF, -1, policy.CALLED_OFF),
        (SessionState.PLANNED, 1, policy.NOT_YET),
        (SessionState.PLANNED, -1, None),
    ],
)
def test_one_looks_back_on_what_has_begun(hour, state, days, refused):
    when = hour.at + timedelta(days=days)
    hour.session = an_hour(
        hour.relationship, hour.at, state=state, starts_at=when, on_day=when.date()
    )
    if refused is None:
        assert hour.keep("ben", Part.MOMENT)
        return
    with pytest.raises(NotAllowed, match=refused.reason):
        hour.keep("ben", Part.MOMENT)


def test_the_other_three_find_nothing(hour, cleo, dara, enzo):
    hour.keep("ben", Part.CLOSING, "x")
    for person in (cleo, dara, enzo):
        who = {"by": person, "at": hour.at}
        with pytest.raises(Http404):
            afterwards.look_back(hour.relationship, hour.session.uid, **who)
        for query in (afterwards.question_book, afterwards.moments_that_mattered):
            with pytest.raises(Http404):
                query(hour.relationship, **who, keyring=hour.members["ben"].keyring)
        with pytest.raises(Http404):
            list(afterwards.copy_for(hour.relationship, **who, keyring=hour.members["ben"].keyring))
    with pytest.raises(Http404):
        afterwards.look_back(hour.relationship, new_uid(), **hour.doing("ben"))


def test_nobody_takes_the_others_line_away_or_gives_it(hour):
    line = hour.keep("ben", Part.QUESTION, "Whose?")
    hour.give_question("ben", line)
    [seen] = hour.read("alma").questions
    with pytest.raises(Http404):
        afterwards.take_line_away(hour.back("alma"), line.uid, **hour.doing("alma"))
    with pytest.raises(Http404):
        afterwards.take_question_back(hour.back("alma"), seen, **hour.looking("alma"))


def test_a_copy_holds_ones_own_and_what_was_given(hour):
    hour.keep("ben", Part.MOMENT, "His")
    hour.give_moment("ben")
    hour.keep("alma", Part.MOMENT, "Hers")
    hour.keep("alma", Part.JUDGEMENT, where="x", again="")
    hour.give_moment("alma")

    def copied(who):
        rows = afterwards.copy_for(hour.relationship, **hour.looking(who))
        return sorted((row["part"], row["said"].get("words", "")) for row in rows)

    both = [("moment given by both", "Hers"), ("moment given by both", "His")]
    assert copied("ben") == [("moment", "His"), *both]
    assert copied("alma") == [("judgement", ""), ("moment", "Hers"), *both]


def test_any_flipped_byte_is_refused(hour):
    row = hour.keep("ben", Part.MOMENT)
    row.sealed = bytes(row.sealed[:-1]) + bytes([row.sealed[-1] ^ 1])
    row.save()
    with pytest.raises(seals.Bad):
        hour.read("ben")


@pytest.mark.parametrize("count", [1, 3])
def test_the_book_takes_the_same_number_of_questions(hour, count, django_assert_num_queries):
    for _ in range(count):
        hour.keep("ben", Part.QUESTION)
    looking = hour.looking("ben")
    afterwards.question_book(hour.relationship, **looking)
    with django_assert_num_queries(3):
        afterwards.question_book(hour.relationship, **looking)
