"""Where commitments is found. Included at the root."""

from django.urls import URLPattern

app_name = "commitments"

urlpatterns: list[URLPattern] = []
