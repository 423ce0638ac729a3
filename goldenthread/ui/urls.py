"""The gallery; included at /ui/."""

from django.urls import path

from goldenthread.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery")]
