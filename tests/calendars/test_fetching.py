"""Asking other servers: bounded in bytes, seconds and steps, and never into our own network (G16)."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from goldenthread.calendars import policy
from goldenthread.calendars.busy import fetching
from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.states import Trouble

EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


def wanted(address: str, *, seconds: float = 5.0, near: bool = True, **more) -> fetching.Wanted:
    return fetching.Wanted(address, near=near, until=time.monotonic() + seconds, **more)


def trouble_with(asked: fetching.Wanted) -> Trouble:
    with pytest.raises(CannotRead) as stopped:
        fetching.fetch(asked)
    return stopped.value.trouble


def test_what_a_server_gives_is_what_is_read(near):
    assert fetching.fetch(wanted(near.gives("/a.ics", EMPTY))) == EMPTY


def test_a_name_and_a_password_go_along_and_nothing_about_us(near):
    address = near.gives("/a.ics", EMPTY)

    fetching.fetch(wanted(address, account="alma", word="pässword:1"))

    [(_, _, headers)] = near.asked
    assert headers["Authorization"] == f"Basic {b64encode('alma:pässword:1'.encode()).decode()}"
    assert set(headers) == {
        *("Host", "Accept", "Accept-Encoding", "User-Agent", "Connection", "Authorization")
    }


@pytest.mark.row("G16")
def test_fifty_megabytes_are_not_read(near):
    told = near.gives("/told.ics", EMPTY, Content_Length=str(50_000_000))

    def pours(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(800):
            request.wfile.write(b"x" * 65_536)

    began = time.monotonic()
    assert trouble_with(wanted(told)) is Trouble.TOO_BIG
    assert trouble_with(wanted(near.at("/pours.ics", pours))) is Trouble.TOO_BIG
    assert time.monotonic() - began < 4


@pytest.mark.row("G16")
def test_a_few_bytes_that_unpack_to_gigabytes_are_not_unpacked(near):
    bomb = gzip.compress(bytes(60_000_000))
    address = near.gives("/bomb.ics", bomb, Content_Encoding="gzip")

    assert len(bomb) < 100_000
    assert trouble_with(wanted(address)) is Trouble.TOO_BIG


def test_a_calendar_that_came_packed_is_unpacked(near):
    address = near.gives("/a.ics", gzip.compress(EMPTY), Content_Encoding="gzip")

    assert fetching.fetch(wanted(address)) == EMPTY


@pytest.mark.row("G16")
def test_a_stream_that_never_ends_is_left_when_its_time_is_over(near):
    def drips(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            request.wfile.write(b"x")
            time.sleep(0.05)

    began = time.monotonic()
    assert trouble_with(wanted(near.at("/drips.ics", drips), seconds=0.5)) is Trouble.TOO_SLOW
    assert time.monotonic() - began < 2


def test_a_server_that_says_nothing_is_left_when_its_time_is_over(near):
    silent = near.at("/silent.ics", lambda _: time.sleep(2))

    assert trouble_with(wanted(silent, seconds=0.3)) is Trouble.TOO_SLOW


@pytest.mark.parametrize("promised", ["400", "70"])
def test_what_breaks_off_does_not_pass_for_the_whole(near, promised):
    address = near.gives("/a.ics", EMPTY, Content_Length=promised)

    assert trouble_with(wanted(address)) is Trouble.UNREACHABLE


@pytest.mark.row("G16")
def test_a_ring_of_addresses_is_left_after_three_steps(near):
    near.says("/a.ics", 302, Location="/b.ics")
    near.says("/b.ics", 307, Location="/a.ics")

    assert trouble_with(wanted(near.address + "/a.ics")) is Trouble.AROUND
    assert len(near.asked) == 4


def test_three_steps_are_followed(near):
    for step, to in enumerate(["/1", "/2", "/end.ics"]):
        near.says("/start.ics" if step == 0 else f"/{step}", 301, Location=to)
    near.gives("/end.ics", EMPTY)

    assert fetching.fetch(wanted(near.address + "/start.ics")) == EMPTY


def test_a_password_never_follows_to_another_server(near):
    elsewhere = near.address.replace("127.0.0.1", "localhost") + "/b.ics"
    near.says("/a.ics", 302, Location=elsewhere)
    near.gives("/b.ics", EMPTY)

    fetching.fetch(wanted(near.address + "/a.ics", account="alma", word="secret"))

    assert ["Authorization" in headers for _, _, headers in near.asked] == [True, False]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.REFUSED),
        (403, Trouble.REFUSED),
        (404, Trouble.GONE),
        (410, Trouble.GONE),
        (429, Trouble.SERVER),
        (500, Trouble.SERVER),
        (503, Trouble.SERVER),
        (400, Trouble.NO_CALENDAR),
    ],
)
def test_what_a_server_says_no_with_becomes_one_of_our_words(near, status, trouble):
    assert trouble_with(wanted(near.says("/a.ics", status))) is trouble


@pytest.mark.row("G16")
@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "localhost"),
        *("10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[ff02::1]"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "255.255.255.255"),
    ],
)
def test_no_address_leads_into_a_private_network(host):
    asked = wanted(f"https://{host}/a.ics", near=False)

    assert trouble_with(asked) in {Trouble.NEAR, Trouble.NOT_FOUND}
    if host not in {"127.1", "2130706433", "0x7f000001"}:
        assert trouble_with(asked) is Trouble.NEAR


def test_numbers_that_are_anybodys_may_be_asked():
    assert fetching.number_of("9.9.9.9", 443, near=False) == "9.9.9.9"
    assert fetching.number_of("2620:fe::fe", 443, near=False) == "2620:fe::fe"


@pytest.mark.row("G16")
def test_a_step_into_a_private_network_is_not_taken(near):
    near.says("/a.ics", 302, Location="https://127.0.0.1/secret")
    asked = wanted(near.address + "/a.ics")

    with pytest.raises(CannotRead) as stopped:
        fetching._ask_once(replace(asked, address="https://127.0.0.1/secret", near=False))

    assert stopped.value.trouble is Trouble.NEAR


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org/a.ics", "file:///etc/passwd", "ftp://example.org/", "https://"),
        *("https://example.org:99999/", "https://exa mple.org/", "//example.org/a", "gopher://x/"),
    ],
)
def test_only_encrypted_addresses_are_asked(address):
    assert trouble_with(wanted(address, near=False)) in {Trouble.ADDRESS, Trouble.NOT_FOUND}


def test_a_server_that_cannot_show_who_it_is_is_told_nothing(near):
    secured = near.address.replace("http://", "https://") + "/a.ics"

    assert trouble_with(wanted(secured, word="secret")) is Trouble.UNREACHABLE
    assert near.asked == []
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED


@pytest.fixture
def secured(tmp_path) -> Iterator[str]:
    """A server that speaks TLS with a certificate it wrote for itself, and answers one knock."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    written = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    both = key.private_bytes(serialization.Encoding.PEM, *plain)
    both += written.public_bytes(serialization.Encoding.PEM)
    (tmp_path / "both.pem").write_bytes(both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    with socket.create_server(("127.0.0.1", 0)) as door:
        knocked = threading.Thread(target=_answer_one_knock, args=(door, context))
        knocked.start()
        yield f"https://localhost:{door.getsockname()[1]}/a.ics"
        knocked.join(5)


def _answer_one_knock(door: socket.socket, context: ssl.SSLContext) -> None:
    plain, _ = door.accept()
    with plain, suppress(OSError), context.wrap_socket(plain, server_side=True) as line:
        line.recv(1)


def test_a_certificate_that_nobody_vouches_for_is_not_believed(secured):
    assert trouble_with(wanted(secured, word="secret")) is Trouble.CERTIFICATE


def test_an_address_cannot_smuggle_in_a_line(near):
    asked = wanted(near.address + "/a.ics HTTP/1.1\r\nX-Evil: 1")

    assert trouble_with(asked) in {Trouble.ADDRESS, Trouble.UNREACHABLE}


@pytest.mark.parametrize(
    ("address", "fit"),
    [
        ("https://example.org/a.ics", True),
        ("https://example.org:8443/a?b=c", True),
        ("http://example.org/a.ics", True),
        ("example.org/a.ics", False),
        ("https://alma:secret@example.org/a.ics", False),
        ("https://example.org:port/", False),
        ("https://[::1", False),
        ("javascript:alert(1)", False),
        ("https://example.org/" + "a" * 2000, False),
        ("https://example.org/ü", False),
    ],
)
def test_what_looks_like_the_address_of_a_calendar(address, fit):
    assert bool(policy.may_be_an_address(address)) is fit
