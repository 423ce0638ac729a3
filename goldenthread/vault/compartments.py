"""Making compartments, and comparing their fingerprint. Steps of actions above; they leave no row of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from goldenthread.asking.api import Question
from goldenthread.seals import api as seals
from goldenthread.shares import api as shares
from goldenthread.vault import keysets
from goldenthread.vault.keyring import Keyring, epoch_context, grant_context
from goldenthread.vault.models import Compartment, Epoch, Grant
from goldenthread.vault.states import CompartmentKind

_OF_RELATIONSHIP = Question(Compartment, "relationship_uid", "kind")


class KeysChanged(Exception):
    """Someone's keys are not the ones this compartment was made with. Compare the six words before going on."""


@transaction.atomic
def make_compartment(
    kind: CompartmentKind,
    *,
    members: Mapping[UUID, str],
    keyring: Keyring,
    at: datetime,
    relationship_uid: UUID | None = None,
    held: bool = False,
) -> Compartment:
    """Make a compartment with its first epoch and a signed grant to each member (uid to role).

    The maker is among the members. The share goes to the second store before any row refers to it.
    Held, the compartment opens to nobody after this request until `let_go`; the maker may seal in it now.
    """
    public = keysets.public_keys(members, keyring.secrets)
    compartment = Compartment(
        kind=kind,
        relationship_uid=relationship_uid,
        owner_uid=keyring.person_uid,
        epoch=1,
        made_at=at,
    )
    instance = keyring.secrets.instance_id
    secret, share = seals.random_bytes(32), shares.new_epoch_share(compartment.uid, 1, held=held)
    epoch_key = seals.epoch_key(secret, share, instance, compartment.uid.bytes, 1)
    compartment.roster = seals.seal(
        seals.use_key(epoch_key, "roster"),
        epoch_context(instance, compartment.uid, 1, "roster/1"),
        keysets.roster_of(public),
    )
    compartment.save(force_insert=True)
    box = seals.new_sealing_pair()
    Epoch.objects.create(
        compartment=compartment,
        number=1,
        drop_public=box.public,
        drop_private=seals.seal(
            seals.use_key(epoch_key, "record"),
            epoch_context(instance, compartment.uid, 1, "drop.private/1"),
            box.private,
        ),
        started_at=at,
    )
    for uid, role in members.items():
        _grant(compartment, secret, (uid, role, public[uid].sealing), keyring=keyring, at=at)
    if held:
        keyring.keep(compartment, epoch_key)
    return compartment


@transaction.atomic
def coach_compartment(relationship_uid: UUID, *, keyring: Keyring, at: datetime) -> Compartment:
    """Give what a coach keeps of one relationship for themselves, made with the first word for it.

    A step of actions; they say first that `keyring` is the coach's.
    """
    found = _OF_RELATIONSHIP.one(relationship_uid, CompartmentKind.COACH_PRIVATE)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return make_compartment(
                CompartmentKind.COACH_PRIVATE,
                members={keyring.person_uid: "coach"},
                keyring=keyring,
                at=at,
                relationship_uid=relationship_uid,
            )
    except IntegrityError:  # the coach's other window was first
        return compartment_of(relationship_uid, CompartmentKind.COACH_PRIVATE)


def let_go(*compartment_uids: UUID) -> None:
    """Let compartments that were held open to their members, all at the same moment."""
    shares.let_go_of_epoch_shares(*compartment_uids)


@transaction.atomic
def forget_compartment(compartment_uid: UUID) -> None:
    """Take every grant back and delete the shares: nobody opens this compartment again (security.md 2.4).

    What was sealed in it stays where it lies, as bytes that no key fits. Whoever read it has read it.
    """
    Grant.objects.filter(compartment=compartment_uid).delete()
    shares.forget_epoch_shares(compartment_uid)


def take_grants_back(compartment_uid: UUID, person_uid: UUID) -> None:
    """Take a person's grants to a compartment back; the others go on reading in it."""
    Grant.objects.filter(compartment=compartment_uid, recipient_uid=person_uid).delete()


def take_all_grants_back(relationship_uid: UUID, person_uid: UUID) -> None:
    """Take a person's grants to every compartment of a relationship back: nothing of it opens to them any more."""
    Grant.objects.filter(
        compartment__relationship_uid=relationship_uid, recipient_uid=person_uid
    ).delete()


def _grant(
    compartment: Compartment,
    secret: bytes,
    member: tuple[UUID, str, bytes],
    *,
    keyring: Keyring,
    at: datetime,
) -> None:
    uid, role, sealing_public = member
    grant = Grant(
        compartment=compartment,
        epoch=compartment.epoch,
        recipient_uid=uid,
        role=role,
        granter_uid=keyring.person_uid,
        history_from=1,
        created=int(at.timestamp()),
    )
    context = grant_context(grant, sealing_public, keyring.secrets.instance_id)
    grant.grant = keyring.seal_grant(secret, context)
    grant.save(force_insert=True)


def compartment_of(relationship_uid: UUID, kind: CompartmentKind | str) -> Compartment:
    """Give a relationship's compartment of a kind. Raises Http404 when it has none yet."""
    found = _OF_RELATIONSHIP.one(relationship_uid, kind)
    if found is None:
        raise Http404
    return found


def compartments_of(relationship_uid: UUID) -> list[Compartment]:
    """Give every compartment of a relationship, of whichever kind."""
    return list(Compartment.objects.filter(relationship_uid=relationship_uid).order_by("uid"))


def open_beforehand(
    relationship_uid: UUID, kind: CompartmentKind | str, *, keyring: Keyring
) -> Compartment:
    """Open a compartment before a transaction that writes begins, so that nobody waits for keys behind its lock.

    Raises Http404 when there is none yet, NoGrant, shares.ShareForgotten, seals.Bad.
    """
    compartment = compartment_of(relationship_uid, kind)
    keyring.know(compartment)
    keyring.key(compartment.uid, compartment.epoch)
    return compartment


def own_compartment(person_uid: UUID) -> Compartment:
    """Give a coach's own compartment, which belongs to no relationship. Raises Http404 when there is none."""
    found = Compartment.objects.filter(owner_uid=person_uid, relationship_uid__isnull=True).first()
    if found is None:
        raise Http404
    return found


def fingerprint(compartment: Compartment, *, keyring: Keyring) -> tuple[str, ...]:
    """Give the six words that both members see when nobody stands between them (security.md 2.4).

    Raises KeysChanged when a member's keys are not those pinned in the sealed roster.
    """
    instance = keyring.secrets.instance_id
    pinned = keysets.unseal_roster(
        keyring.epoch_key(compartment.uid, 1),
        epoch_context(instance, compartment.uid, 1, "roster/1"),
        bytes(compartment.roster),
    )
    public = keysets.public_keys(pinned, keyring.secrets)
    if public != pinned:
        raise KeysChanged
    parts = [part for uid in sorted(public, key=str) for part in _both(public[uid])]
    return seals.fingerprint_words(instance, compartment.uid.bytes, *parts)


def _both(keys: keysets.PublicKeys) -> tuple[bytes, bytes]:
    return keys.sealing, keys.signing
