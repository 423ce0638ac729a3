"""Where gentle is found. Included at the root."""

from django.urls import path

from goldenthread.gentle import views

app_name = "gentle"

_ROOM = "together/<uuid:rel>/your-way/"

urlpatterns = [
    path(_ROOM, views.choices, name="choices"),
    path(_ROOM + "gentle/", views.turn_gentle_on, name="turn_gentle_on"),
    path(_ROOM + "slowly/", views.start_slowly, name="start_slowly"),
]
