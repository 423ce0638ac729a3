"""What stands on any page: icons, buttons, cards, notes, empty places, progress, scripts."""

from functools import cache

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldenthread.ui.components.drawing import draw, nonce_of, one_of

register = template.Library()

ICONS = (
    *("home", "book", "two", "page", "lock", "check", "arrow", "phone"),
    *("pen", "door", "seal", "eye", "letter", "key", "copy"),
)
KINDS = ("main", "plain", "quiet")
SCRIPTS = ("draft", "copy", "leave", "settle", "zone", "choose", "exit", "room")


@register.simple_tag
def icon(*, name: str) -> SafeString:
    """A small drawing beside words; never alone, so it is hidden from screen readers."""
    return _icon(one_of(name, ICONS, prop="name"))


@cache
def _icon(name: str) -> SafeString:
    """Drawn once: a page has dozens, and each asks for the sprite's hashed name."""
    return draw("icon", name=name)


@register.simple_block_tag
def btn(
    content: str,
    *,
    kind: str = "plain",
    slim: bool = False,
    name: str = "",
    value: str = "",
    icon: str = "",
    sheet: str = "",
) -> SafeString:
    """A button that sends its form, or opens `sheet` (a popover's id). One kind="main" per view."""
    one_of(kind, KINDS, prop="kind")
    return draw(
        "btn",
        content=content,
        kind=kind,
        slim=slim,
        name=name,
        value=value,
        icon=icon,
        sheet=sheet,
    )


@register.simple_block_tag
def link_btn(
    content: str,
    *,
    href: str,
    kind: str = "plain",
    slim: bool = False,
    icon: str = "",
    download: str = "",
) -> SafeString:
    """A link that looks like a button. `download` is a file name that says nothing (copy.js)."""
    one_of(kind, KINDS, prop="kind")
    return draw(
        "link_btn",
        content=content,
        href=href,
        kind=kind,
        slim=slim,
        icon=icon,
        download=download,
    )


@register.simple_block_tag
def card(content: str, *, title: str = "", ref: str = "") -> SafeString:
    """A box around the one thing to act on. One per page at most. `ref` is its heading's id."""
    return draw("card", content=content, title=title, ref=ref or "card")


@register.simple_block_tag
def note(content: str, *, tone: str = "plain", title: str = "") -> SafeString:
    """Something beside the page's own text, on a gold rule; tone="wrong" when it did not work."""
    one_of(tone, ("plain", "wrong"), prop="tone")
    return draw("note", content=content, tone=tone, title=title)


@register.simple_block_tag
def empty(content: str, *, says: str) -> SafeString:
    """A place where nothing is yet: one warm sentence, then what it is for."""
    return draw("empty", content=content, says=says)


@register.simple_tag
def progress(*, done: int, of: int, label: str) -> SafeString:
    """How far something has come, in words and as a line. Counts, never a grade of a person."""
    return draw("progress", done=done, of=of, label=label)


@register.simple_tag(takes_context=True)
def script(context: Context, *, name: str) -> SafeString:
    """One of our modules (draft, copy, leave, zone), with the page's nonce. Pages work without it."""
    one_of(name, SCRIPTS, prop="name")
    return draw("script", src=static(f"ui/js/{name}.js"), nonce=nonce_of(context))


@register.simple_tag(takes_context=True)
def htmx(context: Context) -> SafeString:
    """The htmx library and its nonce gate: only on pages with `{% form part=… %}`."""
    return draw("htmx", nonce=nonce_of(context))


@register.simple_tag
def back(*, href: str, label: str) -> SafeString:
    """Where this page hangs: one link above the h1."""
    return format_html('<p><a class="plain small" href="{}">{}</a></p>', href, label)
