"""The door of swaps."""

from goldenthread.swaps.actions import (
    ChangedElsewhere,
    add_words,
    be_ready,
    keep_draft,
    keep_liking,
    put_away_draft,
    say_what_changes,
    take_back_half,
    take_back_likings,
)
from goldenthread.swaps.beside import Beside, show_beside
from goldenthread.swaps.copies import copy_for
from goldenthread.swaps.halves import Answered, Written
from goldenthread.swaps.kinds import KindRefused, Prompt, SwapKind, all_kinds, declare, the_kind
from goldenthread.swaps.liking_queries import LikingPage, liking_page
from goldenthread.swaps.likings import LikingSaid
from goldenthread.swaps.queries import (
    is_open,
    standing,
    standings,
    swap_page,
    the_open_draft,
)
from goldenthread.swaps.reading import OpenDraft, Standing, SwapPage
from goldenthread.swaps.states import SeenAs

__all__ = [
    "Answered",
    "Beside",
    "ChangedElsewhere",
    "KindRefused",
    "LikingPage",
    "LikingSaid",
    "OpenDraft",
    "Prompt",
    "SeenAs",
    "Standing",
    "SwapKind",
    "SwapPage",
    "Written",
    "add_words",
    "all_kinds",
    "be_ready",
    "copy_for",
    "declare",
    "is_open",
    "keep_draft",
    "keep_liking",
    "liking_page",
    "put_away_draft",
    "say_what_changes",
    "show_beside",
    "standing",
    "standings",
    "swap_page",
    "take_back_half",
    "take_back_likings",
    "the_kind",
    "the_open_draft",
]
