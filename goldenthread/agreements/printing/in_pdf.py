"""A signed copy as a PDF, with the very document that was signed attached to it."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from goldenthread.agreements.printing.signed_copy import PrintedClause, SignedCopy

_FAMILY = "dejavu"
_INK, _SOFT = (27, 40, 40), (77, 88, 86)
ATTACHED = "agreement.json"


def pdf_of(copy: SignedCopy, *, at: datetime) -> bytes:
    """Give the PDF. The same copy at the same moment gives the same bytes."""
    pdf = _Sheet(at)
    pdf.big(copy.title)
    pdf.words(copy.between)
    pdf.words(copy.since)
    if copy.process_page:
        pdf.small(copy.process_page)
    for heading in copy.headings:
        pdf.heading(heading.word)
        for clause in heading.clauses:
            _clause(pdf, clause)
    pdf.heading(_("Signatures"))
    for each in copy.signatures:
        pdf.words(each.name)
        day = date_format(each.signed_at, "j F Y, H:i e")
        pdf.small(_("%(called)s, %(day)s") % {"called": each.called, "day": day})
    pdf.heading(_("Does this paper tell the truth?"))
    words = " ".join(copy.words)
    pdf.words(_("Six words to compare with the other copy: %(words)s") % {"words": words})
    pdf.small("SHA-256: " + " ".join(copy.digest[at : at + 8] for at in range(0, 64, 8)))
    pdf.small(
        _(
            "The document that was signed is attached to this PDF as %(name)s, with its "
            "signatures. python3 verify_agreement.py reads it straight from this file and says "
            "whether every signature fits. Nothing is checked by printing: compare the six words."
        )
        % {"name": ATTACHED}
    )
    if pdf.has_gaps:
        pdf.small(
            _(
                "Some letters can’t be drawn here and stand as �. The attached document, and the "
                "copy in HTML, have them all."
            )
        )
    pdf.embed_file(
        bytes=copy.as_text().encode(),
        basename=ATTACHED,
        desc=_("The signed document, with its signatures"),
        creation_date=at,
        modification_date=at,
        compress=True,
        checksum=True,
    )
    return bytes(pdf.output())


def _clause(pdf: _Sheet, clause: PrintedClause) -> None:
    pdf.words(clause.sentence)
    if clause.reason:
        pdf.words(clause.reason, soft=True)
    pdf.small(" · ".join(filter(None, [clause.whose, clause.bound])))
    for line in clause.means:
        pdf.small(line)
    pdf.ln(2)


class _Sheet(FPDF):
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

    def _write(
        self, text: str, size: float, height: float, *, style: str = "", soft: bool = False
    ) -> None:
        self.set_font(_FAMILY, style, size)
        self.set_text_color(*(_SOFT if soft else _INK))
        font = self.fonts[_FAMILY + style]
        known = font.cmap if isinstance(font, TTFFont) else {}
        drawn = "".join(c if c == "\n" or ord(c) in known else "�" for c in text)
        self.has_gaps = self.has_gaps or drawn != text
        self.multi_cell(0, height, drawn, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
