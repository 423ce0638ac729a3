"""Where the coach's practice is found. Included at the root."""

from django.urls import path

from goldenthread.practice.views import hours, lending

app_name = "practice"

_DESK = "desk/hours/"
_TOGETHER = "together/<uuid:rel>/hours/"

urlpatterns = [
    path(_DESK, hours.log, name="hours"),
    path(f"{_DESK}take-in/", hours.take_in, name="take_in"),
    path(f"{_DESK}write/", hours.write, name="write"),
    path(f"{_DESK}file/", hours.spreadsheet, name="spreadsheet"),
    path(f"{_DESK}paper/", hours.paper, name="paper"),
    path(f"{_DESK}<uuid:uid>/", hours.change, name="change"),
    path(f"{_DESK}<uuid:uid>/drop/", hours.drop, name="drop"),
    path(_TOGETHER, lending.lending, name="lending"),
    path(f"{_TOGETHER}lend/", lending.lend, name="lend"),
    path(f"{_TOGETHER}take-back/", lending.take_back, name="take_back"),
]
