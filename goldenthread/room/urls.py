"""Where the room is found. Included at the root."""

from django.urls import path

from goldenthread.room.states import Column
from goldenthread.room.views import arrival, card, hunches, notes, page, presses, promising

app_name = "room"

_HERE = "together/<uuid:rel>/sessions/<uuid:uid>/room/"
_LINE = f"{_HERE}lines/<uuid:line>/"
_HUNCH = f"{_HERE}hunches/<uuid:hunch>/"

urlpatterns = [
    path(_HERE, page.room, name="room"),
    path(f"{_HERE}quiet/", arrival.quiet, name="quiet"),
    path(f"{_HERE}put-down/", arrival.put_down, name="put_down"),
    path(f"{_HERE}here/", arrival.come_in, name="come_in"),
    path(f"{_HERE}leaving/", arrival.leaving, name="leaving"),
    path(f"{_HERE}over/", arrival.go_out, name="go_out"),
    path(f"{_HERE}outage/", arrival.outage, name="outage"),
    path(f"{_HERE}outage/back/", arrival.outage_back, name="outage_back"),
    path(f"{_HERE}card/say/", card.say, name="say"),
    path(f"{_HERE}card/add/", card.add, name="add"),
    path(f"{_HERE}card/yes/", card.agree, name="agree"),
    path(f"{_HERE}card/challenge/", card.challenge, name="challenge"),
    path(f"{_HERE}card/challenge/back/", card.challenge_back, name="challenge_back"),
    path(f"{_HERE}mine/", notes.write, {"column": Column.MINE}, name="mine"),
    path(f"{_HERE}ours/", notes.write, {"column": Column.OURS}, name="ours"),
    path(f"{_HERE}pad/", notes.write, {"column": Column.PAD}, name="pad"),
    path(f"{_HERE}lines/", notes.changing, name="lines"),
    path(_LINE, notes.word, name="word"),
    path(f"{_LINE}away/", notes.take_away, name="take_away"),
    path(f"{_HERE}live/", presses.stream, name="live"),
    path(f"{_HERE}now/", presses.now, name="now"),
    path(f"{_HERE}press/<slug:word>/", presses.press, name="press"),
    path(f"{_HERE}promise/", promising.promise, name="promise"),
    path(f"{_HERE}hunches/", hunches.keep, name="keep_hunch"),
    path(f"{_HUNCH}offer/", hunches.offer, name="offer"),
    path(f"{_HUNCH}back/", hunches.take_back, name="take_back"),
    path(f"{_HUNCH}drop/", hunches.drop, name="drop"),
    path(f"{_HUNCH}yes/", hunches.confirm, name="confirm"),
    path(f"{_HUNCH}let-go/", hunches.let_go, name="let_go"),
]
