"""A printed copy, opened from a disk in a real browser with no network: it checks itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from goldenthread.agreements.paper import Paper, PaperClause, Party, signed_message
from goldenthread.agreements.printing.in_html import html_of
from goldenthread.agreements.printing.signed_copy import (
    PrintedClause,
    PrintedHeading,
    PrintedSignature,
    SignedCopy,
)
from goldenthread.seals import api as seals

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = environ.get("GOLDENTHREAD_CHROMIUM", "/usr/bin/chromium")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="No Chromium here."),
]
SENTENCE = "We talk about work,\nand about <nothing> else."
SAME = "those of the signed document, word for word"


def copy_of_two() -> SignedCopy:
    keys = {role: seals.new_signing_pair() for role in ("coach", "client")}
    clause = PaperClause(UUID(int=4), "purpose", SENTENCE, "It helps.", UUID(int=1), None)
    parties = {role: Party(UUID(int=1), bytes(32), pair.public) for role, pair in keys.items()}
    paper = Paper(bytes(16), UUID(int=3), 1, parties, (clause,))
    document = paper.to_bytes()
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return SignedCopy(
        title="Our agreement",
        between="Between Ben and Alma",
        since="",
        document=document.decode(),
        headings=(
            PrintedHeading(
                "Purpose",
                (PrintedClause(str(clause.lineage), SENTENCE, "It helps.", "Alma’s words", ()),),
            ),
        ),
        signatures=tuple(
            PrintedSignature(
                role,
                role,
                f"Name of {role}",
                at,
                seals.sign(pair.private, signed_message(document, f"Name of {role}")),
                fits=True,
            )
            for role, pair in keys.items()
        ),
        format=paper.format,
    )


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()

        def checked(path: Path, content: bytes) -> str:
            path.write_bytes(content)
            page.goto(path.as_uri())
            page.wait_for_timeout(500)
            return str(page.inner_text("#checked"))

        yield checked
        browser.close()


@pytest.mark.row("S0.15")
def test_a_copy_checks_itself_offline(opened, tmp_path):
    says = opened(tmp_path / "copy.html", html_of(copy_of_two()))

    assert SAME in says
    assert says.count("fits these words") == 2
    assert "Don’t rely" not in says


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (
            b"We talk about work,\nand about &lt;",
            b"We talk about play,\nand about &lt;",
            "is not what was signed",
        ),
        (b'class="reason"', b'class="small"', SAME),
        (b"It helps.</p>", b"It hurts.</p>", "is not what was signed"),
        (b"Name of coach\\", b"Name of couch\\", "fits these words"),
        (b'"Name of coach"', b'"Name of couch"', "doesn’t fit these words"),
    ],
)
def test_a_copy_that_was_changed_says_so(opened, tmp_path, was, becomes, says):
    content = html_of(copy_of_two())
    changed = content.replace(was, becomes)

    assert says in opened(tmp_path / "copy.html", changed)
