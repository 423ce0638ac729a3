"""Real conversations as relationships: every step through the house's own actions, as people take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

from django.db import transaction

from goldenthread.agreements import api as agreements
from goldenthread.journal import api as journal
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import api as vault
from goldenthread.web.conversation_file import Conversation, Turn, read_conversations
from goldenthread.web.demo import introduce

COACHES: Final = 8
# The lines of a coach's starting words that these relationships agree on.
AGREED_ON: Final = ("purpose", "safety-journal", "expectations-promises")
FOUNDED: Final = timedelta(days=60)
# The talks lie this many days back at most, one relationship a day and then round again.
DAYS: Final = 28


@dataclass(frozen=True, slots=True)
class Someone:
    """How to sign in as one of those who were made."""

    name: str
    part: str
    address: str
    passphrase: str

    def __repr__(self) -> str:
        return f"Someone({self.name})"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Who was made, coaches first, and how many entries they were given."""

    coaches: tuple[Someone, ...]
    clients: tuple[Someone, ...]
    entries: int


@dataclass(frozen=True)
class _Member:
    """Someone with open keys, for the length of the loading."""

    someone: Someone
    unlocked: vault.Unlocked

    @property
    def person(self) -> people.Person:
        return self.unlocked.person

    @cached_property
    def keyring(self) -> vault.Keyring:
        return self.unlocked.keyring

    def doing(self, at: datetime) -> dict[str, Any]:
        """Give who acts, when, and with which keys."""
        return {"by": self.person, "at": at, "keyring": self.keyring}


def load(folder: Path, *, at: datetime, progress: Callable[[int, int], None]) -> Loaded:
    """Make a client for each conversation in the folder, and a few coaches who share them.

    Everything happened before `at`, an aware moment. `progress` is told how many relationships
    are done, of how many. Each relationship is kept whole or not at all. Raises
    conversation_file.BadConversations before anything is made.
    """
    conversations = read_conversations(folder)
    progress(0, len(conversations))
    coaches = [_coach(number, at - FOUNDED) for number in range(1, COACHES + 1)]
    clients, entries = [], 0
    for number, conversation in enumerate(conversations, start=1):
        coach = coaches[(number - 1) % COACHES]
        began = _beginning(conversation, number, at)
        with _both_stores():
            client = _member(f"Client {number}", f"client of {coach.someone.name}", began)
            relationship = _begin(coach, client, began)
            entries += _talk(relationship, conversation, coach=coach, client=client, began=began)
        clients.append(client.someone)
        progress(number, len(conversations))
    return Loaded(tuple(coach.someone for coach in coaches), tuple(clients), entries)


@contextmanager
def _both_stores() -> Iterator[None]:
    """Keep a relationship's rows in both stores, or none of them."""
    with transaction.atomic(using=shares.STORE), transaction.atomic():
        yield


def _beginning(conversation: Conversation, number: int, at: datetime) -> datetime:
    length = conversation.turns[-1].second + 1 if conversation.turns else 0
    return at - timedelta(days=1 + number % DAYS, seconds=length)


def _member(name: str, part: str, at: datetime, *, coaches: bool = False) -> _Member:
    address = f"{name.lower().replace(' ', '.')}@example.org"
    someone = Someone(name, part, address, seals.six_words())
    person = people.register_person(
        name=name, address=address, coaches=coaches, zone="UTC", by=None, at=at
    )
    unlocked = vault.make_keys(person=person, passphrase=someone.passphrase, by=person, at=at)
    vault.keep_code(person=person, by=person, at=at)
    return _Member(someone, unlocked)


def _coach(number: int, at: datetime) -> _Member:
    """Make a coach who has read and kept every suggested line."""
    with _both_stores():
        coach = _member(f"Coach {number}", "coach", at, coaches=True)
        for line in agreements.starting_lines(**coach.doing(at)):
            lines = agreements.starting_lines(**coach.doing(at))
            agreements.keep_starting_line(lines, replace(line, kept=True), **coach.doing(at))
        introduce({"by": coach.person, "keyring": coach.keyring}, at)
    return coach


def _begin(coach: _Member, client: _Member, at: datetime) -> relationships.Relationship:
    """Invite, come in, and sign what lets the coach read what is shared (INV-6)."""
    invited = relationships.invite_client(
        address=client.someone.address, called=client.someone.name, **coach.doing(at)
    )
    relationship = relationships.accept_invitation(
        invitation=invited.invitations.get(), **client.doing(at)
    )
    mine = agreements.starting_lines(**coach.doing(at))
    lines = [line for line in mine if line.key in AGREED_ON]
    version = agreements.propose_agreement(relationship, lines, **coach.doing(at))
    for clause in version.clauses.filter(coach_yes__isnull=False):
        wording = cast("UUID", clause.coach_yes_id)
        agreements.say_yes(relationship, clause, wording, by=client.person, at=at)
    for member in (coach, client):
        agreements.ask_about_confidentiality(relationship, version, "", **member.doing(at))
    for member in (client, coach):
        _sign(relationship, member, at)
    return relationship


def _sign(relationship: relationships.Relationship, member: _Member, at: datetime) -> None:
    talk = agreements.talk_of(relationship, **member.doing(at))
    assert talk is not None  # noqa: S101 (proposed above; for the type checker)
    copy = agreements.copy_to_sign(relationship, talk, keyring=member.keyring)
    agreements.sign_agreement(
        relationship,
        copy,
        shown=copy.paper.digest,
        name=member.someone.name,
        **member.doing(at),
    )


def _talk(
    relationship: relationships.Relationship,
    conversation: Conversation,
    *,
    coach: _Member,
    client: _Member,
    began: datetime,
) -> int:
    """Write a conversation down: what the client says is theirs; what the coach answers is shared."""
    kept = 0
    following = [*conversation.turns[1:], None]
    for turn, answer in zip(conversation.turns, following, strict=True):
        if turn.speaker != "client":
            continue
        said = began + timedelta(seconds=turn.second)
        entry = _keep(relationship, client, turn, said)
        kept += 1
        if answer is not None:
            passage = journal.share_passage(
                relationship, entry, entry.body, closes_at=None, **client.doing(said)
            )
            heard = began + timedelta(seconds=answer.second)
            journal.answer_passage(relationship, passage.uid, answer.words, **coach.doing(heard))
    return kept


def _keep(
    relationship: relationships.Relationship, client: _Member, turn: Turn, at: datetime
) -> journal.OpenEntry:
    """Keep a turn as an entry, and give it as its author still has it in hand."""
    writing = journal.Writing.of("", turn.words)
    entry = journal.keep_entry(relationship, writing, **client.doing(at))
    return journal.OpenEntry(
        uid=entry.uid,
        title=writing.title,
        body=writing.body,
        revision=entry.revision,
        written_at=at,
        changed_at=None,
        threads=(),
    )
