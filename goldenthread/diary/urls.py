"""Where the diary is found. Included at the root."""

from django.urls import URLPattern

app_name = "diary"

urlpatterns: list[URLPattern] = []
