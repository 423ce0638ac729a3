"""Check a copy of the ledger without us: one file, Python 3.8 or newer, nothing to install.

    python3 verify_ledger.py ledger.json
    python3 verify_ledger.py ledger.json --head "42-9f3c ..."   a head you kept, or a file of it
    python3 verify_ledger.py ledger.json --against older.json   a copy you took before
    python3 verify_ledger.py ledger.json --key 5d1e...          the house's key, from its page

It prints one sentence and ends with 0 (nothing was changed), 1 (something was) or 2 (unreadable).

What it does, so that you can do it with other tools. Every line of the ledger is written as bytes;
HMAC-SHA-256 of those bytes under the line's salt, with the stream's uid and the line's number,
gives its leaf; SHA-256 of the chain so far and the leaf gives the chain from there on. Whoever
changes, moves, adds or takes out one line changes every chain value after it. The last one is the
head; the house signs it with Ed25519 (RFC 8032). A house that wanted to lie could write a whole new
chain, so keep a head, or an older copy, somewhere the house can't reach: then it can't.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

GOOD, TAMPERED, UNREADABLE = 0, 1, 2
# Each format, and whose it is: one stream's whole chain, or a person's lines out of several.
FORMATS = {"golden-thread-ledger/1": "stream", "golden-thread-ledger-lines/1": "person"}
LABELS = {"stream": b"coach/v1/ledger-head", "person": b"coach/v1/ledger-lines"}

TOLD = {"uid", "at", "actor", "verb", "about", "thing_kind", "thing", "revision", "count"}
ROW_KEYS = TOLD | {"seq", "salt", "leaf", "chain"}
WITHHELD_KEYS = {"seq", "withheld", "leaf", "chain"}

_HEX32 = re.compile(r"[0-9a-f]{64}")
_HEX64 = re.compile(r"[0-9a-f]{128}")
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)
_WORD = re.compile(r"[a-z0-9._/-]{0,64}")
_HEAD = {"head": _HEX32, "at": _MOMENT, "public_key": _HEX32, "signature": _HEX64}
_KEPT = re.compile(r"(\d{1,18})-([0-9a-f]{20,64})", re.ASCII)


class Finding(NamedTuple):
    """What was found: a code, one sentence, and the number of the first bad line."""

    code: int
    sentence: str
    row: int | None = None

    @property
    def good(self) -> bool:
        return self.code == GOOD


class _Found(Exception):
    """Carries a finding out of the depth where it was made."""

    def __init__(self, code: int, sentence: str, row: int | None = None) -> None:
        super().__init__(sentence)
        self.finding = Finding(code, sentence, row)


def verify(
    document: Any, *, kept: Any = None, older: Any = None, key: str | None = None
) -> Finding:
    """Check a ledger document as json.loads gives it; with a kept head, an older copy, a known key.

    `kept` is a head as a dictionary, an older document, or the text "LENGTH-HEX", 20 digits or more.
    """
    try:
        return _verify(document, kept, older, key)
    except _Found as found:
        return found.finding


def _verify(document: Any, kept: Any, older: Any, key: str | None) -> Finding:
    rows, head, whose = _parts(document)
    walk = _walk_chain(rows, _uid_bytes(head["stream"])) if whose == "stream" else _walk_lines(rows)
    _check_head(head, walk, whose)
    if key is not None and _bare(key) != head["public_key"]:
        raise _Found(TAMPERED, "The head is signed with another key than the house's.")
    if kept is not None:
        _check_kept(kept, head, walk)
    if older is not None:
        _check_older(document, older)
    stand = "line stands" if len(rows) == 1 else "lines stand"
    sentence = (
        f"Nothing has been changed: {len(rows)} {stand} as written, up to {head['at']}, "
        f"signed with key {head['public_key'][:16]}."
    )
    withheld = sum(1 for row in rows if "withheld" in row)
    if withheld:
        sentence += f" Lines from before you are counted here and not told: {withheld}."
    return Finding(GOOD, sentence)


def _parts(document: Any) -> tuple[list[Any], dict[str, Any], str]:
    """Take a document apart, strictly. Anything that isn't one is unreadable."""
    whose = FORMATS.get(str(document.get("format"))) if isinstance(document, dict) else None
    if whose is None:
        raise _Found(UNREADABLE, "This isn't a copy of a ledger that this verifier can read.")
    if set(document) != {"format", "rows", "head"} or not isinstance(document["rows"], list):
        raise _Found(UNREADABLE, "This copy of the ledger is incomplete or has parts of its own.")
    return document["rows"], _head_of(document["head"], whose), whose


