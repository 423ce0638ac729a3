"""The door of agreements."""

from goldenthread.agreements.actions import (
    WordsChanged,
    add_clause,
    answer_question,
    ask_about_confidentiality,
    begin_starting_draft,
    end_agreement,
    hand_over_paper,
    keep_starting_line,
    keep_talking,
    note_spoken_yes,
    propose_agreement,
    reopen_agreement,
    reword_clause,
    say_still_right,
    say_yes,
    sign_agreement,
    sign_paper,
    tighten_term,
)
from goldenthread.agreements.checks import unknown_terms
from goldenthread.agreements.copies import copy_for, papers_copy_for, starting_copy_for
from goldenthread.agreements.documents import copy_to_sign
from goldenthread.agreements.in_force import ask_continuity_of, last_term, terms_in_force
from goldenthread.agreements.printed_copies import printed, printed_paper, signed_numbers
from goldenthread.agreements.printing.sheet import Sheet
from goldenthread.agreements.printing.verifier_text import verifier_text
from goldenthread.agreements.queries import (
    PaperRead,
    Standing,
    may_seat,
    paper_standing,
    standing_of,
    starting_lines,
    starting_words_are_kept,
    talk_of,
    the_paper_of,
)
from goldenthread.agreements.reaching import opens_next, tell_and_say
from goldenthread.agreements.roles_reading import SignedWords, words_in_force
from goldenthread.agreements.saying import Saying
from goldenthread.agreements.seen import grounds_said
from goldenthread.agreements.sight import CALLED, SightCell, SightLine, SightRow, sight_of
from goldenthread.agreements.terms import (
    NOTHING_OPENS_THIS,
    THINGS,
    Continuity,
    Term,
    TermsInForce,
    sentence_of,
)

__all__ = [
    "CALLED",
    "NOTHING_OPENS_THIS",
    "THINGS",
    "Continuity",
    "PaperRead",
    "Saying",
    "Sheet",
    "SightCell",
    "SightLine",
    "SightRow",
    "SignedWords",
    "Standing",
    "Term",
    "TermsInForce",
    "WordsChanged",
    "add_clause",
    "answer_question",
    "ask_about_confidentiality",
    "ask_continuity_of",
    "begin_starting_draft",
    "copy_for",
    "copy_to_sign",
    "end_agreement",
    "grounds_said",
    "hand_over_paper",
    "keep_starting_line",
    "keep_talking",
    "last_term",
    "may_seat",
    "note_spoken_yes",
    "opens_next",
    "paper_standing",
    "papers_copy_for",
    "printed",
    "printed_paper",
    "propose_agreement",
    "reopen_agreement",
    "reword_clause",
    "say_still_right",
    "say_yes",
    "sentence_of",
    "sight_of",
    "sign_agreement",
    "sign_paper",
    "signed_numbers",
    "standing_of",
    "starting_copy_for",
    "starting_lines",
    "starting_words_are_kept",
    "talk_of",
    "tell_and_say",
    "terms_in_force",
    "the_paper_of",
    "tighten_term",
    "unknown_terms",
    "verifier_text",
    "words_in_force",
]
