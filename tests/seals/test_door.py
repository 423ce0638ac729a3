"""The door of seals, and who may touch a cryptography library behind it (G31)."""

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

from goldenthread import seals as package
from goldenthread.seals import api as seals

FOLDER = Path(package.__file__).parent


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_the_door_gives_what_it_names_in_order():
    assert sorted(seals.__all__) == sorted(name for name in vars(seals) if not name.startswith("_"))
    assert len(set(seals.__all__)) == len(seals.__all__)


@pytest.mark.row("G31")
def test_only_the_primitives_import_a_cryptography_library():
    importers = {
        path.name
        for path in FOLDER.glob("*.py")
        for module in _imports(path)
        if module.split(".")[0] in {"cryptography", "nacl", "hashlib", "hmac"}
    }

    assert importers == {"primitives.py"}


def test_seals_knows_nobody_but_itself_and_its_libraries():
    allowed = {"cryptography", "nacl", "goldenthread"} | sys.stdlib_module_names
    found = {module for path in FOLDER.glob("*.py") for module in _imports(path)}

    assert {module.split(".")[0] for module in found} <= allowed
    assert {
        module
        for module in found
        if module.startswith("goldenthread") and not module.startswith("goldenthread.seals.")
    } == set()


def test_the_error_takes_and_tells_nothing():
    assert str(seals.Bad()) == seals.Bad.__doc__ == "Something here couldn't be opened."
    raised: Any = seals.Bad
    with pytest.raises(TypeError):
        raised("which byte it was")
