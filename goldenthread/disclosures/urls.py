"""Where disclosures are. Included at the root."""

from django.urls import path

from goldenthread.disclosures import views

app_name = "disclosures"

_HERE = "together/<uuid:rel>/told-outside/"

urlpatterns = [
    path(_HERE, views.told, name="told"),
    path(f"{_HERE}note/", views.note, name="note"),
    path(f"{_HERE}<uuid:uid>/again/", views.again, name="again"),
    path(f"{_HERE}<uuid:uid>/tell/", views.tell, name="tell"),
]
