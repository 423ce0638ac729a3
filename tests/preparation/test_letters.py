"""Letters about one's own sessions: chosen by oneself, one a day, moved with the sessions, none after."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django_tasks import task_backends
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.courier.envelopes import open_envelope
from goldenthread.courier.models import Letter
from goldenthread.preparation import actions, chores, reminding
from goldenthread.preparation.leaving import Wish, is_quiet
from goldenthread.preparation.links import own_token
from goldenthread.preparation.models import AskingLink, OwnLetters, Sentence
from goldenthread.preparation.states import Ahead
from goldenthread.relationships import api as relationships
from goldenthread.sessions import api as sessions
from goldenthread.sessions.models import CoachingSession
from tests.cast import wrong_token

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def send(meeting, who, at):
    """Let the chore come by for somebody; say whether a letter left."""
    return reminding.send_what_is_due(meeting.members[who].uid, at=at)


def next_at(meeting, who):
    """Give when somebody's next letter leaves."""
    return OwnLetters.objects.get(person=meeting.members[who].person).next_at


def live_on(meeting, who, until):
    """Let the clock go on for somebody: every letter is sent when its moment comes."""
    left = []
    while (moment := next_at(meeting, who)) is not None and moment < until:
        if send(meeting, who, moment):
            left.append(moment)
    return left


def test_nobody_gets_any_until_they_choose_so(meeting):
    meeting.put()

    assert OwnLetters.objects.count() == 0
    assert not send(meeting, "ben", meeting.at + 5 * DAY)


