"""The pages, as Alma and Ben see them, and as nobody else does."""

import re
from html import unescape

import pytest
from django.urls import reverse

from goldenthread.agreements import actions
from goldenthread.agreements.models import Question, Signature, TermRow, Version, Wording
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.suggestions import SUGGESTIONS
from goldenthread.ledger import api as ledger

SECRET = "I want to leave the firm by summer."


def url(pair, name, *args):
    return reverse(f"agreements:{name}", args=[pair.relationship.uid, *args])


def words_of(response):
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def say(pair, who, sentence, heading="purpose", reason=""):
    return actions.reword_clause(
        pair.relationship,
        pair.clause(heading),
        Saying(sentence, reason),
        standing=None,
        **pair.looking(who),
    )


# --- who can open what ----------------------------------------------------------------------------


@pytest.fixture
def everything(signed):
    """Every address that shows or does something, with a version talked about and one signed."""
    term = TermRow.objects.get(subject="journal.passage")
    actions.reopen_agreement(signed.relationship, **signed.doing(signed.ben))
    version = signed.talk().version
    question = actions.ask_about_confidentiality(
        signed.relationship, version, SECRET, **signed.looking(signed.ben)
    )
    clause = signed.clause().uid
    shows = [("agreement",), ("add",), ("reword", clause), ("confidentiality",)]
    shows += [("versions",), ("version", 1), ("sign",)]
    does = [("propose",), ("reopen",), ("yes", clause), ("talk", clause), ("leave_out", clause)]
    does += [("reword", clause), ("add",), ("ask",), ("answer", question.uid), ("sign",)]
    does += [("close_term", term.uid)]
    return [url(signed, *each) for each in shows], [url(signed, *each) for each in does]


@pytest.mark.row("S0.14", "S2.14")
def test_only_the_two_find_the_agreement(everything, signed, as_alma, as_ben, strangers):
    shows, does = everything
    signed.hear_both()
    for client in (as_alma, as_ben):
        assert [client.get(address).status_code for address in shows] == [200] * len(shows)

    before = list(Version.objects.values_list("state", flat=True))
    unknown = "/together/018f0000-0000-7000-8000-000000000000/agreement/"
    for client in strangers.values():
        nothing = words_of(client.get(unknown))
        answers = [client.get(address) for address in shows]
        answers += [client.post(address) for address in does]
        assert {answer.status_code for answer in answers} == {404}
        assert {words_of(answer) for answer in answers} == {nothing}
    assert list(Version.objects.values_list("state", flat=True)) == before


def test_someone_signed_out_is_asked_to_sign_in(signed, nobody):
    answer = nobody.get(url(signed, "agreement"))

    assert SUGGESTIONS[0].sentence not in words_of(answer)
    assert answer.status_code in {302, 303}


def test_a_coach_has_starting_words_and_nobody_else_does(pair, as_alma, as_ben, as_dara):
    address = reverse("agreements:starting_words")

    assert as_alma.get(address).status_code == 200
    assert [client.get(address).status_code for client in (as_ben, as_dara)] == [404, 404]


def test_starting_words_of_one_coach_are_not_anothers(pair, as_alma, as_cleo):
    own = as_alma.post(
        reverse("agreements:add_line"), {"heading": "purpose", "sentence": SECRET, "reason": ""}
    )
    assert own.status_code == 303
    address = reverse("agreements:starting_words")
    assert SECRET in words_of(as_alma.get(address))

    assert SECRET not in words_of(as_cleo.get(address))


# --- the story, through the browser ---------------------------------------------------------------


