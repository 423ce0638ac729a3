"""The pages of a diary: its coach's alone; what is typed is never lost; what clients see is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.diary import actions, finding
from goldenthread.diary import api as diary
from goldenthread.diary.actions import KindSaid
from goldenthread.diary.models import DayApart, Kind
from goldenthread.diary.slots import Apart, Rules, WeekHours

DIARY = "/desk/diary/"
PAGES = ["", "hours/", "rules/", "days/", "kinds/new/"]
RULES = {
    "revision": "0",
    "zone": "Asia/Kolkata",
    "step": "20",
    "after": "10",
    "before": "0",
    "notice": "720",
    "cap": "",
    "horizon_days": "45",
}


def text(response):
    return response.content.decode()


def a_kind(alma, at, name="Marzipan talk"):
    said = KindSaid(name, 60, "in_person", "Marmalade Lane 4")
    return actions.add_kind(said, uid=new_uid(), by=alma, at=at)


@pytest.mark.row("G2")
@pytest.mark.parametrize("page", PAGES)
def test_a_diary_is_its_coachs_alone(page, as_alma, as_ben, strangers, nobody, alma, at):
    a_kind(alma, at)
    assert as_alma.get(DIARY + page).status_code == 200
    assert as_ben.get(DIARY + page).status_code == 404
    assert strangers["Dara"].get(DIARY + page).status_code == 404
    assert strangers["Enzo"].get(DIARY + page).status_code == 404
    assert nobody.get(DIARY + page).status_code == 303
    # Another coach finds a diary there: their own.
    assert "Marzipan" not in text(strangers["Cleo"].get(DIARY + page))
    assert ("Marzipan" in text(as_alma.get(DIARY + page))) == (page == "")


@pytest.mark.row("G2")
def test_nobody_else_changes_anything_of_it(as_alma, as_ben, strangers, nobody, alma, at):
    kind = a_kind(alma, at)
    days = Apart(now().date(), now().date() + timedelta(days=3), is_open=False)
    apart = actions.keep_days_apart(days, uid=new_uid(), by=alma, at=at).uid
    doors = [f"kinds/{kind}/{deed}/" for deed in ("offer", "rest", "put-first")]
    doors += [f"kinds/{kind}/", f"days/{apart}/take-out/"]
    for path in doors:
        answers = [c.post(DIARY + path).status_code for c in (as_ben, *strangers.values())]
        assert answers == [404] * 4
        assert nobody.post(DIARY + path).status_code == 401
        never = path.replace(str(kind), str(new_uid())).replace(str(apart), str(new_uid()))
        answer = as_alma.post(DIARY + never)
        assert (answer.status_code, "Nothing here" in text(answer)) == (404, True)
    for path in doors:
        assert as_alma.post(DIARY + path).status_code in {303, 422}


def test_an_empty_diary_says_what_to_do_first(as_alma, alma, at):
    page = text(as_alma.get(DIARY))
    assert "Nobody can book yet. Keep your hours, and offer a kind of session." in page
    assert "Only you can see this page" in page

    actions.keep_hours([WeekHours(0, 540, 600)], by=alma, at=at)
    assert "Nobody can book yet: offer a kind of session first." in text(as_alma.get(DIARY))
    a_kind(alma, at)
    assert "Your clients can book the times that are free." in text(as_alma.get(DIARY))


def test_hours_are_typed_one_line_a_day(as_alma, alma):
    typed = {"revision": "0", "day_0": "9-12:30, 14 to 18", "day_5": "8pm-midnight"}
    refused = as_alma.post(DIARY + "hours/", typed)
    assert refused.status_code == 422
    assert "“8pm-midnight” can’t be read as hours." in text(refused)
    assert 'value="9-12:30, 14 to 18"' in text(refused)
    assert 'value="8pm-midnight"' in text(refused)
    assert finding.hours_of(alma.uid) == ()

    assert as_alma.post(DIARY + "hours/", typed | {"day_5": "8pm-12am"}).status_code == 303

    assert finding.hours_of(alma.uid) == (
        WeekHours(0, 540, 750),
        WeekHours(0, 840, 1080),
        WeekHours(5, 1200, 1440),
    )
    assert "09:00–12:30, 14:00–18:00" in text(as_alma.get(DIARY))
    assert 'value="20:00–24:00"' in text(as_alma.get(DIARY + "hours/"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("22-2", "ends before it begins. Write what comes after midnight on the next day."),
        ("9-12, 11-13", "Two stretches of time on one day overlap."),
        ("9-10," * 50, "Make it shorter. Nothing was lost."),
        (", ".join(f"{h}-{h}:30" for h in range(9, 19)), "A day takes at most 8 stretches"),
    ],
)
def test_hours_that_make_no_sense_are_said_to_beside_their_day(as_alma, typed, says):
    refused = as_alma.post(DIARY + "hours/", {"revision": "0", "day_3": typed})

    assert refused.status_code == 422
    assert says in text(refused)
    assert 'href="#id_day_3"' in text(refused)


@pytest.mark.parametrize("revision", ["0", "", "nonsense", "-7", "9" * 40])
def test_hours_changed_in_another_window_are_shown_and_what_was_typed_stays(
    as_alma, alma, at, revision
):
    actions.keep_hours([WeekHours(1, 600, 660)], by=alma, at=at)

    answer = as_alma.post(DIARY + "hours/", {"revision": revision, "day_0": "9-12"})

    assert answer.status_code == 422
    assert "You changed these in another window" in text(answer)
    assert "10:00–11:00" in text(answer)
    assert 'value="9-12"' in text(answer)
    again = as_alma.post(DIARY + "hours/", {"revision": "1", "day_0": "9-12"})
    assert again.status_code == 303
    assert finding.hours_of(alma.uid) == (WeekHours(0, 540, 720),)


def test_rules_are_kept_and_said_in_sentences(as_alma, alma):
    assert as_alma.post(DIARY + "rules/", RULES).status_code == 303

    page = text(as_alma.get(DIARY))
    for said in (
        "Your hours go by the clock in Kolkata.",
        "A session may begin every 20 minutes.",
        "10 minutes after each stay free.",
        "It must be booked 12 hours ahead.",
        "45 days ahead are open.",
    ):
        assert said in page
    assert diary.zone_of(alma.uid) == "Asia/Kolkata"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"after": "999"}, "Keep at most 180 minutes free."),
        ({"before": "-1"}, "Keep at most 180 minutes free."),
        ({"before": ""}, "Write a number"),
        ({"cap": "many"}, "Write a whole number"),
        ({"cap": "99"}, "A day takes at most 24 sessions."),
        ({"horizon_days": "0"}, "Open the diary for 1 to 366 days ahead."),
        ({"zone": "Mars/Olympus"}, "Choose one from the list"),
        ({"step": "7"}, "Choose one from the list"),
        ({"notice": "9" * 30}, "Choose one from the list"),
    ],
)
def test_rules_that_make_no_sense_are_said_to_and_nothing_is_lost(as_alma, changed, says):
    refused = as_alma.post(DIARY + "rules/", RULES | changed)

    assert refused.status_code == 422
    assert says in text(refused)
    assert '<option value="Asia/Kolkata" selected' in text(refused) or "zone" in changed


def test_rules_changed_in_another_window_are_shown(as_alma, alma, at):
    as_alma.post(DIARY + "rules/", RULES)

    answer = as_alma.post(DIARY + "rules/", RULES | {"after": "55"})

    assert answer.status_code == 422
    assert "You changed these in another window" in text(answer)
    assert "10 minutes after each stay free." in text(answer)
    assert 'value="55"' in text(answer)


def test_days_apart_are_put_and_taken_out(as_alma, alma):
    first = now().date() + timedelta(days=40)
    typed = {"uid": str(new_uid()), "first": first.isoformat(), "how": "closed"}
    assert as_alma.post(DIARY + "days/", typed).status_code == 303
    assert as_alma.post(DIARY + "days/", typed).status_code == 303
    evening = typed | {"uid": "", "how": "open", "begins": "19:00", "ends": "00:00"}
    assert as_alma.post(DIARY + "days/", evening).status_code == 303

    page = text(as_alma.get(DIARY + "days/"))
    assert page.count("Take it out") == 2
    assert "Open from 19:00 to 24:00 besides" in page
    kept = DayApart.objects.get(is_open=False)
    assert as_alma.post(f"{DIARY}days/{kept.uid}/take-out/").status_code == 303
    assert DayApart.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"first": ""}, "Choose a day"),
        ({"first": "2026-02-30"}, "Choose a day of the calendar"),
        ({"first": "2001-01-01"}, "Choose a day that hasn’t passed."),
        ({"last": "2001-01-01"}, "The last day comes before the first."),
        ({"begins": "19:00"}, "Give both hours, or neither for the whole day."),
        ({"begins": "19:00", "ends": "18:00"}, "Hours end after they begin, on the same day."),
        ({"begins": "seven"}, "Write the time like 14:30"),
        ({"how": "open"}, "Give the hours you’re open."),
        ({"how": ""}, "Choose closed or open"),
    ],
)
def test_days_apart_that_make_no_sense_are_said_to(as_alma, typed, says):
    first = (now().date() + timedelta(days=40)).isoformat()

    refused = as_alma.post(DIARY + "days/", {"first": first, "how": "closed"} | typed)

    assert refused.status_code == 422
    assert says in text(refused)
    assert DayApart.objects.count() == 0


def test_closing_days_says_how_many_sessions_stand_on_them_and_not_whose(as_alma, alma):
    day = now().date() + timedelta(days=40)
    for hour in (9, 11):
        diary.take(
            coach_uid=alma.uid,
            relationship_uid=new_uid(),
            session_uid=new_uid(),
            starts_at=datetime.fromisoformat(f"{day}T{hour:02d}:00+00:00"),
            minutes=60,
            at=now(),
            within_hours=False,
        )

    answer = as_alma.post(DIARY + "days/", {"first": day.isoformat(), "how": "closed"}, follow=True)

    assert "2 sessions already stand on these days, and stay." in text(answer)


def test_a_kind_is_kept_changed_and_rested(as_alma, alma):
    typed = {"name": "First talk", "minutes": "30", "place": "video", "where": ""}
    assert as_alma.post(DIARY + "kinds/new/", typed).status_code == 303
    [kind] = diary.kinds_of(alma.uid)
    assert "Each session gets a room of its own." in text(as_alma.get(DIARY))

    here = f"{DIARY}kinds/{kind.uid}/"
    assert 'value="First talk"' in text(as_alma.get(here))
    as_alma.post(here, typed | {"place": "phone", "where": "+46 70 123 45 67"})
    assert "+46 70 123 45 67" in text(as_alma.get(DIARY))
    as_alma.post(here + "rest/")
    assert not diary.is_open(alma.uid)
    assert "Not offered for now" in text(as_alma.get(DIARY))
    as_alma.post(here + "offer/")
    assert "Not offered for now" not in text(as_alma.get(DIARY))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Give it a name, so that clients know which to choose"),
        ({"name": "x" * 81}, "This holds 80 characters and has 81."),
        ({"minutes": "3"}, "Say the length in minutes, from 5 to 720."),
        ({"minutes": "an hour"}, "Write the minutes as a number, like 60"),
        ({"place": "nowhere"}, "Choose where you meet"),
        ({"where": "javascript:alert(1)"}, "A link of your own begins with https://."),
    ],
)
def test_a_kind_that_makes_no_sense_is_said_to(as_alma, alma, typed, says):
    given = {"name": "Plum", "minutes": "60", "place": "video", "where": ""} | typed

    refused = as_alma.post(DIARY + "kinds/new/", given)

    assert refused.status_code == 422
    assert says in text(refused)
    assert Kind.objects.count() == 0
    assert f'value="{given["name"]}"' in text(refused) or not given["name"]


def test_there_is_an_end_to_kinds(as_alma, alma, at):
    for number in range(20):
        a_kind(alma, at, f"Kind {number}")

    typed = {"name": "One more", "minutes": "60", "place": "phone", "where": ""}
    refused = as_alma.post(DIARY + "kinds/new/", typed)

    assert refused.status_code == 422
    assert "There’s room for 20 kinds." in text(refused)


def test_the_page_costs_the_same_with_one_and_with_three(
    as_alma, alma, at, django_assert_num_queries
):
    actions.keep_hours([WeekHours(day, 540, 600) for day in range(7)], by=alma, at=at)
    a_kind(alma, at)
    as_alma.get(DIARY)
    with django_assert_num_queries(12) as first:
        as_alma.get(DIARY)
    for number in range(2):
        a_kind(alma, at, f"Kind {number}")
        day = now().date() + timedelta(days=number + 2)
        actions.keep_days_apart(Apart(day, day, is_open=False), uid=new_uid(), by=alma, at=at)
    with django_assert_num_queries(len(first)):
        as_alma.get(DIARY)


def test_what_a_client_sees_first_is_shown_by_the_diarys_clock(as_alma, alma, at):
    actions.keep_rules(Rules("Asia/Kathmandu"), by=alma, at=at)
    actions.keep_hours([WeekHours(day, 0, 1440) for day in range(7)], by=alma, at=at)
    a_kind(alma, at)
    page = text(as_alma.get(DIARY))

    [next_one, *_] = diary.nearest_slots(alma.uid, minutes=60, around=now(), at=now())
    there = next_one.starts_at.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert "by the clock in Kathmandu." in page
    assert f"<li>{there:%A} {there.day} {there:%B}, {there:%H:%M}</li>" in page


def test_the_desk_leads_to_the_diary(as_alma, as_cleo):
    assert f'href="{DIARY}"' in text(as_alma.get("/desk/"))
    assert f'href="{DIARY}"' in text(as_cleo.get("/desk/"))