def _head_of(head: Any, whose: str) -> dict[str, Any]:
    shapes = {**_HEAD, whose: _UID}
    whole = isinstance(head, dict) and set(head) == {"length", *shapes} and _number(head["length"])
    if not whole or not all(_is(shape, head[name]) for name, shape in shapes.items()):
        raise _Found(TAMPERED, "The signed head of this copy is damaged or missing.")
    return dict(head)


def _changed(number: int) -> _Found:
    return _Found(TAMPERED, f"Line {number} has been changed.", number)


def _walk_chain(rows: list[Any], stream: bytes) -> list[bytes]:
    """Recompute every leaf and the chain. Gives the chain before the first line and after each."""
    walk = [bytes(32)]
    begun = False
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not _number(row.get("seq")):
            raise _changed(number)
        if row["seq"] != number:
            moved = f"Line {number} isn't where it was: a line was taken out, put in or moved."
            raise _Found(TAMPERED, moved, number)
        # Lines from before the reader's first may be told by their hash alone, later ones never.
        if set(row) == WITHHELD_KEYS and row["withheld"] is True and not begun:
            if not _is(_HEX32, row["leaf"]):
                raise _changed(number)
            leaf = bytes.fromhex(row["leaf"])
        else:
            begun, leaf = True, _leaf_of(row, stream, number)
        if row["leaf"] != leaf.hex():
            raise _changed(number)
        walk.append(_link(walk[-1], leaf))
        if row["chain"] != walk[-1].hex():
            torn = f"Line {number} doesn't follow from the line before it."
            raise _Found(TAMPERED, torn, number)
    return walk


def _leaf_of(row: dict[str, Any], stream: bytes, number: int) -> bytes:
    if set(row) != ROW_KEYS or not _is(_HEX32, row["salt"]) or not _well_told(row):
        raise _changed(number)
    told = hmac.new(bytes.fromhex(row["salt"]), _deed_bytes(row), hashlib.sha256).digest()
    return hashlib.sha256(b"\x00" + told + stream + number.to_bytes(8, "big")).digest()


def _walk_lines(rows: list[Any]) -> list[bytes]:
    """Recompute the running hash of a list of lines out of several streams."""
    walk = [bytes(32)]
    for number, row in enumerate(rows, 1):
        whole = isinstance(row, dict) and set(row) == TOLD | {"stream"}
        if not whole or not _is(_UID, row["stream"]) or not _well_told(row):
            raise _changed(number)
        line = _lp(_uid_bytes(row["stream"]), _deed_bytes(row))
        walk.append(_link(walk[-1], hashlib.sha256(line).digest()))
    return walk


def _link(chain: bytes, leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + chain + leaf).digest()


def _check_head(head: dict[str, Any], walk: list[bytes], whose: str) -> None:
    """Compare what was recomputed with what the house signed, and check its signature."""
    if not _signed(head, whose):
        raise _Found(TAMPERED, "The house didn't sign this head.")
    signed, here = head["length"], len(walk) - 1
    if here != signed:
        what = "Lines are missing" if here < signed else "Lines were added"
        sentence = f"{what}: the house signed {signed} and this copy has {here}."
        raise _Found(TAMPERED, sentence, min(here, signed) + 1)
    if head["head"] != walk[-1].hex():
        raise _Found(TAMPERED, "The lines don't lead to the head the house signed.")


def _check_kept(kept: Any, head: dict[str, Any], walk: list[bytes]) -> None:
    """Check that this copy goes on from a head that was kept before."""
    if isinstance(kept, dict) and "rows" in kept:
        kept = _parts(kept)[1]
    if isinstance(kept, dict):
        if "stream" not in head or kept.get("stream") != head["stream"]:
            raise _Found(UNREADABLE, "The head you kept is of another ledger.")
        kept = _head_of(kept, "stream")
        if kept["public_key"] != head["public_key"] or not _signed(kept, "stream"):
            raise _Found(TAMPERED, "The head you kept and this copy aren't signed with one key.")
        length, value = kept["length"], kept["head"]
    else:
        match = _KEPT.fullmatch(_bare(kept))
        if match is None or "stream" not in head:
            raise _Found(UNREADABLE, "That isn't a head of this ledger: it looks like 42-9f3c...")
        length, value = int(match.group(1)), match.group(2)
    here = len(walk) - 1
    if length > here:
        missing = f"Lines are missing: the head you kept has {length} and this copy {here}."
        raise _Found(TAMPERED, missing, here + 1)
    if not walk[length].hex().startswith(value):
        rewritten = f"The ledger was rewritten: its first {length} lines aren't those of your head."
        raise _Found(TAMPERED, rewritten)


