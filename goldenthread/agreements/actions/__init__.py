"""What can happen to an agreement: proposed, reworded, agreed, signed, looked at again, ended."""

from goldenthread.agreements.actions.asking import (
    answer_question,
    ask_about_confidentiality,
)
from goldenthread.agreements.actions.changed import ChangedElsewhere, WordsChanged
from goldenthread.agreements.actions.lasting import (
    end_agreement,
    reopen_agreement,
    say_still_right,
)
from goldenthread.agreements.actions.papers import hand_over_paper, sign_paper
from goldenthread.agreements.actions.signing import (
    note_spoken_yes,
    sign_agreement,
    take_spoken_yes_back,
)
from goldenthread.agreements.actions.starting import (
    begin_starting_draft,
    delete_draft,
    drop_starting_line,
    keep_starting_line,
    let_draft_go,
    name_starting_draft,
    put_draft_back,
)
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
    "begin_starting_draft",
    "delete_draft",
    "drop_starting_line",
    "end_agreement",
    "hand_over_paper",
    "keep_starting_line",
    "keep_talking",
    "let_draft_go",
    "name_starting_draft",
    "note_spoken_yes",
    "propose_agreement",
    "put_draft_back",
    "reopen_agreement",
    "reword_clause",
    "say_still_right",
    "say_yes",
    "sign_agreement",
    "sign_paper",
    "take_spoken_yes_back",
    "tighten_term",
]
