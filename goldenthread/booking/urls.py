"""Where booking is found. Included at the root."""

from django.urls import URLPattern, path

from goldenthread.booking.views import booking, handing_out, moving, outside, series, waiting

app_name = "booking"

_HERE = "together/<uuid:rel>/"
_KIND = f"{_HERE}book/<uuid:kind>/"
_ONE = f"{_HERE}sessions/<uuid:uid>/"
_SERIES = f"{_HERE}series/<uuid:uid>/"
_LINK = "m/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(f"{_HERE}book/", booking.book, name="book"),
    path(_KIND, booking.week, name="week"),
    path(f"{_KIND}confirm/", booking.confirm, name="confirm"),
    path(f"{_KIND}series/", series.series_ahead, name="series_ahead"),
    path(f"{_KIND}wait/", waiting.wait, name="wait"),
    path(f"{_HERE}waiting/<uuid:uid>/stop/", waiting.stop, name="stop_waiting"),
    path(f"{_ONE}slots/", moving.move, name="move"),
    path(f"{_ONE}slots/confirm/", moving.confirm_move, name="confirm_move"),
    path(f"{_ONE}slots/wait/", waiting.wait_instead, name="wait_instead"),
    path(f"{_ONE}links/", handing_out.own_links, name="links"),
    path(f"{_ONE}links/assistant/", handing_out.hand_out, name="hand_out"),
    path(f"{_ONE}links/take-back/", handing_out.take_back, name="take_back"),
    path(f"{_ONE}links/send/", handing_out.send, name="send_link"),
    path(_SERIES, series.series, name="series"),
    path(f"{_SERIES}<uuid:one>/slots/", series.move_after, name="move_after"),
    path(
        f"{_SERIES}<uuid:one>/slots/confirm/", series.confirm_move_after, name="confirm_move_after"
    ),
    path(f"{_SERIES}<uuid:one>/call-off/", series.call_off_after, name="call_off_after"),
    path(_LINK, outside.by_link, name="by_link"),
    path(f"{_LINK}confirm/", outside.confirm_by_link, name="confirm_by_link"),
    path(f"{_LINK}call-off/", outside.call_off_by_link, name="call_off_by_link"),
]
