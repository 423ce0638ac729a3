"""Where calendars is found. Included at the root."""

from django.urls import path

from goldenthread.calendars.views import busy, feed, page

app_name = "calendars"

_BUSY = "account/calendars/busy/"

urlpatterns = [
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
    path("account/calendars/", page.calendars, name="calendars"),
    path("account/calendars/feed/", page.open_feed, name="open_feed"),
    path("account/calendars/feed/away/", page.close_feed, name="close_feed"),
    path("account/calendars/title/", page.title, name="title"),
    path("account/calendars/letters/on/", page.letters_on, name="letters_on"),
    path("account/calendars/letters/off/", page.letters_off, name="letters_off"),
    path(_BUSY, busy.add, name="add_busy"),
    path(f"{_BUSY}<uuid:uid>/", busy.change, name="change_busy"),
    path(f"{_BUSY}<uuid:uid>/read/", busy.read_now, name="read_busy"),
    path(f"{_BUSY}<uuid:uid>/away/", busy.remove, name="remove_busy"),
]
