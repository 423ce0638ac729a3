"""A sheet to print on: A4, in letters that cover Latin, Greek and Cyrillic, with numbered pages."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

_FAMILY = "dejavu"
_INK, _SOFT = (27, 40, 40), (77, 88, 86)
# Of a line with a sum at its edge, this much is for words.
_FOR_WORDS = 0.75


class Sheet(FPDF):
    """A4, in letters that cover Latin, Greek and Cyrillic."""

    def __init__(self, at: datetime) -> None:
        super().__init__(format="A4")
        self.has_gaps = False
        fonts = resources.files("goldenthread.agreements") / "printing" / "fonts"
        for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            with resources.as_file(fonts / name) as path:
                self.add_font(_FAMILY, style, path)
        self.set_creation_date(at)
        self.set_producer("Golden Thread")
        self.set_lang("en-GB")
        self.set_margin(20)
        self.set_auto_page_break(auto=True, margin=20)
        self.add_page()

    def footer(self) -> None:
        """Number the pages, so that a missing one is noticed."""
        self.set_y(-14)
        self.set_font(_FAMILY, size=8)
        self.set_text_color(*_SOFT)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")

    def big(self, text: str) -> None:
        """Write the title."""
        self._write(text, 20, 10)
        self.set_title(text)

    def heading(self, text: str) -> None:
        """Write a heading."""
        self.ln(3)
        self._write(text, 13, 7, style="B")

    def words(self, text: str, *, soft: bool = False) -> None:
        """Write words that were signed, or a line as large as they are."""
        self._write(text, 10.5, 5.5, soft=soft)

    def small(self, text: str) -> None:
        """Write a line of ours."""
        self._write(text, 8.5, 4.5, soft=True)

    def row(self, what: str, amount: str) -> None:
        """Write a line with a sum at its right edge; long words go on below, beside nothing."""
        self.set_font(_FAMILY, size=10.5)
        self.set_text_color(*_INK)
        if self.will_page_break(5.5):
            self.add_page()
        top = self.get_y()
        self.set_x(self.l_margin + self.epw * _FOR_WORDS)
        self.cell(0, 5.5, amount, align="R")
        self.set_xy(self.l_margin, top)
        wide = self.epw * _FOR_WORDS
        drawn = self._drawn(what, "")
        self.multi_cell(wide, 5.5, drawn, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _write(
        self, text: str, size: float, height: float, *, style: str = "", soft: bool = False
    ) -> None:
        self.set_font(_FAMILY, style, size)
        self.set_text_color(*(_SOFT if soft else _INK))
        drawn = self._drawn(text, style)
        self.multi_cell(0, height, drawn, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _drawn(self, text: str, style: str) -> str:
        """Put � for letters that aren't in the font, and remember that there were some."""
        font = self.fonts[_FAMILY + style]
        known = font.cmap if isinstance(font, TTFFont) else {}
        drawn = "".join(c if c == "\n" or ord(c) in known else "�" for c in text)
        self.has_gaps = self.has_gaps or drawn != text
        return drawn
