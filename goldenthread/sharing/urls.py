"""Where sharing are found. Included at the root."""

from django.urls import URLPattern

app_name = "sharing"

urlpatterns: list[URLPattern] = []
