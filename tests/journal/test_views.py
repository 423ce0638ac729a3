import re
from html import unescape

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.journal import api as journal
from goldenthread.journal.models import Entry, Passage, Reply
from goldenthread.ledger import api as ledger
from tests.cast import invite_and_accept
from tests.journal.conftest import WORDS


@pytest.fixture
def here(relationship):
    return f"/together/{relationship.uid}/journal/"


def text_of(response):
    """What is read on a page: no tags, one space between words."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def field(response, name):
    """The value of a hidden or written field on a page."""
    page = response.content.decode()
    found = re.search(
        rf'<(?:input|textarea)[^>]*name="{name}"[^>]*?(?:value="([^"]*)"|>([^<]*))', page
    )
    assert found, name
    return unescape(found[1] if found[1] is not None else found[2].removeprefix("\n"))


def page_of_nothing(client):
    """The page of an address that never was, without what differs in every answer."""
    return bare(client.get(f"/together/{new_uid()}/journal/{new_uid()}/"))


def bare(response):
    page = re.sub(
        r'nonce="[^"]*"|value="[^"]{64}"|<nav.*?</nav>',
        "",
        response.content.decode(),
        flags=re.DOTALL,
    )
    return response.status_code, page


# --- the list ---------------------------------------------------------------------------------


def test_an_empty_journal_says_something_kind(as_ben, here):
    page = as_ben.get(here)

    assert page.status_code == 200
    assert (
        "Nothing written yet. Some people write every day, some twice a year. Both are fine. "
        "When you do, it starts as yours alone."
    ) in text_of(page)


def test_the_list_shows_titles_and_who_can_read_them(as_ben, here, kept):
    page = text_of(as_ben.get(here))

    assert "Only you can read this" in page
    assert "March 2026 The Tuesday meeting Lena asked whether" in page


@pytest.mark.parametrize("asked", ["?page=2", "?page=0", "?page=-1", "?page=x", "?page=99999999"])
def test_any_page_number_is_answered(as_ben, here, kept, asked):
    assert as_ben.get(f"{here}{asked}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_page_costs_the_same_however_long(
    as_ben, here, relationship, as_ben_does, count, django_assert_num_queries
):
    for number in range(count):
        journal.keep_entry(relationship, journal.Writing.of("", f"Entry {number}"), **as_ben_does)
    as_ben.get(here)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        page = as_ben.get(here)

    assert page.content.decode().count('class="title"') == count


QUERIES_OF_THE_LIST = 12


# --- writing ----------------------------------------------------------------------------------


def test_writing_keeps_an_entry_and_shows_it(as_ben, here, relationship):
    form = as_ben.get(f"{here}new/")
    answer = as_ben.post(
        f"{here}new/",
        {"uid": field(form, "uid"), "title": "Tunnel", "body": "One.\r\n\r\nTwo *2*."},
    )

    entry = Entry.objects.get()
    assert (answer.status_code, answer.url) == (303, f"{here}{entry.uid}/")
    page = as_ben.get(answer.url)
    assert "Kept. Only you can read it." in text_of(page)
    assert "<p>Two <em>2</em>.</p>" in page.content.decode()


def test_a_form_sent_twice_keeps_one_entry_and_goes_to_it(as_ben, here):
    sent = {"uid": str(new_uid()), "title": "", "body": "Once"}

    first, second = as_ben.post(f"{here}new/", sent), as_ben.post(f"{here}new/", sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.url == second.url
    assert Entry.objects.count() == 1


def test_a_form_sent_again_with_other_words_shows_both(as_ben, here):
    uid = str(new_uid())
    as_ben.post(f"{here}new/", {"uid": uid, "title": "", "body": "First words"})

    page = as_ben.post(f"{here}new/", {"uid": uid, "title": "", "body": "Second words"})

    assert page.status_code == 422
    assert "First words" in text_of(page)
    assert field(page, "body") == "Second words"


@pytest.mark.parametrize("uid", ["", "not-a-uid"])
def test_a_broken_form_uid_loses_nothing(as_ben, here, uid):
    answer = as_ben.post(f"{here}new/", {"uid": uid, "title": "", "body": "Words"})

    assert answer.status_code == 303
    assert Entry.objects.count() == 1


def test_a_text_too_long_is_told_its_limit_and_given_back_whole(as_ben, here):
    body = "a" * 50_001

    page = as_ben.post(f"{here}new/", {"title": "A title", "body": body})

    assert page.status_code == 422
    assert "An entry holds 50,000 characters and this one has 50,001." in text_of(page)
    assert (field(page, "title"), field(page, "body")) == ("A title", body)
    assert Entry.objects.count() == 0


def test_an_empty_form_asks_for_a_few_words(as_ben, here):
    page = as_ben.post(f"{here}new/", {"title": " ", "body": "\r\n"})

    assert page.status_code == 422
    assert "Write a few words first, and they'll be kept here." in text_of(page)


def test_the_writing_form_is_kept_on_the_device_until_the_house_has_it(
    as_ben, here, ben, relationship
):
    page = as_ben.get(f"{here}new/").content.decode()

    assert f'data-draft="{ben.uid}/journal/{relationship.uid}/new"' in page
    assert "ui/js/draft.js" in page


# --- changing ---------------------------------------------------------------------------------


def test_changing_an_entry(as_ben, here, kept):
    form = as_ben.get(f"{here}{kept.uid}/change/")
    sent = {"revision": field(form, "revision"), "title": "New", "body": field(form, "body")}

    answer = as_ben.post(f"{here}{kept.uid}/change/", sent)

    assert (answer.status_code, answer.url) == (303, f"{here}{kept.uid}/")
    assert "New" in text_of(as_ben.get(answer.url))


def test_two_windows_are_shown_both_and_lose_nothing(as_ben, here, kept):
    change = f"{here}{kept.uid}/change/"
    as_ben.post(change, {"revision": "1", "title": "", "body": "From the first window"})

    page = as_ben.post(change, {"revision": "1", "title": "Two", "body": "From the second"})

    assert page.status_code == 422
    assert "You changed this in another window on" in text_of(page)
    assert "From the first window" in text_of(page)
    assert (field(page, "title"), field(page, "body"), field(page, "revision")) == (
        "Two",
        "From the second",
        "2",
    )


@pytest.mark.parametrize(
    ("keep", "kept_bodies"),
    [
        ("mine", {"Second"}),
        ("theirs", {"First"}),
        ("both", {"First", "Second"}),
    ],
)
def test_either_or_both_can_be_kept(
    as_ben, here, kept, relationship, as_ben_does, keep, kept_bodies
):
    change = f"{here}{kept.uid}/change/"
    as_ben.post(change, {"revision": "1", "title": "", "body": "First"})
    page = as_ben.post(change, {"revision": "1", "title": "", "body": "Second"})
    sent = {name: field(page, name) for name in ("uid", "revision", "title", "body")}

    answer = as_ben.post(change, sent | {"keep": keep})

    assert answer.status_code == 303
    bodies = {
        journal.the_entry(relationship, uid, **as_ben_does).body
        for uid in Entry.objects.values_list("uid", flat=True)
    }
    assert bodies == kept_bodies


def test_the_same_change_sent_twice_is_one_change(as_ben, here, kept):
    sent = {"revision": "1", "title": "", "body": "New"}
    change = f"{here}{kept.uid}/change/"

    first, second = as_ben.post(change, sent), as_ben.post(change, sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert Entry.objects.get().revision == 2


def test_words_for_an_entry_deleted_in_another_window_are_not_lost(as_ben, here, kept):
    as_ben.post(f"{here}{kept.uid}/delete/")

    page = as_ben.post(
        f"{here}{kept.uid}/change/", {"revision": "1", "title": "T", "body": "Typed for long"}
    )

    assert page.status_code == 422
    assert "That entry isn’t here any more" in text_of(page)
    assert (field(page, "title"), field(page, "body")) == ("T", "Typed for long")
    answer = as_ben.post(
        f"{here}new/", {name: field(page, name) for name in ("uid", "title", "body")}
    )
    assert (answer.status_code, Entry.objects.count()) == (303, 1)


# --- deleting ---------------------------------------------------------------------------------


def test_deleting_asks_first_and_says_it_is_for_good(as_ben, here, kept):
    page = as_ben.get(f"{here}{kept.uid}/delete/")
    assert "Nobody can bring it back" in text_of(page)
    assert Entry.objects.count() == 1

    answer = as_ben.post(f"{here}{kept.uid}/delete/")

    assert (answer.status_code, answer.url) == (303, here)
    assert Entry.objects.count() == 0
    again = as_ben.post(f"{here}{kept.uid}/delete/")
    assert (again.status_code, again.url) == (303, here)


# --- sharing ----------------------------------------------------------------------------------


@pytest.mark.row("S1.8")
def test_nothing_is_ticked_or_filled_in_beforehand(as_ben, here, agreed, kept):
    page = as_ben.get(f"{here}{kept.uid}/share/").content.decode()

    assert page.count('type="checkbox"') == 3
    assert "checked" not in page
    assert 'name="until"' in page


@pytest.mark.row("S1.8")
def test_sharing_first_shows_exactly_what_will_be_read_by_whom_and_how_long(
    as_ben, here, agreed, kept
):
    look = as_ben.post(
        f"{here}{kept.uid}/share/", {"words": WORDS, "until": "2099-03-31", "step": "look"}
    )

    assert look.status_code == 200
    said = text_of(look)
    assert "Alma will read exactly this" in said
    assert WORDS in said
    assert "finished the sentence" not in said
    assert "until 31 March 2099, that day included" in said
    assert Passage.objects.count() == 0

    sent = {name: field(look, name) for name in ("uid", "start", "words", "until")}
    answer = as_ben.post(f"{here}{kept.uid}/share/", sent | {"step": "share"})

    assert (answer.status_code, answer.url) == (303, f"{here}{kept.uid}/")
    page = as_ben.get(answer.url)
    assert f"<mark>{WORDS}</mark>" in page.content.decode()
    assert "Shared. Alma can read these words now; nobody else can." in text_of(page)
    as_ben.post(f"{here}{kept.uid}/share/", sent | {"step": "share"})
    assert Passage.objects.count() == 1


def test_whole_paragraphs_can_be_shared(as_ben, here, agreed, kept):
    look = as_ben.post(
        f"{here}{kept.uid}/share/", {"paragraphs": ["1", "2"], "until": "", "step": "look"}
    )

    assert (
        field(look, "words")
        == "What I wanted to say was: not this quarter.\n\nTunnel after tunnel."
    )
    assert "Alma can read it until you take it back." in text_of(look)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose the words to share: a paragraph, or exact words."),
        ({"words": "never written"}, "Those words aren't in this entry as they stand."),
        ({"paragraphs": ["0", "2"]}, "Choose paragraphs that follow one another"),
        ({"paragraphs": ["9"]}, "That paragraph isn't here any more."),
        ({"words": WORDS, "until": "2001-01-01"}, "Choose a day that hasn't passed."),
        ({"words": WORDS, "until": "soon"}, "Write a day like 2027-03-31, or leave it empty."),
        ({"words": WORDS, "until": "9999-12-31"}, "Choose a nearer day, or leave it empty."),
    ],
)
def test_what_can_not_be_shared_is_said_and_kept_on_the_page(
    as_ben, here, agreed, kept, given, says
):
    page = as_ben.post(f"{here}{kept.uid}/share/", given | {"step": "share"})

    assert page.status_code == 422
    assert says in text_of(page)
    if "words" in given:
        assert field(page, "words") == given["words"]
    assert Passage.objects.count() == 0


@pytest.mark.row("INV-6")
def test_without_a_term_the_page_says_why_nothing_can_be_shared(as_ben, here, relationship, kept):
    page = as_ben.get(f"{here}{kept.uid}/share/")

    assert "Nothing you’ve both signed opens your journal to Alma" in text_of(page)
    assert 'name="words"' not in page.content.decode()


@pytest.mark.row("INV-6")
def test_without_a_term_the_coach_sees_nothing_and_is_told_so(as_alma, here, relationship):
    assert "Nothing you’ve both signed opens this yet." in text_of(as_alma.get(f"{here}shared/"))


def test_with_a_term_and_nothing_shared_the_coach_is_told_only_that(as_alma, here, agreed, kept):
    assert "Nothing is shared with you at the moment." in text_of(as_alma.get(f"{here}shared/"))


@pytest.mark.row("S3.12")
def test_the_coach_answers_beside_the_passage_and_the_client_writes_back(
    as_alma, as_ben, here, shared, kept
):
    page = as_alma.get(f"{here}shared/")
    assert WORDS in text_of(page)
    assert "Ben shared this on 2 March 2026" in text_of(page)

    form = as_alma.get(f"{here}shared/{shared.uid}/answer/")
    sent = {"uid": field(form, "uid"), "words": "If “it” had a name?"}
    answer = as_alma.post(f"{here}shared/{shared.uid}/answer/", sent)
    as_alma.post(f"{here}shared/{shared.uid}/answer/", sent)

    assert (answer.status_code, answer.url) == (303, f"{here}shared/#p-{shared.uid}")
    assert Reply.objects.count() == 1
    assert "If “it” had a name?" in text_of(as_ben.get(f"{here}{kept.uid}/"))
    back = as_ben.post(f"{here}shared/{shared.uid}/answer/", {"words": "Yes-sayer"})
    assert back.url == f"{here}{kept.uid}/#p-{shared.uid}"
    assert "Yes-sayer" in text_of(as_alma.get(f"{here}shared/"))


def test_an_answer_too_long_is_given_back_whole(as_alma, here, shared):
    page = as_alma.post(f"{here}shared/{shared.uid}/answer/", {"words": "a" * 10_001})

    assert page.status_code == 422
    assert "An answer holds 10,000 characters and this one has 10,001." in text_of(page)
    assert field(page, "words") == "a" * 10_001


@pytest.mark.row("S1.8")
def test_taking_back_says_that_it_had_not_been_read(as_ben, as_alma, here, shared, kept):
    take_back = f"{here}shared/{shared.uid}/take-back/"
    assert "Alma hadn't opened it." in text_of(as_ben.get(take_back))

    answer = as_ben.post(take_back)

    assert (answer.status_code, answer.url) == (303, f"{here}{kept.uid}/#p-{shared.uid}")
    page = text_of(as_ben.get(answer.url))
    assert "Taken back. Alma can't open it any more. Alma hadn't opened it." in page
    assert "Only you can read this" in page
    assert WORDS not in text_of(as_alma.get(f"{here}shared/"))
    assert as_ben.post(take_back).status_code == 303


@pytest.mark.row("S1.8")
def test_taking_back_says_when_it_was_first_read(as_ben, as_alma, here, shared):
    as_alma.get(f"{here}shared/")
    as_alma.get(f"{here}shared/")
    [first] = [
        line
        for line in ledger.entries_about(as_ben_uid(shared), limit=100)
        if line.verb == "journal.passage.opened"
    ]

    page = text_of(as_ben.get(f"{here}shared/{shared.uid}/take-back/"))

    assert f"Alma first opened it on {first.at:%A} {first.at.day} {first.at:%B %Y, %H:%M}." in page


def as_ben_uid(passage):
    return Entry.objects.get(uid=passage.entry_uid).author_uid


def test_a_coach_who_answers_words_just_taken_back_is_told_and_loses_nothing(
    as_ben, as_alma, here, shared
):
    as_ben.post(f"{here}shared/{shared.uid}/take-back/")

    page = as_alma.post(f"{here}shared/{shared.uid}/answer/", {"words": "My long answer to it"})

    assert page.status_code == 403
    assert "My long answer to it" in page.content.decode()


# --- finding ----------------------------------------------------------------------------------


def test_searching_shows_the_line_and_how_many_of_how_many(as_ben, here, kept):
    page = as_ben.post(f"{here}search/", {"q": "porto"})

    assert "In 1 of 1 entry" in text_of(page)
    assert "<mark>Porto</mark>" in page.content.decode()


def test_a_search_that_finds_nothing_helps(as_ben, here, kept):
    page = text_of(as_ben.post(f"{here}search/", {"q": "winter"}))

    assert "Not found It isn’t in your one entry, as it’s written here." in page


@pytest.mark.parametrize(("q", "says"), [("", "Write a word or two"), ("a" * 501, "That's long.")])
def test_a_search_for_nothing_asks_for_a_word(as_ben, here, q, says):
    page = as_ben.post(f"{here}search/", {"q": q})

    assert page.status_code == 422
    assert says in text_of(page)


@pytest.mark.row("S3.16")
def test_what_is_looked_for_is_only_ever_posted(as_ben, here, kept):
    page = as_ben.get(f"{here}search/?q=porto")

    assert "Porto" not in page.content.decode()
    assert 'method="get"' not in page.content.decode()


def test_older_findings_are_a_post_away(as_ben, here, relationship, as_ben_does):
    for number in range(21):
        journal.keep_entry(relationship, journal.Writing.of("", f"Winter {number}"), **as_ben_does)

    first = as_ben.post(f"{here}search/", {"q": "winter"})
    second = as_ben.post(f"{here}search/", {"q": "winter", "page": "2"})

    assert "In 21 of 21 entries" in text_of(first)
    assert first.content.decode().count('class="title"') == 20
    assert second.content.decode().count('class="title"') == 1


# --- who may be here --------------------------------------------------------------------------

CLIENTS_OWN = (
    "",
    "new/",
    "search/",
    "{entry}/",
    "{entry}/change/",
    "{entry}/delete/",
    "{entry}/share/",
    "shared/{passage}/take-back/",
)
OF_BOTH = ("shared/", "shared/{passage}/answer/")


def addresses(here, kept, shared, pages):
    return [here + page.format(entry=kept.uid, passage=shared.uid) for page in pages]


@pytest.mark.row("INV-13")
def test_the_five_and_the_clients_own_pages(as_ben, as_alma, strangers, here, kept, shared):
    for address in addresses(here, kept, shared, CLIENTS_OWN):
        assert as_ben.get(address).status_code == 200, address
        for name, browser in {"Alma": as_alma, **strangers}.items():
            nothing = page_of_nothing(browser)
            assert nothing[0] == 404
            assert bare(browser.get(address)) == nothing, (name, address)


def test_the_five_and_the_pages_of_both(as_ben, as_alma, strangers, here, kept, shared):
    for address in addresses(here, kept, shared, OF_BOTH):
        for browser in (as_ben, as_alma):
            page = browser.get(address)
            assert (page.status_code, WORDS in text_of(page)) == (200, True), address
        for browser in strangers.values():
            assert bare(browser.get(address)) == page_of_nothing(browser), address


@pytest.mark.parametrize(
    "page",
    [
        "new/",
        "search/",
        "{entry}/change/",
        "{entry}/delete/",
        "{entry}/share/",
        "shared/{passage}/take-back/",
    ],
)
def test_nobody_but_the_client_may_send_these(as_alma, strangers, here, kept, shared, page):
    [address] = addresses(here, kept, shared, [page])
    sent = {"body": "x", "q": "porto", "words": WORDS, "revision": "1", "step": "share"}

    for browser in (as_alma, *strangers.values()):
        assert browser.post(address, sent).status_code == 404
    assert (Entry.objects.count(), Passage.objects.count()) == (1, 1)


def test_another_pairs_things_are_not_here(
    as_ben, here, kept, shared, cleo_member, dara_member, at
):
    theirs = invite_and_accept(cleo_member, dara_member, at)
    browser = dara_member.client
    there = f"/together/{theirs.uid}/journal/"
    assert browser.get(there).status_code == 200

    for page in (*CLIENTS_OWN[3:], OF_BOTH[1]):
        [address] = addresses(there, kept, shared, [page])
        assert bare(browser.get(address)) == page_of_nothing(browser), page


def test_someone_signed_out_is_asked_to_sign_in_and_keeps_what_they_wrote(nobody, here, kept):
    page = nobody.post(f"{here}new/", {"title": "", "body": "A long sentence nobody should lose."})

    assert "A long sentence nobody should lose." in page.content.decode()
    assert "Porto" not in nobody.get(here, follow=True).content.decode()


@pytest.mark.row("G5")
@pytest.mark.parametrize("page", ["", "{entry}/", "{entry}/change/", "{entry}/share/", "search/"])
def test_a_tampered_entry_is_one_page_without_a_word(as_ben, here, kept, shared, page):
    [address] = addresses(here, kept, shared, [page])
    look = as_ben.post if page == "search/" else as_ben.get
    assert look(address, {"q": "porto"}).status_code == 200
    sealed = bytearray(Entry.objects.get().sealed)
    sealed[-1] ^= 1
    Entry.objects.update(sealed=bytes(sealed))

    answer = look(address, {"q": "porto"})

    assert answer.status_code == 409
    assert "isn’t as it was kept" in text_of(answer)
    assert "Tuesday" not in answer.content.decode()


@pytest.mark.row("INV-13", "INV-2")
def test_the_coachs_page_is_the_same_whatever_the_client_writes_or_reads(
    as_ben, as_alma, here, kept, shared
):
    before = bare(as_alma.get(f"{here}shared/"))
    assert before == bare(as_alma.get(f"{here}shared/"))

    as_ben.get(f"{here}{kept.uid}/")
    as_ben.post(f"{here}new/", {"title": "", "body": "Another"})
    as_ben.post(f"{here}search/", {"q": "another"})

    assert bare(as_alma.get(f"{here}shared/")) == before


@pytest.mark.row("INV-1", "INV-13", "S3.16")
def test_what_someone_writes_for_themselves_sends_no_letter_to_anyone(
    as_ben, here, kept, shared, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_ben.post(f"{here}new/", {"title": "", "body": "Another"})
        as_ben.get(f"{here}{kept.uid}/")
        as_ben.post(f"{here}search/", {"q": "another"})
        as_ben.post(f"{here}shared/{shared.uid}/take-back/")
        as_ben.post(f"{here}{kept.uid}/delete/")

    assert mailoutbox == []


@pytest.mark.row("INV-14", "S3.16")
def test_an_answer_sends_one_letter_that_says_only_that_there_is_something_new(
    as_ben, as_alma, here, shared, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for words in ("If it had a name?", "And if it had a colour?"):
            as_alma.post(f"{here}shared/{shared.uid}/answer/", {"words": words})

    assert [letter.to for letter in mailoutbox] == [["ben@example.org"]]
    text = f"{mailoutbox[0].subject}{mailoutbox[0].body}"
    assert [word for word in ("Alma", "Ben", "name", "colour") if word in text] == []


@pytest.mark.row("S3.16")
def test_no_word_of_anyone_stands_in_an_address(as_ben, as_alma, here, kept, shared):
    pages = [as_ben.get(here), as_ben.get(f"{here}{kept.uid}/"), as_alma.get(f"{here}shared/")]

    addresses_on_pages = re.findall(
        r'(?:href|action)="([^"]*)"', "".join(page.content.decode() for page in pages)
    )

    assert len(addresses_on_pages) > 10
    plain = re.compile(r"^[a-z0-9/_.#?=&-]*$")
    assert [each for each in addresses_on_pages if not plain.match(each)] == []
    words = {"tuesday", "meeting", "lena", "porto", "finished", "quarter", "tunnel"}
    assert [each for each in addresses_on_pages if words & set(re.split(r"\W+", each))] == []


@pytest.mark.row("S3.16")
def test_the_log_says_nothing_of_what_was_written_or_looked_for(as_ben, here, kept, caplog):
    as_ben.post(f"{here}search/", {"q": "porto"})
    as_ben.post(f"{here}new/", {"title": "Winter", "body": "Snow"})
    as_ben.get(f"{here}{kept.uid}/")

    assert not re.search("porto|winter|snow|tuesday", caplog.text, re.IGNORECASE)
