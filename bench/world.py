"""A world to measure in: pairs with journals, through the house's own actions, and signed-in visits."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.texts import entry_text

MANY = 500  # entries; more than these are written the quick way
PASSPHRASE = "plum lantern walks over quiet rivers"


def make_world(folder: Path, pairs: int, entries: int) -> dict[str, Any]:
    """Make the house in a folder, with pairs whose client has written; give who visits it.

    Each guest is {"session": the cookie's token, "rel": the relationship's uid}; entries hold 2 KB.
    """
    _wake(folder)
    from goldenthread.core import clock  # noqa: PLC0415 (Django must be awake)

    at = clock.now() - timedelta(days=7)
    coach = _member("Coach", "coach@example.org", at, coaches=True)
    guests = []
    for number in range(pairs):
        client = _member(f"Client {number}", f"client{number}@example.org", at)
        rel = _pair(coach, client, at)
        write = fill_journal if entries > MANY else write_entries
        uids = write(rel, client, entries, at)
        guests.append({"session": _visit(client), "rel": str(rel.uid), "entries": uids})
    return {"guests": guests, "coach": _visit(coach), "passphrase": PASSPHRASE}


def _wake(folder: Path) -> None:
    from goldenthread.web.commands import folder as folders  # noqa: PLC0415

    house = folders.Folder(folder)
    house.root.mkdir(mode=0o700, exist_ok=True)
    house.make()
    folders.point_settings_at(house)
    from goldenthread.web.commands.waking import wake  # noqa: PLC0415

    wake()
    from goldenthread.web.commands import opening  # noqa: PLC0415

    opening.prepare()


def _member(name: str, address: str, at: datetime, *, coaches: bool = False) -> Any:
    from goldenthread.people import api as people  # noqa: PLC0415
    from goldenthread.vault import api as vault  # noqa: PLC0415

    person = people.register_person(
        name=name, address=address, coaches=coaches, zone="UTC", by=None, at=at
    )
    unlocked = vault.make_keys(person=person, passphrase=PASSPHRASE, by=person, at=at)
    vault.keep_code(person=person, by=person, at=at)
    return unlocked


def _pair(coach: Any, client: Any, at: datetime) -> Any:
    from goldenthread.relationships import api as relationships  # noqa: PLC0415

    invited = relationships.invite_client(
        address="guest@example.org", called="A guest", keyring=coach.keyring, by=coach.person, at=at
    )
    return relationships.accept_invitation(
        invitation=invited.invitations.get(), keyring=client.keyring, by=client.person, at=at
    )


def fill_journal(rel: Any, client: Any, count: int, at: datetime) -> list[str]:
    """Seal that many entries straight into the table: quick, and with no line each in the ledger."""
    from goldenthread.journal.models import Entry  # noqa: PLC0415
    from goldenthread.vault import api as vault  # noqa: PLC0415

    keyring, room = client.keyring, vault.compartment_of(rel.uid, "client-private")
    rows = []
    for number in range(count):
        moment = at - timedelta(minutes=number)
        entry = Entry(compartment=room, author_uid=client.person.uid, written_at=moment)
        said = {"title": f"Entry {number}", "body": entry_text(number)}
        vault.seal(entry, said, keyring=keyring)
        rows.append(entry)
    Entry.objects.bulk_create(rows, batch_size=100)
    return [str(entry.uid) for entry in rows]


def write_entries(rel: Any, client: Any, count: int, at: datetime) -> list[str]:
    """Keep that many entries of 2 KB, a minute apart, in one transaction."""
    from django.db import transaction  # noqa: PLC0415

    from goldenthread.journal import api as journal  # noqa: PLC0415

    keyring = client.keyring
    with transaction.atomic():
        return [
            str(
                journal.keep_entry(
                    rel,
                    journal.Writing.of(f"Entry {number}", entry_text(number)),
                    by=client.person,
                    at=at + timedelta(minutes=number),
                    keyring=keyring,
                ).uid
            )
            for number in range(count)
        ]


def _visit(unlocked: Any) -> str:
    """Begin a signed-in visit as the door does, and give its token."""
    from django.http import HttpRequest  # noqa: PLC0415

    from goldenthread.core.clock import now  # noqa: PLC0415
    from goldenthread.vault import api as vault  # noqa: PLC0415
    from goldenthread.vault.sealed_sessions import SessionStore  # noqa: PLC0415

    request = HttpRequest()
    request.session = SessionStore()
    vault.let_in(request, vault.Unlocked(unlocked.person, unlocked.user_key), now())
    request.session.save()
    return str(request.session.session_key)