@pytest.mark.row("S4.1", "S4.8")
def test_the_whole_way_from_suggestions_to_two_signatures(pair, as_alma, as_ben):
    home = reverse("agreements:starting_words")
    assert "Suggested by Golden Thread, not yet yours" in words_of(as_alma.get(home))
    assert "Nothing proposed yet" in words_of(as_ben.get(url(pair, "agreement")))
    assert as_alma.post(url(pair, "propose")).status_code == 403

    for line in SUGGESTIONS:
        address = reverse("agreements:starting_line", args=[line.key])
        page = as_alma.get(address)
        assert page.status_code == 200
        typed: dict[str, object] = {"sentence": line.sentence, "reason": line.reason, "seen": "0"}
        typed |= {"hours": "48"} if line.key == "margins" else {}
        typed |= {"readers": "both"} if line.key == "safety-journal" else {}
        typed |= {"grounds": ["court_order", "serious_harm"]} if line.key == "in-case-of" else {}
        assert as_alma.post(address, typed).status_code == 303
    assert "Suggested by Golden Thread" not in words_of(as_alma.get(home))

    assert as_alma.post(url(pair, "propose")).status_code == 303
    page = words_of(as_ben.get(url(pair, "agreement")))
    for (
        word
    ) in "Purpose Relationship Outcomes Margins In case of Safety Expectations Strategy".split(" "):
        assert word in page
    assert "Yes to Alma’s words" in page
    for spoken in pair.talk().spoken:
        uid = spoken.clause.coach_yes_id
        answer = as_ben.post(url(pair, "yes", spoken.clause.uid), {"wording": str(uid)})
        assert answer.status_code == 303
    assert as_ben.get(url(pair, "sign")).status_code == 403
    for client in (as_alma, as_ben):
        assert client.get(url(pair, "confidentiality")).status_code == 200
        assert client.post(url(pair, "ask"), {"none": "1"}).status_code == 303

    for client, name in ((as_ben, "Ben Okafor"), (as_alma, "Alma Reyes")):
        form = client.get(url(pair, "sign")).context["form"]
        typed = {"name": name, **form.initial}
        assert client.post(url(pair, "sign"), typed).status_code == 303

    page = words_of(as_ben.get(url(pair, "version", 1)))
    assert "Alma’s signature fits these words." in page
    assert "Ben’s signature fits these words." in page
    assert "You both signed this on" in words_of(as_ben.get(url(pair, "agreement")))


@pytest.mark.row("S4.1")
def test_both_voices_stand_side_by_side_with_their_names(proposed, as_alma, as_ben):
    say(proposed, proposed.ben, SECRET, reason="It matters.")

    for client, own, others in (
        (as_alma, "Your words", "Ben’s words"),
        (as_ben, "Your words", "Alma’s words"),
    ):
        page = words_of(client.get(url(proposed, "agreement")))
        assert own in page
        assert others in page
        assert "It matters." in page


@pytest.mark.row("S4.8")
def test_no_count_of_ticks_is_shown(proposed, as_ben):
    page = words_of(as_ben.get(url(proposed, "agreement")))

    assert "You’re still talking about Purpose" in page
    assert not re.search(r"\b(\d+|one|two|six) of (\d+|eight|ten)\b", page)


def test_choices_between_two_peoples_words_are_never_filled(proposed, as_ben):
    html = as_ben.get(url(proposed, "agreement")).content.decode()

    choices = re.findall(r'<div class="choices">.*?</div>', html, flags=re.DOTALL)
    assert len(choices) == len(SUGGESTIONS)
    assert not any("btn main" in each for each in choices)
    assert html.count('class="btn main"') == 1


def test_a_yes_to_words_that_moved_on_says_so_and_ties_nothing(proposed, as_ben):
    clause = proposed.clause()
    shown = clause.coach_yes_id
    actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("Something else."),
        standing=shown,
        **proposed.looking(proposed.alma),
    )

    page = as_ben.post(url(proposed, "yes", clause.uid), {"wording": str(shown)}, follow=True)

    assert "The words changed while you were reading" in words_of(page)
    assert proposed.talk().spoken[0].tied is None


@pytest.mark.parametrize("wording", ["", "x", "../../etc"])
def test_a_yes_to_no_words_at_all_is_nothing_here(proposed, as_ben, wording):
    answer = as_ben.post(url(proposed, "yes", proposed.clause().uid), {"wording": wording})

    assert answer.status_code == 404


# --- words typed are never lost -------------------------------------------------------------------


