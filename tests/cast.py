"""The cast. Alma coaches Ben; Cleo coaches too and must see nothing of Ben's; Dara pays for Ben; Enzo supervises Alma.

Everybody is made through the house's own actions, so no test starts from a state the product could not reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Invitation
from goldenthread.relationships.states import InvitationState
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault
from goldenthread.web.days.who import InDemo
from goldenthread.web.demo import agree, keep_starting_words
from tests.replay import Beginning, beginning, may_replay

PASSPHRASE = "plum lantern walks over quiet rivers"
FOUNDED = timedelta(days=30)


@dataclass
class Member:
    """One of the cast: a person with open keys, and a browser of their own."""

    unlocked: vault.Unlocked
    name: str
    address: str
    passphrase: str = PASSPHRASE
    _client: Client | None = field(default=None, repr=False)

    @property
    def person(self) -> people.Person:
        """The person, as actions take them."""
        return self.unlocked.person

    @property
    def uid(self) -> Any:
        """The person's uid, so that a member may stand where a person is asked for."""
        return self.unlocked.person.uid

    @property
    def keyring(self) -> vault.Keyring:
        """A keyring as fresh as in a new request."""
        return self.unlocked.keyring

    @cached_property
    def client(self) -> Client:
        """A browser that is signed in as this person, over https."""
        return signed_in_client(self.unlocked)


def signed_in_client(unlocked: vault.Unlocked) -> Client:
    """Give a browser with a sealed visit of this person, as `let_in` begins one."""
    from django.http import HttpRequest

    from goldenthread.core.clock import now
    from goldenthread.vault.sealed_sessions import SessionStore

    client = Client(headers={"host": "localhost"})
    client.defaults["wsgi.url_scheme"] = "https"
    request = HttpRequest()
    request.session = SessionStore()
    vault.let_in(request, vault.Unlocked(unlocked.person, unlocked.user_key), now())
    request.session.save()
    client.cookies["__Host-s"] = request.session.session_key or ""
    return client


def make_member(name: str, at: datetime, *, coaches: bool = False) -> Member:
    """Let someone come in: a person, a passphrase, keys, and the recovery code kept."""
    address = f"{name.lower()}@example.org"
    person = people.register_person(
        name=name, address=address, coaches=coaches, zone="UTC", by=None, at=at
    )
    unlocked = vault.make_keys(person=person, passphrase=PASSPHRASE, by=person, at=at)
    vault.keep_code(person=person, by=person, at=at)
    return Member(unlocked, name, address)


def invite_and_accept(coach: Member, client: Member, at: datetime) -> relationships.Relationship:
    """Let a coach invite and a client come in."""
    invited = relationships.invite_client(
        address=client.address, called=client.name, keyring=coach.keyring, by=coach.person, at=at
    )
    invitation = Invitation.objects.get(relationship=invited, state=InvitationState.WAITING)
    return relationships.accept_invitation(
        invitation=invitation, keyring=client.keyring, by=client.person, at=at
    )


# Who comes in, in this order; the rows of each are kept once and laid out for every test.
THE_MOMENT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # what `at` gives where nothing else is said
NAMES = ("Alma", "Ben", "Cleo", "Dara", "Enzo")
COACHES = {"Alma", "Cleo"}


def _beginning(at: datetime) -> Beginning:
    """Give how it begins for nearly every test: the house, the five, the pair, the first agreement."""

    def came_in(name: str) -> Callable[[Any], Member]:
        return lambda _: make_member(name, at - FOUNDED, coaches=name in COACHES)

    return beginning(
        at,
        {"founded": lambda _: vault.found_house()}
        | {name: came_in(name) for name in NAMES}
        | {
            "relationship": lambda came: invite_and_accept(came["Alma"], came["Ben"], at - FOUNDED),
            "agreed": lambda came: _agree(came["relationship"], came["Alma"], came["Ben"], at),
        },
    )


@pytest.fixture
def lay_out(request: pytest.FixtureRequest, at: datetime) -> Callable[..., Any]:
    """Lay out a step of the beginning, or live it where a test really commits."""
    replays = at == THE_MOMENT and may_replay(request)

    def step(name: str, live: Callable[[], Any]) -> Any:
        if not replays:
            return live()
        try:
            came_of_it = _beginning(at).lay_out(name)
        except IntegrityError:
            return live()
        if isinstance(came_of_it, Member):
            person = people.the_person(came_of_it.uid)
            unlocked = replace(came_of_it.unlocked, person=person)
            return Member(unlocked, came_of_it.name, came_of_it.address)
        if isinstance(came_of_it, relationships.Relationship):
            return relationships.Relationship.objects.get(uid=came_of_it.uid)
        return came_of_it

    return step


@pytest.fixture
def founded(db: None, lay_out: Callable[..., Any]) -> None:
    """A house with its secrets."""
    lay_out("founded", vault.found_house)


