"""A file can be read in one sitting; a function in one breath."""

import ast

import pytest

from tests.architecture.house import ROOT, Module, modules

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50

TOOLS = [
    Module(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tools").rglob("*.py"))
]
FILES = [pytest.param(module, id=module.path) for module in (*modules(), *TOOLS)]


def long_functions(tree: ast.AST) -> dict[str, int]:
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION}


@pytest.mark.parametrize("module", FILES)
def test_file_can_be_read_in_one_sitting(module):
    assert len(module.text.splitlines()) <= MOST_LINES_OF_A_FILE


@pytest.mark.parametrize("module", FILES)
def test_functions_can_be_read_in_one_breath(module):
    assert long_functions(module.tree) == {}


def test_a_breathless_function_is_noticed():
    tree = ast.parse("def short():\n    pass\n\ndef long():\n" + "    pass\n" * 50)

    assert long_functions(tree) == {"long": 51}
