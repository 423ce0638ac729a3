"""What is served beside the pages can be hashed and laid out, and asks nobody else for anything."""

import re

import pytest
from django.core.management import call_command

from goldenthread import settings as house
from tests.architecture.house import PACKAGE, ROOT

ELSEWHERE = re.compile(r"""(@import|url\(|fetch\(|import\s*\(?|src=)\s*["'(]*(https?:)?//""")

OURS = sorted(
    path
    for path in PACKAGE.rglob("static/**/*")
    if path.suffix in {".css", ".js", ".svg", ".webmanifest"}
)
OUR_SCRIPTS = [path for path in OURS if path.suffix == ".js" and "vendor" not in path.parts]


def told(path):
    return str(path.relative_to(ROOT))


def test_everything_served_can_be_laid_out_under_hashed_names(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"staticfiles": house.STORAGES["staticfiles"]}
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()


@pytest.mark.row("G20")
@pytest.mark.parametrize("path", OURS, ids=told)
def test_nothing_served_asks_elsewhere(path):
    assert ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", OUR_SCRIPTS, ids=told)
def test_a_script_is_one_behaviour_and_turns_no_text_into_code(path):
    text = path.read_text(encoding="utf-8")

    assert (
        re.findall(r"\beval\(|new Function|document\.write|\.(?:inner|outer)HTML\s*=", text) == []
    )
    assert len(text.splitlines()) <= 100
