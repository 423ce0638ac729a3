"""What a browser has to fetch stays small, ours, and free of script and style inside pages."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from goldenthread.ui.storage import HouseStorage

HOUSE = Path(__file__).parents[2] / "goldenthread"
STATIC = HOUSE / "ui/static/ui"
STYLESHEETS = sorted((STATIC / "css").rglob("*.css"))
MODULES = sorted((STATIC / "js").glob("*.js"))
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))

# The copy of everything opens without us, from a disk; its one page carries its own style.
OPENS_WITHOUT_US = "bridge"


def _of_a_page():
    return [path for path in TEMPLATES if path.relative_to(HOUSE).parts[0] != OPENS_WITHOUT_US]


def test_all_styles_together_are_at_most_25_kilobytes_and_7_and_a_half_packed():
    sent = HouseStorage(location=STATIC.parent).joined().encode()

    assert sent.count(b"{") > 100
    assert len(sent) <= 25_000
    assert len(gzip.compress(sent)) <= 7_500


def _packed(names):
    return sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names)


def test_the_heaviest_page_loads_at_most_20_kilobytes_of_packed_script():
    vendor = ("vendor/htmx.min.js", "vendor/hx-csp.min.js", "js/swap.js")
    writing = ("js/draft.js", "js/box.js", "js/settle.js", "js/leave.js")
    assert _packed([*vendor, *writing]) <= 20_000


def test_the_one_page_that_is_live_loads_at_most_3_and_a_half_kilobytes_more():
    assert _packed(["js/live.js", "js/press.js", "js/room.js"]) <= 3_500


def test_everything_else_that_runs_is_small():
    others = {path.name for path in MODULES} - {
        "live.js",
        "press.js",
        "room.js",
        "swap.js",
        "draft.js",
        "box.js",
        "settle.js",
        "leave.js",
    }
    assert _packed(f"js/{name}" for name in others) <= 3_000


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_of_script_is_at_most_100_lines(path):
    assert len(path.read_text().splitlines()) <= 100


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_a_part_of_the_look_is_at_most_150_lines(path):
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_styles_know_start_and_end_and_not_left_and_right(path):
    sides = r"(?<![\w-])(?:margin|padding|border|inset)?-?(?:left|right)(?:-\w+)?\s*:"
    assert re.findall(sides, path.read_text()) == []


def test_every_part_of_the_look_is_named_in_the_one_entry():
    entry = (STATIC / "css/app.css").read_text()
    named = {str(STATIC / "css" / name) for name in re.findall(r'@import url\("(.+?)"\)', entry)}
    assert named == {str(path) for path in STYLESHEETS if path.name != "app.css"}


def test_what_is_vendored_is_byte_for_byte_what_was_published():
    told = dict(
        re.findall(r"\| `([\w.-]+\.js)` .*`(\w{64})`", (STATIC / "vendor/README.md").read_text())
    )
    here = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (STATIC / "vendor").glob("*.js")
    }
    assert here == told


@pytest.mark.row("G21")
@pytest.mark.parametrize("path", _of_a_page(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_template_holds_style_or_script_of_its_own(path):
    page = path.read_text()
    assert (
        re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|\|\s*safe\b", page) == []
    )
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_no_page_asks_anyone_else_for_anything():
    asked = r"(?:src|href|action)=[\"'](?:https?:)?//"
    assert [path.name for path in _of_a_page() if re.search(asked, path.read_text())] == []
    assert [
        path.name for path in STYLESHEETS if "//" in re.sub(r"/\*.*?\*/", "", path.read_text())
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_template_compiles(path):
    from django.template.loader import get_template

    get_template(
        str(path.relative_to(path.parents[len(path.parts) - path.parts.index("templates") - 2]))
    )


@pytest.mark.slow
def test_the_stylesheet_goes_out_as_one_file_with_its_layers(tmp_path):
    from django.core.management import call_command
    from django.test import override_settings

    stores = {"staticfiles": {"BACKEND": "goldenthread.ui.storage.HouseStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=stores):
        call_command("collectstatic", interactive=False, verbosity=0)
    hashed = [p for p in (tmp_path / "ui/css").glob("app.*.css") if p.name != "app.css"]
    assert len(hashed) == 1
    css = hashed[0].read_text()
    assert re.findall(r"@import\b", css) == []
    assert re.findall(r"@layer (\w+) \{", css)[:4] == ["reset", "tokens", "base", "layout"]
    for font in re.findall(r'url\("(.+?)"\)', css):
        assert (hashed[0].parent / font).is_file(), font
