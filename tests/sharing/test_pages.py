"""The pages of sharing, seen by all five of the cast, and followed from link to link."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from goldenthread.core.ids import new_uid
from goldenthread.core.roles import Role
from goldenthread.ledger.models import Entry
from goldenthread.sharing import urls
from goldenthread.sharing.models import FromOutside, Hope, Release, Request, Snapshot
from tests.sharing.conftest import close_term

WORDS = "I lead the Monday round myself now"
HOPE = "That he finds his own way to lead"


def text(answer):
    """What a person reads on the page."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def at_seat(three, name, *more):
    return reverse(f"sharing:{name}", args=[three.seat_uid, *more])


def at_pair(three, name, *more):
    return reverse(f"sharing:{name}", args=[three.pair.uid, *more])


def snapshot_of(release):
    return Snapshot.objects.get(release=release)


def test_somebody_without_a_seat_has_an_empty_list_of_windows(founded, as_dara):
    answer = as_dara.get(reverse("sharing:windows"))

    assert answer.status_code == 200
    assert "Nobody has opened a window to you at the moment." in text(answer)


@pytest.mark.row("S0.15")
def test_dara_sees_first_what_never_comes_and_then_what_does(with_dara, as_dara):
    t = with_dara
    t.release(WORDS)

    seen = text(as_dara.get(at_seat(t, "window")))

    never, does = seen.partition("What does")[::2]
    for name in ("Passages of the journal", "Promises", "The coach's notes", "Recordings"):
        assert (name in never, name in does) == (True, False)
    assert "Words released" in does
    assert "A text of" in does
    assert WORDS not in seen


@pytest.mark.row("INV-4")
@pytest.mark.row("S4.7")
def test_dara_reads_what_was_released_and_the_other_four_do_not(
    with_dara, as_dara, as_alma, as_ben, as_cleo, as_enzo, nobody
):
    t = with_dara
    url = at_seat(t, "released", snapshot_of(t.release(WORDS)).uid)

    assert WORDS in text(as_dara.get(url))
    unknown = as_dara.get(at_seat(t, "released", new_uid()))
    for browser in (as_alma, as_ben, as_cleo, as_enzo):
        assert browser.get(url).status_code == 404
        assert WORDS not in browser.get(url).content.decode()
    assert unknown.status_code == 404
    assert nobody.get(url).status_code != 200


@pytest.mark.row("INV-4")
def test_withdrawn_it_is_a_page_that_says_there_is_nothing(with_dara, as_dara, as_ben):
    t = with_dara
    release = t.release(WORDS)
    url = at_seat(t, "released", snapshot_of(release).uid)
    assert as_dara.get(url).status_code == 200

    answer = as_ben.post(at_pair(t, "withdraw", release.uid), follow=True)

    assert "It had been opened before." in answer.content.decode()
    assert as_dara.get(url).status_code == 404
    assert "A text of" not in text(as_dara.get(at_seat(t, "window")))


def test_ben_hears_that_nobody_had_opened_what_he_withdraws(with_dara, as_ben):
    t = with_dara
    release = t.release(WORDS)

    answer = as_ben.post(at_pair(t, "withdraw", release.uid), follow=True)

    assert "nobody had opened it" in answer.content.decode()


@pytest.mark.row("INV-4")
def test_no_page_of_a_seats_holder_names_the_relationship(with_dara, as_dara):
    t = with_dara
    t.ask("How is he?")
    t.hope(HOPE)
    release = t.release(WORDS)
    pages = [
        reverse("sharing:windows"),
        at_seat(t, "window"),
        at_seat(t, "ask"),
        at_seat(t, "not_given"),
        at_seat(t, "paper"),
        at_seat(t, "released", snapshot_of(release).uid),
        reverse("web:leave_seat", args=[t.seat_uid]),
        reverse("ledger:mine"),
        reverse("web:account"),
    ]

    for page in pages:
        answer = as_dara.get(page)
        assert answer.status_code == 200, page
        for secret in (t.pair.uid, release.uid, t.ben.uid, t.alma.uid):
            assert str(secret) not in answer.content.decode(), page


def test_every_address_of_a_seats_holder_is_about_a_seat_alone():
    for each in urls.urlpatterns:
        route = str(each.pattern)
        assert route.startswith("windows/") != ("rel" in each.pattern.converters), route


