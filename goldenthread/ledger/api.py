"""The door: what other domains may use of the ledger."""

from goldenthread.ledger.actions import DeedUnwritten, LedgerClosed, Witness, record, witness
from goldenthread.ledger.export import (
    LedgerTorn,
    deeds_file,
    export_stream,
    house_key,
    ledger_file,
    lines_about_file,
    signed_head,
    verifier_text,
)
from goldenthread.ledger.models import AppendOnly, Entry
from goldenthread.ledger.prose import Line, people_in, prose
from goldenthread.ledger.queries import (
    Head,
    Place,
    entries_about,
    entries_by,
    first_readings,
    head_of,
    heads_for,
    place_of,
)
from goldenthread.ledger.verbs import VerbRefused, declare, declared_verbs
from goldenthread.ledger.verifier.verify_ledger import main as verify_main
from goldenthread.ledger.verifier.verify_ledger import verify

__all__ = [
    "AppendOnly",
    "DeedUnwritten",
    "Entry",
    "Head",
    "LedgerClosed",
    "LedgerTorn",
    "Line",
    "Place",
    "VerbRefused",
    "Witness",
    "declare",
    "declared_verbs",
    "deeds_file",
    "entries_about",
    "entries_by",
    "export_stream",
    "first_readings",
    "head_of",
    "heads_for",
    "house_key",
    "ledger_file",
    "lines_about_file",
    "people_in",
    "place_of",
    "prose",
    "record",
    "signed_head",
    "verifier_text",
    "verify",
    "verify_main",
    "witness",
]
