"""Beside the two: clauses for Dara and Enzo, their seats, hopes, a question, and what was released."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from goldenthread.agreements import api as agreements
from goldenthread.core.roles import Role
from goldenthread.relationships import api as relationships
from goldenthread.relationships.api import Relationship
from goldenthread.sharing import api as sharing
from goldenthread.web.days import words
from goldenthread.web.days.who import InDemo, Scene


def agree_on_more(scene: Scene, at: datetime) -> None:
    """Let the two add what opens goals, sessions and seats, and sign the second version."""
    pair, alma, ben = scene.pair, scene.alma, scene.ben
    agreements.reopen_agreement(pair, by=ben.unlocked.person, at=at)
    for key, heading, sentence in words.CLAUSES:
        saying = agreements.Saying(
            sentence, "", agreements.Term(key, values=words.VALUES.get(key, {}))
        )
        clause = agreements.add_clause(pair, heading, saying, **alma.keys, at=at)
        yes = clause.coach_yes_id
        if yes is not None:
            later = at + timedelta(hours=1)
            agreements.say_yes(pair, clause, yes, by=ben.unlocked.person, at=later)
    read = at + timedelta(hours=2)
    talk = agreements.talk_of(pair, **ben.keys, at=read)
    for one in (alma, ben):
        if talk is not None:
            agreements.ask_about_confidentiality(pair, talk.version, "", **one.keys, at=read)
    for hours, one in enumerate((ben, alma), start=3):
        sign(pair, one, at + timedelta(hours=hours))


def sign(pair: Relationship, one: InDemo, at: datetime) -> None:
    """Let one of the two sign exactly what they see."""
    talk = agreements.talk_of(pair, **one.keys, at=at)
    if talk is not None:
        copy = agreements.copy_to_sign(pair, talk, keyring=one.unlocked.keyring)
        agreements.sign_agreement(
            pair, copy, shown=copy.paper.digest, name=one.name, **one.keys, at=at
        )


def sit_down(scene: Scene, at: datetime) -> None:
    """Let Dara and Enzo come to their seats, and sign the clauses that bind them."""
    _seated(scene.pair, scene.ben, (scene.dara, Role.SPONSOR), at)
    _seated(scene.pair, scene.alma, (scene.enzo, Role.SUPERVISOR), at)


def _seated(pair: Relationship, inviter: InDemo, beside: tuple[InDemo, Role], at: datetime) -> None:
    holder, role = beside
    seat = relationships.invite_to_seat(
        relationship=pair,
        role=role,
        address=holder.address,
        called=holder.name,
        allowed=agreements.may_seat(pair.uid, role, at=at),
        **inviter.keys,
        at=at,
    )
    came_in = at + timedelta(hours=2)
    invitation = relationships.the_waiting_seat_invitation(seat)
    relationships.accept_seat(invitation=invitation, **holder.keys, at=came_in)
    handed = at + timedelta(hours=5)
    agreements.hand_over_paper(pair, _seat(pair, role), **inviter.keys, at=handed)
    held = relationships.the_seat(seat.uid, by=holder.unlocked.person, at=handed)
    read = agreements.the_paper_of(held, **holder.keys, at=handed)
    if read is None:
        raise LookupError(role)
    signed = handed + timedelta(hours=1)
    agreements.sign_paper(
        held, shown=read.document.digest, name=holder.name, **holder.keys, at=signed
    )


def _seat(pair: Relationship, role: Role) -> relationships.Seat:
    seat = relationships.standing_seat(pair.uid, role)
    if seat is None:
        raise LookupError(role)
    seat.relationship = pair
    return seat


def talk_of_three(scene: Scene, at: datetime) -> None:
    """Let Dara hope and ask, Ben answer in his words, and Alma say what won't be reported."""
    pair, alma, ben, dara = scene.pair, scene.alma, scene.ben, scene.dara
    seat = _seat(pair, Role.SPONSOR)
    for hours, (part, said) in enumerate(words.HOPE.items()):
        spoken = at + timedelta(hours=hours)
        sharing.write_hope(seat, sharing.HopePart(part), said, **dara.keys, at=spoken)
    answer, not_reported = sharing.HopePart.ANSWER, sharing.HopePart.NOT_REPORTED
    later = at + timedelta(hours=20)
    sharing.write_hope(seat, answer, words.BENS_ANSWER, **ben.keys, at=later)
    sharing.write_hope(seat, not_reported, words.NOT_REPORTED, **alma.keys, at=later)
    asked = sharing.ask(seat, words.ASKED, **dara.keys, at=at + timedelta(days=8))
    reworded = sharing.RequestState.REWORDED
    answering = at + timedelta(days=9)
    asked = sharing.answer_request(seat, asked, reworded, by=ben.unlocked.person, at=answering)
    answers = sharing.Meant(request=asked)
    _release(pair, (Role.SPONSOR, words.STATEMENT, answers), (ben, alma), answering)
    sharing.draft_release(
        pair, role=Role.SPONSOR, words=words.WAITING_TEXT, **ben.keys, at=at + timedelta(days=12)
    )
    told = sharing.Outside(
        sharing.OutsideKind.ASKED,
        "Dara",
        (at + timedelta(days=10)).date(),
        words.ASKED_OUTSIDE,
        words.ANSWERED_OUTSIDE,
        "A2",
    )
    sharing.note_from_outside(pair, told, **alma.keys, at=at + timedelta(days=10))


def bring_a_case(scene: Scene, at: datetime) -> None:
    """Let Alma bring a case to Enzo: her words, without Ben's name, and Ben's yes to them."""
    case = (Role.SUPERVISOR, words.CASE, sharing.Meant())
    _release(scene.pair, case, (scene.alma, scene.ben), at)


def _release(
    pair: Relationship,
    leaving: tuple[Role, str, sharing.Meant],
    signers: tuple[InDemo, ...],
    at: datetime,
) -> None:
    role, said, meant = leaving
    draft = sharing.draft_release(
        pair, role=role, words=said, meant=meant, **signers[0].keys, at=at
    )
    for hours, one in enumerate(signers, start=1):
        doing: dict[str, Any] = {**one.keys, "at": at + timedelta(hours=hours)}
        seen = sharing.the_draft(pair, draft.uid, **doing)
        sharing.approve_release(pair, seen, shown=seen.manifest.shown, as_if_present=True, **doing)
