"""Where exits are. Included at the root."""

from django.urls import path

from goldenthread.exits import views

app_name = "exits"

_HERE = "together/<uuid:rel>/exits/"

urlpatterns = [
    path(_HERE, views.exits, name="exits"),
    path(f"{_HERE}end/", views.end, name="end"),
    path(f"{_HERE}erase/", views.erase, name="erase"),
    path(f"{_HERE}think-again/", views.think_again, name="think_again"),
]
