"""G31: the ways by which words leave a program unnoticed, each looked for in the source."""

import ast
import dataclasses
import importlib
import re

import pytest
from django.apps import apps

from tests.architecture.house import Module, calls, dotted, modules, templates

# Prose is made into markup in one place, from a small grammar, and cleaned there.
MAY_MARK_SAFE = {"goldenthread/ui/prose.py"}

# Who may write to the log at all, and with what: a fixed sentence, and these kinds of value.
MAY_LOG = re.compile(r"^goldenthread/(web/|courier/(chores|carrying|carriers|outbox)\.py)")
LOGGED = re.compile(
    r"(^|[._])(uid|code|kind|verb|count|number|reference|status|port|seconds|version|state)s?$"
)
LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
LOGGERS = {"log", "logger", "logging", "_log", "LOG", "LOGGER", "_logger"}

# The process that reads one calendar answers its parent so; nobody else hears it.
MAY_PRINT = re.compile(
    r"^goldenthread/(web/command|(ledger|agreements/printing)/verifier/|calendars/busy/child\.py)"
)


# A domain's own reads and writes may touch its rows; what faces outwards may not.
FACING_OUTWARDS = {"views", "forms", "urls", "api", "apps", "templatetags"}


def _content_models() -> dict[str, str]:
    """Give each model that keeps something sealed in a compartment, with its domain."""
    return {
        model.__name__: model.__module__.split(".")[1]
        for model in apps.get_models()
        if any(kind.__name__ == "SealedRecord" for kind in model.__mro__[1:])
    }


def _models_of(domain: str) -> set[str]:
    return {
        model.__name__ for model in apps.get_models() if model.__module__.split(".")[1] == domain
    }


def raw_reads(module: Module, content: dict[str, str]) -> list[str]:
    """Find Entry.objects where Entry is sealed, outside its own domain's reads and writes."""
    parts = module.name.split(".")[2:]
    inside = not FACING_OUTWARDS & set(parts)
    # The ledger has an Entry of its own; a domain may touch every model that is its own.
    at_home = _models_of(module.domain) if inside else set()
    return [
        f"{module.path}:{node.lineno}: {dotted(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and (name := dotted(node.value).rsplit(".", 1)[-1]) in content
        and name not in at_home
    ]


def marked_safe(module: Module) -> list[str]:
    """Find where text is declared to be markup; to say of something that it is one is no breach."""
    names = {"mark_safe", "SafeString", "SafeText", "SafeData"}
    return [
        f"{module.path}:{call.lineno}: {ast.unparse(call)}"
        for call in calls(module.tree)
        if dotted(call.func).rsplit(".", 1)[-1] in names
        # An empty string holds nothing to fear.
        and not (call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value == "")
        and module.path not in MAY_MARK_SAFE
    ]


def logged(module: Module) -> list[str]:
    """Find log calls where none may be, or that say more than fixed words, uids and counts."""
    found = []
    for call in calls(module.tree):
        *who, what = dotted(call.func).split(".")
        if what not in LOG_METHODS or not who or who[-1] not in LOGGERS:
            continue
        sentence, *values = call.args or [ast.Constant(None)]
        fixed = isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)
        # Of an exception the formatter writes kind and places only (web/logs.py).
        loud = {keyword.arg for keyword in call.keywords} - {"exc_info"}
        plain = all(isinstance(value, ast.Constant) or _may_be_logged(value) for value in values)
        if not (MAY_LOG.match(module.path) and fixed and plain and not loud):
            found.append(f"{module.path}:{call.lineno}: {ast.unparse(call)}")
    return found


def _may_be_logged(value: ast.expr) -> bool:
    return bool(dotted(value) and LOGGED.search(dotted(value)))


def printed(module: Module) -> list[str]:
    return [
        f"{module.path}:{call.lineno}"
        for call in calls(module.tree)
        if dotted(call.func) in {"print", "sys.stdout.write", "sys.stderr.write"}
        and not MAY_PRINT.match(module.path)
    ]


def content_in_tasks(module: Module) -> list[str]:
    """Find background tasks that are given anything but uids, as text."""
    return [
        f"{module.path}:{node.lineno}: {node.name}({argument.arg})"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            dotted(decorator.func if isinstance(decorator, ast.Call) else decorator) == "task"
            for decorator in node.decorator_list
        )
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if not argument.arg.endswith(("uid", "_id"))
    ]


def loose_templates(path: str, text: str) -> list[str]:
    """Find what lets words out, or markup in, through a template."""
    without_comments = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)
    rules = {
        "marks text as safe": r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off",
        "puts what is typed in an address": r"<form\b(?![^>]*\bmethod=[\"']?(post|dialog)\b)[^>]*>",
        "sends by GET from a button": r"formmethod=[\"']?get",
        "has a script of its own": r"<script\b(?![^>]*\bsrc=)",
        "has a style of its own": r"<style\b|\sstyle\s*=",
        "has a handler of its own": r"<[^>]*\son[a-z]+\s*=",
        "asks someone else": r"(src|href|action|hx-[a-z]+)=[\"'](https?:)?//",
    }
    return [
        f"{path}: {what}"
        for what, pattern in rules.items()
        if re.search(pattern, without_comments, re.IGNORECASE)
    ]


