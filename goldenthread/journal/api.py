"""The door: what other domains may use of the journal."""

from goldenthread.journal.actions import (
    AlreadyKept,
    EditedElsewhere,
    Writing,
    answer_passage,
    change_entry,
    delete_entry,
    keep_entry,
    let_passage_end,
    open_passages_again,
    share_passage,
    take_back_passage,
)
from goldenthread.journal.chores import wipe_ended_passages
from goldenthread.journal.opened import EntriesPage, Findings, OpenEntry, SharedPage, Thread
from goldenthread.journal.queries.copies import copy_for
from goldenthread.journal.queries.home import LatestReply, latest_entries, latest_replies
from goldenthread.journal.queries.reaching import shut_passages
from goldenthread.journal.queries.reading import entries_page, shared_page, the_entry, the_thread
from goldenthread.journal.queries.searching import search

__all__ = [
    "AlreadyKept",
    "EditedElsewhere",
    "EntriesPage",
    "Findings",
    "LatestReply",
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
    "latest_entries",
    "latest_replies",
    "let_passage_end",
    "open_passages_again",
    "search",
    "share_passage",
    "shared_page",
    "shut_passages",
    "take_back_passage",
    "the_entry",
    "the_thread",
    "wipe_ended_passages",
]
