"""Where introductions are found. Included at the root."""

from django.urls import URLPattern

app_name = "introductions"

urlpatterns: list[URLPattern] = []
