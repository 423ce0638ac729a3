"""Where what comes after a session is found. Included at the root."""

from django.urls import URLPattern

app_name = "afterwards"

urlpatterns: list[URLPattern] = []