@pytest.fixture
def come_in(founded: None, lay_out: Callable[..., Any], at: datetime) -> Callable[[str], Member]:
    """Let one of the five come in."""

    def coming(name: str) -> Member:
        def live() -> Member:
            return make_member(name, at - FOUNDED, coaches=name in COACHES)

        member: Member = lay_out(name, live)
        return member

    return coming


@pytest.fixture
def alma_member(come_in: Callable[[str], Member]) -> Member:
    return come_in("Alma")


@pytest.fixture
def ben_member(come_in: Callable[[str], Member]) -> Member:
    return come_in("Ben")


@pytest.fixture
def cleo_member(come_in: Callable[[str], Member]) -> Member:
    return come_in("Cleo")


@pytest.fixture
def dara_member(come_in: Callable[[str], Member]) -> Member:
    return come_in("Dara")


@pytest.fixture
def enzo_member(come_in: Callable[[str], Member]) -> Member:
    return come_in("Enzo")


@pytest.fixture
def alma(alma_member: Member) -> people.Person:
    """The coach."""
    return alma_member.person


@pytest.fixture
def ben(ben_member: Member) -> people.Person:
    """Her client."""
    return ben_member.person


@pytest.fixture
def cleo(cleo_member: Member) -> people.Person:
    """Another coach of the house, who must see nothing of Ben's."""
    return cleo_member.person


@pytest.fixture
def dara(dara_member: Member) -> people.Person:
    """The sponsor."""
    return dara_member.person


@pytest.fixture
def enzo(enzo_member: Member) -> people.Person:
    """The supervisor."""
    return enzo_member.person


@pytest.fixture
def alma_keyring(alma_member: Member) -> vault.Keyring:
    """Alma's keys, fresh."""
    return alma_member.keyring


@pytest.fixture
def ben_keyring(ben_member: Member) -> vault.Keyring:
    """Ben's keys, fresh."""
    return ben_member.keyring


@pytest.fixture
def cleo_keyring(cleo_member: Member) -> vault.Keyring:
    """Cleo's keys, fresh."""
    return cleo_member.keyring


@pytest.fixture
def dara_keyring(dara_member: Member) -> vault.Keyring:
    """Dara's keys, fresh."""
    return dara_member.keyring


@pytest.fixture
def enzo_keyring(enzo_member: Member) -> vault.Keyring:
    """Enzo's keys, fresh."""
    return enzo_member.keyring


@pytest.fixture
def relationship(
    alma_member: Member, ben_member: Member, at: datetime, lay_out: Callable[..., Any]
) -> relationships.Relationship:
    """Alma and Ben, begun; nothing agreed yet."""
    begun: relationships.Relationship = lay_out(
        "relationship", lambda: invite_and_accept(alma_member, ben_member, at - FOUNDED)
    )
    return begun


@pytest.fixture
def as_alma(alma_member: Member) -> Client:
    """Alma's browser."""
    return alma_member.client


@pytest.fixture
def as_ben(ben_member: Member) -> Client:
    """Ben's browser."""
    return ben_member.client


@pytest.fixture
def as_cleo(cleo_member: Member) -> Client:
    """Cleo's browser."""
    return cleo_member.client


@pytest.fixture
def as_dara(dara_member: Member) -> Client:
    """Dara's browser."""
    return dara_member.client


@pytest.fixture
def as_enzo(enzo_member: Member) -> Client:
    """Enzo's browser."""
    return enzo_member.client


@pytest.fixture
def nobody() -> Client:
    """A browser that nobody is signed in with."""
    client = Client(headers={"host": "localhost"})
    client.defaults["wsgi.url_scheme"] = "https"
    return client


@pytest.fixture
def strangers(as_cleo: Client, as_dara: Client, as_enzo: Client) -> dict[str, Client]:
    """The three of the cast who may see nothing of what Alma and Ben keep."""
    return {"Cleo": as_cleo, "Dara": as_dara, "Enzo": as_enzo}


def wrong_token() -> str:
    """Give a token that nobody was sent."""
    return seals.new_token()


def in_story(member: Member) -> InDemo:
    """Give a member as the demo's story takes them."""
    return InDemo(member.name, "", member.address, member.passphrase, member.unlocked)


@pytest.fixture
def agreed(
    relationship: relationships.Relationship,
    alma_member: Member,
    ben_member: Member,
    at: datetime,
    lay_out: Callable[..., Any],
) -> relationships.Relationship:
    """Alma and Ben, with a first agreement that both have signed."""
    lay_out("agreed", lambda: _agree(relationship, alma_member, ben_member, at))
    return relationship


def _agree(
    relationship: relationships.Relationship, alma: Member, ben: Member, at: datetime
) -> None:
    keep_starting_words(in_story(alma), at)
    # Both have signed by `at`: what was shared before an agreement stays shut to it (INV-7).
    agree(relationship, in_story(alma), in_story(ben), at - timedelta(hours=6))
