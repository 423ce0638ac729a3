"""Where plans are found. Included at the root."""

from django.urls import URLPattern

app_name = "plans"

urlpatterns: list[URLPattern] = []
