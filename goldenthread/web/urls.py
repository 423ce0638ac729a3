"""The table of contents of the application."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from goldenthread.web.pages import (
    account,
    desk,
    entrance,
    first_account,
    health,
    invitation,
    keeping_code,
    my_space,
    together,
)

handler400 = "goldenthread.web.errors.not_understood"
handler404 = "goldenthread.web.errors.nothing_here"
handler500 = "goldenthread.web.errors.our_fault"

web = [
    path("", entrance.front_door, name="front_door"),
    path("sign-in/", entrance.sign_in, name="sign_in"),
    path("sign-out/", entrance.sign_out, name="sign_out"),
    path("come-back/", entrance.recover, name="recover"),
    path("begin/<str:token>/", first_account.begin, name="begin"),
    path("keep-your-code/", keeping_code.keep_code, name="keep_code"),
    path("invitation/<str:token>/", invitation.welcome, name="invitation"),
    path("invitation/<str:token>/come-in/", invitation.come_in, name="come_in"),
    path("invitation/<str:token>/join/", invitation.join, name="join"),
    path("invitation/<str:token>/not-now/", invitation.decline, name="decline"),
    path("desk/", desk.desk, name="desk"),
    path("desk/invite/", desk.invite, name="invite"),
    path("desk/invitations/<uuid:uid>/again/", desk.resend, name="resend"),
    path("desk/invitations/<uuid:uid>/back/", desk.withdraw, name="withdraw"),
    path("my-space/", my_space.my_space, name="my_space"),
    path("together/<uuid:rel>/", together.together, name="together"),
    path("account/", account.account, name="account"),
    path("account/name/", account.rename, name="rename"),
    path("account/passphrase/", account.change_passphrase, name="change_passphrase"),
    path("account/recovery-code/", account.new_code, name="new_code"),
    path("account/leave-everywhere/", account.leave_everywhere, name="leave_everywhere"),
    path("healthz", health.health, name="health"),
]

urlpatterns = [
    path("", include((web, "web"))),
    path("", include("goldenthread.swaps.urls")),
    path("", include("goldenthread.introductions.urls")),
    path("", include("goldenthread.gentle.urls")),
    path("", include("goldenthread.agreements.urls")),
    path("", include("goldenthread.sharing.urls")),
    path("", include("goldenthread.plans.urls")),
    path("", include("goldenthread.sessions.urls")),
    path("", include("goldenthread.journal.urls")),
    path("", include("goldenthread.exits.urls")),
    path("", include("goldenthread.disclosures.urls")),
    path("", include("goldenthread.promises.urls")),
    path("", include("goldenthread.courier.urls")),
    path("", include("goldenthread.bridge.urls")),
    path("", include("goldenthread.web.pages.ledger_urls")),
]

if settings.GALLERY:
    urlpatterns.append(path("ui/", include("goldenthread.ui.urls")))
