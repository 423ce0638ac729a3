"""Every write says who did it and when, by name, and leaves one entry in the ledger."""

import ast
from dataclasses import dataclass

import pytest

from tests.architecture.house import Module, calls, dotted, modules

# The ledger cannot record itself, and shares lies below it.
BELOW_OR_THE_LEDGER_ITSELF = {"ledger", "shares"}
RECORD = "ledger.record"

# A knock at the door. Who it is by is known only once it has opened, and then the one action it
# calls says so; a wrong try is counted even though nothing came of it, so it is no transaction.
KNOCKS = {"vault.unlock", "vault.recover"}


@dataclass(frozen=True)
class Action:
    """A public function of an actions.py, with the other functions it may lean on."""

    module: Module
    tree: ast.FunctionDef
    public: frozenset[str]
    private: dict[str, ast.FunctionDef]

    def records(self) -> int:
        """Count ledger.record, here and in the module's private functions it calls."""
        return _count_records(self.tree, self.private)

    def other_actions(self) -> int:
        """Count the actions this one calls: of its own module, or through another domain's door."""
        mine = self.public - {self.tree.name}
        return sum(
            dotted(call.func) in mine or dotted(call.func) in all_actions()
            for call in calls(self.tree)
        )


def _count_records(tree: ast.AST, private: dict[str, ast.FunctionDef]) -> int:
    count = 0
    for call in calls(tree):
        name = dotted(call.func)
        count += name == RECORD
        if name in private and private[name] is not tree:
            count += _count_records(private[name], private)
    return count


def _is_actions(module: Module) -> bool:
    parts = module.name.split(".")
    return "actions" in parts[2:] and module.domain not in BELOW_OR_THE_LEDGER_ITSELF


def actions_in(module: Module) -> list[Action]:
    functions = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    public = frozenset(name for name in functions if not name.startswith("_"))
    private = {name: tree for name, tree in functions.items() if name.startswith("_")}
    return [Action(module, functions[name], public, private) for name in sorted(public)]


def all_actions() -> set[str]:
    return {
        f"{module.domain}.{action.tree.name}"
        for module in modules()
        if _is_actions(module)
        for action in actions_in(module)
    }


def breaches(action: Action) -> list[str]:
    found = []
    keyword_only = {argument.arg for argument in action.tree.args.kwonlyargs}
    if f"{action.module.domain}.{action.tree.name}" in KNOCKS:
        one = action.records() == 0 and action.other_actions() == 1 and "at" in keyword_only
        return [] if one else ["is a knock, which takes at= and opens by one other action"]
    if not {"by", "at"} <= keyword_only:
        found.append("takes by= and at= by name only")
    if not any(_is_atomic(decorator) for decorator in action.tree.decorator_list):
        found.append("is @transaction.atomic")
    records, others = action.records(), action.other_actions()
    if not (records == 1 or (records == 0 and others == 1)):
        found.append(f"leaves one ledger entry (records {records}, calls {others} other actions)")
    return found


def _is_atomic(decorator: ast.expr) -> bool:
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return dotted(named) in {"transaction.atomic", "atomic"}


ACTIONS = [
    pytest.param(action, id=f"{module.domain}.{action.tree.name}")
    for module in modules()
    if _is_actions(module)
    for action in actions_in(module)
]


@pytest.mark.parametrize("action", ACTIONS)
def test_action_names_its_author_and_its_moment_and_leaves_one_entry(action):
    assert breaches(action) == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("@transaction.atomic\ndef tie(x, *, by, at):\n    ledger.record()", []),
        (
            "@transaction.atomic\ndef tie(x, *, by, at):\n    _n()\ndef _n():\n    ledger.record()",
            [],
        ),
        ("def tie(x, *, by, at):\n    ledger.record()", ["is @transaction.atomic"]),
        (
            "@transaction.atomic\ndef tie(x, by, at):\n    ledger.record()",
            ["takes by= and at= by name only"],
        ),
        (
            "@transaction.atomic\ndef tie(*, by, at): ...",
            ["leaves one ledger entry (records 0, calls 0 other actions)"],
        ),
        (
            "@transaction.atomic\ndef tie(*, by, at):\n    ledger.record()\n    ledger.record()",
            ["leaves one ledger entry (records 2, calls 0 other actions)"],
        ),
    ],
)
def test_an_action_out_of_shape_is_noticed(source, wrong):
    [action] = actions_in(Module("goldenthread/knots/actions.py", source))

    assert breaches(action) == wrong
