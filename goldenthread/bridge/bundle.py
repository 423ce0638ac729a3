"""What a copy holds: HTML to read, JSON to keep, what was signed, and the ledger with its verifier.

Everything is made while it is sent: nothing in clear is ever written to a disk here (security.md 2.11-2).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _
from zipstream import ZIP_DEFLATED, ZipStream

from goldenthread.afterwards import api as afterwards
from goldenthread.agreements import api as agreements
from goldenthread.booking import api as booking
from goldenthread.bridge import papers
from goldenthread.calendars import api as calendars
from goldenthread.commitments import api as commitments
from goldenthread.diary import api as diary
from goldenthread.disclosures import api as disclosures
from goldenthread.fees import api as fees
from goldenthread.gentle import api as gentle
from goldenthread.hats import api as hats
from goldenthread.introductions import api as introductions
from goldenthread.journal import api as journal
from goldenthread.ledger import api as ledger
from goldenthread.people import api as people
from goldenthread.plans import api as plans
from goldenthread.practice import api as practice
from goldenthread.preparation import api as preparation
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.room import api as room
from goldenthread.sessions import api as sessions
from goldenthread.sharing import api as sharing
from goldenthread.swaps import api as swaps
from goldenthread.vault import api as vault

Things = Callable[[], Iterable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes the copy, when, and with which keys."""

    person: people.Person
    keyring: vault.Keyring
    at: datetime

    def __repr__(self) -> str:
        return f"Taker({self.person.uid})"


@dataclass(frozen=True, slots=True)
class Part:
    """One relationship's part of a copy, witnessed before anything of it is opened."""

    relationship: relationships.Relationship
    folder: str
    role: str
    witness: ledger.Witness


def parts_for(taker: Taker) -> list[Part]:
    """Write in the ledger that a copy is taken, for each relationship, and give the parts to open."""
    parts = []
    for number, pair in enumerate(relationships.relationships_of(taker.person), start=1):
        role = relationships.role_in(pair, taker.person)
        kinds = [vault.CompartmentKind.SHARED]
        if role == "client":
            kinds.append(vault.CompartmentKind.CLIENT_PRIVATE)
        witness = ledger.witness(
            "bridge.copy.taken",
            stream=pair.uid,
            by=taker.person,
            at=taker.at,
            about=pair.client_uid or taker.person.uid,
            thing=("relationship", pair.uid),
            covers=[vault.compartment_of(pair.uid, kind).uid for kind in kinds],
        )
        parts.append(Part(pair, f"{number:02d}-{role}", role, witness))
    return parts


def zip_of(taker: Taker, parts: list[Part]) -> ZipStream:
    """Give the zip, made piece by piece as it is read."""
    bundle = ZipStream(compress_type=ZIP_DEFLATED)
    names = people.names_of(_everyone(taker, parts))
    mine = names[taker.person.uid]
    bundle.add(
        _bytes(
            papers.page(
                "first", [], name=mine, taken_at=taker.at, parts=_contents(parts, names, taker)
            )
        ),
        "READ ME FIRST.html",
    )
    bundle.add(_style(), "style.css")
    bundle.add(ledger.verifier_text().encode(), "ledger/verify_ledger.py")
    if parts:
        bundle.add(agreements.verifier_text().encode(), "verify_agreement.py")
    bundle.add(
        _bytes(ledger.lines_about_file(taker.person.uid, at=taker.at)), "ledger/about-me.json"
    )
    knows = [part.relationship.uid for part in parts]
    deeds = ledger.deeds_file(taker.person.uid, at=taker.at, knows=knows)
    bundle.add(_bytes(deeds), "ledger/what-i-did.json")
    if taker.person.coaches:
        _add_desk(bundle, taker)
    if own := calendars.copy_for(by=taker.person):
        bundle.add(_bytes(_json_one(own)), "calendars.json")
    for part in parts:
        _add_part(bundle, taker, part, names)
    asked: dict[str, Any] = {"by": taker.person, "at": taker.at, "keyring": taker.keyring}
    if any(part.role == "client" for part in parts):
        bundle.add(_late_json(lambda: commitments.copy_for(**asked)), "what-ill-do.json")
    if relationships.seats_held_by(taker.person, at=taker.at):
        bundle.add(_late_json(lambda: sharing.copy_of_windows(**asked)), "windows.json")
    return bundle


def _style() -> bytes:
    return resources.files("goldenthread.bridge").joinpath("copy.css").read_bytes()


def _everyone(taker: Taker, parts: list[Part]) -> list[Any]:
    pairs = [part.relationship for part in parts]
    return [
        taker.person.uid,
        *(p.coach_uid for p in pairs),
        *(p.client_uid for p in pairs if p.client_uid),
    ]


def _contents(parts: list[Part], names: dict[Any, str], taker: Taker) -> list[dict[str, str]]:
    return [
        {
            "folder": part.folder,
            "role": part.role,
            "other": names.get(relationships.other_in(part.relationship, taker.person), ""),
        }
        for part in parts
    ]


