"""A seat's paper as its holder takes it away: the same proof, with nobody's name but the one signed."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.agreements.headings import HEADINGS
from goldenthread.agreements.printing.signed_copy import (
    PrintedClause,
    PrintedHeading,
    PrintedSignature,
    SignedCopy,
)
from goldenthread.agreements.queries import PaperRead
from goldenthread.agreements.seat_paper import FORMAT
from goldenthread.agreements.sight import CALLED


def copy_of_paper(read: PaperRead) -> SignedCopy:
    """Give the copy of a signed paper. Raises ValueError for one nobody has signed.

    It says no name of the two: a clause may keep the client's from whoever holds it (A5).
    """
    if read.signed_at is None:
        raise ValueError(FORMAT)
    document = read.document
    called = _(CALLED[document.role])
    clauses = [
        (
            each.heading,
            PrintedClause(
                uid=str(each.wording),
                sentence=each.sentence,
                reason="",
                whose=_("Agreed by the two"),
                means=(),
            ),
        )
        for each in document.clauses
    ]
    headings = (
        PrintedHeading(
            _(heading.word), tuple(clause for key, clause in clauses if key == heading.key)
        )
        for heading in HEADINGS
    )
    return SignedCopy(
        title=_("Clauses that bind whoever holds a seat"),
        between=_("Signed by: %(called)s") % {"called": called},
        since=_("Handed over on %(day)s") % {"day": date_format(read.handed_at, "j F Y")},
        document=document.to_bytes().decode(),
        headings=tuple(heading for heading in headings if heading.clauses),
        signatures=(
            PrintedSignature(
                role=document.role,
                called=called,
                name=read.name,
                signed_at=read.signed_at,
                signature=read.signature,
                fits=read.fits,
            ),
        ),
        format=FORMAT,
    )
