"""Where fees is found. Included at the root."""

from django.urls import URLPattern

app_name = "fees"

urlpatterns: list[URLPattern] = []