@pytest.mark.row("INV-5")
@pytest.mark.row("S1.1")
@pytest.mark.row("S2.15")
def test_what_dara_writes_ben_and_alma_read_word_for_word(
    with_dara, as_dara, as_ben, as_alma, as_cleo, as_enzo
):
    t = with_dara

    answer = as_dara.post(
        at_seat(t, "hope"), {"part": "hope", "words": HOPE, "form_uid": new_uid()}
    )

    assert (answer.status_code, answer["Location"]) == (303, at_seat(t, "window"))
    beside = at_pair(t, "beside", t.seat_uid)
    for browser, page in ((as_ben, beside), (as_alma, beside), (as_dara, at_seat(t, "window"))):
        assert HOPE in text(browser.get(page))
    for browser in (as_cleo, as_enzo, as_dara):
        assert browser.get(beside).status_code == 404


def test_ben_answers_and_alma_says_what_will_not_be_reported(with_dara, as_ben, as_alma, as_dara):
    t = with_dara
    say = at_pair(t, "say", t.seat_uid)

    as_ben.post(say, {"part": "answer", "words": "So do I", "form_uid": new_uid()})
    as_alma.post(say, {"part": "not_reported", "words": "No count of moods", "form_uid": new_uid()})
    wrong = as_alma.post(say, {"part": "hope", "words": "Mine", "form_uid": new_uid()})

    assert wrong.status_code == 422
    seen = text(as_dara.get(at_seat(t, "window")))
    assert ("So do I" in seen, "No count of moods" in seen) == (True, True)
    assert [each.part for each in Hope.objects.order_by("said_at")] == ["answer", "not_reported"]


def test_a_hope_sent_twice_is_written_once_and_an_empty_one_is_asked_for_again(with_dara, as_dara):
    t = with_dara
    sent = {"part": "help", "words": HOPE, "form_uid": new_uid()}

    answers = [as_dara.post(at_seat(t, "hope"), sent).status_code for _ in range(2)]
    empty = as_dara.post(at_seat(t, "hope"), sent | {"words": " ", "form_uid": new_uid()})

    assert (answers, Hope.objects.count(), empty.status_code) == ([303, 303], 1, 422)
    assert "Write a few words first." in text(empty)


@pytest.mark.row("S2.15")
def test_alma_may_read_the_hopes_after_the_first_session(with_dara, as_alma, as_ben):
    t = with_dara
    t.hope(HOPE)
    beside = at_pair(t, "beside", t.seat_uid)
    assert HOPE in text(as_alma.get(beside))

    as_alma.post(at_pair(t, "put_off", t.seat_uid))
    assert HOPE not in as_alma.get(beside).content.decode()
    assert "You chose to read the hopes after your first session" in text(as_alma.get(beside))
    assert HOPE in text(as_ben.get(beside))
    assert as_ben.post(at_pair(t, "put_off", t.seat_uid)).status_code == 404

    as_alma.post(at_pair(t, "take_up", t.seat_uid))
    assert HOPE in text(as_alma.get(beside))


@pytest.mark.row("S2.14")
def test_dara_asks_and_ben_says_not_this_time_without_a_reason(with_dara, as_dara, as_ben):
    t = with_dara
    sent = {"what": "words", "words": "Is he ready?", "form_uid": new_uid()}
    assert as_dara.post(at_seat(t, "ask"), sent).status_code == 303
    request = Request.objects.get()
    beside = at_pair(t, "beside", t.seat_uid)
    assert "Is he ready?" in text(as_ben.get(beside))

    answer = as_ben.post(
        at_pair(t, "decline", t.seat_uid, request.uid), {"reason": "Because of May"}
    )

    assert answer.status_code == 303
    seen = text(as_dara.get(at_seat(t, "window")))
    assert "Not this time." in seen
    assert "May" not in as_dara.get(at_seat(t, "window")).content.decode()
    assert {f.name for f in Request._meta.fields} & {"reason", "why", "note"} == set()


