"""Names and words behind the marks in a copy."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def named(names: Mapping[str, str], uid: object) -> str:
    """Give the name behind a uid, or say that the account is gone."""
    return names.get(str(uid)) or _("Someone whose account is gone")


@register.filter
def heading(word: object) -> str:
    """Give a heading as people say it: "in_case_of" as "In case of"."""
    return str(word).replace("_", " ").capitalize()


@register.filter
def promise_state(state: object) -> str:
    """Give what became of a promise, as a sentence."""
    sentences = {
        "open": _("It’s open."),
        "kept": _("It was kept."),
        "kept_late": _("It was kept, later than the day."),
        "not_kept": _("It wasn’t kept."),
        "renegotiated": _("They agreed something else instead."),
        "withdrawn": _("It was withdrawn."),
    }
    return sentences.get(str(state), "")
