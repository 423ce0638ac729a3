"""Where introductions are found. Included at the root."""

from django.urls import path

from goldenthread.introductions.views import editing, page, steps

app_name = "introductions"

_OPEN = "how-i-work/"
_DESK = "desk/how-i-work/"

urlpatterns = [
    path(_OPEN + "<uuid:coach>/", page.process_page, name="process_page"),
    path(_OPEN + "<uuid:coach>/<int:number>/", page.process_version, name="process_version"),
    path(_DESK, editing.edit, name="edit"),
    path(_DESK + "preview/", editing.preview, name="preview"),
    path(_DESK + "publish/", editing.publish, name="publish"),
    path(_DESK + "add/<slug:section>/", editing.add_part, name="add_part"),
    path(_DESK + "<slug:key>/", editing.part, name="part"),
    path(_DESK + "<slug:key>/leave-out/", editing.leave_part_out, name="leave_part_out"),
    path("desk/before-you-begin/channels/", steps.channels, name="channels"),
    path("desk/before-you-begin/reflection/", steps.reflection, name="reflection"),
]