@pytest.mark.row("S2.14")
@pytest.mark.parametrize("name", ["accepted", "reworded"])
def test_ben_writes_words_for_what_was_asked_and_dara_hears_only_when_they_are_out(
    with_dara, as_dara, as_ben, name
):
    t = with_dara
    request = t.ask("Is he ready?")
    url = at_pair(t, name, t.seat_uid, request.uid)
    assert "Is he ready?" in text(as_ben.get(url))
    before = text(as_dara.get(at_seat(t, "window")))

    answer = as_ben.post(url, {"words": WORDS, "form_uid": new_uid()})

    release = Release.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at_pair(t, "release", release.uid))
    assert release.request_id == request.uid
    assert text(as_dara.get(at_seat(t, "window"))).replace("Take it back ", "") == before.replace(
        "Take it back ", ""
    )
    t.approve(release, t.ben, t.alma)
    assert "Answered." in text(as_dara.get(at_seat(t, "window")))
    assert as_ben.post(url, {"words": WORDS}).status_code == 404


def test_dara_takes_back_what_she_asked(with_dara, as_dara, as_ben):
    t = with_dara
    request = t.ask("Is he ready?")

    assert as_dara.post(at_seat(t, "take_back", request.uid)).status_code == 303

    assert Request.objects.get().state == "taken_back"
    assert as_ben.post(at_pair(t, "decline", t.seat_uid, request.uid)).status_code == 403


@pytest.mark.row("S2.14")
def test_a_number_is_refused_in_fixed_words_with_a_line_in_the_ledger(with_dara, as_dara):
    t = with_dara

    answer = as_dara.post(at_seat(t, "ask"), {"what": "measure", "words": "A grade"}, follow=True)

    assert "No number, grade or comparison about a person leaves this place" in text(answer)
    assert Request.objects.count() == 0
    [row] = Entry.objects.filter(verb="sharing.request.refused")
    assert (row.actor_uid, row.about_uid) == (t.holder.uid, t.ben.uid)


@pytest.mark.row("S2.14")
def test_once_the_clause_is_closed_asking_is_refused_in_the_same_words(with_dara, as_dara):
    t = with_dara
    close_term(t, "A4")

    answer = as_dara.post(
        at_seat(t, "ask"), {"what": "words", "words": "Is he ready?"}, follow=True
    )

    assert "nothing else that no clause in force opens" in text(answer)
    assert Request.objects.count() == 0
    assert Entry.objects.filter(verb="sharing.request.refused").count() == 1


def test_the_way_of_a_text_from_draft_to_dara(with_dara, as_ben, as_alma, as_dara):
    t = with_dara
    sent = {"words": WORDS, "purpose": "For May", "until": "", "form_uid": new_uid()}
    assert as_ben.get(at_pair(t, "draft", t.seat_uid)).status_code == 200
    answer = as_ben.post(at_pair(t, "draft", t.seat_uid), sent)
    page = answer["Location"]
    release = Release.objects.get()

    for browser in (as_ben, as_alma):
        shown = re.search(r'name="shown" value="(\w+)"', browser.get(page).content.decode())[1]
        done = browser.post(at_pair(t, "approve", release.uid), {"shown": shown})
        assert (done.status_code, done["Location"]) == (303, page)

    seen = as_dara.get(at_seat(t, "released", snapshot_of(release).uid))
    assert (WORDS in text(seen), "For May" in text(seen)) == (True, True)
    assert "Open to its reader" in text(as_ben.get(at_pair(t, "releases")))


def test_a_yes_to_words_that_changed_shows_the_new_ones_and_counts_for_nothing(
    with_dara, as_ben, as_alma
):
    t = with_dara
    draft = t.draft(WORDS)
    page = at_pair(t, "release", draft.uid)
    shown = re.search(r'name="shown" value="(\w+)"', as_ben.get(page).content.decode())[1]
    edit = at_pair(t, "edit", draft.uid)
    assert f">\n{WORDS}" in as_alma.get(edit).content.decode()
    changed = {"words": "Other words", "purpose": "", "until": "", "edition": "1"}
    assert as_alma.post(edit, changed).status_code == 303

    answer = as_ben.post(at_pair(t, "approve", draft.uid), {"shown": shown})

    assert answer.status_code == 422
    assert "It changed while you were reading" in text(answer)
    assert "Other words" in text(answer)
    assert Release.objects.get().state == "drafted"
    assert as_alma.post(edit, changed).status_code == 422


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "Write the words that may be read."),
        ({"words": "x" * 10_007}, "This holds 10,000 characters and has 10,007."),
        ({"until": "2020-01-01"}, "Choose a day that hasn’t passed"),
        ({"until": "soon"}, "Write the day like 3 December 2026"),
        ({"until": "9999-01-01"}, "nearer than ten years"),
        ({"purpose": "x" * 301}, "This holds 300 characters"),
    ],
)
def test_bad_input_says_what_to_change_and_keeps_the_rest(with_dara, as_ben, changed, sentence):
    t = with_dara
    sent = {"words": WORDS, "purpose": "For May", "until": "", **changed}

    answer = as_ben.post(at_pair(t, "draft", t.seat_uid), sent)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Release.objects.count() == 0


