"""What had to be told outside: noted for both, never changed, and never kept back without a day."""

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.core.clock import now
from goldenthread.core.ids import new_uid
from goldenthread.core.verdicts import Allowed, NotAllowed, Refused
from goldenthread.disclosures import actions, policy, queries
from goldenthread.disclosures.happening import NOT_YET, Happening, LookedAgain
from goldenthread.disclosures.models import Look, Note
from goldenthread.disclosures.states import NoteState
from goldenthread.ledger.models import Entry

DAY = timedelta(days=1)
GROUNDS = ("court_order", "serious_harm")
WORDS = "The dates of three sessions."


def happening(**other):
    said: dict[str, Any] = {
        "ground": "court_order",
        "decided_by": "The court, and I",
        "advised": "supervisor",
        "told_on": date(2026, 3, 1),
        "what": WORDS,
        "to_whom": "The court of Lisbon",
        "client_was_told": "after",
        "why": "The order came on a Sunday.",
    }
    return Happening(**(said | other))


@pytest.fixture
def as_alma_does(alma_member, at):
    return {"by": alma_member.person, "at": at, "keyring": alma_member.keyring}


@pytest.fixture
def as_ben_does(ben_member, at):
    return {"by": ben_member.person, "at": at, "keyring": ben_member.keyring}


def note(pair, doing, *, until=None, **other):
    return actions.note_disclosure(
        pair, happening(**other), grounds=GROUNDS, look_again_on=until, **doing
    )


@pytest.fixture
def kept_back(agreed, as_alma_does, at):
    return note(agreed, as_alma_does, until=at.date() + 10 * DAY, client_was_told=NOT_YET)


def verbs(stream):
    lines = Entry.objects.filter(stream_uid=stream, verb__startswith="disclosures.")
    return list(lines.order_by("seq").values_list("verb", "about_uid"))


@pytest.mark.row("S1.11")
def test_a_note_is_for_both_to_read_at_once(agreed, alma, ben, as_alma_does, as_ben_does):
    note(agreed, as_alma_does)

    for doing in (as_alma_does, as_ben_does):
        (read,) = queries.told_in(agreed, **doing)
        assert (read.happening, read.was_kept_back) == (happening(), False)
    assert verbs(agreed.uid)[0] == ("disclosures.note.made", ben.uid)


@pytest.mark.row("S1.11")
@pytest.mark.parametrize(
    ("ground", "by", "days", "reason"),
    [
        ("own_defence", "alma", 0, "That isn't among the cases you both signed."),
        ("court_order", "ben", 0, "Only the coach can note that they had to tell someone."),
        ("court_order", "alma", 3, "Choose a day that has come."),
    ],
)
def test_a_note_is_refused_off_the_list_by_the_client_and_ahead_of_its_day(
    agreed, alma, ben, at, ground, by, days, reason
):
    who, today = {"alma": alma, "ben": ben}[by], at.date()
    assert policy.may_note(agreed, "court_order", GROUNDS, today, by=alma, today=today) == Allowed()

    refused = policy.may_note(agreed, ground, GROUNDS, today + days * DAY, by=who, today=today)

    assert refused == Refused(reason)


@pytest.mark.parametrize("until", [None, 0, -1, 31])
def test_keeping_back_needs_a_day_ahead_within_thirty(agreed, as_alma_does, at, until):
    day = None if until is None else (at + timedelta(hours=14)).date() + until * DAY

    with pytest.raises(NotAllowed):
        note(agreed, as_alma_does, until=day, client_was_told=NOT_YET)

    assert Note.objects.count() == 0


@pytest.mark.row("S1.11")
def test_what_is_kept_back_is_the_coachs_alone_and_leaves_no_line_about_the_client(
    agreed, kept_back, alma, as_alma_does, as_ben_does, alma_member, ben_member
):
    (mine,) = queries.kept_back_in(agreed, **as_alma_does)
    assert mine.happening.what == WORDS
    assert (
        queries.kept_back_in(agreed, **as_ben_does),
        queries.told_in(agreed, **as_ben_does),
    ) == (
        (),
        (),
    )
    assert (verbs(agreed.uid), verbs(alma.uid)[0]) == ([], ("disclosures.note.kept_back", alma.uid))
    page = reverse("disclosures:told", args=[agreed.uid])
    seen = [WORDS in who.client.get(page).content.decode() for who in (alma_member, ben_member)]
    assert seen == [True, False]


def test_each_time_it_is_decided_again_is_kept_and_told_in_the_end(
    agreed, kept_back, as_alma_does, as_ben_does, at
):
    until = at.date() + 20 * DAY
    actions.decide_again(
        agreed, kept_back, why="The investigation runs.", until=until, **as_alma_does
    )
    (mine,) = queries.kept_back_in(agreed, **as_alma_does)
    looks = (LookedAgain(at.date(), "The investigation runs.", until),)
    assert (mine.looks, mine.look_again_on) == (looks, until)

    later = as_alma_does | {"at": at + DAY}
    actions.tell(agreed, kept_back, (mine.happening, mine.looks), **later)

    (his,) = queries.told_in(agreed, **(as_ben_does | {"at": at + 2 * DAY}))
    assert (his.happening, his.looks) == (mine.happening, looks)
    assert (his.noted_at, his.told_at, his.was_kept_back) == (at, at + DAY, True)
    assert queries.kept_back_in(agreed, **later) == ()


