"""Where swaps are found. Included at the root."""

from django.urls import URLPattern

app_name = "swaps"

urlpatterns: list[URLPattern] = []