def test_words_that_are_too_long_are_kept_and_the_limit_is_said(proposed, as_ben):
    long = "word " * 150

    page = as_ben.post(
        url(proposed, "reword", proposed.clause().uid), {"sentence": long, "reason": "", "seen": ""}
    )

    assert page.status_code == 422
    assert "749 characters long and 600 is the most" in words_of(page)
    assert long.strip() in unescape(page.content.decode())


@pytest.mark.parametrize("name", ["reword", "add", "ask", "answer", "sign"])
@pytest.mark.parametrize("typed", ["", "\x00", "x" * 30_000, " "])
def test_bad_input_is_never_our_fault(proposed, as_ben, as_alma, name, typed):
    proposed.tie_all()
    proposed.hear_both()
    question = actions.ask_about_confidentiality(
        proposed.relationship, proposed.talk().version, "?", **proposed.looking(proposed.alma)
    )
    args = {"reword": [proposed.clause().uid], "answer": [question.uid]}.get(name, [])
    fields = "sentence reason seen heading kind question answer name shown wordings".split()

    answer = as_ben.post(url(proposed, name, *args), dict.fromkeys(fields, typed))

    assert answer.status_code == 422


def test_two_windows_show_both_and_keep_both(proposed, as_ben):
    address = url(proposed, "reword", proposed.clause().uid)
    first = {"sentence": "First window.", "reason": "", "seen": ""}
    assert as_ben.post(address, first).status_code == 303

    page = as_ben.post(address, {"sentence": "Second window.", "reason": "", "seen": ""})

    assert page.status_code == 422
    text = unescape(page.content.decode())
    assert "You changed this in another window" in text
    assert "First window." in text
    assert "Second window." in text
    seen = page.context["form"]["seen"].value()
    again = {"sentence": "Second window.", "reason": "", "seen": seen}
    assert as_ben.post(address, again).status_code == 303
    assert proposed.talk().spoken[0].stances["client"].saying.sentence == "Second window."
    assert Wording.objects.filter(author_uid=proposed.ben.uid).count() == 2


def test_a_starting_line_kept_in_two_windows_shows_both(pair, as_alma):
    address = reverse("agreements:starting_line", args=["purpose"])
    assert as_alma.post(address, {"sentence": "One.", "seen": "0"}).status_code == 303

    page = as_alma.post(address, {"sentence": "Two.", "seen": "0"})

    assert page.status_code == 422
    text = words_of(page)
    assert "You changed this in another window" in text
    assert "One." in text
    assert "Two." in text


def test_sending_twice_does_no_harm(proposed, as_ben):
    proposed.tie_all()
    proposed.hear_both()
    form = as_ben.get(url(proposed, "sign")).context["form"]
    typed = {"name": "Ben", **form.initial}

    answers = [as_ben.post(url(proposed, "sign"), typed).status_code for _ in range(2)]

    assert answers == [303, 403]
    assert Signature.objects.count() == 1


# --- signing --------------------------------------------------------------------------------------


def test_a_document_that_changed_meanwhile_is_not_signed_and_the_change_is_shown(proposed, as_ben):
    proposed.tie_all()
    proposed.hear_both()
    form = as_ben.get(url(proposed, "sign")).context["form"]
    clause = proposed.clause()
    actions.reword_clause(
        proposed.relationship,
        clause,
        Saying("We talk about the new team."),
        standing=clause.coach_yes_id,
        **proposed.looking(proposed.alma),
    )
    newer = proposed.clause().coach_yes_id
    actions.say_yes(proposed.relationship, clause, newer, **proposed.doing(proposed.ben))

    page = as_ben.post(url(proposed, "sign"), {"name": "Ben Okafor", **form.initial})

    assert page.status_code == 409
    text = words_of(page)
    assert "It changed while you were reading" in text
    (change,) = page.context["changes"]
    now = "".join(words for kind, words in change.sentence if kind != "gone")
    assert (change.kind, change.word, now) == ("changed", "Purpose", "We talk about the new team.")
    assert Signature.objects.count() == 0


