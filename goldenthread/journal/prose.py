"""An entry as blocks of prose, with its shared passages marked. Knows nothing of who wrote it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from django.utils.html import format_html, format_html_join

from goldenthread.ui.prose import TAGS, prose

# Private-use characters stand for the edges of passage n while Markdown is drawn.
_OPENS, _CLOSES, MARKS_MOST = 0xE100, 0xE200, 256
_EDGE = re.compile(r"[\ue100-\ue2ff]")
_EDGE_IN_LINK = re.compile(r"%EE%8[4-B]%[0-9A-F]{2}")
_MARKUP: Final = re.compile(r"[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+)*")
_ALONE = frozenset({"br", "hr"})


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """One paragraph or other block as safe HTML, and the passages (by number) that begin in it."""

    html: str
    begins: tuple[int, ...]


def blocks(body: str, spans: Sequence[tuple[int, int]] = ()) -> tuple[Block, ...]:
    """Draw a body block by block, wrapping the characters of each span in ``<mark>``.

    A span whose edges vanish in the drawing (inside a link's address, say) is simply not marked,
    and no block then claims it.
    """
    numbered = dict(enumerate(spans[:MARKS_MOST]))
    while True:
        walker = _Walker()
        walker.feed(prose(_with_edges(body, numbered)))
        walker.close()
        if not walker.inside:
            return tuple(walker.blocks)
        for lost in walker.inside:
            del numbered[lost]


def _with_edges(body: str, spans: Mapping[int, tuple[int, int]]) -> str:
    edges: list[tuple[int, int, str]] = []
    for number, (first, end) in spans.items():
        start = first
        line_start = body.rfind("\n", 0, start) + 1
        if not body[line_start:start].strip() and (lead := _MARKUP.match(body, start)):
            # An edge before "# " or "- " would stop it being a heading or a list.
            start = min(lead.end(), end)
        edges += [(start, 1, chr(_OPENS + number)), (end, 0, chr(_CLOSES + number))]
    pieces, last = [], 0
    for at, _, edge in sorted(edges):
        pieces += [_EDGE.sub("", body[last:at]), edge]
        last = at
    return "".join([*pieces, _EDGE.sub("", body[last:])])


class _Walker(HTMLParser):
    """Builds safe HTML anew, block by block, turning edges into marks that never cross a tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.inside: set[int] = set()
        self._out: list[str] = []
        self._begins: list[int] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            return
        given = format_html_join("", ' {}="{}"', ((name, _clean(value)) for name, value in attrs))
        self._out.append(format_html("<{}{}>", tag, given))
        self._depth += tag not in _ALONE
        self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            return
        self._out.append(format_html("</{}>", tag))
        self._depth -= 1
        self._end_block()

    def handle_data(self, data: str) -> None:
        last = 0
        for edge in _EDGE.finditer(data):
            self._text(data[last : edge.start()])
            self._cross(ord(edge.group()))
            last = edge.end()
        self._text(data[last:])

    def _cross(self, edge: int) -> None:
        if edge < _CLOSES:
            self.inside.add(edge - _OPENS)
            self._begins.append(edge - _OPENS)
        else:
            self.inside.discard(edge - _CLOSES)

    def _text(self, words: str) -> None:
        marked = self.inside and words.strip()
        self._out.append(format_html("<mark>{}</mark>" if marked else "{}", words))

    def _end_block(self) -> None:
        if self._depth:
            return
        html = format_html_join("", "{}", ((piece,) for piece in self._out))
        self.blocks.append(Block(html, tuple(self._begins)))
        self._out, self._begins = [], []


def _clean(address: str | None) -> str:
    return _EDGE_IN_LINK.sub("", address or "")
