"""A signed copy as a PDF, with the very document that was signed attached to it."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.agreements.printing.sheet import Sheet
from goldenthread.agreements.printing.signed_copy import PrintedClause, SignedCopy

ATTACHED = "agreement.json"


def pdf_of(copy: SignedCopy, *, at: datetime) -> bytes:
    """Give the PDF. The same copy at the same moment gives the same bytes."""
    pdf = Sheet(at)
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


def _clause(pdf: Sheet, clause: PrintedClause) -> None:
    pdf.words(clause.sentence)
    if clause.reason:
        pdf.words(clause.reason, soft=True)
    pdf.small(" · ".join(filter(None, [clause.whose, clause.bound])))
    for line in clause.means:
        pdf.small(line)
    pdf.ln(2)
