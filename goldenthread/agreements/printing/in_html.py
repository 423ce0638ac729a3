"""A signed copy in HTML: one file that opens offline, prints, and checks itself."""

from __future__ import annotations

from base64 import b64encode
from importlib import resources

from django.template.loader import render_to_string
from django.utils.html import escape

from goldenthread.agreements.printing.signed_copy import SignedCopy
from goldenthread.seals import api as seals

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{rules}">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
<script type="application/json" id="agreement">{attached}</script>
<script>{script}</script>
</body>
</html>
"""


def html_of(copy: SignedCopy) -> bytes:
    """Give the file. It asks nobody for anything: its rules forbid it every address there is."""
    style, script = _ours("printed.css"), _ours("check.js")
    rules = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    # "<" can't end a script early when it is written so, and reads the same to every JSON reader.
    attached = copy.as_text().replace("<", "\\u003c")
    # Of these only the title holds anybody's words outside the body, which its template escapes.
    page = _PAGE.format(
        rules=rules,
        title=escape(copy.title),
        style=style,
        script=script,
        attached=attached,
        body=render_to_string("agreements/printed.html", {"copy": copy}),
    )
    return page.encode()


def _ours(name: str) -> str:
    return (resources.files("goldenthread.agreements") / "printing" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(seals.sha256(text.encode())).decode()}'"