def test_it_is_told_once_and_what_was_told_is_not_kept_back_again(
    agreed, kept_back, as_alma_does, at
):
    kept = (happening(client_was_told=NOT_YET), ())
    actions.tell(agreed, kept_back, kept, **as_alma_does)

    with pytest.raises(NotAllowed, match="can read this already"):
        actions.tell(agreed, kept_back, kept, **as_alma_does)
    with pytest.raises(NotAllowed, match="can read this already"):
        actions.decide_again(
            agreed, kept_back, why="No.", until=at.date() + 5 * DAY, **as_alma_does
        )

    states = list(Note.objects.values_list("state", flat=True))
    assert (states, Look.objects.count()) == ([NoteState.TOLD, NoteState.TOLD], 0)


def test_on_the_day_the_coachs_desk_opens_on_the_decision_and_not_before(
    agreed, alma_member, cleo_member, as_alma_does
):
    moment = now()
    doing = as_alma_does | {"at": moment}
    kept = note(agreed, doing, until=moment.date() + 5 * DAY, client_was_told=NOT_YET)
    assert alma_member.client.get("/desk/").status_code == 200

    Note.objects.filter(uid=kept.uid).update(look_again_on=moment.date() - DAY)

    answer = alma_member.client.get("/desk/")
    told = reverse("disclosures:told", args=[agreed.uid])
    assert (answer.status_code, answer["Location"]) == (303, told)
    assert cleo_member.client.get("/desk/").status_code == 200
    again = reverse("disclosures:again", args=[agreed.uid, kept.uid])
    until = (moment.date() + 9 * DAY).isoformat()
    answer = alma_member.client.post(again, {"why": "Still running.", "until": until})
    assert (answer.status_code, alma_member.client.get("/desk/").status_code) == (303, 200)


@pytest.mark.parametrize("name", ["Cleo", "Dara", "Enzo"])
def test_for_anyone_else_there_is_no_such_page(agreed, kept_back, strangers, name):
    for page, args in {
        "told": [agreed.uid],
        "note": [agreed.uid],
        "again": [agreed.uid, kept_back.uid],
        "tell": [agreed.uid, kept_back.uid],
    }.items():
        url = reverse(f"disclosures:{page}", args=args)
        ask = strangers[name].get if page == "told" else strangers[name].post
        never_was = url.replace(str(agreed.uid), str(new_uid()))
        assert (ask(url).status_code, ask(never_was).status_code) == (404, 404)


@pytest.mark.parametrize("page", ["again", "tell"])
def test_ben_finds_no_door_to_what_is_kept_back(agreed, kept_back, as_ben, page):
    url = reverse(f"disclosures:{page}", args=[agreed.uid, kept_back.uid])
    assert as_ben.post(url, {"why": "x", "until": "2026-12-01"}).status_code == 404


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(agreed, as_alma):
    url = reverse("disclosures:note", args=[agreed.uid])
    typed = {
        "ground": "court_order",
        "told_on": "31 of March",
        "what": WORDS,
        "client_was_told": NOT_YET,
        "decided_by": "x" * 401,
    }

    answer = as_alma.post(url, typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [
        said in page
        for said in (
            WORDS,
            "x" * 401,
            "Choose a day of the calendar",
            "This holds 400 characters and has 401.",
            "Choose the day on which you decide this again",
            "Write why you didn’t speak about it first",
        )
    ] == [True] * 6
    assert Note.objects.count() == 0


@pytest.mark.row("S1.11")
def test_alma_notes_on_the_page_and_ben_reads_it(agreed, as_alma, as_ben):
    url = reverse("disclosures:note", args=[agreed.uid])
    typed = happening().as_json() | {"look_again_on": ""}

    answer = as_alma.post(url, typed)

    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("disclosures:told", args=[agreed.uid]),
    )
    page = as_ben.get(answer["Location"]).content.decode()
    assert (WORDS in page, "Alma had asked their supervisor." in page) == (True, True)
    assert as_ben.get(url).status_code == 404


@pytest.mark.row("S1.11", "INV-18")
def test_what_was_told_is_in_bens_copy_and_what_is_kept_back_is_not(
    agreed, as_ben, as_alma_does, at
):
    note(agreed, as_alma_does)
    note(
        agreed,
        as_alma_does,
        until=at.date() + 10 * DAY,
        what="Not yet for Ben.",
        client_was_told=NOT_YET,
    )

    answer = as_ben.post("/copy/take/")

    copy = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    (kept,) = json.loads(copy.read("01-client/disclosures.json"))
    assert (kept["what"], kept["decided_by"]) == (WORDS, "The court, and I")
    assert WORDS in copy.read("01-client/disclosures.html").decode()
    everything = b"".join(copy.read(name) for name in copy.namelist())
    assert b"Not yet for Ben." not in everything
