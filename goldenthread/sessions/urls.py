"""Where sessions are found. Included at the root."""

from django.urls import URLPattern

app_name = "sessions"

urlpatterns: list[URLPattern] = []
