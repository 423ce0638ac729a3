"""Where a person's days are: the time zone their times are shown in."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goldenthread.core.clock import now
from goldenthread.core.wall import zones
from goldenthread.people import api as people
from goldenthread.ui import http
from goldenthread.ui.times import place_of
from goldenthread.vault import api as vault

# Not places: old names of offsets that the database still carries.
NO_PLACES = frozenset({"Etc", "SystemV", "US", "posix", "right"})


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give every zone by its part of the world, as a list to choose from."""
    named = sorted(zone for zone in zones() if "/" in zone)
    placed = [zone for zone in named if zone.partition("/")[0] not in NO_PLACES]
    parts = groupby(placed, key=lambda zone: zone.partition("/")[0])
    listed = [(part, [(zone, place_of(zone)) for zone in there]) for part, there in parts]
    return [(str(_("Anywhere")), [("UTC", "UTC")]), *listed]


class ZoneForm(forms.Form):
    """One place from the list."""

    zone = forms.ChoiceField(
        label=gettext_lazy("A place whose clocks are yours"),
        choices=_places,
        error_messages={
            "required": gettext_lazy("Choose a place from the list."),
            "invalid_choice": gettext_lazy("Choose a place from the list."),
        },
    )


@require_http_methods(["GET", "POST"])
@vault.signed_in
def zone(request: Any) -> HttpResponse:
    """Show times by other clocks from now on. What was arranged stays at its moment."""
    sent = request.POST if request.method == "POST" else None
    form = ZoneForm(sent, initial={"zone": request.person.zone})
    shown = {"form": form, "place": place_of(request.person.zone)}
    if sent is None:
        return http.render(request, "web/zone.html", shown)
    if not form.is_valid():
        return http.with_errors(request, "web/zone.html", shown)
    chosen = form.cleaned_data["zone"]
    people.live_in_zone(person=request.person, zone=chosen, by=request.person, at=now())
    http.tell(request, _("From now on times are shown by the clocks of %s.") % place_of(chosen))
    return http.see_other(reverse("web:account"))
