"""The page behind the link that every letter about something new holds. Included at the root."""

from django.urls import path

from goldenthread.courier import views

app_name = "courier"

urlpatterns = [
    path("letters/<str:token>/", views.choice_page, name="choice"),
    path("letters/<str:token>/off/", views.off, name="off"),
    path("letters/<str:token>/on/", views.on, name="on"),
]
