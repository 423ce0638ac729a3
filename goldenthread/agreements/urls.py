"""Where agreements are found. One address for each thing one can do."""

from django.urls import path

from goldenthread.agreements.views import (
    agreement,
    clauses,
    confidentiality,
    papers,
    printed,
    sight,
    signing,
    starting_drafts,
    starting_words,
    versions,
)

app_name = "agreements"

_ROOM = "together/<uuid:rel>/agreement/"
_CLAUSE = _ROOM + "clauses/<uuid:clause>/"
_TERM = _ROOM + "terms/<uuid:term>/"
_PAPER = _ROOM + "papers/<uuid:seat>/"
_VERSION = _ROOM + "versions/<int:number>/"
_WORDS = "desk/starting-words/"
_DRAFT = _WORDS + "drafts/<uuid:draft>/"

urlpatterns = [
    path(_ROOM, agreement.agreement, name="agreement"),
    path(_ROOM + "propose/", agreement.propose, name="propose"),
    path(_ROOM + "reopen/", agreement.reopen, name="reopen"),
    path(_ROOM + "still-right/", agreement.still_right, name="still_right"),
    path(_ROOM + "said-aloud/", agreement.spoken, name="spoken"),
    path(_ROOM + "said-aloud/not-so/", agreement.not_spoken, name="not_spoken"),
    path(_ROOM + "said-aloud/confirm/", signing.confirm, name="confirm"),
    path(_ROOM + "who-can-see/", sight.sight, name="sight"),
    path(_ROOM + "add/", clauses.add, name="add"),
    path(_ROOM + "add/what-it-does/", clauses.kinds, name="kinds"),
    path(_CLAUSE + "yes/", clauses.yes, name="yes"),
    path(_CLAUSE + "talk/", clauses.talk_more, name="talk"),
    path(_CLAUSE + "reword/", clauses.reword, name="reword"),
    path(_CLAUSE + "leave-out/", clauses.leave_out, name="leave_out"),
    path(_TERM + "close/", clauses.close, name="close_term"),
    path(_TERM + "open-less/", clauses.narrow, name="narrow_term"),
    path(_PAPER, papers.seat_paper, name="seat_paper"),
    path(_PAPER + "hand-over/", papers.hand_over, name="hand_over"),
    path(_ROOM + "confidentiality/", confidentiality.confidentiality, name="confidentiality"),
    path(_ROOM + "confidentiality/ask/", confidentiality.ask, name="ask"),
    path(_ROOM + "confidentiality/<uuid:question>/answer/", confidentiality.answer, name="answer"),
    path(_ROOM + "sign/", signing.sign, name="sign"),
    path(_ROOM + "versions/", versions.versions, name="versions"),
    path(_VERSION, versions.version, name="version"),
    path(_VERSION + "changes/", versions.changes, name="changes"),
    path(_VERSION + "copy.html", printed.copy_in_html, name="copy_in_html"),
    path(_VERSION + "copy.pdf", printed.copy_in_pdf, name="copy_in_pdf"),
    path("verify_agreement.py", printed.verifier, name="verifier"),
    path(_WORDS, starting_words.starting_words, name="starting_words"),
    path(_WORDS + "add/", starting_words.add_line, name="add_line"),
    path(_WORDS + "add/what-it-does/", starting_words.line_kinds, name="line_kinds"),
    path(_WORDS + "drafts/", starting_drafts.starting_drafts, name="starting_drafts"),
    path(_WORDS + "drafts/new/", starting_drafts.new_draft, name="new_draft"),
    path(_DRAFT, starting_words.starting_words, name="starting_draft"),
    path(_DRAFT + "name/", starting_drafts.name_draft, name="name_draft"),
    path(_DRAFT + "copy/", starting_drafts.copy_draft, name="copy_draft"),
    path(_DRAFT + "let-go/", starting_drafts.let_go, name="let_draft_go"),
    path(_DRAFT + "put-back/", starting_drafts.put_back, name="put_draft_back"),
    path(_DRAFT + "delete/", starting_drafts.delete, name="delete_draft"),
    path(_DRAFT + "add/", starting_words.add_line, name="draft_add_line"),
    path(_DRAFT + "add/what-it-does/", starting_words.line_kinds, name="draft_line_kinds"),
    path(_DRAFT + "lines/<slug:key>/", starting_words.line, name="draft_starting_line"),
    path(
        _DRAFT + "lines/<slug:key>/leave-out/",
        starting_words.leave_line_out,
        name="draft_leave_line_out",
    ),
    path(_WORDS + "<slug:key>/", starting_words.line, name="starting_line"),
    path(_WORDS + "<slug:key>/leave-out/", starting_words.leave_line_out, name="leave_line_out"),
]