@pytest.mark.row("S2.14")
def test_a_case_asks_alma_to_read_it_as_if_all_were_present(with_enzo, as_alma):
    t = with_enzo
    draft = t.draft("A leader took on the Monday round", by=t.alma)
    page = as_alma.get(at_pair(t, "release", draft.uid)).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)[1]
    assert "as if everybody in it were present" in page

    answer = as_alma.post(at_pair(t, "approve", draft.uid), {"shown": shown})

    assert answer.status_code == 422
    assert "Read it as if they were present, and say that you did." in text(answer)
    both = {"shown": shown, "as_if_present": "on"}
    assert as_alma.post(at_pair(t, "approve", draft.uid), both).status_code == 303


@pytest.mark.row("S2.14")
def test_alma_declines_and_logs_and_ben_reads_it(
    with_dara, as_alma, as_ben, as_dara, as_cleo, as_enzo
):
    t = with_dara
    form = as_alma.get(at_pair(t, "note"))
    assert "What Ben and I talk about stays between us" in text(form)
    sent = {
        "kind": "asked",
        "who": "Dara, on the telephone",
        "on": t.at.date().isoformat(),
        "words": "Whether he is ready",
        "clause": "A2",
        "answered": "That stays between us",
        "form_uid": new_uid(),
    }
    assert as_alma.post(at_pair(t, "note"), sent | {"clause": ""}).status_code == 422
    assert as_alma.post(at_pair(t, "note"), sent | {"clause": "A99"}).status_code == 422

    assert as_alma.post(at_pair(t, "note"), sent).status_code == 303

    page = at_pair(t, "outside")
    for browser in (as_ben, as_alma):
        seen = text(browser.get(page))
        assert ("Dara, on the telephone" in seen, "The sponsor can read only" in seen) == (
            True,
            True,
        )
    for browser in (as_dara, as_cleo, as_enzo):
        assert browser.get(page).status_code == 404
    assert as_ben.get(at_pair(t, "note")).status_code == 404
    assert FromOutside.objects.count() == 1


def test_that_dara_spoke_to_alma_is_noted_without_a_clause(with_dara, as_alma, as_ben):
    t = with_dara
    sent = {
        "kind": "spoke",
        "who": "Dara",
        "on": t.at.date().isoformat(),
        "words": "That she is glad",
        "clause": "",
        "answered": "",
        "form_uid": new_uid(),
    }

    assert as_alma.post(at_pair(t, "note"), sent).status_code == 303

    assert "That she is glad" in text(as_ben.get(at_pair(t, "outside")))


@pytest.mark.row("S0.15")
@pytest.mark.parametrize("role", ["coach", "sponsor", "supervisor", "trustee", "second_trustee"])
def test_ben_sees_as_others_see_and_nobody_else_does(with_dara, as_ben, as_alma, as_dara, role):
    t = with_dara
    url = reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": Role(role)})

    assert as_ben.get(url).status_code == 200
    assert reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": role}) == url
    for browser in (as_alma, as_dara):
        assert browser.get(url).status_code == 404


@pytest.mark.row("S0.15")
@pytest.mark.row("INV-3")
def test_the_preview_is_daras_own_page_and_leaves_bens_name_in_the_ledger(
    with_dara, as_ben, as_dara
):
    t = with_dara
    t.hope(HOPE)
    release = t.release(WORDS)
    uid = snapshot_of(release).uid
    url = reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": "sponsor"})
    hers = text(as_dara.get(at_seat(t, "window"))).partition("A window beside")[2]
    rows = Entry.objects.filter(actor_uid=t.holder.uid).count()

    his = text(as_ben.get(url)).partition("A window beside")[2]
    read = as_ben.get(at_pair(t, "preview_released", t.seat_uid, uid))

    for part in ("What never comes", "What does", "Sessions in a month", "The room of three"):
        assert (part in his, part in hers) == (True, True)
    glance = his.partition("Released to you")[0].partition("Your paper")[0]
    assert hers.strip().startswith(glance.strip())
    assert WORDS in text(read)
    assert Entry.objects.filter(actor_uid=t.holder.uid).count() == rows
    looks = Entry.objects.filter(verb="sharing.preview.opened")
    assert {row.actor_uid for row in looks} == {t.ben.uid}


