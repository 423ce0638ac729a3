"""The cast. Alma coaches Ben; Cleo coaches too and must see nothing of Ben's; Dara pays for Ben; Enzo supervises Alma.

Everybody is made through the house's own actions, so no test starts from a state the product could not reach.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import pytest
from django.test import Client

from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.relationships.models import Invitation
from goldenthread.relationships.states import InvitationState
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault

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


@pytest.fixture
def founded(db: None) -> None:
    """A house with its secrets."""
    vault.found_house()


@pytest.fixture
def _alma(founded: None, at: datetime) -> Member:
    return make_member("Alma", at - FOUNDED, coaches=True)


@pytest.fixture
def _ben(founded: None, at: datetime) -> Member:
    return make_member("Ben", at - FOUNDED)


@pytest.fixture
def _cleo(founded: None, at: datetime) -> Member:
    return make_member("Cleo", at - FOUNDED, coaches=True)


@pytest.fixture
def _dara(founded: None, at: datetime) -> Member:
    return make_member("Dara", at - FOUNDED)


@pytest.fixture
def _enzo(founded: None, at: datetime) -> Member:
    return make_member("Enzo", at - FOUNDED)


@pytest.fixture
def alma(_alma: Member) -> people.Person:
    """The coach."""
    return _alma.person


@pytest.fixture
def ben(_ben: Member) -> people.Person:
    """Her client."""
    return _ben.person


@pytest.fixture
def cleo(_cleo: Member) -> people.Person:
    """Another coach of the house, who must see nothing of Ben's."""
    return _cleo.person


@pytest.fixture
def dara(_dara: Member) -> people.Person:
    """The sponsor."""
    return _dara.person


@pytest.fixture
def enzo(_enzo: Member) -> people.Person:
    """The supervisor."""
    return _enzo.person


@pytest.fixture
def alma_keyring(_alma: Member) -> vault.Keyring:
    """Alma's keys, fresh."""
    return _alma.keyring


@pytest.fixture
def ben_keyring(_ben: Member) -> vault.Keyring:
    """Ben's keys, fresh."""
    return _ben.keyring


@pytest.fixture
def cleo_keyring(_cleo: Member) -> vault.Keyring:
    """Cleo's keys, fresh."""
    return _cleo.keyring


@pytest.fixture
def dara_keyring(_dara: Member) -> vault.Keyring:
    """Dara's keys, fresh."""
    return _dara.keyring


@pytest.fixture
def enzo_keyring(_enzo: Member) -> vault.Keyring:
    """Enzo's keys, fresh."""
    return _enzo.keyring


@pytest.fixture
def relationship(_alma: Member, _ben: Member, at: datetime) -> relationships.Relationship:
    """Alma and Ben, begun; nothing agreed yet."""
    return invite_and_accept(_alma, _ben, at - FOUNDED)


@pytest.fixture
def as_alma(_alma: Member) -> Client:
    """Alma's browser."""
    return _alma.client


@pytest.fixture
def as_ben(_ben: Member) -> Client:
    """Ben's browser."""
    return _ben.client


@pytest.fixture
def as_cleo(_cleo: Member) -> Client:
    """Cleo's browser."""
    return _cleo.client


@pytest.fixture
def as_dara(_dara: Member) -> Client:
    """Dara's browser."""
    return _dara.client


@pytest.fixture
def as_enzo(_enzo: Member) -> Client:
    """Enzo's browser."""
    return _enzo.client


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
