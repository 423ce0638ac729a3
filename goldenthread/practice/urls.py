"""Where the coach's practice is found. Included at the root."""

from django.urls import URLPattern

app_name = "practice"

urlpatterns: list[URLPattern] = []
