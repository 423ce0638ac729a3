"""Where commitments are found: in the client's own space, and under no coach's address (INV-1)."""

from django.urls import path

from goldenthread.commitments import views
from goldenthread.commitments.states import CommitmentState

app_name = "commitments"

_HERE = "my-space/commitments/"
_ONE = f"{_HERE}<uuid:uid>/"

urlpatterns = [
    path(_HERE, views.commitments, name="list"),
    path(f"{_HERE}write/", views.write, name="write"),
    path(_ONE, views.reword, name="reword"),
    path(f"{_ONE}done/", views.mark, {"became": CommitmentState.TICKED}, name="tick"),
    path(f"{_ONE}not-done/", views.mark, {"became": CommitmentState.MEANT}, name="untick"),
    path(f"{_ONE}let-go/", views.let_go, name="let_go"),
]
