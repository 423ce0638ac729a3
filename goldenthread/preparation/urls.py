"""Where what comes before a session is found. Included at the root."""

from django.urls import path

from goldenthread.preparation.views import before, by_link, own_letters

app_name = "preparation"

_LINK = "before/<str:token>/"
_HERE = "together/<uuid:rel>/sessions/<uuid:uid>/before/"
_OFF = "ahead/<str:token>/"

urlpatterns = [
    path(_HERE, before.before, name="before"),
    path(f"{_HERE}keep/", before.keep, name="keep"),
    path(f"{_HERE}take-back/", before.take_back, name="take_back"),
    path(f"{_HERE}what-for/", before.take_over, name="take_over"),
    path(_LINK, by_link.ask, name="by_link"),
    path(f"{_LINK}keep/", by_link.keep, name="keep_by_link"),
    path(f"{_LINK}sent/", by_link.sent, name="sent"),
    path(f"{_LINK}stop/", by_link.stop, name="stop_asking"),
    path(f"{_LINK}stopped/", by_link.stopped, name="stopped"),
    path("account/ahead/", own_letters.letters, name="letters"),
    path("account/ahead/keep/", own_letters.keep, name="keep_letters"),
    path(_OFF, own_letters.turn_off_page, name="turn_off_page"),
    path(f"{_OFF}off/", own_letters.turn_off, name="turn_off"),
]