def _add_desk(bundle: ZipStream, taker: Taker) -> None:
    room = vault.own_compartment(taker.person.uid)
    witness = ledger.witness(
        "bridge.copy.taken",
        stream=taker.person.uid,
        by=taker.person,
        at=taker.at,
        about=taker.person.uid,
        covers=[room.uid],
    )
    lines = agreements.starting_copy_for(by=taker.person, keyring=taker.keyring, witness=witness)
    bundle.add(_bytes(_json(lines)), "desk/starting-words.json")
    own = introductions.copy_for(by=taker.person, keyring=taker.keyring, witness=witness)
    bundle.add(_bytes(_json_one(own)), "desk/how-i-work.json")
    bundle.add(_bytes(_json_one(diary.copy_for(by=taker.person))), "desk/diary.json")
    hours = practice.copy_for(taker.person, at=taker.at, keyring=taker.keyring)
    bundle.add(_bytes(_json(hours)), "desk/hours.json")


def _add_part(bundle: ZipStream, taker: Taker, part: Part, names: dict[Any, str]) -> None:
    asked: dict[str, Any] = {"by": taker.person, "at": taker.at, "keyring": taker.keyring}
    pair, folder = part.relationship, part.folder
    kept = _papers_of(part, asked)
    named = {str(uid): name for uid, name in names.items()}
    for name, things in kept:
        bundle.add(
            _late(papers.page, name, things, nothing=_("Nothing so far."), names=named, root="../"),
            f"{folder}/{name}.html",
        )
        bundle.add(_late_json(things), f"{folder}/{name}.json")
    _add_ways(bundle, part, asked)
    for version in _agreed(part, asked, "versions"):
        for number, document in enumerate(version["documents"], start=1):
            place = f"{folder}/signed/version-{version['number']}-copy-{number}.json"
            bundle.add(_bytes(_json_one(document)), place)
    for number in agreements.signed_numbers(pair):
        for kind in ("html", "pdf"):
            place = f"{folder}/signed/version-{number}.{kind}"
            bundle.add(_late_bytes(agreements.printed, pair, number, kind, **asked), place)
    if part.role == "client":
        chain = ledger.ledger_file(pair.uid, reader=taker.person.uid, at=taker.at)
        bundle.add(_bytes(chain), f"{folder}/ledger.json")


def _papers_of(part: Part, asked: dict[str, Any]) -> list[tuple[str, Things]]:
    """Name each paper of a relationship, with what fills it once its turn in the zip comes."""
    pair = part.relationship
    return [
        ("journal", lambda: journal.copy_for(pair, **asked, witness=part.witness)),
        ("promises", lambda: promises.copy_for(pair, **asked)),
        ("opened-together", lambda: swaps.copy_for(pair, **asked)),
        ("plan", lambda: plans.copy_for(pair, **asked)),
        ("sessions", lambda: sessions.copy_for(pair, **asked)),
        ("session-notes", lambda: room.copy_for(pair, **asked)),
        ("afterwards", lambda: afterwards.copy_for(pair, **asked)),
        ("time-kept", lambda: sessions.copy_of_times(pair, by=asked["by"], at=asked["at"])),
        ("agreement", lambda: _agreed(part, asked, "versions")),
        (
            "disclosures",
            lambda: disclosures.copy_for(pair, keyring=asked["keyring"], witness=part.witness),
        ),
        ("what-left", lambda: sharing.copy_for(pair, **asked)),
    ]


def _agreed(part: Part, asked: dict[str, Any], what: str) -> Iterable[dict[str, Any]]:
    copied = agreements.copy_for(part.relationship, **asked, witness=part.witness)
    found: list[dict[str, Any]] = copied[what]
    return found


def _add_ways(bundle: ZipStream, part: Part, asked: dict[str, Any]) -> None:
    """Add what the two are to each other, who sits beside them, fees, and the client's own way: JSON only."""
    pair, folder = part.relationship, part.folder
    bundle.add(_late_json(lambda: hats.copy_for(pair, **asked)), f"{folder}/roles.json")
    bundle.add(
        _late_json(lambda: relationships.copy_of_seats(pair, **asked)), f"{folder}/seats.json"
    )
    bundle.add(
        _late_json(lambda: preparation.copy_for(pair, **asked)), f"{folder}/before-sessions.json"
    )
    bundle.add(
        _late_json(lambda: agreements.papers_copy_for(pair, **asked)), f"{folder}/seat-papers.json"
    )
    bundle.add(_late_json(lambda: fees.copy_for(pair, **asked)), f"{folder}/invoices.json")
    packages = fees.packages_copy_for(pair, by=asked["by"])
    bundle.add(_late_json(lambda: packages), f"{folder}/packages.json")
    bundle.add(_late_json(lambda: booking.copy_for(pair, **asked)), f"{folder}/series.json")
    if part.role == "client":
        bundle.add(_late_json(lambda: gentle.copy_for(pair, **asked)), f"{folder}/your-way.json")


def _late(
    draw: Callable[..., Iterator[str]], name: str, things: Things, **context: Any
) -> Iterator[bytes]:
    """Draw a page only when its turn in the zip comes."""
    yield from _bytes(draw(name, things(), **context))


def _late_bytes(make: Callable[..., bytes], *asked: Any, **more: Any) -> Iterator[bytes]:
    """Make a file only when its turn in the zip comes."""
    yield make(*asked, **more)


def _late_json(things: Things) -> Iterator[bytes]:
    yield from _bytes(_json(things()))


def _json(things: Iterable[Any]) -> Iterator[str]:
    yield "[\n"
    for number, thing in enumerate(things):
        yield (",\n" if number else "") + json.dumps(thing, ensure_ascii=False, indent=1)
    yield "\n]\n"


def _json_one(thing: Any) -> Iterator[str]:
    yield json.dumps(thing, ensure_ascii=False, indent=1) + "\n"


def _bytes(pieces: Iterable[str]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode()
