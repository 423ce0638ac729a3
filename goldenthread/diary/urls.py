"""Where the diary is found. Included at the root. A coach's alone: anybody else finds nothing here."""

from django.urls import path

from goldenthread.diary.views import kinds, week

app_name = "diary"

_DIARY = "desk/diary/"
_KIND = f"{_DIARY}kinds/<uuid:uid>/"

urlpatterns = [
    path(_DIARY, week.diary, name="diary"),
    path(f"{_DIARY}hours/", week.hours, name="hours"),
    path(f"{_DIARY}rules/", week.rules, name="rules"),
    path(f"{_DIARY}days/", week.days, name="days"),
    path(f"{_DIARY}days/<uuid:uid>/take-out/", week.forget_days, name="forget_days"),
    path(f"{_DIARY}kinds/new/", kinds.new_kind, name="new_kind"),
    path(_KIND, kinds.kind, name="kind"),
    path(f"{_KIND}offer/", kinds.offer, name="offer"),
    path(f"{_KIND}rest/", kinds.rest, name="rest"),
    path(f"{_KIND}put-first/", kinds.put_first, name="put_first"),
]