def test_the_letter_leaves_the_evening_before_and_once(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")

    evening = datetime(2026, 3, 4, 18, tzinfo=UTC)
    assert next_at(meeting, "ben") == evening
    assert not send(meeting, "ben", evening - timedelta(seconds=1))
    assert send(meeting, "ben", evening)
    assert not send(meeting, "ben", evening)
    assert not send(meeting, "ben", evening + HOUR)
    assert letters_sent() == ["ahead"]


@pytest.mark.row("INV-13")
def test_one_s_letters_are_nothing_to_the_other(meeting, letters_sent, as_alma):
    session = meeting.put()
    page = f"/together/{meeting.relationship.uid}/sessions/{session.uid}/"
    before = as_alma.get(page).content.count(b"<li")

    meeting.choose("ben", ahead="evening", asks=True)
    live_on(meeting, "ben", meeting.at + 9 * DAY)

    assert letters_sent() == ["before"]
    assert meeting.verbs("alma") == []
    assert as_alma.get(page).content.count(b"<li") == before


@pytest.mark.row("S0.20")
def test_nobody_sets_a_letter_for_another(meeting, as_alma, as_cleo):
    meeting.put()
    ben, alma = meeting.members["ben"].person, meeting.members["alma"].person

    with pytest.raises(NotAllowed):
        actions.choose_letters(ben, Wish(Ahead.EVENING), by=alma, at=meeting.at)
    sent = {"ahead": "evening", "quiet_from": "21:00", "quiet_to": "07:00", "person": str(ben.uid)}
    assert as_alma.post("/account/ahead/keep/", sent).status_code == 303
    assert as_cleo.post("/account/ahead/keep/", sent).status_code == 303

    chosen = set(OwnLetters.objects.values_list("person_id", flat=True))
    assert ben.uid not in chosen
    assert alma.uid in chosen


def test_a_moved_session_moves_its_letter(meeting):
    session = meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")
    meeting.choose("alma", ahead="hours", hours=3)

    meeting.move(session, datetime(2026, 3, 9, 12, tzinfo=UTC))

    assert next_at(meeting, "ben") == datetime(2026, 3, 8, 18, tzinfo=UTC)
    assert next_at(meeting, "alma") == datetime(2026, 3, 9, 9, tzinfo=UTC)


def test_a_session_called_off_sends_none_and_planned_again_does(meeting, letters_sent):
    session = meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")
    meeting.became(session, "called_off")
    assert next_at(meeting, "ben") is None
    assert live_on(meeting, "ben", meeting.at + 9 * DAY) == []

    meeting.became(session, "planned")

    assert next_at(meeting, "ben") == datetime(2026, 3, 4, 18, tzinfo=UTC)
    assert letters_sent() == []


def test_called_off_behind_the_house_s_back_it_is_seen_at_the_last_moment(meeting, letters_sent):
    session = meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")
    CoachingSession.objects.filter(uid=session.uid).update(state="called_off")

    assert not send(meeting, "ben", datetime(2026, 3, 4, 18, tzinfo=UTC))
    assert letters_sent() == []


def test_when_it_is_over_between_them_no_letter_leaves(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")
    relationships.end_relationship(
        relationship=meeting.relationship, by=meeting.members["ben"].person, at=meeting.at
    )

    assert not send(meeting, "ben", datetime(2026, 3, 4, 18, tzinfo=UTC))
    assert letters_sent() == []


def test_two_sessions_of_a_day_are_one_letter(meeting, letters_sent):
    for hour in (9, 12, 16):
        meeting.put(datetime(2026, 3, 5, hour, tzinfo=UTC))
    meeting.choose("ben", ahead="morning")

    assert live_on(meeting, "ben", meeting.at + 9 * DAY) == [datetime(2026, 3, 5, 7, tzinfo=UTC)]
    assert letters_sent() == ["ahead"]


def test_the_question_comes_in_the_letter_s_place_and_once_a_session(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening", asks=True)
    live_on(meeting, "ben", datetime(2026, 3, 6, tzinfo=UTC))
    session = CoachingSession.objects.get()
    meeting.move(
        session, datetime(2026, 3, 9, 16, tzinfo=UTC), at=datetime(2026, 3, 5, 9, tzinfo=UTC)
    )
    live_on(meeting, "ben", datetime(2026, 3, 20, tzinfo=UTC))

    assert letters_sent() == ["before", "ahead"]
    assert AskingLink.objects.count() == 1


def test_the_link_in_the_letter_takes_the_sentence(meeting, soon, nobody):
    meeting.choose("ben", asks=True)
    send(meeting, "ben", next_at(meeting, "ben"))
    letter = Letter.objects.get(kind="before")
    envelope = open_envelope(letter.uid, bytes(letter.envelope or b""))

    assert nobody.post(f"/before/{envelope.token}/keep/", {"words": "Say no"}).status_code == 303
    assert meeting.read(soon, "ben") == "Say no"
    assert envelope.address == "ben@example.org"


@pytest.mark.parametrize("written", ["sentence", "aim"])
def test_who_has_written_already_is_asked_nothing(meeting, letters_sent, written):
    session = meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    if written == "sentence":
        meeting.write(session)
    else:
        aim, wishes = sessions.Aim("Say no"), sessions.Wishes()
        sessions.say_what_for(
            meeting.relationship, session.uid, aim, wishes, seen=0, **meeting.looking("ben")
        )
    meeting.choose("ben", asks=True)

    assert live_on(meeting, "ben", meeting.at + 9 * DAY) == []
    assert letters_sent() == []


def test_a_coach_is_never_asked_for_a_client_s_sentence(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("alma", asks=True)

    assert next_at(meeting, "alma") is None


def test_a_house_that_was_away_sends_late_but_never_too_late(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")

    assert not send(meeting, "ben", datetime(2026, 3, 4, 23, tzinfo=UTC))  # Quiet by now.
    meeting.at = datetime(2026, 3, 5, 0, tzinfo=UTC)
    meeting.put(datetime(2026, 3, 5, 17, tzinfo=UTC))
    reminding.plan_all(datetime(2026, 3, 5, 1, tzinfo=UTC))
    assert next_at(meeting, "ben") == datetime(2026, 3, 5, 7, tzinfo=UTC)
    assert send(meeting, "ben", datetime(2026, 3, 5, 9, tzinfo=UTC))
    assert letters_sent() == ["ahead"]


def test_after_it_began_no_letter_speaks_of_it(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")

    assert not send(meeting, "ben", datetime(2026, 3, 5, 16, tzinfo=UTC))
    assert (next_at(meeting, "ben"), letters_sent()) == (None, [])


def test_the_start_of_the_house_plans_everybody_anew(meeting):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")
    meeting.choose("alma")
    OwnLetters.objects.update(next_at=None, owed_from=None)

    assert reminding.plan_all(meeting.at) == 1
    assert next_at(meeting, "ben") == datetime(2026, 3, 4, 18, tzinfo=UTC)


def test_what_should_have_left_while_the_house_was_away_still_leaves(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")

    reminding.plan_all(datetime(2026, 3, 4, 19, tzinfo=UTC))
    assert send(meeting, "ben", datetime(2026, 3, 4, 19, tzinfo=UTC))
    assert letters_sent() == ["ahead"]


@pytest.mark.row("G25")
def test_the_chore_is_given_a_uid_and_nothing_else(meeting, letters_sent):
    meeting.at = now()
    meeting.put(now() + timedelta(minutes=50))
    meeting.choose("ben", ahead="hours", hours=1, quiet_from=time(0), quiet_to=time(0))
    long_ago = now() - timedelta(hours=3)
    OwnLetters.objects.update(next_at=long_ago, owed_from=long_ago)

    chores.send_letter_about_ahead.call(str(meeting.members["ben"].uid))

    assert letters_sent() == ["ahead"]


def test_in_the_house_s_zone_of_its_reader_dst_and_all(meeting):
    ben = meeting.members["ben"].person
    ben.zone = "Europe/Stockholm"
    ben.save()
    for day in (date(2026, 3, 29), date(2026, 3, 30)):
        meeting.put(datetime.combine(day, time(16), ZoneInfo("Europe/Stockholm")))
    meeting.choose("ben", ahead="evening")

    assert live_on(meeting, "ben", datetime(2026, 4, 9, tzinfo=UTC)) == [
        datetime(2026, 3, 28, 17, tzinfo=UTC),
        datetime(2026, 3, 29, 16, tzinfo=UTC),
    ]


DEEDS = some.lists(
    some.tuples(
        some.sampled_from(["put", "move", "off", "choose", "look", "look", "look", "zone"]),
        some.integers(0, 11 * 24),
        some.integers(0, 30),
    ),
    min_size=3,
    max_size=25,
)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    deeds=DEEDS, ahead=some.sampled_from(Ahead), asks=some.booleans(), hours=some.integers(1, 48)
)
def test_whatever_happens_at_most_one_letter_a_day_leaves(unsigned, deeds, ahead, asks, hours):
    """Sessions put, moved and called off, choices changed, zones too, the chore late or twice."""
    for model in (Letter, CoachingSession, OwnLetters, AskingLink, Sentence):
        model.objects.all().delete()
    ben = unsigned.members["ben"].person
    ben.zone = "Europe/Stockholm"
    ben.save()
    at = datetime(2026, 3, 25, 9, tzinfo=UTC)
    unsigned.choose("ben", ahead=ahead, asks=asks, hours=hours, at=at)
    days: list[date] = []
    put: list[CoachingSession] = []
    for deed, number, wait in deeds:
        at += timedelta(hours=wait, minutes=number % 7)
        hour = at + timedelta(hours=number + 1)
        if deed == "put" or not put:
            unsigned.at = at
            session = CoachingSession.objects.create(
                relationship_uid=unsigned.relationship.uid,
                on_day=hour.date(),
                starts_at=hour,
                lasts=60,
                made_at=at,
            )
            put.append(session)
        elif deed in {"move", "off"}:
            session = put[number % len(put)]
            values = {"starts_at": hour} if deed == "move" else {"state": "called_off"}
            CoachingSession.objects.filter(uid=session.uid).update(**values)
        elif deed == "choose":
            unsigned.choose("ben", ahead=list(Ahead)[number % 4], asks=asks, hours=hours, at=at)
        elif deed == "zone":
            zones = ["Europe/Stockholm", "Pacific/Auckland", "Pacific/Honolulu"]
            ben.zone = zones[number % 3]
            ben.save()
        reminding.plan_all(at)
        for _twice in range(2):
            if send(unsigned, "ben", at):
                letters = OwnLetters.objects.get(person=ben)
                zone = ZoneInfo(ben.zone)
                assert not is_quiet(at, Wish(Ahead(letters.ahead)), zone)
                days.append(at.astimezone(zone).date())

    assert len(days) == len(set(days)) == Letter.objects.count()


def test_the_page_says_when_the_next_one_leaves(meeting, soon, as_ben):
    sent = {"ahead": "hours", "hours": "3", "quiet_from": "22:30", "quiet_to": "6:00", "asks": "on"}

    answer = as_ben.post("/account/ahead/keep/", sent)

    assert answer.status_code == 303
    shown = as_ben.get("/account/ahead/").content.decode()
    assert "The next one leaves on" in shown
    letters = OwnLetters.objects.get()
    assert (letters.ahead, letters.hours, letters.asks) == ("hours", 3, True)
    assert (letters.quiet_from, letters.quiet_to) == (time(22, 30), time(6))


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "99"},
        {"hours": "x"},
        {"quiet_from": "late"},
        {"ahead": "always"},
        {"quiet_to": "20:30"},
        {},
    ],
)
def test_what_is_mistyped_is_kept_and_said(meeting, as_ben, wrong):
    sent = {"ahead": "evening", "hours": "2", "quiet_from": "21:00", "quiet_to": "07:00"} | wrong
    if not wrong:
        sent = {}

    answer = as_ben.post("/account/ahead/keep/", sent)

    assert answer.status_code == 422
    assert OwnLetters.objects.count() == 0
    for value in wrong.values():
        if value != "always":
            assert f'value="{value}"' in answer.content.decode()


def test_everybody_has_the_page_and_a_coach_is_not_offered_the_question(
    as_alma, as_ben, strangers, nobody, meeting
):
    for client in (as_alma, as_ben, *strangers.values()):
        assert client.get("/account/ahead/").status_code == 200
    assert 'name="asks"' in as_ben.get("/account/ahead/").content.decode()
    assert 'name="asks"' not in as_alma.get("/account/ahead/").content.decode()
    assert "A letter that something is ahead" not in nobody.get("/account/ahead/").content.decode()


def test_without_an_address_there_are_no_letters(meeting, as_ben):
    ben = meeting.members["ben"].person
    ben.has_address = False
    ben.save()
    sent = {"ahead": "evening", "hours": "2", "quiet_from": "21:00", "quiet_to": "07:00"}

    answer = as_ben.post("/account/ahead/keep/", sent)

    assert answer.status_code == 422
    assert "You gave no address" in answer.content.decode()


@pytest.fixture
def off_page(meeting):
    meeting.choose("ben", ahead="evening")
    return f"/ahead/{own_token(meeting.members['ben'].person)}/"


def test_the_letter_s_link_turns_them_off_and_never_on(meeting, off_page, nobody):
    assert "Stop these letters" in nobody.get(off_page).content.decode()
    assert nobody.get(off_page + "off/").status_code == 303
    assert OwnLetters.objects.get().ahead == "evening"

    assert nobody.post(off_page + "off/").status_code == 303
    assert nobody.post(off_page + "off/").status_code == 303

    assert OwnLetters.objects.get().ahead == "none"
    shown = nobody.get(off_page).content.decode()
    assert "Stop these letters" not in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main>")[0]
    assert meeting.verbs()[1:] == [("preparation.letters.turned_off_by_link", None)]


def test_the_letter_s_own_button_works_without_a_page(off_page):
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.defaults["wsgi.url_scheme"] = "https"

    assert strict.post(off_page + "off/", {"List-Unsubscribe": "One-Click"}).status_code == 303
    assert OwnLetters.objects.get().ahead == "none"


@pytest.mark.row("G2")
def test_the_off_link_names_nobody(off_page, nobody, meeting):
    shown = nobody.get(off_page).content.decode()

    for told in ("Ben", "Alma", "ben@", str(meeting.members["ben"].uid)):
        assert told not in shown
    assert nobody.get(f"/ahead/{wrong_token()}/").status_code == 404
    assert urlsplit(off_page).query == ""


@pytest.fixture
def queue(settings):
    """A queue that can wait, as the house has; it keeps what was put into it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return task_backends["default"]


@pytest.mark.row("G25")
def test_each_change_puts_a_uid_and_a_moment_into_the_queue_and_no_more(
    meeting, queue, django_capture_on_commit_callbacks
):
    session = meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    with django_capture_on_commit_callbacks(execute=True):
        meeting.choose("ben", ahead="evening")
        meeting.choose("ben", ahead="evening", asks=True)
    with django_capture_on_commit_callbacks(execute=True):
        meeting.move(session, datetime(2026, 3, 9, 16, tzinfo=UTC))

    ours = [each for each in queue.results if each.task.name == "send_letter_about_ahead"]
    uid = str(meeting.members["ben"].uid)
    assert [(each.args, each.kwargs, each.task.run_after) for each in ours] == [
        ([uid], {}, datetime(2026, 3, 4, 18, tzinfo=UTC)),
        ([uid], {}, datetime(2026, 3, 8, 18, tzinfo=UTC)),
    ]


def test_the_start_of_the_house_puts_every_letter_into_the_queue_again(
    meeting, queue, django_capture_on_commit_callbacks
):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")

    with django_capture_on_commit_callbacks(execute=True):
        reminding.plan_all(meeting.at)

    assert [each.task.name for each in queue.results] == ["send_letter_about_ahead"]


def test_of_two_in_the_queue_the_second_finds_nothing_to_do(meeting, letters_sent):
    meeting.put(datetime(2026, 3, 5, 16, tzinfo=UTC))
    meeting.put(datetime(2026, 3, 6, 16, tzinfo=UTC))
    meeting.choose("ben", ahead="evening")
    evening = datetime(2026, 3, 4, 18, tzinfo=UTC)

    assert [send(meeting, "ben", evening) for _ in range(3)] == [True, False, False]
    assert next_at(meeting, "ben") == evening + DAY
    assert letters_sent() == ["ahead"]
