"""The words on screens: none that scolds, none that promises more than is true, none of a machine."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "goldenthread"
TEMPLATES = sorted(p for p in HOUSE.glob("*/templates/**/*") if p.suffix in {".html", ".txt"})
MODULES = sorted(p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts)
CATALOGUES = sorted(HOUSE.glob("**/locale/en*/**/*.po"))

NEVER = re.compile(
    r"\b(?:assigned|homework|overdue|streaks?|complian(?:ce|t)|missed|coachees?"
    r"|end[- ]to[- ]end|zero[- ]knowledge|military[- ]grade|users?|submit(?:ted|s)?|invalid|successfully|oops)\b",
    re.IGNORECASE,
)
MARKS_A_TEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def _spoken_in_template(path: Path) -> list[str]:
    """Words people see: text between tags, and sentences handed to components and attributes."""
    page = re.sub(
        r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", " ", path.read_text(), flags=re.DOTALL
    )
    marked = re.findall(r"(?:translate|_\()\s*(\"[^\"]*\"|'[^']*')", page)
    blocks = re.findall(
        r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", page, flags=re.DOTALL
    )
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", page, flags=re.DOTALL)
    return [*marked, *blocks, bare]


def _spoken_in_module(path: Path) -> list[str]:
    """String literals inside gettext calls and inside `Refused(...)`: what Python says to people."""
    said = []
    for call in ast.walk(ast.parse(path.read_text())):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in MARKS_A_TEXT or name == "Refused":
            said += [
                a.value
                for a in call.args
                if isinstance(a, ast.Constant) and isinstance(a.value, str)
            ]
    return said


def test_the_net_catches_what_it_should():
    assert NEVER.findall("Your homework is overdue") == ["homework", "overdue"]
    assert NEVER.findall("Invalid: submit again, user") == ["Invalid", "submit", "user"]
    assert NEVER.findall("Nothing is asked of you; you used it, and dismissed it") == []


@pytest.mark.row("INV-19")
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_template_says_a_word_that_scolds_or_overpromises(path):
    assert NEVER.findall(" ".join(_spoken_in_template(path))) == []


@pytest.mark.row("INV-19")
@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_sentence_in_python_says_a_word_that_scolds_or_overpromises(path):
    assert NEVER.findall(" ".join(_spoken_in_module(path))) == []


@pytest.mark.row("INV-19")
def test_no_catalogue_says_a_word_that_scolds_or_overpromises():
    assert {p.name: NEVER.findall(p.read_text()) for p in CATALOGUES} == {
        p.name: [] for p in CATALOGUES
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_nobody_shouts(path):
    spoken = " ".join(_spoken_in_template(path)).replace("<!doctype", "")
    assert re.findall(r"\w+!", spoken) == []
