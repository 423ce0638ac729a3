"""Where swaps are found. Included at the root.

Each declared kind has addresses of its own, made of our word for it: no address takes free text.
Reverse them by name: `{% url "swaps:swap" rel=relationship.uid kind="trust_card" %}`.
"""

from django.urls import URLPattern, path

from goldenthread.swaps.kinds import SwapKind, all_kinds
from goldenthread.swaps.views import liking, swaps

app_name = "swaps"

_HERE = "together/<uuid:rel>/opened-together/"
_LIKING = "together/<uuid:rel>/how-i-like-to-work/"


def _of(kind: SwapKind) -> list[URLPattern]:
    here, which = f"{_HERE}{kind.slug}/", {"kind": kind.key}
    found = [
        path(here, swaps.swap, which, name="swap"),
        path(f"{here}write/", swaps.write, which, name="write"),
        path(f"{here}ready/", swaps.ready, which, name="ready"),
        path(f"{here}take-back/", swaps.take_back, which, name="take_back"),
        path(f"{here}put-away/", swaps.put_away, which, name="put_away"),
    ]
    return [*found, path(f"{here}add/", swaps.add, which, name="add")] if kind.adds else found


urlpatterns: list[URLPattern] = [
    path(_HERE, swaps.swaps, name="swaps"),
    *(pattern for kind in all_kinds() for pattern in _of(kind)),
    path(_LIKING, liking.liking, name="how_i_like_to_work"),
    path(f"{_LIKING}write/", liking.write, name="write_liking"),
    path(f"{_LIKING}change/", liking.adjust, name="adjust"),
    path(f"{_LIKING}<uuid:uid>/noticed/", liking.noticed, {"noticed": "noticed"}, name="noticed"),
    path(f"{_LIKING}<uuid:uid>/not-yet/", liking.noticed, {"noticed": "not_yet"}, name="not_yet"),
    path(f"{_LIKING}take-back/", liking.take_back, name="take_back_liking"),
]
