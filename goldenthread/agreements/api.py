"""The door of agreements."""

from goldenthread.agreements.actions import (
    add_clause,
    answer_question,
    ask_about_confidentiality,
    end_agreement,
    keep_starting_line,
    keep_talking,
    note_disclosure,
    propose_agreement,
    reopen_agreement,
    reword_clause,
    say_yes,
    sign_agreement,
    tighten_term,
)
from goldenthread.agreements.copies import copy_for, starting_copy_for
from goldenthread.agreements.documents import copy_to_sign
from goldenthread.agreements.in_force import ask_continuity_of, terms_in_force
from goldenthread.agreements.queries import (
    Standing,
    standing_of,
    starting_lines,
    starting_words_are_kept,
    talk_of,
)
from goldenthread.agreements.reaching import tell_and_say, tell_the_other
from goldenthread.agreements.roles_reading import SignedWords, words_in_force
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.seen import grounds_said
from goldenthread.agreements.terms import (
    NOTHING_OPENS_THIS,
    THINGS,
    Continuity,
    Term,
    TermsInForce,
    sentence_of,
)

__all__ = [
    "NOTHING_OPENS_THIS",
    "THINGS",
    "Continuity",
    "Saying",
    "SignedWords",
    "Standing",
    "Term",
    "TermsInForce",
    "add_clause",
    "answer_question",
    "ask_about_confidentiality",
    "ask_continuity_of",
    "copy_for",
    "copy_to_sign",
    "end_agreement",
    "grounds_said",
    "keep_starting_line",
    "keep_talking",
    "note_disclosure",
    "propose_agreement",
    "reopen_agreement",
    "reword_clause",
    "say_yes",
    "sentence_of",
    "sign_agreement",
    "standing_of",
    "starting_copy_for",
    "starting_lines",
    "starting_words_are_kept",
    "talk_of",
    "tell_and_say",
    "tell_the_other",
    "terms_in_force",
    "tighten_term",
    "words_in_force",
]
