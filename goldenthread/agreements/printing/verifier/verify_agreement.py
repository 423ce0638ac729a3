"""Check a signed agreement without us: one file, Python 3.8 or newer, nothing to install.

    python3 verify_agreement.py agreement.html      or the PDF, or the JSON of a copy
    python3 verify_agreement.py agreement.html --against theirs.pdf     did both keep the same?
    python3 verify_agreement.py agreement.html --sha256 5d1e...         the number on the paper

It prints what it found and ends with 0 (every signature fits these words), 1 (one doesn't) or
2 (unreadable).

What it does, so that you can do it with other tools. The document is JSON in one fixed form: UTF-8,
keys sorted, no spaces. It names its own format, and each party with their Ed25519 public key. Each
party signed: 00 03, and then three parts, each with its length before it in four bytes: the name of
the format, the SHA-256 of the document, and the name they typed under it. (In the first format,
coach/v1/agreement: 00 02 and the first two parts.) One changed letter makes a signature misfit.

What it can't know: whose key a key is. Compare the SHA-256, or the six words on the paper, with the
other one's copy, each reading from their own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import zlib
from pathlib import Path
from typing import Any, NamedTuple

GOOD, TAMPERED, UNREADABLE = 0, 1, 2
FORMATS = ("coach/v1/agreement", "coach/v2/agreement", "coach/v1/seat-paper")
# The first format's signatures don't cover the name typed under the words.
NAMELESS = ("coach/v1/agreement",)

_HEX32 = re.compile(r"[0-9a-f]{64}")
_HEX64 = re.compile(r"[0-9a-f]{128}")
_IN_HTML = re.compile(r'<script type="application/json" id="agreement">(.*?)</script>', re.DOTALL)
_IN_PDF = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_ROLE = re.compile(r"[a-z_]{1,20}")


class Finding(NamedTuple):
    """What was found: a code, what to say line by line, and the SHA-256 of the document."""

    code: int
    lines: tuple[str, ...]
    sha256: str = ""

    @property
    def good(self) -> bool:
        return self.code == GOOD


_NO_COPY = Finding(UNREADABLE, ("This isn't a copy of a signed agreement that can be read here.",))


def verify(copy: Any) -> Finding:
    """Check a copy as json.loads gives it: {"document": its exact text, "signatures": [...]}."""
    try:
        document, parties, signatures = _parts(copy)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return _NO_COPY
    digest = hashlib.sha256(document.encode()).hexdigest()
    parts = (json.loads(document)["format"].encode(), bytes.fromhex(digest))
    code, lines = GOOD, [f"SHA-256 of these words: {digest}"]
    for role in sorted(parties):
        fitting = [each for each in signatures if _fits(each, role, parties[role], parts)]
        if fitting:
            name = json.dumps(str(fitting[0].get("name") or ""), ensure_ascii=False)
            key = parties[role][:16]
            lines.append(f"The {role}'s signature fits these words: {name}, key {key}...")
        else:
            code = TAMPERED
            lines.append(f"There is no signature of the {role} that fits these words.")
    strange = [each for each in signatures if each.get("role") not in parties]
    if strange:
        code = TAMPERED
        lines.append("There is a signature of somebody the document doesn't name.")
    return Finding(code, tuple(lines), digest)


def _parts(copy: Any) -> tuple[str, dict[str, str], list[Any]]:
    """Take a copy apart, strictly. Raises KeyError, TypeError, ValueError or AttributeError."""
    document, signatures = copy["document"], copy["signatures"]
    value = json.loads(document, object_pairs_hook=_once)
    again = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    if again != document or value["format"] not in FORMATS or not isinstance(signatures, list):
        raise ValueError
    parties = {role: party["signing_key"] for role, party in value["parties"].items()}
    if not parties or not all(_is(_ROLE, r) and _is(_HEX32, k) for r, k in parties.items()):
        raise ValueError
    return document, parties, [dict(each) for each in signatures]


def _fits(signature: dict[str, Any], role: str, key: str, parts: tuple[bytes, bytes]) -> bool:
    given, name = signature.get("signature"), signature.get("name")
    if signature.get("role") != role or not _is(_HEX64, given) or type(name) is not str:
        return False
    message = _lp(*parts) if parts[0].decode() in NAMELESS else _lp(*parts, name.encode())
    return ed25519_holds(bytes.fromhex(key), message, bytes.fromhex(str(given)))


def _is(pattern: re.Pattern[str], value: Any) -> bool:
    return type(value) is str and pattern.fullmatch(value) is not None


def _lp(*parts: bytes) -> bytes:
    """Join parts so that no two lists give the same bytes: a count, then each length and part."""
    joined = [len(parts).to_bytes(2, "big")]
    for part in parts:
        joined += [len(part).to_bytes(4, "big"), part]
    return b"".join(joined)


# --- Ed25519, verification only, as in RFC 8032 section 6 --------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)


def ed25519_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether an Ed25519 signature (64 bytes) over a message holds under a public key (32)."""
    a, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= _L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    left, right = _times(s, _BASE), _add(r, _times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % _P == 0 for i in (0, 1))


def _point(text: bytes) -> tuple[int, ...] | None:
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    x = _x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _add(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(number: int, point: tuple[int, ...]) -> tuple[int, ...]:
    total: tuple[int, ...] = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = _x_of(_BASE_Y, 0) or 0
_BASE: tuple[int, ...] = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


# --- the command -------------------------------------------------------------------------------


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is given twice: two readers could each see another value."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def read_copy(path: str) -> Any:
    """Find the copy in an HTML, PDF or JSON file. Raises OSError or ValueError without one."""
    content = Path(path).read_bytes()
    if content.startswith(b"%PDF"):
        return _from_pdf(content)
    text = content.decode("utf-8")
    found = _IN_HTML.search(text)
    return json.loads(found[1] if found else text, object_pairs_hook=_once)


def _from_pdf(content: bytes) -> Any:
    for stream in _IN_PDF.findall(content):
        try:
            attached = zlib.decompress(stream)
        except zlib.error:
            attached = stream
        if attached.lstrip()[:1] == b"{" and b'"signatures"' in attached:
            return json.loads(attached.decode("utf-8"), object_pairs_hook=_once)
    raise ValueError("nothing is attached")


def main(arguments: list[str] | None = None) -> int:
    """Check one file, say what was found, give the exit code."""
    parser = argparse.ArgumentParser(
        prog="verify_agreement.py",
        description="Check whether the signatures under an agreement fit its words.",
        epilog="Ends with 0 when every signature fits, 1 when one doesn't, 2 when unreadable.",
    )
    parser.add_argument("file", metavar="FILE", help="the HTML, PDF or JSON you downloaded")
    parser.add_argument("--against", metavar="OTHER", help="the other one's copy")
    parser.add_argument("--sha256", metavar="HEX", help="the number on the paper or the screen")
    asked = parser.parse_args(arguments)
    try:
        finding = verify(read_copy(asked.file))
        wanted = asked.sha256 and "".join(asked.sha256.split()).lower()
        if asked.against:
            other = verify(read_copy(asked.against))
            finding = finding if other.good else other
            wanted = other.sha256
    except (OSError, ValueError, RecursionError):
        finding, wanted = _NO_COPY, None
    if finding.good and wanted and wanted != finding.sha256:
        finding = Finding(TAMPERED, (*finding.lines, "These aren't the words you compared with."))
    stream = sys.stderr if finding.code == UNREADABLE else sys.stdout
    stream.write("\n".join(finding.lines) + "\n")
    return finding.code


if __name__ == "__main__":
    sys.exit(main())
