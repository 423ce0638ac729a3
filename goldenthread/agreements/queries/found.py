"""What every look-up ends with: what was found, or nothing here."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

Found = TypeVar("Found")


def the(found: Found | None) -> Found:
    """Give what was found. Raises Http404, the same for what isn't there and what isn't theirs."""
    if found is None:
        raise Http404
    return found
