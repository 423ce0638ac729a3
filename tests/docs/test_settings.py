"""Every setting of env.py is told in docs/operate/configure.md, with its default, and no other."""

import re

from goldenthread import env
from goldenthread import settings as _settings  # noqa: F401 - it declares them

HEADING = re.compile(r"^### `(GOLDENTHREAD_[A-Z0-9_]+)`(?: and `(GOLDENTHREAD_[A-Z0-9_]+_FILE)`)?$")


def test_every_setting_is_documented_and_no_other(repository):
    assert documented(repository) == {setting.variable for setting in env.SETTINGS.values()}


def test_every_default_that_is_a_word_stands_in_its_section(repository):
    sections = sections_of(repository)

    missing = [
        setting.variable
        for setting in env.SETTINGS.values()
        if setting.default
        and "sqlite:////" not in setting.default  # made from GOLDENTHREAD_DATA
        and f"`{setting.default}`" not in sections.get(setting.variable, "")
    ]
    assert missing == []


def test_every_setting_named_anywhere_in_the_pages_of_a_steward_exists(repository):
    known = {setting.variable for setting in env.SETTINGS.values()}
    named = {
        name
        for page in (repository / "docs/operate").glob("*.md")
        for name in re.findall(r"GOLDENTHREAD_[A-Z0-9_]+", page.read_text())
    }

    assert named - known == set()


def documented(repository):
    found = [HEADING.match(line) for line in page(repository).splitlines()]
    return {name for match in found if match for name in match.groups() if name}


def sections_of(repository):
    parts = re.split(r"^(?=### )", page(repository), flags=re.MULTILINE)[1:]
    headings = [HEADING.match(part.splitlines()[0]) for part in parts]
    return {match[1]: part for match, part in zip(headings, parts, strict=True) if match}


def page(repository):
    return (repository / "docs/operate/configure.md").read_text()
