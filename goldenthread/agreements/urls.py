"""Where agreements are found. One address for each thing one can do."""

from django.urls import path

from goldenthread.agreements.views import (
    agreement,
    confidentiality,
    signing,
    starting_words,
    versions,
)

app_name = "agreements"

_ROOM = "together/<uuid:rel>/agreement/"
_WORDS = "desk/starting-words/"

urlpatterns = [
    path(_ROOM, agreement.agreement, name="agreement"),
    path(_ROOM + "propose/", agreement.propose, name="propose"),
    path(_ROOM + "add/", agreement.add, name="add"),
    path(_ROOM + "reopen/", agreement.reopen, name="reopen"),
    path(_ROOM + "clauses/<uuid:clause>/yes/", agreement.yes, name="yes"),
    path(_ROOM + "clauses/<uuid:clause>/talk/", agreement.talk_more, name="talk"),
    path(_ROOM + "clauses/<uuid:clause>/reword/", agreement.reword, name="reword"),
    path(_ROOM + "clauses/<uuid:clause>/leave-out/", agreement.leave_out, name="leave_out"),
    path(_ROOM + "terms/<uuid:term>/close/", agreement.close, name="close_term"),
    path(_ROOM + "confidentiality/", confidentiality.confidentiality, name="confidentiality"),
    path(_ROOM + "confidentiality/ask/", confidentiality.ask, name="ask"),
    path(_ROOM + "confidentiality/<uuid:question>/answer/", confidentiality.answer, name="answer"),
    path(_ROOM + "confidentiality/told/", confidentiality.note_disclosure, name="note_disclosure"),
    path(_ROOM + "sign/", signing.sign, name="sign"),
    path(_ROOM + "versions/", versions.versions, name="versions"),
    path(_ROOM + "versions/<int:number>/", versions.version, name="version"),
    path(_ROOM + "versions/<int:number>/changes/", versions.changes, name="changes"),
    path(_WORDS, starting_words.starting_words, name="starting_words"),
    path(_WORDS + "add/", starting_words.add_line, name="add_line"),
    path(_WORDS + "<slug:key>/", starting_words.line, name="starting_line"),
    path(_WORDS + "<slug:key>/leave-out/", starting_words.leave_line_out, name="leave_line_out"),
]
