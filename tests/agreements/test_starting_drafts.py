"""A coach's library of starting drafts: written once, in their own words, and never sent unread."""

import pytest
from django.urls import reverse

from goldenthread.agreements import actions, queries
from goldenthread.agreements.models import StartingDraft, Version
from goldenthread.agreements.suggested_drafts import DRAFTS
from goldenthread.agreements.terms import contradictions
from goldenthread.core.verdicts import NotAllowed


def drafts_url(name="starting_drafts", *args):
    return reverse(f"agreements:{name}", args=args)


def keep_all(pair, draft):
    for line in queries.starting_lines(**pair.looking(pair.alma), draft=draft):
        lines = queries.starting_lines(**pair.looking(pair.alma), draft=draft)
        actions.keep_starting_line(lines, line, **pair.looking(pair.alma), draft=draft)


@pytest.fixture
def sponsors(pair):
    pair.keep_words()
    row = actions.begin_starting_draft(
        "For firms", DRAFTS["sponsor"].lines, **pair.looking(pair.alma)
    )
    return row.uid


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=lambda each: each.key)
def test_what_a_draft_begins_with_contradicts_itself_nowhere(draft):
    terms = [line.term for line in draft.lines if line.term]

    assert contradictions(terms) == ()
    assert len({line.key for line in draft.lines}) == len(draft.lines)
    assert not any(line.kept for line in draft.lines)


def test_a_gentle_beginning_leaves_room_for_a_slow_start():
    terms = [line.term for line in DRAFTS["gentle"].lines if line.term]

    assert contradictions(terms, ruled_out=frozenset({"pulses", "sponsor", "depth"})) == ()


@pytest.mark.row("S4.1")
def test_no_draft_goes_out_with_an_unread_line(pair, sponsors):
    unread = queries.starting_lines(**pair.looking(pair.alma), draft=sponsors)

    with pytest.raises(NotAllowed, match="Some lines are still suggestions"):
        actions.propose_agreement(pair.relationship, unread, **pair.looking(pair.alma))

    keep_all(pair, sponsors)
    read = queries.starting_lines(**pair.looking(pair.alma), draft=sponsors)
    actions.propose_agreement(pair.relationship, read, **pair.looking(pair.alma))
    assert [each.stances["coach"].saying.sentence for each in pair.talk().spoken] == [
        line.sentence for line in DRAFTS["sponsor"].lines
    ]
    bound = {binds for each in pair.talk().spoken for binds in each.stances["coach"].saying.binds}
    assert bound == {"sponsor"}


def test_each_draft_keeps_its_name_and_its_lines(pair, sponsors):
    keep_all(pair, sponsors)

    actions.name_starting_draft(sponsors, "For big firms", **pair.looking(pair.alma))

    first, second = queries.drafts_of(**pair.looking(pair.alma))
    assert {first.name, second.name} == {"", "For big firms"}
    assert first.is_ready
    assert second.is_ready
    assert len({len(first.lines), len(second.lines)}) == 2


def test_a_draft_is_let_go_put_back_and_deleted_only_after_that(pair, sponsors):
    from django.http import Http404

    keep_all(pair, sponsors)
    doing = pair.doing(pair.alma)
    first = next(x.uid for x in queries.drafts_of(**pair.looking(pair.alma)) if x.name == "")
    assert first is not None
    actions.let_draft_go(first, **doing)
    with pytest.raises(Http404):
        actions.delete_draft(sponsors, **doing)

    actions.let_draft_go(sponsors, **doing)
    assert not queries.starting_words_are_kept(pair.alma)
    actions.put_draft_back(sponsors, **doing)
    assert queries.starting_words_are_kept(pair.alma)
    actions.let_draft_go(sponsors, **doing)
    actions.delete_draft(sponsors, **doing)
    assert [row.uid for row in StartingDraft.objects.all()] == [first]


def test_the_whole_library_through_the_browser(pair, as_alma, as_ben, as_cleo, as_dara):
    home = drafts_url()
    assert "None of your own yet." in as_alma.get(home).content.decode()
    assert as_alma.post(drafts_url("new_draft"), {"name": "", "beginning": ""}).status_code == 422
    typed = {"name": "For firms", "beginning": "gentle"}
    page = as_alma.post(drafts_url("new_draft"), typed)
    assert page.status_code == 303
    draft = StartingDraft.objects.get().uid
    lines = as_alma.get(drafts_url("starting_draft", draft)).content.decode()
    assert "Suggested by Golden Thread, not yet yours" in lines
    for line in DRAFTS["gentle"].lines:
        address = drafts_url("draft_starting_line", draft, line.key)
        form = as_alma.get(address).context["form"]
        chosen = {bound.name: bound.initial for bound, _ in form.choices}
        answer = as_alma.post(address, {**form.initial, **chosen})
        assert answer.status_code == 303, answer.content.decode()
    assert as_alma.post(drafts_url("copy_draft", draft)).status_code == 303
    assert as_alma.get(drafts_url("name_draft", draft)).status_code == 200
    assert as_alma.post(drafts_url("name_draft", draft), {"name": "Slow"}).status_code == 303
    assert "Slow" in as_alma.get(home).content.decode()
    assert "For firms, a copy" in as_alma.get(home).content.decode()

    page = as_alma.get(reverse("agreements:agreement", args=[pair.relationship.uid]))
    assert "Which of your drafts?" in page.content.decode()
    propose = reverse("agreements:propose", args=[pair.relationship.uid])
    assert as_ben.post(propose, {"draft": str(draft)}).status_code == 403
    assert as_alma.post(propose, {"draft": str(draft)}).status_code == 303
    assert Version.objects.get().clauses.count() == len(DRAFTS["gentle"].lines)

    for stranger in (as_cleo, as_dara, as_ben):
        for name in ("let_draft_go", "put_draft_back", "delete_draft", "copy_draft"):
            assert stranger.post(drafts_url(name, draft)).status_code == 404
        assert stranger.get(drafts_url("starting_draft", draft)).status_code == 404
    for name in ("let_draft_go", "put_draft_back", "let_draft_go", "delete_draft"):
        assert as_alma.post(drafts_url(name, draft)).status_code == 303
    assert StartingDraft.objects.filter(uid=draft).count() == 0


def test_a_line_of_any_kind_is_added_with_what_can_be_chosen_in_it(pair, as_alma):
    pair.keep_words()
    kinds = as_alma.get(drafts_url("line_kinds")).content.decode()
    assert "?kind=A3" in kinds
    assert "?kind=A7" not in kinds, "a line does this already"
    page = as_alma.get(drafts_url("add_line") + "?kind=A8")
    assert [bound.name for bound, _ in page.context["form"].choices] == ["length", "grace"]

    typed = {"heading": "strategy", "sentence": "An hour.", "reason": "", "kind": "A8"}
    wrong = {**typed, "length": "91", "grace": "10"}
    assert as_alma.post(drafts_url("add_line"), wrong).status_code == 422
    answer = as_alma.post(drafts_url("add_line"), {**typed, "length": "90", "grace": "10"})

    assert answer.status_code == 303
    line = next(
        x for x in queries.starting_lines(**pair.looking(pair.alma)) if x.sentence == "An hour."
    )
    assert line.term is not None
    assert (line.term["length"], line.term["grace"]) == (90, 10)
