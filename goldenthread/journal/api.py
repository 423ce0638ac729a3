"""The door: what other domains may use of the journal."""

from goldenthread.journal.actions import (
    AlreadyKept,
    EditedElsewhere,
    Writing,
    answer_passage,
    change_entry,
    delete_entry,
    keep_entry,
    share_passage,
    take_back_passage,
)
from goldenthread.journal.opened import EntriesPage, Findings, OpenEntry, SharedPage, Thread
from goldenthread.journal.queries.copies import copy_for
from goldenthread.journal.queries.reading import entries_page, shared_page, the_entry, the_thread
from goldenthread.journal.queries.searching import search

__all__ = [
    "AlreadyKept",
    "EditedElsewhere",
    "EntriesPage",
    "Findings",
    "OpenEntry",
    "SharedPage",
    "Thread",
    "Writing",
    "answer_passage",
    "change_entry",
    "copy_for",
    "delete_entry",
    "entries_page",
    "keep_entry",
    "search",
    "share_passage",
    "shared_page",
    "take_back_passage",
    "the_entry",
    "the_thread",
]