def test_a_clause_reopened_meanwhile_is_not_signed(proposed, as_ben):
    proposed.tie_all()
    proposed.hear_both()
    form = as_ben.get(url(proposed, "sign")).context["form"]
    actions.keep_talking(proposed.relationship, proposed.clause(), **proposed.doing(proposed.alma))

    page = as_ben.post(url(proposed, "sign"), {"name": "Ben Okafor", **form.initial})

    assert page.status_code == 409
    assert "No longer agreed" in words_of(page)
    assert Signature.objects.count() == 0


def test_a_name_is_needed_under_the_words(proposed, as_ben):
    proposed.tie_all()
    proposed.hear_both()
    form = as_ben.get(url(proposed, "sign")).context["form"]

    page = as_ben.post(url(proposed, "sign"), {**form.initial, "name": " "})

    assert page.status_code == 422
    assert "Write your name, so that it can stand under the words" in words_of(page)


def test_the_first_signer_is_told_when_words_changed(proposed, as_ben):
    proposed.tie_all()
    proposed.hear_both()
    proposed.sign(proposed.ben)
    actions.keep_talking(proposed.relationship, proposed.clause(), **proposed.doing(proposed.alma))

    assert "Words have changed since you signed" in words_of(as_ben.get(url(proposed, "agreement")))


def test_the_next_version_shows_changed_words_and_changed_powers(signed, as_ben):
    actions.reopen_agreement(signed.relationship, **signed.doing(signed.ben))
    clause = signed.clause_of_kind("A1/journal.passage")
    typed = {"sentence": "Nobody reads my journal.", "reason": "", "seen": "", "readers": "client"}
    assert as_ben.post(url(signed, "reword", clause.uid), typed).status_code == 303
    clause = signed.clause_of_kind("A1/journal.passage")
    actions.say_yes(signed.relationship, clause, clause.client_yes_id, **signed.doing(signed.alma))
    signed.hear_both()
    signed.sign(signed.alma)
    signed.sign(signed.ben)

    page = words_of(as_ben.get(url(signed, "changes", 2)))

    assert "Before: Alma can read and answer a passage of Ben's journal" in page
    assert "Now: Alma can't open any of Ben's journal." in page


# --- confidentiality ------------------------------------------------------------------------------


@pytest.mark.row("S0.14", "S1.11")
def test_the_confidentiality_page_names_each_case_and_says_what_the_server_can_do(proposed, as_ben):
    page = words_of(as_ben.get(url(proposed, "confidentiality")))

    assert "A court orders it." in page
    assert "Someone, Ben or anyone else, is about to come to serious harm." in page
    assert (
        "The server can read this while you or Alma has it open, and not when you are both away."
        in page
    )
    assert "as required" not in page


@pytest.mark.row("S0.14", "S1.11")
def test_a_case_left_out_by_both_is_not_on_the_page(proposed, as_ben):
    clause = proposed.clause_of_kind("A25")
    assert "A court orders it." in words_of(as_ben.get(url(proposed, "confidentiality")))
    typed = {"sentence": "Only to save a life.", "seen": "", "grounds": ["serious_harm"]}
    as_ben.post(url(proposed, "reword", clause.uid), typed)
    clause = proposed.clause_of_kind("A25")
    actions.say_yes(
        proposed.relationship, clause, clause.client_yes_id, **proposed.doing(proposed.alma)
    )

    page = words_of(as_ben.get(url(proposed, "confidentiality")))

    assert "A court orders it." not in page
    assert "about to come to serious harm" in page


@pytest.mark.row("S0.14")
def test_a_question_is_asked_and_answered_on_the_page(proposed, as_alma, as_ben):
    assert as_ben.post(url(proposed, "ask"), {"question": SECRET}).status_code == 303
    assert SECRET in words_of(as_alma.get(url(proposed, "confidentiality")))
    question = Question.objects.get()

    as_alma.post(url(proposed, "answer", question.uid), {"answer": "I understand."})

    page = words_of(as_ben.get(url(proposed, "confidentiality")))
    assert SECRET in page
    assert "I understand." in page


