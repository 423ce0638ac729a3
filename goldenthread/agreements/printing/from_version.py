"""From a signed version, opened, to the copy that is handed out of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldenthread.agreements.documents import SignedVersion
from goldenthread.agreements.printing.signed_copy import (
    PrintedClause,
    PrintedHeading,
    PrintedSignature,
    SignedCopy,
)
from goldenthread.agreements.seen import PaperClauseSeen, Reader, paper_seen
from goldenthread.agreements.terms import CLIENT, COACH


def copy_of(opened: SignedVersion, reader: Reader) -> SignedCopy:
    """Give the copy of a signed version, in its reader's words where they aren't the document's."""
    paper = opened.paper
    page = paper.process_page
    return SignedCopy(
        title=_("Our agreement, version %(number)d") % {"number": paper.version},
        between=_("Between %(client)s and %(coach)s") % _both(reader.names),
        since=_since(opened),
        document=paper.to_bytes().decode(),
        format=paper.format,
        headings=tuple(
            PrintedHeading(heading.word, tuple(_clause(each) for each in heading.clauses))
            for heading in paper_seen(paper, reader)
        ),
        signatures=tuple(
            PrintedSignature(
                each.role,
                reader.names[each.role],
                each.name,
                each.signed_at,
                each.signature,
                each.fits,
            )
            for each in opened.signatures
        ),
        process_page=_("How %(coach)s works, as in version %(version)d of that page.")
        % {"coach": reader.names[COACH], "version": page.version}
        if page
        else "",
    )


def _both(names: Mapping[str, str]) -> dict[str, str]:
    return {"client": names[CLIENT], "coach": names[COACH]}


def _since(opened: SignedVersion) -> str:
    at = opened.version.in_force_at
    if at is None:
        return _("Not in force: not everybody has signed.")
    return _("In force since %(day)s.") % {"day": date_format(at, "j F Y")}


def _clause(clause: PaperClauseSeen) -> PrintedClause:
    said = [clause.means] if clause.means else []
    means = [_("On screen: %(means)s") % {"means": line} for line in said]
    return PrintedClause(
        str(clause.lineage),
        clause.sentence,
        clause.reason,
        clause.whose,
        (*means, *clause.grounds),
        clause.signed_by,
    )
