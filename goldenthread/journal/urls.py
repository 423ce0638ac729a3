"""The journal's addresses; included at the root. No word of anyone stands in them."""

from django.urls import path

from goldenthread.journal.views import entries, finding, passages, reaching

app_name = "journal"

HERE = "together/<uuid:rel>/journal/"

urlpatterns = [
    path(f"{HERE}", entries.entries, name="entries"),
    path(f"{HERE}new/", entries.new, name="new"),
    path(f"{HERE}search/", finding.search, name="search"),
    path(f"{HERE}shared/", passages.shared, name="shared"),
    path(f"{HERE}shared/open-again/", reaching.open_again, name="open_again"),
    path(f"{HERE}shared/<uuid:uid>/answer/", passages.answer, name="answer"),
    path(f"{HERE}shared/<uuid:uid>/i-dont-know/", passages.dont_know, name="dont_know"),
    path(f"{HERE}shared/<uuid:uid>/take-back/", passages.take_back, name="take_back"),
    path(f"{HERE}<uuid:uid>/", entries.entry, name="entry"),
    path(f"{HERE}<uuid:uid>/change/", entries.change, name="change"),
    path(f"{HERE}<uuid:uid>/delete/", entries.delete, name="delete"),
    path(f"{HERE}<uuid:uid>/share/", passages.share, name="share"),
]
