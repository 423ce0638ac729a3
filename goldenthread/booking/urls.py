"""Where booking is found. Included at the root."""

from django.urls import URLPattern

app_name = "booking"

urlpatterns: list[URLPattern] = []
