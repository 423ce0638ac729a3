"""Where promises are. Included at the root."""

from django.urls import path

from goldenthread.promises import views
from goldenthread.promises.states import PromiseState

app_name = "promises"

_HERE = "together/<uuid:rel>/promises/"
_ONE = f"{_HERE}<uuid:uid>/"

urlpatterns = [
    path(_HERE, views.promises, name="list"),
    path(f"{_HERE}make/", views.make, name="make"),
    path(f"{_ONE}kept/", views.settle, {"became": PromiseState.KEPT}, name="kept"),
    path(f"{_ONE}kept-late/", views.settle, {"became": PromiseState.KEPT_LATE}, name="kept_late"),
    path(f"{_ONE}not-kept/", views.settle, {"became": PromiseState.NOT_KEPT}, name="not_kept"),
    path(f"{_ONE}undo/", views.reopen, name="undo"),
    path(f"{_ONE}renegotiate/", views.renegotiate, name="renegotiate"),
    path(f"{_ONE}withdraw/", views.withdraw, name="withdraw"),
]
