"""The link for the first coach of a new house, as the command prints it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from goldenthread.people import api as people


def new_link(at: datetime) -> str:
    """Give a new link for the first coach, empty once anyone has come in; an earlier link stops working."""
    if people.anyone_here():
        return ""
    return f"{settings.BASE_URL}/begin/{people.new_first_link(at)}/"
