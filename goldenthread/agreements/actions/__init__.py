"""What can happen to an agreement: proposed, reworded, agreed, signed, looked at again, ended."""

from goldenthread.agreements.actions.asking import (
    answer_question,
    ask_about_confidentiality,
    note_disclosure,
)
from goldenthread.agreements.actions.changed import ChangedElsewhere, WordsChanged
from goldenthread.agreements.actions.lasting import end_agreement, reopen_agreement
from goldenthread.agreements.actions.signing import sign_agreement
from goldenthread.agreements.actions.starting import drop_starting_line, keep_starting_line
from goldenthread.agreements.actions.talking import (
    add_clause,
    keep_talking,
    propose_agreement,
    reword_clause,
    say_yes,
)
from goldenthread.agreements.actions.tightening import tighten_term

__all__ = [
    "ChangedElsewhere",
    "WordsChanged",
    "add_clause",
    "answer_question",
    "ask_about_confidentiality",
    "drop_starting_line",
    "end_agreement",
    "keep_starting_line",
    "keep_talking",
    "note_disclosure",
    "propose_agreement",
    "reopen_agreement",
    "reword_clause",
    "say_yes",
    "sign_agreement",
    "tighten_term",
]
