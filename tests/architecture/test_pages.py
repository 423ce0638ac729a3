"""Every page has a title, and no page says the words we don't say."""

import ast
import re

import pytest

from tests.architecture.house import calls, dotted, modules, templates

LAYOUTS = "ui/layouts/"
TITLE = re.compile(r"{%\s*block title\s*%}\s*\S")
EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)[\"']")

# INV-19, and what security.md forbids us to promise, and the voice of experience.md 2.5.
NEVER_SAID = re.compile(
    r"\b(assigned|homework|overdue|streaks?|compliance|missed"
    r"|end-to-end|zero-knowledge|users?|submit(?:ted)?|invalid|successfully)\b",
    re.IGNORECASE,
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def has_title(name: str, pages: dict[str, str]) -> bool:
    """Say whether the page gives a title, itself or through a page (not a layout) it extends."""
    text = pages[name]
    if TITLE.search(text):
        return True
    above = EXTENDS.search(text)
    return bool(
        above and LAYOUTS not in above[1] and above[1] in pages and has_title(above[1], pages)
    )


def visible_text(template: str) -> str:
    """Take away tags, variables' names and comments; keep what is read, and texts in tags."""
    text = re.sub(
        r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", " ", template, flags=re.DOTALL
    )
    said_in_tags = " ".join(
        said
        for tag in re.findall(r"{[%{].*?[%}]}", text, flags=re.DOTALL)
        for said in re.findall(r"\"([^\"]* [^\"]*)\"", tag)
    )
    said_in_attributes = " ".join(
        re.findall(r"(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"", text)
    )
    plain = re.sub(r"{[%{].*?[%}]}|<[^>]*>", " ", text, flags=re.DOTALL)
    return f"{plain} {said_in_tags} {said_in_attributes}"


def pages() -> dict[str, str]:
    return {path.split("/templates/")[1]: text for path, text in templates().items()}


# A layout leaves the title to its pages.
PAGES = sorted(
    name for name, text in pages().items() if EXTENDS.search(text) and not name.startswith(LAYOUTS)
)


@pytest.mark.parametrize("name", PAGES)
def test_page_has_a_title(name):
    assert has_title(name, pages())


@pytest.mark.row("INV-19")
@pytest.mark.parametrize("name", sorted(pages()))
def test_page_says_none_of_the_words_we_do_not_say(name):
    assert NEVER_SAID.findall(visible_text(pages()[name])) == []


@pytest.mark.row("INV-19")
def test_code_says_none_of_the_words_we_do_not_say():
    said = [
        f"{module.path}:{call.lineno}: {argument.value}"
        for module in modules()
        for call in calls(module.tree)
        if dotted(call.func).rsplit(".", 1)[-1] in GETTEXT
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if NEVER_SAID.search(argument.value)
    ]

    assert said == []


def test_a_page_without_a_title_is_noticed():
    told = {"a.html": '{% extends "ui/layouts/page.html" %}', "b.html": '{% extends "c.html" %}'}
    told["c.html"] = '{% extends "ui/layouts/page.html" %}{% block title %}Here{% endblock %}'

    assert {name: has_title(name, told) for name in told} == {
        "a.html": False,
        "b.html": True,
        "c.html": True,
    }


def test_a_word_we_do_not_say_is_noticed():
    template = '<button type="submit">{% translate "Your homework" %}</button>{{ user.name }}'

    assert NEVER_SAID.findall(visible_text(template)) == ["homework"]
