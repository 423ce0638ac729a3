"""Where what is live is found. Included at the root."""

from django.urls import URLPattern

app_name = "live"

urlpatterns: list[URLPattern] = []