@pytest.mark.row("INV-7")
def test_the_client_closes_the_journal_with_one_button_and_the_coach_has_none(
    signed, as_alma, as_ben
):
    term = TermRow.objects.get(subject="journal.passage")
    close = url(signed, "close_term", term.uid)
    assert close in as_ben.get(url(signed, "agreement")).content.decode()
    assert close not in as_alma.get(url(signed, "agreement")).content.decode()
    assert as_alma.post(close).status_code == 403

    assert as_ben.post(close).status_code == 303

    assert "It opens again only if you both sign for it." in words_of(
        as_alma.get(url(signed, "agreement"))
    )


# --- how pages are written ------------------------------------------------------------------------


def test_every_page_says_who_can_read_it_and_has_one_heading(everything, signed, as_alma):
    signed.hear_both()
    shows, _ = everything
    for address in [*shows, reverse("agreements:starting_words"), reverse("agreements:add_line")]:
        html = as_alma.get(address).content.decode()
        assert html.count("<h1") == 1, address
        assert re.search(r"Only you( and Ben)? can read this", html), address
        assert "<title>" in html


def test_every_id_on_a_page_is_there_once(everything, signed, as_alma):
    for question in ("One?", "Two?"):
        actions.ask_about_confidentiality(
            signed.relationship, signed.talk().version, question, **signed.looking(signed.ben)
        )
    shows, _ = everything
    signed.hear_both()
    for address in [*shows, reverse("agreements:starting_words")]:
        ids = re.findall(r'\sid="([^"]+)"', as_alma.get(address).content.decode())
        assert sorted(ids) == sorted(set(ids)), address


def test_keeping_a_suggestion_leads_to_the_next_until_none_waits(pair, as_alma):
    keys = [line.key for line in SUGGESTIONS]
    addresses = [reverse("agreements:starting_line", args=[key]) for key in keys]
    led_to = []
    for address in addresses:
        form = as_alma.get(address).context["form"]
        chosen = {"hours": "48", "readers": "both", "grounds": ["court_order"]}
        led_to.append(as_alma.post(address, {**form.initial, **chosen}).url)

    assert led_to == [*addresses[1:], reverse("agreements:starting_words")]
    again = as_alma.post(addresses[0], {"sentence": "Mine.", "seen": "1"})
    assert again.url == reverse("agreements:starting_words")


@pytest.mark.row("INV-19")
def test_no_word_on_a_page_is_one_we_never_use(everything, signed, as_ben):
    signed.hear_both()
    shows, _ = everything
    never = re.compile(
        r"\b(assigned|homework|overdue|streak|compliance|missed|submit|invalid|successfully"
        r"|users?|end-to-end|zero-knowledge)\b",
        flags=re.IGNORECASE,
    )
    for address in shows:
        assert never.search(words_of(as_ben.get(address))) is None, address


def test_content_is_in_no_address(everything):
    assert not any(
        "%20" in address or "summer" in address for group in everything for address in group
    )


# --- what it costs, and what is written down ------------------------------------------------------


@pytest.mark.row("INV-3")
def test_opening_the_agreement_is_written_down_first(proposed, as_ben):
    before = ledger.Entry.objects.filter(verb="agreements.agreement.opened").count()

    as_ben.get(url(proposed, "agreement"))

    entries = ledger.Entry.objects.filter(verb="agreements.agreement.opened")
    assert entries.count() == before + 1
    assert entries.order_by("-seq")[0].about_uid == proposed.ben.uid


@pytest.mark.parametrize("more", [0, 6])
def test_the_agreement_costs_the_same_queries_whatever_its_length(
    proposed, as_ben, django_assert_num_queries, more
):
    for number in range(more):
        actions.add_clause(
            proposed.relationship,
            "margins",
            Saying(f"Number {number}."),
            **proposed.looking(proposed.ben),
        )
    as_ben.get(url(proposed, "agreement"))

    with django_assert_num_queries(QUERIES, using="default"):
        page = as_ben.get(url(proposed, "agreement"))
    assert page.status_code == 200


QUERIES = 19
