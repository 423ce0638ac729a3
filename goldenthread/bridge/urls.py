"""Where copies are taken. Included at the root."""

from django.urls import path

from goldenthread.bridge import views

app_name = "bridge"

urlpatterns = [
    path("copy/", views.copy, name="copy"),
    path("copy/prove/", views.prove, name="prove"),
    path("copy/take/", views.take, name="take"),
]
