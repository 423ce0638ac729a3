"""Every domain says what it is for; every module opens with a line; names say what things are."""

import ast

import pytest

from tests.architecture.house import (
    BANNED,
    BANNED_FOR_FILES,
    Module,
    defined_names,
    domains,
    modules,
    words_of,
)

MODULES = [pytest.param(module, id=module.path) for module in modules()]

# Names that someone else dictates, each by whom.
DICTATED = {
    ("goldenthread/settings.py", "data"): "the steward's word for the folder of everything kept",
    ("goldenthread/web/", "data"): "as above: `--data DIR`",
    ("goldenthread/seals/", "info"): "RFC 5869 and RFC 9180 call it so",
    ("goldenthread/journal/prose.py", "data"): "html.parser calls handle_data(data)",
}


def badly_named(module: Module) -> list[str]:
    stem = module.path.rsplit("/", 1)[-1].removesuffix(".py")
    found = [f"{module.path}: the file's name"] if words_of(stem) & BANNED_FOR_FILES else []
    fit = {word for (place, word) in DICTATED if module.path.startswith(place)}
    for line, kind, name in defined_names(module.tree):
        banned = (BANNED_FOR_FILES if kind == "class" else BANNED) - fit
        # A variable is judged whole: `cleaned_data` is Django's word, `data` would be ours.
        offends = name.lower() in banned if kind == "variable" else words_of(name) & banned
        if offends:
            found.append(f"{module.path}:{line}: {kind} {name}")
    return found


@pytest.mark.parametrize("domain", domains())
def test_domain_says_what_it_is_for_and_nothing_else(domain):
    [opening] = [
        module for module in modules() if module.path == f"goldenthread/{domain}/__init__.py"
    ]

    assert ast.get_docstring(opening.tree)
    assert len(opening.tree.body) == 1


@pytest.mark.parametrize("module", MODULES)
def test_module_opens_with_a_line(module):
    docstring = ast.get_docstring(module.tree) or ""

    assert docstring.splitlines()[:1], "open with one line that says what this is"


def test_names_say_what_things_are():
    assert [breach for module in modules() for breach in badly_named(module)] == []


def test_a_nameless_thing_is_noticed():
    source = "class KeyManager:\n    def process(self, data): ...\ninfo = 1\nknown_data = 2\n"

    assert badly_named(Module("goldenthread/x/helpers.py", source)) == [
        "goldenthread/x/helpers.py: the file's name",
        "goldenthread/x/helpers.py:1: class KeyManager",
        "goldenthread/x/helpers.py:3: variable info",
        "goldenthread/x/helpers.py:2: argument data",
    ]