def test_ben_sees_what_alma_can_open(with_dara, as_ben):
    t = with_dara
    t.hope(HOPE)
    url = reverse("sharing:preview", kwargs={"rel": t.pair.uid, "role": "coach"})

    seen = text(as_ben.get(url))

    assert "What Alma can open now" in seen
    assert "Passages of the journal Each one you share" in seen
    assert "The coach's notes No" in seen
    assert "Hopes of the sponsor Yes 1" in seen


@pytest.mark.row("INV-5")
@pytest.mark.row("INV-4")
def test_when_the_clause_is_closed_ben_alone_goes_on_reading_the_room(
    with_dara, as_ben, as_alma, as_dara
):
    t = with_dara
    t.hope(HOPE)
    beside = at_pair(t, "beside", t.seat_uid)
    assert HOPE in text(as_alma.get(beside))

    close_term(t, "A4")

    assert HOPE in text(as_ben.get(beside))
    assert HOPE not in as_alma.get(beside).content.decode()
    assert HOPE not in as_dara.get(at_seat(t, "window")).content.decode()


def test_dara_reads_and_signs_her_paper_on_a_page(
    agreed, alma_member, ben_member, dara_member, as_dara, as_ben
):
    from goldenthread.core.clock import now
    from tests.beside import seated
    from tests.sharing.conftest import OF_A_SPONSOR, agree_more

    at = now()
    agree_more(agreed, alma_member, ben_member, at, *OF_A_SPONSOR)
    seat = seated(agreed, ben_member, dara_member, at, active=False)
    paper = reverse("sharing:paper", args=[seat.uid])
    window = reverse("sharing:window", args=[seat.uid])
    assert "Nothing has been handed to you yet." in text(as_dara.get(paper))
    hand = reverse("agreements:hand_over", args=[agreed.uid, seat.uid])
    assert as_ben.post(hand).status_code == 303
    page = as_dara.get(paper)
    assert "Dara reads only what I hand out" in text(page)
    assert "Released to you" not in text(as_dara.get(window))
    shown = re.search(r'name="shown" value="(\w+)"', page.content.decode())[1]
    sign = reverse("sharing:sign_paper", args=[seat.uid])
    assert as_dara.post(sign, {"shown": shown, "name": ""}).status_code == 422

    assert as_dara.post(sign, {"shown": shown, "name": "Dara Lind"}).status_code == 303

    assert "You signed exactly these words." in text(as_dara.get(paper))
    assert "Released to you" in text(as_dara.get(window))


POSTS = {"hope", "take_back", "sign_paper", "cannot_go_on", "can_go_on", "open_contact"}
POSTS |= {"say", "put_off", "take_up", "decline", "approve", "withdraw"}


@pytest.mark.parametrize("pattern", sorted({each.name for each in urls.urlpatterns}))
def test_strangers_and_the_signed_out_find_nothing_at_any_address(
    with_dara, pattern, as_cleo, as_enzo, nobody
):
    t = with_dara
    request, release = t.ask("Is he ready?"), t.release(WORDS)
    known = {
        "rel": t.pair.uid,
        "seat": t.seat_uid,
        "uid": snapshot_of(release).uid if "released" in pattern else release.uid,
        "role": "sponsor",
    }
    if pattern in {"take_back", "accepted", "reworded", "decline"}:
        known["uid"] = request.uid
    if pattern == "windows":
        return
    route = next(each for each in urls.urlpatterns if each.name == pattern)
    wanted = set(route.pattern.converters) | ({"role"} if pattern == "preview" else set())
    url = reverse(f"sharing:{pattern}", kwargs={name: known[name] for name in wanted})

    for browser in (as_cleo, as_enzo):
        assert browser.get(url).status_code == (405 if pattern in POSTS else 404)
        assert browser.post(url, {}).status_code in {404, 405}
    assert WORDS not in nobody.get(url).content.decode()
    assert nobody.get(url).status_code != 200
