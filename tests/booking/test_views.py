"""The pages of booking, as browsers see them. Pages ask the clock, so what is done here is done now."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from goldenthread.agreements.models import Version
from goldenthread.booking import api as booking
from goldenthread.booking import links, slots
from goldenthread.booking.models import Link, Series, Waiting
from goldenthread.booking.states import Holder
from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.diary.models import Hours
from goldenthread.ledger import api as ledger
from goldenthread.sessions.models import CoachingSession
from tests.booking.conftest import LISBON, STOCKHOLM, offer_kind
from tests.opened_terms import close_term, open_term

CANARY = "Ben"


@pytest.fixture
def pair(pair):
    pair.at = now()
    return pair


@pytest.fixture
def free(pair):
    """Some free slots from the day after tomorrow on, next first."""
    first = (pair.at + timedelta(days=2)).date()
    found = [pair.free(first + timedelta(days=ahead)) for ahead in range(21)]
    return [moment for day in found for moment in day]


def url(name, pair, *more, **asked):
    found = reverse(f"booking:{name}", args=[pair.relationship.uid, *more])
    return f"{found}?{urlencode(asked)}" if asked else found


def token_of(session, holder=Holder.CLIENT):
    return links.link_to_session(session, holder, at=now())


def hour_in(moment, zone):
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def confirm(client, pair, moment, **more):
    sent = {"slot": slots.written(moment), "uid": str(new_uid()), "every": "0"} | more
    return client.post(url("confirm", pair, pair.kind.uid), sent)


# --- booking ------------------------------------------------------------------------------------


def test_ben_sees_his_hours_with_alma_s_beside_them_and_books_one(pair, as_ben, free):
    page = as_ben.get(url("week", pair, pair.kind.uid))
    assert page.status_code == 200
    text = page.content.decode()
    assert f'value="{slots.written(free[0])}"' in text
    assert hour_in(free[0], LISBON) in text
    assert f"Alma: {hour_in(free[0], STOCKHOLM)}" in text

    asked = as_ben.get(url("confirm", pair, pair.kind.uid, slot=slots.written(free[0])))
    said = asked.content.decode()
    assert asked.status_code == 200
    assert f"{hour_in(free[0], STOCKHOLM)} for Alma in Stockholm" in said

    answer = confirm(as_ben, pair, free[0])
    assert answer.status_code == 303
    session = CoachingSession.objects.get()
    assert answer["Location"] == reverse(
        "sessions:session", args=[pair.relationship.uid, session.uid]
    )
    assert session.starts_at == free[0]


def test_what_is_chosen_in_a_week_is_said_once_more_and_changes_nothing(pair, as_ben, free):
    chosen = as_ben.post(url("confirm", pair, pair.kind.uid), {"choice": slots.written(free[0])})

    assert chosen.status_code == 303
    assert as_ben.get(chosen["Location"]).status_code == 200
    assert CoachingSession.objects.count() == 0


def test_one_kind_leads_to_its_week_and_two_are_asked_about(pair, as_ben):
    assert as_ben.get(url("book", pair))["Location"] == url("week", pair, pair.kind.uid)

    offer_kind(pair.relationship.coach_uid, "A long one", minutes=120)
    page = as_ben.get(url("book", pair)).content.decode()
    assert page.count("/book/") >= 2
    assert ("A talk" in page, "A long one" in page) == (True, True)


def test_a_closed_diary_says_so_to_each_in_their_words(pair, as_ben, as_alma):
    pair.kind.offered = False
    pair.kind.save()

    assert "Alma’s diary isn’t open" in as_ben.get(url("book", pair)).content.decode()
    assert "Your diary isn’t open" in as_alma.get(url("book", pair)).content.decode()
    assert as_ben.get(url("week", pair, pair.kind.uid)).status_code == 404


def test_of_two_browsers_on_one_slot_one_has_it_and_the_other_is_offered_the_nearest(
    pair, as_ben, as_alma, free
):
    slot = free[3]
    for browser in (as_ben, as_alma):
        asked = browser.get(url("confirm", pair, pair.kind.uid, slot=slots.written(slot)))
        assert asked.status_code == 200

    first, second = confirm(as_ben, pair, slot), confirm(as_alma, pair, slot)

    assert (first.status_code, second.status_code) == (303, 422)
    text = second.content.decode()
    assert f"Someone took {hour_in(slot, STOCKHOLM)} while you were choosing" in text
    offered = re.findall(r'name="choice" value="(\w+)"', text)
    assert len(offered) == 3
    assert confirm(as_alma, pair, slots.read(offered[0])).status_code == 303
    assert CoachingSession.objects.count() == 2


def test_a_taken_slot_is_said_before_anything_is_pressed(pair, as_ben, free):
    pair.book(free[0], who="alma")

    page = as_ben.get(url("confirm", pair, pair.kind.uid, slot=slots.written(free[0])))

    assert page.status_code == 422
    assert "isn’t free any more" in page.content.decode()


@pytest.mark.parametrize("slot", ["", "nonsense", "20260230T1600Z", "99999999T9999Z", "\0"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_no_slot_asks_for_one(pair, as_ben, slot, method):
    page = getattr(as_ben, method)(url("confirm", pair, pair.kind.uid), {"slot": slot})

    assert page.status_code == 422
    assert "Choose one of the free times" in page.content.decode()


@pytest.mark.parametrize("week", ["", "2026-13-40", "1900-01-01", "9999-12-31", "'"])
def test_any_week_in_an_address_is_a_page(pair, as_ben, week):
    assert as_ben.get(url("week", pair, pair.kind.uid, week=week)).status_code == 200


def test_a_past_slot_is_refused(pair, as_ben, free):
    page = confirm(as_ben, pair, free[0] - timedelta(weeks=30))

    assert page.status_code == 422
    assert "That time has passed" in page.content.decode()
    assert CoachingSession.objects.count() == 0


def test_another_coach_s_kind_is_not_found(pair, as_ben, free, cleo):
    theirs = offer_kind(cleo.uid)

    assert as_ben.get(url("week", pair, theirs.uid)).status_code == 404
    sent = {"slot": slots.written(free[0])}
    assert as_ben.post(url("confirm", pair, theirs.uid), sent).status_code == 404


def test_without_slots_a_week_says_so_and_the_page_begins_where_there_are_some(pair, as_ben):
    Hours.objects.all().delete()
    assert (
        "Nothing is free in this week"
        in as_ben.get(url("week", pair, pair.kind.uid)).content.decode()
    )


# --- series -------------------------------------------------------------------------------------


def series_of(client, pair, moment, **more):
    return confirm(client, pair, moment, **{"every": "1", "times": "3"} | more)


def test_a_series_is_listed_before_it_is_booked(pair, as_ben, free):
    answer = series_of(as_ben, pair, free[0])
    assert answer.status_code == 303
    assert CoachingSession.objects.count() == 0

    page = as_ben.get(answer["Location"])
    assert page.content.decode().count("for Alma in Stockholm") >= 3
    booked = as_ben.post(answer["Location"], {"uid": str(new_uid())})

    assert booked.status_code == 303
    assert CoachingSession.objects.filter(series_uid=Series.objects.get().uid).count() == 3
    assert as_ben.get(booked["Location"]).status_code == 200


def test_a_clash_is_listed_with_what_lies_near_and_nothing_is_chosen_for_anybody(
    pair, as_ben, free
):
    pair.book(free[0] + timedelta(weeks=1), who="alma")
    listed = series_of(as_ben, pair, free[0])["Location"]
    text = as_ben.get(listed).content.decode()
    [name] = set(re.findall(r'name="(place_\w+)"', text))
    values = re.findall(rf'name="{name}" value="(\w+)"', text)
    assert values[0] == "skip"
    assert len(values) == 4
    assert "checked" not in text

    unanswered = as_ben.post(listed, {"uid": str(new_uid())})
    assert unanswered.status_code == 422
    assert "Choose what becomes of this one" in unanswered.content.decode()
    assert Series.objects.count() == 0

    as_ben.post(listed, {"uid": str(new_uid()), name: values[1]})
    rows = CoachingSession.objects.filter(series_uid=Series.objects.get().uid)
    assert slots.read(values[1]) in set(rows.values_list("starts_at", flat=True))
    assert rows.count() == 3


@pytest.mark.parametrize("choice", [0, 1])
def test_what_was_chosen_stands_though_the_hour_came_free_meanwhile(pair, as_ben, free, choice):
    taken = pair.book(free[0] + timedelta(weeks=1), who="alma")
    listed = series_of(as_ben, pair, free[0])["Location"]
    text = as_ben.get(listed).content.decode()
    [name] = set(re.findall(r'name="(place_\w+)"', text))
    values = re.findall(rf'name="{name}" value="(\w+)"', text)
    pair.call_off(taken, "alma")

    assert as_ben.post(listed, {"uid": str(new_uid()), name: values[choice]}).status_code == 303

    rows = CoachingSession.objects.filter(series_uid=Series.objects.get().uid)
    begin = set(rows.values_list("starts_at", flat=True))
    assert free[0] + timedelta(weeks=1) not in begin
    near = {slots.read(values[choice])} if choice else set()
    assert begin == {free[0], free[0] + timedelta(weeks=2)} | near


def test_a_series_sent_again_after_a_lost_answer_is_there_once(pair, as_ben, free):
    listed = series_of(as_ben, pair, free[0])["Location"]
    sent = {"uid": str(new_uid())}

    first, again = (as_ben.post(listed, sent) for _ in range(2))

    assert (first.status_code, again.status_code) == (303, 303)
    assert first["Location"] == again["Location"]
    assert CoachingSession.objects.count() == 3


def test_one_that_was_taken_while_choosing_is_asked_about_anew(pair, as_ben, free):
    listed = series_of(as_ben, pair, free[0])["Location"]
    as_ben.get(listed)
    pair.book(free[0] + timedelta(weeks=2), who="alma")

    page = as_ben.post(listed, {"uid": str(new_uid())})

    assert page.status_code == 422
    assert "Choose what becomes of this one" in page.content.decode()
    assert Series.objects.count() == 0


@pytest.mark.parametrize(
    "typed",
    [
        {"times": ""},
        {"times": "1"},
        {"times": "99"},
        {"times": "three"},
        {"times": "3", "until": "2030-01-01"},
        {"times": "", "until": "2020-01-01"},
        {"every": "17"},
    ],
)
def test_a_series_without_one_end_is_asked_again_with_what_was_typed(pair, as_ben, free, typed):
    page = series_of(as_ben, pair, free[0], **typed)

    assert page.status_code == 422
    assert slots.written(free[0]) in page.content.decode()


def test_a_series_until_a_day(pair, as_ben, free):
    until = (free[0] + timedelta(weeks=2, days=3)).date().isoformat()

    answer = series_of(as_ben, pair, free[0], times="", until=until)

    assert "times=3" in answer["Location"]


@pytest.mark.parametrize("asked", [{}, {"slot": "x"}, {"every": "2"}, {"every": "0", "times": "3"}])
def test_a_made_up_series_is_not_found(pair, as_ben, asked):
    assert as_ben.get(url("series_ahead", pair, pair.kind.uid, **asked)).status_code == 404


@pytest.fixture
def series(pair, free):
    return pair.series([free[0] + timedelta(weeks=number) for number in range(3)], every=1)


def test_one_of_a_series_is_moved_with_all_after(pair, as_ben, series, free):
    rows = list(CoachingSession.objects.order_by("starts_at"))
    to = next(slot for slot in free if slot > rows[1].starts_at)
    assert as_ben.get(url("move_after", pair, series, rows[1].uid)).status_code == 200
    listed = url("confirm_move_after", pair, series, rows[1].uid, slot=slots.written(to))
    assert as_ben.get(listed).status_code == 200

    assert as_ben.post(listed, {"uid": str(new_uid())}).status_code == 303

    moved = list(CoachingSession.objects.order_by("starts_at"))
    assert [row.sequence for row in moved] == [0, 1, 1]
    assert moved[1].starts_at == to


def test_all_after_one_are_called_off_once_it_was_asked(pair, as_ben, series):
    rows = list(CoachingSession.objects.order_by("starts_at"))
    off = url("call_off_after", pair, series, rows[1].uid)
    assert as_ben.get(off).status_code == 200
    assert CoachingSession.objects.filter(state="planned").count() == 3

    assert as_ben.post(off).status_code == 303
    assert CoachingSession.objects.filter(state="planned").get().uid == rows[0].uid
    assert as_ben.get(off).status_code == 404


# --- moving one ---------------------------------------------------------------------------------


@pytest.fixture
def session(pair, free):
    return pair.book(free[0])


@pytest.mark.parametrize("who", ["as_ben", "as_alma"])
def test_either_moves_a_session_to_a_slot(pair, session, free, who, request):
    browser, to = request.getfixturevalue(who), slots.written(free[2])
    assert as_page(browser, url("move", pair, session.uid))
    assert as_page(browser, url("confirm_move", pair, session.uid, slot=to))

    answer = browser.post(url("confirm_move", pair, session.uid), {"slot": to})

    assert answer.status_code == 303
    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (free[2], 1)


def as_page(browser, address):
    return browser.get(address).status_code == 200


@pytest.mark.row("A9")
def test_moving_at_short_notice_says_so_to_either_in_the_same_words(
    signed, as_ben, as_alma, free, pair
):
    open_term(signed.relationship, "A9", since=now() - timedelta(days=1), notice=168)
    session = pair.book(free[0])

    said = [
        re.findall(r"It begins in .*?let it be", page.content.decode(), re.DOTALL)
        for page in (browser.get(url("move", pair, session.uid)) for browser in (as_ben, as_alma))
    ]

    assert len(said[0]) == 1
    assert said[0] == said[1]


# --- waiting ------------------------------------------------------------------------------------


def test_ben_waits_and_stops_and_alma_sees_nothing_of_it(pair, as_ben, as_alma, free):
    sent = {
        "uid": str(new_uid()),
        "first": free[0].date().isoformat(),
        "last": free[5].date().isoformat(),
    }
    assert as_ben.post(url("wait", pair, pair.kind.uid), sent).status_code == 303
    assert "You’re waiting" in as_ben.get(url("week", pair, pair.kind.uid)).content.decode()
    assert "waiting" not in as_alma.get(url("week", pair, pair.kind.uid)).content.decode()
    assert as_alma.post(url("wait", pair, pair.kind.uid), sent).status_code == 404
    waiting = Waiting.objects.get()
    assert as_alma.post(url("stop_waiting", pair, waiting.uid)).status_code == 404

    assert as_ben.post(url("stop_waiting", pair, waiting.uid)).status_code == 303
    assert Waiting.objects.count() == 0


def test_days_nobody_means_keep_what_was_typed(pair, as_ben, free):
    sent = {"first": "2020-05-05", "last": "2020-05-01"}

    page = as_ben.post(url("wait", pair, pair.kind.uid), sent)

    assert page.status_code == 422
    assert 'value="2020-05-05"' in page.content.decode()


# --- links --------------------------------------------------------------------------------------


def link(name, token, **asked):
    found = reverse(f"booking:{name}", args=[token])
    return f"{found}?{urlencode(asked)}" if asked else found


@pytest.mark.row("A28")
@pytest.mark.row("INV-14")
def test_a_link_shows_times_and_no_name_and_no_word(pair, session, nobody, free):
    token = token_of(session)

    for address in (
        link("by_link", token),
        link("confirm_by_link", token, slot=slots.written(free[1])),
        link("call_off_by_link", token),
    ):
        text = nobody.get(address).content.decode()
        assert hour_in(session.starts_at, LISBON) in text
        for word in ("Ben", "Alma", "A talk", "coach", "client", "session", str(session.uid)):
            [main] = re.findall(r"<main.*?</main>", text, re.DOTALL)
            assert word not in re.sub(r"<[^>]*>", " ", main)
        assert str(pair.relationship.uid) not in text


def test_looking_at_a_link_changes_nothing(pair, session, nobody, free):
    token = token_of(session)
    before = ledger.Entry.objects.count()

    for method in ("get", "head"):
        getattr(nobody, method)(link("by_link", token))
        getattr(nobody, method)(link("confirm_by_link", token, slot=slots.written(free[1])))
        getattr(nobody, method)(link("call_off_by_link", token))

    session.refresh_from_db()
    assert (session.sequence, session.state) == (0, "planned")
    assert ledger.Entry.objects.count() == before


def test_a_link_moves_a_session_once_and_is_over_then(pair, session, nobody, free):
    token = token_of(session)

    answer = nobody.post(link("confirm_by_link", token), {"slot": slots.written(free[2])})

    assert answer.status_code == 303
    session.refresh_from_db()
    assert session.starts_at == free[2]
    assert nobody.get(answer["Location"]).status_code == 200
    old = nobody.get(link("by_link", token))
    assert old.status_code == 410
    assert "This link was for the time before" in old.content.decode()
    again = nobody.post(link("confirm_by_link", token), {"slot": slots.written(free[3])})
    assert again.status_code == 410
    session.refresh_from_db()
    assert session.starts_at == free[2]


def test_the_ledger_says_that_somebody_with_the_link_did_it(pair, session, nobody, free):
    token = token_of(session)
    nobody.post(link("confirm_by_link", token), {"slot": slots.written(free[2])})

    row = ledger.Entry.objects.filter(verb="sessions.session.moved_by_link").get()
    ben = pair.members["ben"]
    assert (row.actor_uid, row.about_uid) == (None, ben.uid)
    [line] = ledger.prose([row], {ben.uid: "Ben"}, ben.uid)
    assert line.sentence == "Somebody with your link moved a session."


def test_a_link_calls_off_after_it_was_asked(pair, session, nobody):
    token = token_of(session)

    assert nobody.post(link("call_off_by_link", token)).status_code == 303

    session.refresh_from_db()
    assert session.state == "called_off"
    over = nobody.get(link("by_link", token))
    assert over.status_code == 410
    assert "It’s called off" in over.content.decode()


def test_of_two_with_links_to_one_slot_the_second_is_offered_the_nearest(
    pair, session, nobody, free
):
    pair.book(free[2], who="alma")
    page = nobody.post(link("confirm_by_link", token_of(session)), {"slot": slots.written(free[2])})

    assert page.status_code == 422
    text = page.content.decode()
    assert f"Someone took {hour_in(free[2], LISBON)} while you were choosing" in text
    assert len(re.findall(r'name="choice" value="(\w+)"', text)) == 3


def test_the_coach_s_link_shows_a_time_and_moves_nothing(pair, session, nobody, free):
    token = token_of(session, Holder.COACH)

    text = nobody.get(link("by_link", token)).content.decode()
    assert hour_in(session.starts_at, STOCKHOLM) in text
    assert 'name="choice"' not in text
    sent = {"slot": slots.written(free[2])}
    assert nobody.post(link("confirm_by_link", token), sent).status_code == 404
    assert nobody.post(link("call_off_by_link", token)).status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 44, "é" * 43, "%00"])
@pytest.mark.parametrize("name", ["by_link", "confirm_by_link", "call_off_by_link"])
def test_an_unknown_link_is_nothing(db, founded, nobody, name, token):
    assert nobody.get(link(name, token)).status_code == 404
    assert nobody.post(link(name, token)).status_code in {404, 405}


def test_a_link_is_kept_as_a_hash_alone(pair, session):
    token = token_of(session)

    [row] = Link.objects.filter(holder="client").values_list("mark", flat=True)
    assert token.encode() not in bytes(row)
    assert len(bytes(row)) == 32


def test_many_presses_with_one_link_have_to_wait(pair, session, nobody, free):
    pair.book(free[2], who="alma")
    token, sent = token_of(session), {"slot": slots.written(free[2])}

    answers = [nobody.post(link("confirm_by_link", token), sent).status_code for _ in range(8)]

    assert answers[0] == 422
    assert answers[-1] == 429


@pytest.fixture
def with_assistant(signed, alma_member, ben_member, monkeypatch):
    """A clause both signed says that an assistant may see and move days, and the paper is signed."""
    row = open_term(
        signed.relationship, "A28", "assistant", since=now() - timedelta(days=1), until=""
    )
    from goldenthread.agreements import in_force
    from goldenthread.agreements.terms import SeatStanding
    from goldenthread.core.roles import Role

    # Late reviews pause those beside the pair; this one was looked at.
    review = now() + timedelta(days=90)
    Version.objects.filter(relationship_uid=signed.relationship.uid).update(review_due_at=review)
    standing = {Role.ASSISTANT: SeatStanding(active=True, signed=True, until=None)}
    monkeypatch.setattr(in_force, "seats_standing", lambda _uid: standing)
    return row


@pytest.mark.row("A28")
def test_ben_hands_a_link_to_his_assistant_and_takes_it_back(
    with_assistant, pair, session, as_ben, as_alma, nobody, free
):
    page = as_ben.post(url("hand_out", pair, session.uid))
    [token] = re.findall(r"/m/([\w-]{43})/", page.content.decode())
    assert token not in as_ben.get(url("links", pair, session.uid)).content.decode()
    assert nobody.get(link("by_link", token)).status_code == 200
    assert as_alma.get(url("links", pair, session.uid)).status_code == 404

    as_ben.post(url("take_back", pair, session.uid))

    assert nobody.get(link("by_link", token)).status_code == 404
    sent = {"slot": slots.written(free[2])}
    assert nobody.post(link("confirm_by_link", token), sent).status_code == 404


@pytest.mark.row("A28")
def test_an_assistant_s_link_is_nothing_once_the_clause_is_closed(
    with_assistant, pair, session, nobody
):
    token = token_of(session, Holder.ASSISTANT)
    assert nobody.get(link("by_link", token)).status_code == 200

    close_term(pair.relationship, "A28", "assistant", at=now() - timedelta(seconds=1))

    assert nobody.get(link("by_link", token)).status_code == 404


@pytest.mark.row("A28")
def test_without_the_clause_no_link_is_made(signed, pair, session, as_ben):
    text = as_ben.get(url("links", pair, session.uid)).content.decode()
    assert "You two haven’t signed that an assistant" in text

    assert as_ben.post(url("hand_out", pair, session.uid)).status_code == 403
    assert Link.objects.filter(holder="assistant").count() == 0


@pytest.mark.row("A28")
def test_an_assistant_s_link_opens_nothing_but_times(with_assistant, pair, session, nobody):
    token = token_of(session, Holder.ASSISTANT)
    for address in (f"/m/{token}/notes/", f"/m/{token}/session/", f"/m/{token}/links/"):
        assert nobody.get(address).status_code == 404
    for address in (
        reverse("sessions:session", args=[pair.relationship.uid, session.uid]),
        url("links", pair, session.uid),
    ):
        assert nobody.get(address)["Location"].startswith("/sign-in/")


def test_ben_has_a_link_sent_to_himself(pair, session, as_ben):
    from goldenthread.courier.models import Letter

    Letter.objects.all().delete()

    assert as_ben.post(url("send_link", pair, session.uid)).status_code == 303
    assert [letter.kind for letter in Letter.objects.all()] == ["meeting"]


def test_who_waited_takes_the_slot_that_came_free_and_a_second_press_takes_none(
    pair, session, nobody, free
):
    ben = pair.members["ben"].person
    wanted = booking.Wanted(pair.kind.uid, free[0].date(), free[0].date())
    waiting = booking.begin_to_wait(pair.relationship, wanted, uid=new_uid(), by=ben, at=now())
    token = links.link_to_waiting(waiting, at=now())
    assert nobody.get(link("by_link", token)).status_code == 200

    sent = {"slot": slots.written(free[2])}
    answer = nobody.post(link("confirm_by_link", token), sent)

    assert answer.status_code == 303
    assert nobody.get(answer["Location"]).status_code == 200
    assert nobody.post(link("confirm_by_link", token), sent).status_code == 404
    assert set(CoachingSession.objects.values_list("starts_at", flat=True)) == {free[0], free[2]}
    assert Waiting.objects.count() == 0


def test_who_waited_to_move_earlier_moves_that_session(pair, nobody, free, as_ben):
    later = pair.book(free[6])
    sent = {
        "uid": str(new_uid()),
        "first": free[0].date().isoformat(),
        "last": free[6].date().isoformat(),
    }
    assert as_ben.get(url("wait_instead", pair, later.uid)).status_code == 200
    assert as_ben.post(url("wait_instead", pair, later.uid), sent).status_code == 303
    token = links.link_to_waiting(Waiting.objects.get(), at=now())

    nobody.post(link("confirm_by_link", token), {"slot": slots.written(free[1])})

    assert CoachingSession.objects.get().starts_at == free[1]


# --- everybody ----------------------------------------------------------------------------------


@pytest.mark.row("INV-13")
def test_strangers_find_nothing_at_any_page(pair, strangers, free):
    session = pair.book(free[10])
    series = pair.series([free[0] + timedelta(weeks=number) for number in range(3)], every=1)
    rows = list(CoachingSession.objects.filter(series_uid=series).order_by("starts_at"))
    slot = slots.written(free[5])
    addresses = [
        url("book", pair),
        url("week", pair, pair.kind.uid),
        url("confirm", pair, pair.kind.uid, slot=slot),
        url("series_ahead", pair, pair.kind.uid, slot=slot, every=1, times=3),
        url("move", pair, session.uid),
        url("confirm_move", pair, session.uid, slot=slot),
        url("wait_instead", pair, session.uid),
        url("links", pair, session.uid),
        url("series", pair, series),
        url("move_after", pair, series, rows[0].uid),
        url("confirm_move_after", pair, series, rows[0].uid, slot=slot),
        url("call_off_after", pair, series, rows[0].uid),
    ]
    posts = [
        url("wait", pair, pair.kind.uid),
        url("hand_out", pair, session.uid),
        url("take_back", pair, session.uid),
        url("send_link", pair, session.uid),
    ]

    found = {
        who: {browser.get(address).status_code for address in addresses}
        | {browser.post(address).status_code for address in [*addresses, *posts]} - {405}
        for who, browser in strangers.items()
    }

    assert found == {"Cleo": {404}, "Dara": {404}, "Enzo": {404}}


@pytest.mark.parametrize("booked", [1, 3])
def test_a_week_asks_as_much_however_many_sessions_there_are(
    pair, free, as_ben, booked, django_assert_num_queries
):
    for moment in free[:booked]:
        pair.book(moment)
    address = url("week", pair, pair.kind.uid)
    as_ben.get(address)

    with django_assert_num_queries(WEEK_ASKS):
        as_ben.get(address)


WEEK_ASKS = 14


@pytest.mark.parametrize("times", [2, 8])
def test_a_list_of_a_series_asks_as_much_however_long_it_is(
    pair, free, as_ben, times, django_assert_num_queries
):
    asked = {"slot": slots.written(free[0]), "every": 1, "times": times}
    address = url("series_ahead", pair, pair.kind.uid, **asked)
    as_ben.get(address)

    with django_assert_num_queries(SERIES_ASKS):
        as_ben.get(address)


SERIES_ASKS = 13
