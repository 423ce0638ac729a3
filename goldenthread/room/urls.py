"""Where the room is found. Included at the root."""

from django.urls import URLPattern

app_name = "room"

urlpatterns: list[URLPattern] = []
