"""How a component is drawn: one template each, in ui/components/."""

from collections.abc import Sequence
from typing import Any

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

ROLES = ("client", "coach", "other")


def draw(name: str, /, **props: Any) -> SafeString:
    """Draw ui/components/<name>.html with exactly these props: nothing leaks in from the page."""
    return render_to_string(f"ui/components/{name}.html", props)


def one_of(word: str, allowed: Sequence[str], *, prop: str) -> str:
    """Refuse a word that no stylesheet knows: raises ValueError naming the prop."""
    if word not in allowed:
        raise ValueError(f"{prop} is one of {', '.join(allowed)}, not {word!r}")
    return word


def nonce_of(context: Context) -> str:
    """The page's own nonce; asking for it puts it into the answer's Content-Security-Policy."""
    nonce = getattr(context.get("request"), "csp_nonce", None)
    return "" if nonce is None else str(nonce)  # falsy until asked for, so never `nonce or …`
