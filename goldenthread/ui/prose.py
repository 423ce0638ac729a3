"""Markdown made into safe HTML: the only place where what people write becomes HTML."""

import re
from functools import cache

import nh3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = frozenset(
    (
        "p",
        "br",
        "em",
        "strong",
        "blockquote",
        "ul",
        "ol",
        "li",
        "code",
        "pre",
        "a",
        "hr",
        "h3",
        "h4",
    )
)
_LINK_WORDS = "nofollow noopener noreferrer ugc"
_NO_TITLES = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}


# Anything that Markdown or HTML might give a meaning to. Most of what people write has none of it.
_MEANS_SOMETHING = re.compile(
    r"[*_`\[\]<>&#\\=~\x00-\x09\x0b-\x1f\x7f-\xa0]|^[ \d+-]|[ ]$", re.MULTILINE
)


@cache
def _reader() -> MarkdownIt:
    """CommonMark without HTML. Headings in somebody's words stand below the page's own h1 and h2.

    The image rule stays on: switched off, `![x](y)` becomes a link; left on, nh3 takes it away.
    """
    reader = MarkdownIt("commonmark", {"html": False})
    reader.core.ruler.push("lower_headings", _lower_headings)
    reader.validateLink = _is_whole_address  # type: ignore[method-assign]
    return reader


def _lower_headings(state: object) -> None:
    for token in getattr(state, "tokens", ()):
        token.tag = _NO_TITLES.get(token.tag, token.tag)


def _is_whole_address(url: str) -> bool:
    """A link to elsewhere says so. `/sign-out/` and `//elsewhere` in somebody's words stay words."""
    return url.lower().startswith(("https://", "http://", "mailto:"))


def prose(text: str | None) -> SafeString:
    """Draw `text` as paragraphs, emphasis, quotes, lists, code and links; nothing else survives.

    Links open nothing by themselves: only http, https and mailto, each with a rel that hides us.
    """
    words = (text or "").strip("\n")
    if not _MEANS_SOMETHING.search(words):
        return format_html_join("", "<p>{}</p>\n", ((_as_is(p),) for p in _paragraphs(words)))
    drawn = _reader().render(words)
    clean = nh3.clean(
        drawn,
        tags=set(TAGS),
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=_LINK_WORDS,
        strip_comments=True,
    )
    return _as_is(clean)


def _paragraphs(words: str) -> list[str]:
    return [part for part in re.split(r"\n{2,}", words) if part]


def _as_is(html: str) -> SafeString:
    """Promise that this is safe; the one mark_safe in the house.

    True for its two callers: nh3 has just rebuilt it from an allow-list of elements and attributes,
    or nothing in it means anything to HTML. tests/ui/test_prose.py throws known attacks at both.
    """
    return mark_safe(html)  # noqa: S308
