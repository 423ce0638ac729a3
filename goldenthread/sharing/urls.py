"""Where sharing is found. Included at the root. Addresses of a seat's holder never name the pair."""

from django.urls import path

from goldenthread.core.roles import BESIDE, Role
from goldenthread.sharing.states import RequestState
from goldenthread.sharing.views import (
    beside,
    continuity,
    outside,
    paper,
    preview,
    releases,
    trustee,
    window,
)

app_name = "sharing"

_WINDOW = "windows/<uuid:seat>/"
_PAIR = "together/<uuid:rel>/"
_BESIDE = f"{_PAIR}beside/<uuid:seat>/"
_ASKED = f"{_BESIDE}asked/<uuid:uid>/"
_RELEASE = f"{_PAIR}releases/<uuid:uid>/"
_PREVIEWS = [Role.COACH, *(role for role in Role if role in BESIDE)]

urlpatterns = [
    path("windows/", window.windows, name="windows"),
    path(_WINDOW, window.window, name="window"),
    path(f"{_WINDOW}hope/", window.hope, name="hope"),
    path(f"{_WINDOW}ask/", window.ask, name="ask"),
    path(f"{_WINDOW}not-given/", window.not_given, name="not_given"),
    path(f"{_WINDOW}asked/<uuid:uid>/take-back/", window.take_back, name="take_back"),
    path(f"{_WINDOW}released/<uuid:uid>/", window.released, name="released"),
    path(f"{_WINDOW}paper/", paper.paper, name="paper"),
    path(f"{_WINDOW}paper/sign/", paper.sign, name="sign_paper"),
    path(f"{_WINDOW}paper/copy.html", paper.copy, {"kind": "html"}, name="paper_in_html"),
    path(f"{_WINDOW}paper/copy.pdf", paper.copy, {"kind": "pdf"}, name="paper_in_pdf"),
    path(f"{_WINDOW}cannot-go-on/", trustee.cannot_go_on, name="cannot_go_on"),
    path(f"{_WINDOW}can-go-on/", trustee.can_go_on, name="can_go_on"),
    path(f"{_WINDOW}open-contact/", trustee.open_contact, name="open_contact"),
    path(_BESIDE, beside.beside, name="beside"),
    path(f"{_BESIDE}say/", beside.say, name="say"),
    path(f"{_BESIDE}after-the-first/", beside.put_off, name="put_off"),
    path(f"{_BESIDE}now/", beside.take_up, name="take_up"),
    path(f"{_BESIDE}release/", releases.draft, name="draft"),
    path(f"{_ASKED}accept/", beside.answer, {"became": RequestState.ACCEPTED}, name="accepted"),
    path(f"{_ASKED}reword/", beside.answer, {"became": RequestState.REWORDED}, name="reworded"),
    path(f"{_ASKED}not-this-time/", beside.decline, name="decline"),
    path(f"{_PAIR}releases/", releases.releases, name="releases"),
    path(_RELEASE, releases.release, name="release"),
    path(f"{_RELEASE}yes/", releases.approve, name="approve"),
    path(f"{_RELEASE}edit/", releases.edit, name="edit"),
    path(f"{_RELEASE}withdraw/", releases.withdraw, name="withdraw"),
    path(f"{_PAIR}from-outside/", outside.outside, name="outside"),
    path(f"{_PAIR}from-outside/note/", outside.note, name="note"),
    path(f"{_PAIR}if-the-coach-cannot/", continuity.continuity, name="continuity"),
    path(f"{_PAIR}see-as/", preview.previews, name="previews"),
    path(
        f"{_PAIR}see-as/<uuid:seat>/released/<uuid:uid>/",
        preview.preview_released,
        name="preview_released",
    ),
    *(
        path(
            f"{_PAIR}see-as/{role.value.replace('_', '-')}/",
            preview.preview,
            {"role": role},
            name="preview",
        )
        for role in _PREVIEWS
    ),
]
