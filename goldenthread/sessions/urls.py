"""Where sessions are found. Included at the root."""

from django.urls import path

from goldenthread.sessions.states import SessionState
from goldenthread.sessions.views import arranging, looking, speaking, time

app_name = "sessions"

_HERE = "together/<uuid:rel>/sessions/"
_ONE = f"{_HERE}<uuid:uid>/"

urlpatterns = [
    path(_HERE, arranging.sessions, name="sessions"),
    path(f"{_HERE}arrange/", arranging.arrange, name="arrange"),
    path(f"{_HERE}look/", looking.look, name="look"),
    path(f"{_HERE}look/done/", looking.looked, {"passed": False}, name="looked"),
    path(f"{_HERE}look/not-this-time/", looking.looked, {"passed": True}, name="not_this_time"),
    path("together/<uuid:rel>/time/", time.time_kept, name="time"),
    path(f"{_ONE}times/", time.times, name="times"),
    path(f"{_ONE}outage/", time.outage, name="outage"),
    path(f"{_ONE}outage/back/", time.outage_back, name="outage_back"),
    path(_ONE, arranging.session, name="session"),
    path(f"{_ONE}move/", arranging.move, name="move"),
    path(
        f"{_ONE}took-place/",
        arranging.mark,
        {"became": SessionState.TOOK_PLACE},
        name="took_place",
    ),
    path(f"{_ONE}call-off/", arranging.mark, {"became": SessionState.CALLED_OFF}, name="call_off"),
    path(f"{_ONE}let-it-be/", arranging.waive, name="waive"),
    path(f"{_ONE}undo/", arranging.mark, {"became": SessionState.PLANNED}, name="undo"),
    path(f"{_ONE}what-for/", speaking.speak, name="speak"),
    path(f"{_ONE}add/", speaking.add, name="add"),
    path(f"{_ONE}yes/", speaking.agree, name="yes"),
    path(f"{_ONE}card/", speaking.card, name="card"),
    path(f"{_ONE}card/back/", speaking.card_back, name="card_back"),
    path(f"{_ONE}did-we/", speaking.did_we, name="did_we"),
    path(f"{_ONE}still-wanted/", looking.still_wanted, name="still_wanted"),
]
