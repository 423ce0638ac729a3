"""Keeping the recovery code: shown once, and typed back in part, before anything else."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldenthread.core.clock import now
from goldenthread.seals import api as seals
from goldenthread.ui import http
from goldenthread.vault import api as vault
from goldenthread.web.forms import CodeBackForm
from goldenthread.web.pages.entrance import home_of

ASKED = "asked_groups"


@require_http_methods(["GET", "POST"])
def keep_code(request: Any) -> HttpResponse:
    """Show the recovery code, and ask two of its groups back."""
    if request.person is None:
        raise vault.SignInNeeded
    code = vault.code_to_keep(request)
    if code is None:
        return http.see_other(home_of(request.person))
    groups = seals.recovery_groups(code)
    first, second = _asked(request, len(groups))
    if request.method == "GET":
        return http.render(request, "web/keep_code.html", _page(groups, first, second))
    form = CodeBackForm(request.POST, groups=(first, second))
    if form.is_valid():
        for field, number in (("first", first), ("second", second)):
            if not _is_group(form.cleaned_data[field], groups[number - 1]):
                form.add_error(field, _("That isn’t what group %(n)s says.") % {"n": number})
    if not form.is_valid():
        return http.with_errors(
            request, "web/keep_code.html", _page(groups, first, second) | {"form": form}
        )
    vault.keep_code(person=request.person, by=request.person, at=now())
    vault.code_is_kept(request)
    del request.session[ASKED]
    http.tell(request, _("Your recovery code is kept. Welcome."))
    return http.see_other(home_of(request.person))


def _is_group(typed: str, group: str) -> bool:
    try:
        return bool(seals.read_group(typed) == seals.read_group(group))
    except seals.Bad:
        return False


def _asked(request: Any, how_many: int) -> tuple[int, int]:
    """Choose two different groups to ask back, and stay with them while the page is tried again."""
    if ASKED not in request.session:
        first = seals.random_bytes(1)[0] % how_many
        other = (first + 1 + seals.random_bytes(1)[0] % (how_many - 1)) % how_many
        request.session[ASKED] = sorted([first + 1, other + 1])
    first, second = request.session[ASKED]
    return first, second


def _page(groups: list[str], first: int, second: int) -> dict[str, Any]:
    return {"groups": groups, "form": CodeBackForm(groups=(first, second))}
