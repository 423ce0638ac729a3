"""Where calendars is found. Included at the root."""

from django.urls import URLPattern

app_name = "calendars"

urlpatterns: list[URLPattern] = []