def _check_older(document: dict[str, Any], older: Any) -> None:
    """Check that an older copy is the beginning of this one; of a list, that no line is gone."""
    finding = verify(older)
    if not finding.good:
        raise _Found(finding.code, "The older copy: " + finding.sentence, finding.row)
    whose = FORMATS[document["format"]]
    if older["format"] != document["format"] or older["head"][whose] != document["head"][whose]:
        raise _Found(UNREADABLE, "The older copy is of another ledger.")
    if older["head"]["public_key"] != document["head"]["public_key"]:
        raise _Found(TAMPERED, "The two copies aren't signed with one key.")
    name = "seq" if whose == "stream" else "uid"
    here = {row[name]: row for row in document["rows"]}
    for number, row in enumerate(older["rows"], 1):
        if here.get(row[name]) != row:
            gone = f"Line {number} of the older copy isn't in this one as it was."
            raise _Found(TAMPERED, gone, number)


def _deed_bytes(row: dict[str, Any]) -> bytes:
    """Write a line as the bytes its leaf was made over."""
    return _lp(
        b"coach/v1/ledger-entry",
        _uid_bytes(row["uid"]),
        row["at"].encode(),
        _uid_bytes(row["actor"]),
        row["verb"].encode(),
        _uid_bytes(row["about"]),
        row["thing_kind"].encode(),
        _uid_bytes(row["thing"]),
        row["revision"].to_bytes(8, "big"),
        row["count"].to_bytes(8, "big"),
    )


def _well_told(row: dict[str, Any]) -> bool:
    return (
        _is(_UID, row["uid"])
        and _is(_MOMENT, row["at"])
        and (row["actor"] is None or _is(_UID, row["actor"]))
        and _is(_WORD, row["verb"])
        and _is(_UID, row["about"])
        and _is(_WORD, row["thing_kind"])
        and (row["thing"] is None or _is(_UID, row["thing"]))
        and _number(row["revision"])
        and _number(row["count"])
    )


def _is(pattern: re.Pattern[str], value: Any) -> bool:
    return type(value) is str and pattern.fullmatch(value) is not None


def _number(value: Any) -> bool:
    return type(value) is int and 0 <= value < 1 << 63


def _bare(text: Any) -> str:
    return "".join(str(text).split()).lower()


def _uid_bytes(uid: str | None) -> bytes:
    return b"" if uid is None else bytes.fromhex(uid.replace("-", ""))


def _lp(*parts: bytes) -> bytes:
    """Join parts so that no two lists give the same bytes: a count, then each length and part."""
    joined = [len(parts).to_bytes(2, "big")]
    for part in parts:
        joined += [len(part).to_bytes(4, "big"), part]
    return b"".join(joined)


def _signed(head: dict[str, Any], whose: str) -> bool:
    message = _lp(
        LABELS[whose],
        _uid_bytes(head[whose]),
        head["length"].to_bytes(8, "big"),
        bytes.fromhex(head["head"]),
        head["at"].encode(),
    )
    public = bytes.fromhex(head["public_key"])
    return ed25519_holds(public, message, bytes.fromhex(head["signature"]))


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


def read_document(path: str) -> Any:
    """Read a JSON file. Raises OSError or ValueError for one that can't be read."""
    return json.loads(Path(path).read_text("utf-8"), object_pairs_hook=_once)


def main(arguments: list[str] | None = None) -> int:
    """Check one file, say one sentence, give the exit code."""
    parser = argparse.ArgumentParser(
        prog="verify_ledger.py",
        description="Check whether a line of a ledger was changed, moved, added or taken out.",
        epilog="Ends with 0 when nothing was changed, 1 when something was, 2 when unreadable.",
    )
    parser.add_argument("file", metavar="FILE", help="ledger.json, as you downloaded it")
    parser.add_argument("--head", metavar="HEAD", help="a head you kept: 42-9f3c..., or its file")
    parser.add_argument("--against", metavar="OTHER", help="a copy you took before this one")
    parser.add_argument("--key", metavar="HEX", help="the house's public key, from its page")
    asked = parser.parse_args(arguments)
    try:
        document = read_document(asked.file)
        kept = asked.head
        if kept is not None and _KEPT.fullmatch(_bare(kept)) is None:
            kept = read_document(kept)
        older = None if asked.against is None else read_document(asked.against)
        finding = verify(document, kept=kept, older=older, key=asked.key)
    except (OSError, ValueError, RecursionError):
        finding = Finding(UNREADABLE, "This file can't be read as a copy of a ledger.")
    stream = sys.stderr if finding.code == UNREADABLE else sys.stdout
    stream.write(finding.sentence + "\n")
    return finding.code


if __name__ == "__main__":
    sys.exit(main())
