"""Deleting every row that belongs to a relationship, whichever domain made it.

The rows are found by what they hang on, never by a list of models: a domain added tomorrow is
cleared without a line here. The ledger is left: it holds no word, and belongs to whom it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.deletion import ProtectedError, RestrictedError

from goldenthread.relationships import api as relationships
from goldenthread.vault import api as vault

# Not rows of a relationship's words: what was done, the keys themselves, and this very record.
_STAYS = frozenset({"ledger", "shares", "exits", "relationships.relationship"})


class CannotBeCleared(Exception):
    """Two kinds of rows protect each other from being deleted; the erasure was undone."""


def clear(relationship_uid: UUID, compartments: Collection[UUID]) -> int:
    """Delete what lies in these compartments or hangs on this relationship; say how many rows.

    Runs inside the caller's transaction. Raises CannotBeCleared if rows protect each other.
    """
    waiting = list(_rows(relationship_uid, compartments))
    cleared = 0
    while waiting:
        left = []
        for rows in waiting:
            try:
                cleared += rows.all().delete()[0]
            except (ProtectedError, RestrictedError):
                left.append(rows)
        if len(left) == len(waiting):
            raise CannotBeCleared(", ".join(rows.model._meta.label for rows in left))  # noqa: SLF001
        waiting = left
    return cleared


def _rows(relationship_uid: UUID, compartments: Collection[UUID]) -> Iterator[QuerySet[Model]]:
    seats = [seat.uid for seat in relationships.seats_of(relationship_uid)]
    for model in apps.get_models():
        label = model._meta.label_lower  # noqa: SLF001 - Django's own name for it
        if {label, label.partition(".")[0]} & _STAYS or not _is_ours(model):
            continue
        names = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001
        kept = model._base_manager  # noqa: SLF001
        if issubclass(model, vault.SealedRecord) or label == "vault.droppedletter":
            yield kept.filter(compartment__in=compartments)
        elif "relationship_uid" in names and label != "vault.compartment":
            yield kept.filter(relationship_uid=relationship_uid)
        if "relationship" in names:
            yield kept.filter(relationship=relationship_uid)
        if "seat_uid" in names and "relationship_uid" not in names:
            yield kept.filter(seat_uid__in=seats)


def _is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith("goldenthread.")
