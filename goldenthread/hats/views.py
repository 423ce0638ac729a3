"""The room of roles: what was declared and told, which hat, and who decides what."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldenthread.agreements import api as agreements
from goldenthread.core.clock import now
from goldenthread.core.verdicts import NotAllowed
from goldenthread.hats import actions, queries
from goldenthread.hats.forms import DecisionForm, HatForm, RoleForm
from goldenthread.hats.saying import DECISIONS, HATS, OTHER_ROLES
from goldenthread.hats.states import Decision, Hat, OtherRole
from goldenthread.people import api as people
from goldenthread.relationships import api as relationships
from goldenthread.ui import http
from goldenthread.ui.audience import Role, you_and
from goldenthread.vault import api as vault

PAGE = "hats/roles.html"


@require_GET
@vault.signed_in
def roles(request: Any, rel: UUID) -> HttpResponse:
    """Show the roles between the two, the hat, and who decides."""
    here = relationships.the_relationship(rel, by=request.person)
    return http.render(request, PAGE, _page(request, here, RoleForm(), now()))


@require_POST
@vault.signed_in
def tell(request: Any, rel: UUID) -> HttpResponse:
    """Tell the other of a new role."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    form = RoleForm(request.POST)
    if not form.is_valid():
        return http.with_errors(request, PAGE, _page(request, here, form, at))
    actions.tell_role(
        here,
        OtherRole(form.cleaned_data["role"]),
        form.cleaned_data["words"],
        by=request.person,
        at=at,
        keyring=request.keyring,
    )
    when = agreements.tell_and_say(here, by=request.person, at=at)
    http.tell(request, _("Told. You can both read it, and either can reopen the agreement.") + when)
    return http.see_other(_home(here))


@require_POST
@vault.signed_in
def wear(request: Any, rel: UUID) -> HttpResponse:
    """Say as what the coach comes to a meeting."""
    here = relationships.the_relationship(rel, by=request.person)
    form = HatForm(request.POST)
    if not form.is_valid():
        raise NotAllowed(_("A hat is the coach’s or the manager’s."))
    actions.wear_hat(here, Hat(form.cleaned_data["hat"]), by=request.person, at=now())
    http.tell(request, _("Said. You both see it, where you meet."))
    return http.see_other(_home(here))


@require_POST
@vault.signed_in
def hand_over(request: Any, rel: UUID) -> HttpResponse:
    """Hand a decision over to the client."""
    here, at = relationships.the_relationship(rel, by=request.person), now()
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise NotAllowed(_("That isn’t a decision of the two."))
    actions.hand_over(here, Decision(form.cleaned_data["decision"]), by=request.person, at=at)
    when = agreements.tell_and_say(here, by=request.person, at=at)
    http.tell(request, _("Handed over. Only an agreement you both sign can change that.") + when)
    return http.see_other(_home(here))


def _home(here: relationships.Relationship) -> str:
    return reverse("hats:roles", args=[here.uid])


def _page(
    request: Any, here: relationships.Relationship, form: RoleForm, at: datetime
) -> dict[str, Any]:
    me = request.person.uid
    role, other = (
        relationships.role_in(here, request.person),
        relationships.other_in(here, request.person),
    )
    names = people.names_of([me, other])
    coach = names.get(here.coach_uid, "")
    client = names.get(here.client_uid, "") if here.client_uid else ""
    called = {"coach": coach, "client": client, "Coach": coach, "Client": client}
    terms = agreements.terms_in_force(here.uid, at=at)
    hat = queries.hat_worn(here.uid) if queries.two_hats(terms) else None
    deciders = {"client": client, "coach": coach, "both": _("both together")}
    told = queries.roles_told(here, by=request.person, at=at, keyring=request.keyring)
    return {
        "rel": here,
        "role": role,
        "coach": coach,
        "client": client,
        "audience": you_and(names[me], cast("Role", role), names.get(other, "")),
        "form": form,
        "going_on": here.ended_at is None,
        "agreement": agreements.standing_of(here.uid),
        "declared": queries.declared_roles(terms, called),
        "told": [(OTHER_ROLES[t.role], t, names.get(t.told_by, "")) for t in told],
        "two_hats": queries.two_hats(terms),
        "hats": [(each.value, label) for each, label in HATS.items()],
        "hat": HATS[hat[0]] if hat else "",
        "hat_since": hat[1] if hat else None,
        "decides": [
            (each.value, DECISIONS[each], deciders.get(who, who), who == "client")
            for each, who in queries.who_decides(here, at=at).items()
        ],
        "handed": [(DECISIONS[each], day) for each, day in queries.handed_over(here)],
    }
