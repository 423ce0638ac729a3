"""Asking another server for a calendar, within bounds, and never one in our own network.

Names are looked up once, what they lead to is checked, and the connection goes to the very number
that was checked: a name that changes its mind in between leads nowhere (DNS rebinding).
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, urljoin, urlsplit

from goldenthread.calendars.busy.failing import CannotRead
from goldenthread.calendars.states import Trouble

BYTES_MOST = 5_000_000
SECONDS_MOST = 20.0
REDIRECTS_MOST = 3
A_PIECE = 65_536
MOVED = frozenset({301, 302, 303, 307, 308})
NOBODY_LIKES = frozenset({401, 403})
NOT_THERE = frozenset({404, 410})
OVERLOADED = 429
TROUBLED = 500
HOST_OF_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `until` is by the monotonic clock."""

    address: str
    near: bool
    until: float
    account: str = ""
    word: str = ""
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "Wanted(…)"


def fetch(wanted: Wanted) -> bytes:
    """Give what a server answers, following it to another address three times at most.

    Name and password go to the server they were given for, and to no other. Raises CannotRead.
    """
    at_home = _server(urlsplit(wanted.address))
    for _ in range(REDIRECTS_MOST + 1):
        found = _ask_once(wanted)
        if isinstance(found, bytes):
            return found
        wanted = replace(wanted, address=found)
        if _server(urlsplit(found)) != at_home:
            wanted = replace(wanted, account="", word="")
    raise CannotRead(Trouble.AROUND)


def _server(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, (parts.hostname or "").lower(), _port(parts)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise CannotRead(Trouble.ADDRESS) from None


def _ask_once(wanted: Wanted) -> bytes | str:
    """Ask one address; give the bytes, or the address it leads on to."""
    try:
        parts = urlsplit(wanted.address)
        return _answer(parts, wanted)
    except ssl.SSLCertVerificationError:
        raise CannotRead(Trouble.CERTIFICATE) from None
    except TimeoutError:
        raise CannotRead(Trouble.TOO_SLOW) from None
    except (OSError, http.client.HTTPException):
        raise CannotRead(Trouble.UNREACHABLE) from None
    except ValueError:
        # A space, a line end or a letter that no address has.
        raise CannotRead(Trouble.ADDRESS) from None


def _answer(parts: SplitResult, wanted: Wanted) -> bytes | str:
    connection = _connect(parts, wanted)
    # http.client lets go of it once it knows that nothing follows the answer.
    line: socket.socket = connection.sock
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(wanted.method, path, body=wanted.body, headers=_headers(wanted))
        line.settimeout(_left(wanted))
        with connection.getresponse() as answer:
            if answer.status in MOVED and (to := answer.getheader("Location")):
                return urljoin(wanted.address, to)
            _judge(answer.status)
            return _read(line, answer, wanted)
    finally:
        connection.close()
        line.close()


def _headers(wanted: Wanted) -> dict[str, str]:
    headers = {
        "Accept": "text/calendar, application/xml;q=0.5, */*;q=0.1",
        "Accept-Encoding": "identity",
        "User-Agent": "golden-thread-calendar",
        "Connection": "close",
    }
    if wanted.account or wanted.word:
        both = f"{wanted.account}:{wanted.word}".encode()
        headers["Authorization"] = f"Basic {b64encode(both).decode()}"
    return {**headers, **wanted.headers}


def _judge(status: int) -> None:
    if status in NOBODY_LIKES:
        raise CannotRead(Trouble.REFUSED)
    if status in NOT_THERE:
        raise CannotRead(Trouble.GONE)
    if status >= TROUBLED or status == OVERLOADED:
        raise CannotRead(Trouble.SERVER)
    if not 200 <= status < 300:  # noqa: PLR2004 (what HTTP calls success)
        raise CannotRead(Trouble.NO_CALENDAR)


def _connect(parts: SplitResult, wanted: Wanted) -> http.client.HTTPConnection:
    """Open a connection to a number that was looked at. TLS still asks for the name."""
    if parts.scheme not in ({"https", "http"} if wanted.near else {"https"}):
        raise CannotRead(Trouble.ADDRESS)
    host, port = parts.hostname, _port(parts)
    if not host:
        raise CannotRead(Trouble.ADDRESS)
    number = number_of(host, port, near=wanted.near)
    left = _left(wanted)
    plain = socket.create_connection((number, port), timeout=left)
    if parts.scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=left)
        connection.sock = plain
        return connection
    secured = http.client.HTTPSConnection(host, port, timeout=left)
    try:
        secured.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return secured


def number_of(host: str, port: int, *, near: bool) -> str:
    """Look a name up, once. Raises CannotRead where any number it has lies in a private network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise CannotRead(Trouble.NOT_FOUND) from None
    numbers = [str(each[4][0]) for each in found]
    if not near and not all(_is_anybodys(number) for number in numbers):
        raise CannotRead(Trouble.NEAR)
    return numbers[0]


def _is_anybodys(number: str) -> bool:
    """Whether a number leads out to the internet, in whichever way it is dressed up."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is None and address in HOST_OF_NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None or (inside is not None and not _plain(inside)):
            return False
    return _plain(address)


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None
    return (address.is_global or mapped) and not address.is_multicast and not address.is_reserved


def _left(wanted: Wanted) -> float:
    left = wanted.until - time.monotonic()
    if left <= 0:
        raise CannotRead(Trouble.TOO_SLOW)
    return left


def _read(line: socket.socket, answer: http.client.HTTPResponse, wanted: Wanted) -> bytes:
    """Read to the end, unpacked, or until there is too much of it or it takes too long."""
    said = answer.getheader("Content-Length") or ""
    promised = int(said) if said.isdecimal() else 0
    if promised > BYTES_MOST:
        raise CannotRead(Trouble.TOO_BIG)
    unpack = _unpacker(answer.getheader("Content-Encoding") or "")
    whole, came = bytearray(), 0
    while piece := answer.read1(A_PIECE):
        came += len(piece)
        whole += unpack.decompress(piece, BYTES_MOST + 1 - len(whole)) if unpack else piece
        if max(len(whole), came) > BYTES_MOST:
            raise CannotRead(Trouble.TOO_BIG)
        line.settimeout(_left(wanted))
    if came < promised or (unpack and not unpack.eof):
        # It broke off; what is there must not pass for the whole.
        raise CannotRead(Trouble.UNREACHABLE)
    return bytes(whole)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    """Some servers pack what they were asked not to pack."""
    if encoding.strip().lower() in {"gzip", "x-gzip", "deflate"}:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    if encoding.strip().lower() in {"", "identity"}:
        return None
    raise CannotRead(Trouble.NO_CALENDAR)