def words_in_addresses(module: Module) -> list[str]:
    """Find routes that carry anything but a uid, a number or a letter's token."""
    return [
        f"{module.path}:{call.lineno}: <{kind}:{name}>"
        for call in calls(module.tree)
        if dotted(call.func) in {"path", "re_path"} and call.args
        if isinstance(call.args[0], ast.Constant)
        for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", str(call.args[0].value))
        if kind not in {"uuid", "int"} and name != "token"
    ]


@pytest.mark.row("G31")
def test_what_is_sealed_is_read_only_at_home():
    content = _content_models()

    assert len(content) > 0
    assert [breach for module in modules() for breach in raw_reads(module, content)] == []


@pytest.mark.row("G31")
@pytest.mark.parametrize(
    "gate", [marked_safe, logged, printed, content_in_tasks, words_in_addresses]
)
def test_nothing_lets_words_out(gate):
    assert [breach for module in modules() for breach in gate(module)] == []


@pytest.mark.row("G31")
def test_no_template_lets_words_out_or_markup_in():
    found = [breach for path, text in templates().items() for breach in loose_templates(path, text)]

    assert found == []


@pytest.mark.parametrize(
    ("gate", "source"),
    [
        (marked_safe, "from django.utils.safestring import mark_safe\nmark_safe(x)"),
        (logged, "log.info('Opened %s', entry.title)"),
        (logged, "log.info(f'Opened {uid}')"),
        (printed, "print(entry)"),
        (content_in_tasks, "@task()\ndef send(address): ..."),
        (words_in_addresses, "path('find/<str:words>/', find)"),
    ],
)
def test_a_leak_is_noticed(gate, source):
    assert len(gate(Module("goldenthread/journal/x.py", source))) == 1


def test_a_reference_may_be_logged():
    source = "log.error('Something broke: %s', reference)"

    assert logged(Module("goldenthread/web/errors.py", source)) == []


def test_a_raw_read_is_noticed():
    source = "journal.Passage.objects.all()"
    content = {"Passage": "journal"}
    breach = ":1: journal.Passage.objects"

    assert {
        path: raw_reads(Module(path, source), content)
        for path in (
            "goldenthread/web/pages/x.py",
            "goldenthread/journal/views/entries.py",
            "goldenthread/journal/queries.py",
        )
    } == {
        "goldenthread/web/pages/x.py": ["goldenthread/web/pages/x.py" + breach],
        "goldenthread/journal/views/entries.py": ["goldenthread/journal/views/entries.py" + breach],
        "goldenthread/journal/queries.py": [],
    }


@pytest.mark.parametrize(
    "text",
    [
        "{{ words|safe }}",
        '<form action="/find/">',
        '<form method="get">',
        "<script>1</script>",
        '<p style="x">',
        '<a onclick="x">',
        '<img src="https://elsewhere.example/x.png">',
    ],
)
def test_a_loose_template_is_noticed(text):
    assert len(loose_templates("x.html", text)) == 1


# What people wrote, what they are called, and what must be guarded, by the names of their fields.
SAYS_SOMETHING = re.compile(
    r"^(words|body|title|heading|under|sentence|reason|question|answer|text|html|label|says|names?"
    r"|to_whom|what|why|line|rows|threads|answers|hits|lines|spoken|saying|paper|clauses|voices"
    r"|secret_key|user_key|private|address|called|passphrase|proof)$"
)
# Only our own words, or none that came from anybody.
OUR_OWN = re.compile(
    r"^goldenthread\.(env|core|courier\.wording|ledger\.verbs|agreements\.(headings|terms|suggested_drafts)|ui\.views"
    r"|web\.(story|conversation_file|safety\.(settings_rules|house_rules)|commands)|seals)\b"
)
OUR_OWN_CLASSES = {"goldenthread.web.safety.seen.StoreChoice", "goldenthread.web.safety.seen.Fault"}


def _dataclasses() -> list[type]:
    found = []
    for module in modules():
        if OUR_OWN.match(module.name) or "verifier" in module.name:
            continue
        names = [node.name for node in module.tree.body if isinstance(node, ast.ClassDef)]
        if any("dataclass" in ast.unparse(node) for node in module.tree.body):
            held = vars(importlib.import_module(module.name))
            found += [held[name] for name in names if dataclasses.is_dataclass(held.get(name))]
    return found


def test_nothing_that_holds_words_or_keys_writes_them_out_when_it_is_logged():
    talkative = [
        f"{each.__module__}.{each.__qualname__}"
        for each in _dataclasses()
        # What Python writes by itself names every field with its value.
        if hasattr(each.__repr__, "__wrapped__")
        and any(f.repr and SAYS_SOMETHING.match(f.name) for f in dataclasses.fields(each))
    ]
    assert set(talkative) - OUR_OWN_CLASSES == set()
