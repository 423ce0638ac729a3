"""The setting GOLDENTHREAD_LETTERS, read into a carrier."""

from __future__ import annotations

import pytest

from goldenthread.courier.carriers import Carrier, carrier_of
from goldenthread.env import BadSetting


def test_console_prints():
    assert carrier_of("console") == Carrier("django.core.mail.backends.console.EmailBackend", {})


def test_file_keeps_letters_in_a_folder():
    assert carrier_of("file:/var/letters") == Carrier(
        "django.core.mail.backends.filebased.EmailBackend", {"file_path": "/var/letters"}
    )


@pytest.mark.parametrize(
    ("chosen", "host", "port", "starttls", "from_the_start"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, True, False),
        ("smtp://mail.example.org:2525", "mail.example.org", 2525, True, False),
        ("smtp://mail.example.org?tls=no", "mail.example.org", 25, False, False),
        ("smtp://localhost", "localhost", 25, False, False),
        ("smtp://localhost?tls=yes", "localhost", 587, True, False),
        ("smtp://[::1]:2525", "::1", 2525, False, False),
        ("smtps://mail.example.org", "mail.example.org", 465, False, True),
    ],
)
def test_a_mail_server_is_encrypted_unless_near_or_told_otherwise(
    chosen, host, port, starttls, from_the_start
):
    assert carrier_of(chosen) == Carrier(
        "django.core.mail.backends.smtp.EmailBackend",
        {
            "host": host,
            "port": port,
            "username": "",
            "password": "",
            "use_tls": starttls,
            "use_ssl": from_the_start,
            "timeout": 20,
        },
    )


def test_a_name_and_a_word_may_hold_any_mark():
    found = carrier_of("smtps://alma%40example.org:a%2Fb%3Ac@mail.example.org")

    assert (found.options["username"], found.options["password"]) == ("alma@example.org", "a/b:c")
    assert repr(found) == "Carrier(django.core.mail.backends.smtp.EmailBackend)"


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "pigeon",
        "file:",
        "smtp://",
        "smtp:mail.example.org",
        "smtp://mail.example.org:port",
        "smtp://mail.example.org:99999",
        "smtp://[half",
        "http://mail.example.org",
        "smtp://mail.example.org?tls=maybe",
        "smtp://mail.example.org?ssl=yes",
    ],
)
def test_anything_else_stops_the_start_with_a_sentence_that_does_not_repeat_it(chosen):
    with pytest.raises(BadSetting, match=r"^GOLDENTHREAD_LETTERS") as refusal:
        carrier_of(chosen)

    assert "mail.example.org" not in str(refusal.value)
