"""Addresses of the ledger's pages."""

from __future__ import annotations

from django.urls import path

from goldenthread.web.pages import ledger

app_name = "ledger"
urlpatterns = [
    path("ledger/", ledger.who_has_seen_what, name="mine"),
    path("ledger/deeds/", ledger.what_i_did, name="deeds"),
    path("ledger/copy/", ledger.copy_of_lines, name="copy"),
    path("ledger/copy/deeds/", ledger.copy_of_deeds, name="copy_deeds"),
    path("ledger/copy/<uuid:stream>/", ledger.copy_of_chain, name="copy_chain"),
    path("ledger/verifier/", ledger.verifier, name="verifier"),
]
