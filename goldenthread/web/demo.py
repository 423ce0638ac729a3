"""The demo: five people, and a few weeks of one relationship in mid-flow.

Everything is done by the people themselves, through the house's own actions and with their own keys, so the demo
is as sealed and as ledgered as anything else here. The story was made up for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from goldenthread.agreements import api as agreements
from goldenthread.courier import api as courier
from goldenthread.introductions import api as introductions
from goldenthread.journal import api as journal
from goldenthread.people import api as people
from goldenthread.promises import api as promises
from goldenthread.relationships import api as relationships
from goldenthread.relationships.api import Relationship
from goldenthread.seals import api as seals
from goldenthread.vault import api as vault
from goldenthread.web import story
from goldenthread.web.days import around_time, beside_them, between_them
from goldenthread.web.days.who import InDemo, Scene

ZONE = "Europe/Lisbon"
ALMAS_ZONE = "Europe/Stockholm"


def build_demo(at: datetime) -> list[InDemo]:
    """Make the five and the story of Alma and Ben so far, ending at `at`. Gives how to sign in as each."""
    begun = at - timedelta(days=36)
    alma = come_in("Alma", _("coach"), begun - timedelta(days=3), coaches=True, zone=ALMAS_ZONE)
    ben = come_in("Ben", _("Alma’s client"), begun)
    cleo = come_in("Cleo", _("another coach here"), begun, coaches=True)
    dara = come_in("Dara", _("Ben’s sponsor: reads what he released to her"), begun)
    enzo = come_in("Enzo", _("Alma’s supervisor: reads one case, without a name"), begun)
    for coach in (alma, cleo):
        keep_starting_words(coach, begun - timedelta(days=2))
        introduce(coach.keys, begun - timedelta(days=2))
    around_time.open_diary(alma, begun - timedelta(days=1))
    pair = begin(alma, ben, begun)
    scene = Scene(pair, alma, ben, dara, enzo)
    between_them.open_together(scene, begun + timedelta(days=1))
    agree(pair, alma, ben, begun + timedelta(days=2))
    beside_them.agree_on_more(scene, begun + timedelta(days=4))
    between_them.plan(scene, begun + timedelta(days=5))
    beside_them.sit_down(scene, begun + timedelta(days=6))
    beside_them.talk_of_three(scene, begun + timedelta(days=8))
    _write(pair, alma, ben, at)
    _promise(pair, alma, ben, at)
    between_them.meet(scene, at)
    around_time.settle_fees(scene, at - timedelta(days=9))
    around_time.log_hours(scene, at - timedelta(days=2))
    beside_them.bring_a_case(scene, at - timedelta(days=5))
    _talk_again(pair, ben, at - timedelta(days=1))
    return [alma, ben, cleo, dara, enzo]


def come_in(
    name: str, part: str, at: datetime, *, coaches: bool = False, zone: str = ZONE
) -> InDemo:
    """Let someone come in with six fresh words, and keep their recovery code."""
    passphrase, address = seals.six_words(), f"{name.lower().replace(' ', '.')}@example.org"
    person = people.register_person(
        name=name, address=address, coaches=coaches, zone=zone, by=None, at=at
    )
    unlocked = vault.make_keys(person=person, passphrase=passphrase, by=person, at=at)
    vault.keep_code(person=person, by=person, at=at)
    courier.turn_letters_off(person=person, by=person, at=at)
    return InDemo(name, part, address, passphrase, unlocked)


def keep_starting_words(coach: InDemo, at: datetime) -> None:
    """Let a coach read each suggested line and keep it as their own."""
    person, keyring = coach.unlocked.person, coach.unlocked.keyring
    for suggested in agreements.starting_lines(by=person, at=at, keyring=keyring):
        lines = agreements.starting_lines(by=person, at=at, keyring=keyring)
        agreements.keep_starting_line(lines, suggested, by=person, at=at, keyring=keyring)


def introduce(keys: dict[str, Any], at: datetime) -> None:
    """Let a coach keep each part of their process page, publish it, and settle what is theirs alone."""
    for suggested in introductions.draft_parts(**keys, at=at):
        words = story.COMPLAINTS if suggested.section == "complaints" else suggested.words
        parts = introductions.draft_parts(**keys, at=at)
        introductions.keep_part(parts, replace(suggested, words=words), **keys, at=at)
    introductions.publish_page(introductions.draft_parts(**keys, at=at), by=keys["by"], at=at)
    for step in introductions.OwnStep:
        introductions.keep_note(step, "", **keys, at=at)


def begin(coach: InDemo, client: InDemo, at: datetime) -> Relationship:
    """Let a coach invite and a client come in."""
    invited = relationships.invite_client(
        address=client.address, called=client.name, **coach.keys, at=at
    )
    return relationships.accept_invitation(
        invitation=relationships.the_waiting_invitation(invited, by=coach.unlocked.person),
        **client.keys,
        at=at + timedelta(hours=3),
    )


def agree(pair: Relationship, coach: InDemo, client: InDemo, at: datetime) -> None:
    """Let a coach propose, a client say yes to each clause, and both sign exactly what they see."""
    lines = agreements.starting_lines(**coach.keys, at=at)
    version = agreements.propose_agreement(pair, lines, **coach.keys, at=at)
    for one in (coach, client):
        agreements.ask_about_confidentiality(pair, version, "", **one.keys, at=at)
    talk = agreements.talk_of(pair, **client.keys, at=at)
    for spoken in talk.spoken if talk else ():
        theirs = spoken.stances["coach"]
        if theirs is not None:
            agreements.say_yes(
                pair, spoken.clause, theirs.wording_uid, by=client.unlocked.person, at=at
            )
    for one, hours in ((client, 1), (coach, 5)):
        beside_them.sign(pair, one, at + timedelta(hours=hours))


def _write(pair: Relationship, alma: InDemo, ben: InDemo, at: datetime) -> None:
    for page in story.PAGES:
        moment = at - timedelta(days=page.days_ago, hours=page.hours_ago)
        row = journal.keep_entry(
            pair, journal.Writing.of(page.title, page.body), **ben.keys, at=moment
        )
        if page.shared:
            opened = journal.the_entry(pair, row.uid, **ben.keys, at=moment)
            passage = journal.share_passage(
                pair,
                opened,
                page.shared,
                closes_at=None,
                **ben.keys,
                at=moment + timedelta(minutes=4),
            )
            for answer in page.answers:
                writer = alma if answer.by_coach else ben
                said_at = moment + timedelta(hours=answer.hours_later)
                # Nobody answers what they haven't read, so the ledger has that line first.
                journal.the_thread(pair, passage.uid, **writer.keys, at=said_at)
                journal.answer_passage(pair, passage.uid, answer.words, **writer.keys, at=said_at)


def _promise(pair: Relationship, alma: InDemo, ben: InDemo, at: datetime) -> None:
    for vow in story.VOWS:
        maker, receiver = (alma, ben) if vow.by_coach else (ben, alma)
        made = at - timedelta(days=vow.days_ago)
        promise = promises.make_promise(
            relationship=pair,
            said=promises.Said(
                vow.words, (made + timedelta(days=vow.days)).date(), vow.arrangement
            ),
            form_uid=story.form_of(vow),
            **maker.keys,
            at=made,
        )
        if vow.became:
            promises.settle_promise(
                relationship=pair,
                promise=promise,
                became=promises.PromiseState(vow.became),
                by=receiver.unlocked.person,
                at=made + timedelta(days=vow.days + (1 if vow.became == "kept_late" else 0)),
            )


def _talk_again(pair: Relationship, ben: InDemo, at: datetime) -> None:
    """Let Ben reopen one clause: two voices stand side by side, and the signed version still holds."""
    agreements.reopen_agreement(pair, by=ben.unlocked.person, at=at)
    talk = agreements.talk_of(pair, **ben.keys, at=at)
    for spoken in talk.spoken if talk else ():
        tied = spoken.tied
        if spoken.clause.term_kind == "A7" and tied is not None:
            agreements.reword_clause(
                pair,
                spoken.clause,
                replace(tied.saying, sentence=story.REWORDED, reason=story.REWORDED_BECAUSE),
                standing=None,
                **ben.keys,
                at=at,
            )
