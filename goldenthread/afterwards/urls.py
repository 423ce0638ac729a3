"""Where what comes after a session is found. Included at the root."""

from django.urls import path

from goldenthread.afterwards import views
from goldenthread.afterwards.states import Part

app_name = "afterwards"

_PAIR = "together/<uuid:rel>/"
_AFTER = f"{_PAIR}sessions/<uuid:uid>/after/"

urlpatterns = [
    path(f"{_PAIR}questions/", views.questions, name="questions"),
    path(f"{_PAIR}moments/", views.moments, name="moments"),
    path(_AFTER, views.after, name="after"),
    path(f"{_AFTER}took-place/", views.took_place, name="took_place"),
    path(f"{_AFTER}did-we/", views.did_we, name="did_we"),
    path(f"{_AFTER}closing/", views.keep, {"part": Part.CLOSING}, name="closing"),
    path(f"{_AFTER}moment/", views.keep, {"part": Part.MOMENT}, name="moment"),
    path(f"{_AFTER}moment/give/", views.give_moment, name="give_moment"),
    path(f"{_AFTER}moment/back/", views.take_moment_back, name="moment_back"),
    path(f"{_AFTER}question/", views.keep, {"part": Part.QUESTION}, name="question"),
    path(f"{_AFTER}levels/", views.keep, {"part": Part.LEVELS}, name="levels"),
    path(f"{_AFTER}judgement/", views.keep, {"part": Part.JUDGEMENT}, name="judgement"),
    path(f"{_AFTER}lines/<uuid:line>/away/", views.take_away, name="away"),
    path(f"{_AFTER}lines/<uuid:line>/give/", views.give_question, name="give_question"),
    path(f"{_AFTER}lines/<uuid:line>/back/", views.take_question_back, name="question_back"),
]
