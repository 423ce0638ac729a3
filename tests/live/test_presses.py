"""Presses, the stop, and listening: for the two alone, seen for a moment, kept nowhere (S2.22)."""

import json
import logging
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connections

from goldenthread.core.clock import now
from goldenthread.live import api as live
from goldenthread.live import streams, telling
from goldenthread.live.hub import Hub
from goldenthread.live.wires import Sockets
from goldenthread.vault.models import SealedSession
from tests.room.conftest import bare, hour, part, text

__all__ = ["bare", "hour"]
WORDS = ("pause", "slower", "not_yet", "say_more", "stop", "resume")


@pytest.fixture(autouse=True)
def _hub(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "LONGEST_SECONDS", 0.0)
    hub = Hub(Sockets(tmp_path / "run"))
    monkeypatch.setattr(telling, "_hubs", [hub])
    hub.listen()
    yield
    hub.close()


@pytest.fixture
def press(hour, django_capture_on_commit_callbacks):
    """Press as somebody, with or without script, and wait until it was heard."""

    def pressing(browser, word, *, script=True):
        before = len(said(hour))
        asked = {"Accept": "application/json" if script else "text/html"}
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(hour.url("press", word), headers=asked)
        until = time.monotonic() + 10
        while len(said(hour)) == before and answer.status_code < 400 and time.monotonic() < until:
            time.sleep(0.01)
        return answer

    return pressing


def said(hour) -> list[tuple[str, str]]:
    return [(each.word, each.by) for each in live.since(hour.session.uid, 0)]


def everything_kept() -> dict[str, list]:
    """Every row of every table of both stores, visits left out: they know when somebody asked last."""
    return {
        f"{model._meta.label} {alias}": sorted(
            map(repr, model._default_manager.using(alias).values_list())
        )
        for alias in connections
        for model in apps.get_models()
        if model is not SealedSession and model._meta.db_table in _tables(alias)
    }


def _tables(alias) -> list[str]:
    return connections[alias].introspection.table_names()


@pytest.mark.row("S2.22")
@pytest.mark.parametrize("word", WORDS)
def test_a_press_reaches_the_other_and_leaves_no_trace(hour, press, as_ben, as_alma, caplog, word):
    as_alma.get(hour.url("room"))
    before = everything_kept()
    assert sum(map(len, before.values())) > 20

    with caplog.at_level(logging.DEBUG):
        answer = press(as_ben, word)

    assert (answer.status_code, answer.content) == (204, b"")
    assert said(hour) == [(word, "client")]
    assert everything_kept() == before
    assert [record for record in caplog.records if word in record.getMessage()] == []


def test_without_script_a_press_leads_back_into_the_room_and_the_other_reads_it(
    hour, press, as_ben, as_alma
):
    answer = press(as_ben, "slower", script=False)

    assert (answer.status_code, answer["Location"]) == (303, hour.url("room") + "#presses")
    assert "Said. It’s seen for a moment, and kept nowhere." in text(as_ben.get(answer["Location"]))
    assert "Ben asks for it a little slower." in heard(as_alma.get(hour.url("room")))
    assert "You’ve asked for it a little slower." in heard(as_ben.get(hour.url("room")))


def heard(answer) -> str:
    """What stands in the place that reads itself out."""
    return part(answer, "presses").partition('id="heard"')[2].partition(">")[2].partition("<")[0]


def test_a_stop_is_quiet_for_both_until_either_goes_on(hour, press, as_alma, as_ben):
    for browser in (as_alma, as_ben):
        assert 'id="stopped"' not in part(browser.get(hour.url("room")), "presses")
    press(as_alma, "stop")

    for browser in (as_alma, as_ben):
        page = browser.get(hour.url("room"))
        assert 'id="stopped"' in part(page, "presses")
        assert "Go on" in part(page, "presses")

    press(as_ben, "resume")
    for browser in (as_alma, as_ben):
        assert 'id="stopped"' not in part(browser.get(hour.url("room")), "presses")


def test_there_are_no_other_words(hour, press, as_ben):
    assert press(as_ben, "slower").status_code == 204
    for word in ("changed", "time", "typing", "Lena"):
        assert press(as_ben, word).status_code == 404
    assert as_ben.get(hour.url("press", "slower")).status_code == 405
    assert said(hour) == [("slower", "client")]


