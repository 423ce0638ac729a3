"""Where what comes before a session is found. Included at the root."""

from django.urls import URLPattern

app_name = "preparation"

urlpatterns: list[URLPattern] = []
