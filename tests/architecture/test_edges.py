"""The edge tells the time and says no; what lies inside is told, and explains nothing to strangers."""

import re

import pytest

from tests.architecture.house import PACKAGE, ROOT, Module, calls, dotted, modules

# Where a deed begins: a page, a command, a job. There, and only there, someone asks the time.
EDGES = re.compile(
    r"^goldenthread/(web/|core/clock\.py|\w+/views(/|\.py)|\w+/chores\.py|(ledger|agreements/printing)/verifier/)"
)
ASKS_THE_TIME = {
    "clock.now",
    "timezone.now",
    "timezone.localtime",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "now",
}

# Sessions are asked for by Django's middleware, which tells no time.
TOLD_BY_DJANGO = {"goldenthread/vault/sealed_sessions.py", "goldenthread/vault/doors.py"}

MIGRATION = re.compile(r"^0001_[a-z_]+\.py$")


def asking_the_time(module: Module) -> list[str]:
    if EDGES.match(module.path) or module.path in TOLD_BY_DJANGO:
        return []
    return [
        f"{module.path}:{call.lineno}: {dotted(call.func)}()"
        for call in calls(module.tree)
        if dotted(call.func) in ASKS_THE_TIME
        # To write a moment in the reader's zone is not to ask what time it is.
        and not (dotted(call.func) == "timezone.localtime" and call.args)
    ]


def explaining_an_absence(module: Module) -> list[str]:
    return [
        f"{module.path}:{call.lineno}"
        for call in calls(module.tree)
        if dotted(call.func).endswith("Http404") and (call.args or call.keywords)
    ]


def class_views(module: Module) -> list[str]:
    return [
        f"{module.path}:{call.lineno}"
        for call in calls(module.tree)
        if dotted(call.func).endswith("as_view")
    ]


@pytest.mark.parametrize("gate", [asking_the_time, explaining_an_absence, class_views])
def test_the_edge_and_the_inside_keep_to_their_parts(gate):
    assert [breach for module in modules() for breach in gate(module)] == []


@pytest.mark.parametrize(
    "folder",
    sorted(PACKAGE.glob("*/migrations")),
    ids=lambda folder: folder.parent.name,
)
def test_an_app_has_one_migration_named_for_what_it_makes(folder):
    files = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]

    assert [bool(MIGRATION.match(name)) for name in files] == [True]


def test_every_test_is_a_sentence():
    short = re.compile(r"^\s*def (test_[a-z0-9]+)\(", re.MULTILINE)

    assert {
        str(path.relative_to(ROOT)): found
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if (found := short.findall(path.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize(
    ("gate", "source"),
    [
        (asking_the_time, "at = clock.now()"),
        (explaining_an_absence, "raise Http404('No entry of that kind')"),
        (class_views, "path('', Page.as_view())"),
    ],
)
def test_a_breach_at_the_edge_is_noticed(gate, source):
    assert len(gate(Module("goldenthread/journal/actions.py", source))) == 1
