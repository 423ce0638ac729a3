"""Where hats are found. Included at the root."""

from django.urls import path

from goldenthread.hats import views

app_name = "hats"

_ROOM = "together/<uuid:rel>/roles/"

urlpatterns = [
    path(_ROOM, views.roles, name="roles"),
    path(_ROOM + "tell/", views.tell, name="tell"),
    path(_ROOM + "hat/", views.wear, name="wear"),
    path(_ROOM + "hand-over/", views.hand_over, name="hand_over"),
]
