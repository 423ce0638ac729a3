"""The door: what other domains may use of the ledger."""

from goldenthread.ledger.actions import DeedUnwritten, LedgerClosed, Witness, record, witness
from goldenthread.ledger.models import AppendOnly, Entry
from goldenthread.ledger.queries import (
    Head,
    Place,
    entries_about,
    entries_by,
    head_of,
    heads_for,
    place_of,
)
from goldenthread.ledger.verbs import VerbRefused, declare, declared_verbs

__all__ = [
    "AppendOnly",
    "DeedUnwritten",
    "Entry",
    "Head",
    "LedgerClosed",
    "Place",
    "VerbRefused",
    "Witness",
    "declare",
    "declared_verbs",
    "entries_about",
    "entries_by",
    "head_of",
    "heads_for",
    "place_of",
    "record",
    "witness",
]
