"""Where the two pages are."""

from django.urls import path

from bench.bare import views

urlpatterns = [path("", views.newest, name="newest"), path("new/", views.write, name="write")]