@pytest.mark.row("INV-13")
def test_only_the_two_may_press_or_listen_and_strangers_cannot_tell_the_room_from_nothing(
    hour, press, as_alma, as_ben, strangers, nobody
):
    press(as_ben, "stop")
    for browser in (as_alma, as_ben):
        assert [word["word"] for word in browser.get(hour.url("now")).json()["said"]] == ["stop"]

    elsewhere = hour.url("now").replace(str(hour.session.uid), str(hour.relationship.uid))
    for stranger in strangers.values():
        nothing = stranger.get(elsewhere)
        for name in ("now", "live"):
            answer = stranger.get(hour.url(name))
            assert (answer.status_code, answer.streaming) == (404, False)
        assert text(stranger.get(hour.url("now"))) == text(nothing)
        assert press(stranger, "pause").status_code == 404
    for name in ("now", "live"):
        asked_to_sign_in = nobody.get(hour.url(name))
        assert (asked_to_sign_in.status_code, asked_to_sign_in.streaming) == (303, False)
    assert said(hour) == [("stop", "client")]


@pytest.mark.row("INV-13")
def test_listening_tells_the_other_nothing_and_writes_nothing(hour, as_alma, as_ben):
    as_alma.get(hour.url("room"))
    before = everything_kept()
    for browser in (as_alma, as_ben):
        line = browser.get(hour.url("live"))
        assert line.status_code == 200
        assert b"".join(line).startswith(b"retry: ")
        assert browser.get(hour.url("now")).json()["said"] == []

    assert everything_kept() == before
    assert said(hour) == []


def test_a_shut_room_hears_nothing(hour, as_ben):
    hour.put_session(minutes_ago=60 * 24)

    for name in ("now", "live"):
        assert as_ben.get(hour.url(name)).status_code == 403
    assert as_ben.post(hour.url("press", "pause")).status_code == 403


def test_what_is_said_holds_a_word_and_a_role_and_nothing_of_anybody(hour, press, as_alma, as_ben):
    hour.write("ben", "Lena asked where I was going")
    press(as_ben, "say_more")

    [word] = as_alma.get(hour.url("now")).json()["said"]

    assert set(word) == {"number", "word", "by", "ago"}
    assert (word["word"], word["by"]) == ("say_more", "client")


@pytest.mark.parametrize(("minutes_ago", "is_wound"), [(75, True), (120, False)])
def test_listening_keeps_somebody_signed_in_for_the_hour_itself_and_no_longer(
    hour, as_ben, minutes_ago, is_wound
):
    hour.put_session(minutes_ago=minutes_ago)
    quiet_since = now() - timedelta(minutes=5)
    token = as_ben.cookies["__Host-s"].value
    unwind(token, quiet_since)
    before = SealedSession.objects.values_list("row", "ends_at").get(row=row(token))

    assert as_ben.get(hour.url("now")).status_code == 200

    after = SealedSession.objects.values_list("row", "ends_at").get(row=row(token))
    assert (after != before) is is_wound


def row(token) -> bytes:
    from goldenthread.vault.sealed_sessions import row_of

    return row_of(token)


def unwind(token, seen) -> None:
    """Let a visit have been quiet since then."""
    from goldenthread.seals import api as seals
    from goldenthread.vault import sealed_sessions

    visit = SealedSession.objects.get(row=row(token))
    key, context = sealed_sessions._key_and_context(token)
    held = json.loads(seals.unseal(key, context, bytes(visit.sealed)))
    held[sealed_sessions.SEEN] = seen.isoformat()
    visit.sealed = seals.seal(key, context, json.dumps(held).encode())
    visit.save()


def test_what_one_writes_for_both_is_told_and_what_is_theirs_alone_is_not(
    hour, as_ben, django_capture_on_commit_callbacks
):
    from goldenthread.core.ids import new_uid

    for column, words in (("mine", "For me alone."), ("ours", "For us both.")):
        with django_capture_on_commit_callbacks(execute=True):
            form = {"words": words, "uid": str(new_uid())}
            assert as_ben.post(hour.url(column), form).status_code == 303
    time.sleep(0.3)

    assert said(hour) == [("changed", "client")]
