"""What a steward may say about where leaving leads and whom to turn to."""

from __future__ import annotations

import pytest

from goldenthread import env


@pytest.fixture(autouse=True)
def _settings_as_they_were(monkeypatch):
    monkeypatch.setattr(env, "SETTINGS", {})


def test_a_way_out_is_an_address_of_https_or_none(monkeypatch):
    monkeypatch.setenv("GOLDENTHREAD_QUICK_EXIT", " https://weather.example.org/today ")
    assert env.web_address("QUICK_EXIT", "", "…") == "https://weather.example.org/today"
    monkeypatch.setenv("GOLDENTHREAD_QUICK_EXIT", "")
    assert env.web_address("QUICK_EXIT", "", "…") == ""


@pytest.mark.parametrize(
    "address",
    [
        "http://weather.example.org",
        "weather",
        "https://",
        "https://x; script-src *",
        "javascript:1",
    ],
)
def test_another_address_stops_the_start_with_a_sentence(monkeypatch, address):
    monkeypatch.setenv("GOLDENTHREAD_QUICK_EXIT", address)

    with pytest.raises(env.BadSetting, match=r"https://example\.org/weather"):
        env.web_address("QUICK_EXIT", "", "…")


def test_the_origin_of_an_address_is_what_a_header_may_name():
    assert env.origin_of("https://weather.example.org:8443/x?y") == [
        "https://weather.example.org:8443"
    ]
    assert env.origin_of("") == []


def test_contacts_are_sentences_between_bars(monkeypatch):
    monkeypatch.setenv("GOLDENTHREAD_HELP_CONTACTS", "Line, by day: 0800 | Helpline: 0801 |")

    assert env.listed("HELP_CONTACTS", "", "…") == ["Line, by day: 0800", "Helpline: 0801"]
