"""Taking time, moving it, giving it back; and what other calendars say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.core.ids import new_uid
from goldenthread.diary import api as diary
from goldenthread.diary.models import Busy, Diary, Taken
from goldenthread.diary.slots import moment_of

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # in Stockholm
HOUR = timedelta(hours=1)


@pytest.fixture
def take(opened, alma, at):
    pair = new_uid()

    def taking(session_uid=None, starts_at=TEN, minutes=60, **more):
        session_uid = session_uid or new_uid()
        given = {"at": at, "within_hours": True} | more
        diary.take(
            coach_uid=alma.uid,
            relationship_uid=pair,
            session_uid=session_uid,
            starts_at=starts_at,
            minutes=minutes,
            **given,
        )
        return session_uid

    return taking


def spans():
    return [
        (moment_of(row.begins), moment_of(row.ends)) for row in Taken.objects.order_by("begins")
    ]


def test_a_time_is_taken_once_and_who_comes_second_is_told_what_is_free(take):
    take()

    with pytest.raises(diary.TimeTaken) as taken:
        take()

    assert (taken.value.reason, taken.value.by_another) == ("That time isn’t free any more.", True)
    begins = [slot.starts_at - TEN for slot in taken.value.nearest]
    # A quarter of an hour stays free after a session, and one begins on the half hour.
    assert begins == [1.5 * HOUR, 2 * HOUR, 2.5 * HOUR]
    assert spans() == [(TEN, TEN + HOUR)]


def test_a_session_moves_even_onto_part_of_its_own_time(take):
    session = take()

    take(session, TEN + HOUR / 2)

    assert spans() == [(TEN + HOUR / 2, TEN + 1.5 * HOUR)]


def test_a_move_that_cannot_be_leaves_all_as_it_was(take):
    session, _other = take(), take(starts_at=TEN + 2 * HOUR)

    with pytest.raises(diary.TimeTaken):
        take(session, TEN + 2 * HOUR)

    assert spans() == [(TEN, TEN + HOUR), (TEN + 2 * HOUR, TEN + 3 * HOUR)]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"starts_at": TEN - timedelta(days=1)}, "That time has passed."),
        ({"starts_at": TEN + timedelta(days=90)}, "The diary isn’t open that far ahead yet."),
        ({"starts_at": TEN - 4 * HOUR}, "The diary isn’t open for all of that time."),
        ({"minutes": 0}, "A session here lasts from 5 minutes to 12 hours."),
        (
            {"starts_at": TEN + timedelta(minutes=7)},
            "No session begins at that time. Choose one that’s offered.",
        ),
    ],
)
def test_what_was_never_free_is_not_said_to_be_gone(take, wanted, says):
    with pytest.raises(diary.TimeTaken) as taken:
        take(**wanted)

    assert (taken.value.reason, taken.value.by_another) == (says, False)
    assert spans() == []


def test_by_hand_only_another_session_stands_in_the_way(take, alma, at):
    diary.replace_busy(alma.uid, new_uid(), [(TEN, TEN + HOUR)], at)
    take(starts_at=TEN, within_hours=False)
    take(starts_at=TEN + HOUR, within_hours=False)  # no buffer between
    take(starts_at=TEN - timedelta(days=400), within_hours=False)
    take(starts_at=TEN + timedelta(days=400, minutes=7), within_hours=False)

    for minutes in (-1, 30, 59):
        with pytest.raises(diary.TimeTaken):
            take(starts_at=TEN + timedelta(minutes=minutes), within_hours=False)
    with pytest.raises(diary.TimeTaken):
        take(starts_at=TEN - HOUR, minutes=181, within_hours=False)
    with pytest.raises(diary.TimeTaken):
        take(starts_at=TEN - 3 * HOUR, minutes=0, within_hours=False)


def test_another_coach_has_a_time_of_their_own(take, cleo, at):
    take()
    diary.take(
        coach_uid=cleo.uid,
        relationship_uid=new_uid(),
        session_uid=new_uid(),
        starts_at=TEN,
        minutes=60,
        at=at,
        within_hours=False,
    )
    assert len(spans()) == 2


def test_time_given_back_is_free(take):
    session = take()
    diary.give_back(session)
    diary.give_back(session)

    assert spans() == []
    take()


def test_a_diary_begins_by_itself_in_the_zone_of_its_coach(cleo, at):
    cleo.zone = "Asia/Kathmandu"
    cleo.save()

    diary.replace_busy(cleo.uid, new_uid(), [], at)

    assert Diary.objects.get(coach_uid=cleo.uid).zone == "Asia/Kathmandu"


# What other calendars say.


def busy():
    return [(moment_of(row.begins), moment_of(row.ends)) for row in Busy.objects.order_by("begins")]


def test_what_another_calendar_says_is_in_nobodys_words_and_in_the_way(take, alma, at):
    source = new_uid()
    diary.replace_busy(alma.uid, source, [(TEN, TEN + HOUR)], at)
    with pytest.raises(diary.TimeTaken):
        take()

    diary.forget_busy(source)

    take()
    assert {field.name for field in Busy._meta.fields} == {
        "id",
        "coach_uid",
        "source_uid",
        "begins",
        "ends",
    }


def test_spans_that_overlap_are_one_and_long_ones_are_cut_in_days(alma, at):
    week = timedelta(days=7)
    diary.replace_busy(
        alma.uid, new_uid(), [(TEN, TEN + HOUR), (TEN + HOUR / 2, TEN + 2 * HOUR)], at
    )
    assert busy() == [(TEN, TEN + 2 * HOUR)]

    diary.replace_busy(alma.uid, new_uid(), [(TEN + week, TEN + 2 * week)], at)
    found = busy()[1:]
    assert len(found) == 7
    assert (found[0][0], found[-1][1]) == (TEN + week, TEN + 2 * week)
    assert all(ends - begins == timedelta(days=1) for begins, ends in found)


def test_what_stays_the_same_is_not_written_again(alma, at, django_assert_num_queries):
    source = new_uid()
    diary.replace_busy(alma.uid, source, [(TEN, TEN + HOUR), (TEN + 2 * HOUR, TEN + 3 * HOUR)], at)
    before = dict(Busy.objects.values_list("begins", "id"))

    diary.replace_busy(alma.uid, source, [(TEN + 5 * HOUR, TEN + 6 * HOUR), (TEN, TEN + HOUR)], at)

    after = dict(Busy.objects.values_list("begins", "id"))
    first = min(before)
    assert after[first] == before[first]
    assert busy() == [(TEN, TEN + HOUR), (TEN + 5 * HOUR, TEN + 6 * HOUR)]
    with django_assert_num_queries(4):  # the transaction, the diary held, the rows read
        diary.replace_busy(
            alma.uid, source, [(TEN, TEN + HOUR), (TEN + 5 * HOUR, TEN + 6 * HOUR)], at
        )


def test_one_calendar_says_nothing_of_another(alma, cleo, at):
    source, other = new_uid(), new_uid()
    diary.replace_busy(alma.uid, source, [(TEN, TEN + HOUR)], at)
    diary.replace_busy(alma.uid, other, [(TEN, TEN + HOUR)], at)
    diary.replace_busy(cleo.uid, new_uid(), [(TEN, TEN + HOUR)], at)

    diary.replace_busy(alma.uid, source, [], at)

    assert Busy.objects.filter(coach_uid=alma.uid).count() == 1
    assert Busy.objects.filter(coach_uid=cleo.uid).count() == 1


def test_what_is_over_and_what_no_diary_looks_at_is_left_out(alma, at):
    years = timedelta(days=366)
    diary.replace_busy(
        alma.uid,
        new_uid(),
        [
            (at - years, at - years + HOUR),
            (at + 3 * years, at + 4 * years),
            (TEN, TEN),
            (TEN + HOUR, TEN),
            (datetime.min.replace(tzinfo=UTC), at - timedelta(days=3)),
            (TEN, TEN + timedelta(seconds=1, microseconds=5)),
        ],
        at,
    )

    assert busy() == [(TEN, TEN + timedelta(seconds=2))]
