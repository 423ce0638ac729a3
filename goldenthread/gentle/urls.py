"""Where gentle are found. Included at the root."""

from django.urls import URLPattern

app_name = "gentle"

urlpatterns: list[URLPattern] = []
