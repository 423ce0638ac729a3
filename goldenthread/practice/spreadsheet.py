"""The hours log as a file for a spreadsheet, in the columns that renewals of a credential ask for.

No cell can run there: one that begins like a formula is given a mark before it (CWE-1236).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from goldenthread.practice.lines import Row, hours
from goldenthread.practice.states import Setting

# What a spreadsheet takes for the beginning of a formula, also after spaces or a quote.
BEGINS_A_FORMULA: Final = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
ENDS_A_CELL: Final = frozenset("\t\r\n\v\f\0")
MARK: Final = "'"


def cell(text: str) -> str:
    """Give a text that a spreadsheet shows and never runs: in one line, marked where it looks like a formula."""
    plain = "".join(" " if letter in ENDS_A_CELL else letter for letter in text)
    inner = plain.lstrip(" \u00a0\ufeff\"';,")
    return f"{MARK}{plain}" if inner[:1] in BEGINS_A_FORMULA else plain


def spreadsheet_of(rows: Sequence[Row]) -> bytes:
    """Give the rows as CSV with UTF-8 and its mark, every cell in quotes."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(
        [
            _("Client name"),
            _("Contact"),
            _("Individual or group"),
            _("Number in group"),
            _("Start month"),
            _("End month"),
            _("Paid hours"),
            _("Pro bono hours"),
        ]
    )
    for row in rows:
        group = row.setting == Setting.GROUP
        cells = [
            row.name or (_("a group") if group else _("a client")),
            row.contact,
            _("group") if group else _("individual"),
            str(row.people) if group else "",
            f"{row.first:%Y-%m}",
            f"{row.last:%Y-%m}",
            hours(row.paid),
            hours(row.pro_bono),
        ]
        writer.writerow([cell(each) for each in cells])
    return written.getvalue().encode("utf-8-sig")
