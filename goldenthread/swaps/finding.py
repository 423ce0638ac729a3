"""Finding a swap's rows, unopened. No word is read here, so no line is written."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from goldenthread.core.persons import HasUid
from goldenthread.relationships import api as relationships
from goldenthread.swaps.models import Draft, Half, Swap
from goldenthread.vault import api as vault


def private_of(relationship: relationships.Relationship, *, by: HasUid) -> vault.Compartment:
    """Give the compartment nobody but this person opens. Raises Http404 for anyone but the two.

    A client's belongs to the relationship; a coach's to the coach, and to no relationship.
    """
    if relationships.role_in(relationship, by) == "client":
        return vault.compartment_of(relationship.uid, vault.CompartmentKind.CLIENT_PRIVATE)
    return vault.own_compartment(by.uid)


def shared_of(relationship: relationships.Relationship) -> vault.Compartment:
    """Give the compartment that both open. Raises Http404 when there is none yet."""
    return vault.compartment_of(relationship.uid, vault.CompartmentKind.SHARED)


def find_swap(relationship: relationships.Relationship, kind: str) -> Swap | None:
    """Give the swap of this kind, if either has begun one."""
    return Swap.objects.filter(relationship_uid=relationship.uid, kind=kind).first()


def waiting_half(swap: Swap, author_uid: UUID) -> Half | None:
    """Give somebody's half of the round that has not opened yet, if they are ready."""
    return Half.objects.filter(swap=swap, round=swap.rounds + 1, author_uid=author_uid).first()


def the_draft(swap: Swap | None, *, by: HasUid) -> Draft:
    """Give what this person is writing. Raises Http404 where there is nothing."""
    found = Draft.objects.filter(swap=swap, author_uid=by.uid).first() if swap else None
    if found is None:
        raise Http404
    return found
