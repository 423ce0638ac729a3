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
    help_now,
    in_person,
    invitation,
    keeping_code,
    leaving,
    my_space,
    seats,
    together,
    windows,
    zone,
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
    path("invitation/<str:token>/name/", invitation.be_called, name="be_called"),
    path("invitation/<str:token>/own-space/", invitation.own_space, name="own_space"),
    path("invitation/<str:token>/come-in/", invitation.come_in, name="come_in"),
    path("invitation/<str:token>/join/", invitation.join, name="join"),
    path("invitation/<str:token>/not-now/", invitation.decline, name="decline"),
    path("with-words/", in_person.with_words, name="with_words"),
    path("desk/", desk.desk, name="desk"),
    path("desk/invite/", desk.invite, name="invite"),
    path("desk/invite-in-person/", in_person.invite, name="invite_in_person"),
    path("desk/invitations/<uuid:uid>/paper/", in_person.paper, name="paper"),
    path("desk/invitations/<uuid:uid>/new-words/", in_person.new_words, name="new_words"),
    path("desk/invitations/<uuid:uid>/again/", desk.resend, name="resend"),
    path("desk/invitations/<uuid:uid>/back/", desk.withdraw, name="withdraw"),
    path("my-space/", my_space.my_space, name="my_space"),
    path("together/<uuid:rel>/", together.together, name="together"),
    path("together/<uuid:rel>/seats/", seats.seats, name="seats"),
    path("together/<uuid:rel>/seats/invite/", seats.invite, name="invite_to_seat"),
    path(
        "together/<uuid:rel>/seats/left-my-employer/",
        seats.leaving_employer,
        name="leaving_employer",
    ),
    path("together/<uuid:rel>/seats/<uuid:uid>/again/", seats.resend, name="resend_to_seat"),
    path("together/<uuid:rel>/seats/<uuid:uid>/back/", seats.withdraw, name="withdraw_from_seat"),
    path("together/<uuid:rel>/seats/<uuid:uid>/pause/", seats.pause, name="pause_seat"),
    path("together/<uuid:rel>/seats/<uuid:uid>/resume/", seats.resume, name="resume_seat"),
    path("together/<uuid:rel>/seats/<uuid:uid>/close/", seats.close, name="close_seat"),
    path("windows/<uuid:seat>/leave/", windows.leave, name="leave_seat"),
    path("help-now/", help_now.help_now, name="help_now"),
    path("together/<uuid:rel>/help-now/", help_now.ours, name="help_now_ours"),
    path("together/<uuid:rel>/complaints/", help_now.complaints, name="complaints"),
    path("leave-now/", leaving.leave_now, name="leave_now"),
    path("away/", leaving.away, name="away"),
    path("account/", account.account, name="account"),
    path("account/name/", account.rename, name="rename"),
    path("account/name-outside/", account.rename_outside, name="rename_outside"),
    path("account/zone/", zone.zone, name="zone"),
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
    path("", include("goldenthread.diary.urls")),
    path("", include("goldenthread.agreements.urls")),
    path("", include("goldenthread.hats.urls")),
    path("", include("goldenthread.sharing.urls")),
    path("", include("goldenthread.plans.urls")),
    path("", include("goldenthread.sessions.urls")),
    path("", include("goldenthread.journal.urls")),
    path("", include("goldenthread.exits.urls")),
    path("", include("goldenthread.disclosures.urls")),
    path("", include("goldenthread.promises.urls")),
    path("", include("goldenthread.commitments.urls")),
    path("", include("goldenthread.booking.urls")),
    path("", include("goldenthread.room.urls")),
    path("", include("goldenthread.afterwards.urls")),
    path("", include("goldenthread.fees.urls")),
    path("", include("goldenthread.preparation.urls")),
    path("", include("goldenthread.practice.urls")),
    path("", include("goldenthread.calendars.urls")),
    path("", include("goldenthread.live.urls")),
    path("", include("goldenthread.courier.urls")),
    path("", include("goldenthread.bridge.urls")),
    path("", include("goldenthread.web.pages.ledger_urls")),
]

if settings.GALLERY:
    urlpatterns.append(path("ui/", include("goldenthread.ui.urls")))
