"""The source as the gates see it: every module with its tree, every template with its text."""

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "goldenthread"
COMMON_GROUND = {"core", "ui"}

# Words that name a thing by what it is not (architecture.md 2.5).
BANNED = set("utils helpers manager handler processor service data info obj item2".split())
# Adjectives elsewhere ("too common"); as the name of a file or a class, a drawer for anything.
BANNED_FOR_FILES = BANNED | {"common", "misc"}


@dataclass(frozen=True)
class Module:
    """One Python file: where it is, how it is imported, what it says."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The dotted name, as others import it."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def domain(self) -> str:
        """The folder under goldenthread, or the file's own name when it stands beside the house."""
        return [*self.name.split("."), ""][1]

    @property
    def tree(self) -> ast.Module:
        """The module as read by Python."""
        return _read(self.path, self.text)


@functools.cache
def _read(path: str, text: str) -> ast.Module:
    return ast.parse(text, filename=path)


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every module of the package but migrations, which Django draws."""
    return tuple(
        Module(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    )


@functools.cache
def templates() -> dict[str, str]:
    """Every template, by its path from the root."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("templates/**/*"))
        if path.is_file() and path.suffix in {".html", ".txt", ".xml", ".svg", ".md"}
    }


def domains() -> list[str]:
    """Every folder of the house."""
    return sorted(
        {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}
    )


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call, anywhere inside."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """Write a name with its dots ("ledger.record"); empty for anything that is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def words_of(name: str) -> set[str]:
    """Take a name apart: open_promises -> open, promises; KeyRing -> key, ring."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)
    return {part.lower() for part in parts}


def defined_names(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """Give (line, kind, name) of all that the module itself names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.lineno, "class", node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, "function", node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, "argument", node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, "variable", node.id
