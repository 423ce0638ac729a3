"""Every seeded fault is refused with one sentence, and a safe house with none (G33)."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from goldenthread.web.safety import (
    Choices,
    Place,
    StoreChoice,
    Surroundings,
    faults_of_choices,
    faults_of_surroundings,
)

HOUSE = Path("/srv/thread")
STRANGER = 4711

SAFE = Choices(
    debug=False,
    secret_key="q3Zt8nLw0vXyBp5KcRj2aMdF7hSgUe9iTo4WlNbVxQzYkPsDmJrH1fCuE6AGOI",
    allowed_hosts=("thread.example.org",),
    base_url="https://thread.example.org",
    trusts_proxy=True,
    proxy_header=("HTTP_X_FORWARDED_PROTO", "https"),
    argon2_kib=131072,
    argon2_passes=3,
    letters="smtp://letters:word@mail.example.org:587",
    letters_from="thread@example.org",
    content=StoreChoice(engine="sqlite", file=HOUSE / "thread" / "thread.sqlite3"),
    vault=StoreChoice(engine="sqlite", file=HOUSE / "vault" / "shares.sqlite3"),
    data=HOUSE,
    static=HOUSE / "static",
    backups=Path("/srv/backups"),
    secure_cookies=True,
    cookie_names=("__Host-s", "__Host-c"),
    policy={"default-src": ["'none'"], "style-src": ["'self'"]},
)
AT_HOME = replace(
    SAFE,
    base_url="http://localhost:8000",
    allowed_hosts=("localhost",),
    trusts_proxy=False,
    proxy_header=None,
    letters="console",
    letters_from="golden-thread@localhost",
    backups=None,
)
CONTENT_SERVER = StoreChoice(
    engine="postgresql", host="db", port="5432", name="thread", owner="thread"
)
VAULT_SERVER = replace(CONTENT_SERVER, name="vault", owner="vault")
IN_COMPOSE = replace(SAFE, content=CONTENT_SERVER, vault=VAULT_SERVER)

WELL = Surroundings(
    account=1000,
    umask=0o077,
    core_limit=0,
    is_dumpable=False,
    plain_swap=False,
    has_time_zones=True,
    now=datetime(2027, 1, 1, tzinfo=UTC),
    free_bytes=10 * 1024**3,
    has_static=True,
    private_files=(Place(path=HOUSE / "vault" / "shares.sqlite3", mode=0o600, owner=1000),),
    private_folders=(Place(path=HOUSE / "vault", mode=0o700, owner=1000, filesystem="ext4"),),
    data=Place(path=HOUSE, mode=0o700, owner=1000),
    secure_delete={"default": True, "vault": True},
    synchronous={"default": True, "vault": True},
    is_founded=True,
    is_same_house=True,
    unknown_terms=0,
)

UNSAFE_CHOICES: list[tuple[str, dict[str, Any]]] = [
    ("E001", {"debug": True}),
    ("E002", {"secret_key": "short"}),
    ("E002", {"secret_key": "ab" * 40}),
    ("E003", {"secret_key": "django-insecure-" + SAFE.secret_key}),
    ("E004", {"allowed_hosts": ("*",)}),
    ("E004", {"allowed_hosts": (".example.org",)}),
    ("E005", {"base_url": "https://thread.example.org/somewhere"}),
    ("E005", {"base_url": "https://someone@thread.example.org"}),
    ("E007", {"trusts_proxy": False, "proxy_header": None}),
    ("E010", {"vault": SAFE.content}),
    ("E011", {"vault": StoreChoice(engine="sqlite", file=HOUSE / "thread" / "shares.sqlite3")}),
    ("E011", {"vault": StoreChoice(engine="sqlite", file=HOUSE / "thread" / "v" / "s.sqlite3")}),
    ("E012", {"vault": StoreChoice(engine="sqlite", file=HOUSE / "static" / "s.sqlite3")}),
    ("E013", {"backups": HOUSE / "vault"}),
    ("E013", {"backups": HOUSE}),
    ("E016", {"argon2_kib": 46 * 1024 - 1}),
    ("E016", {"argon2_passes": 0}),
    ("E017", {"letters": "pigeon"}),
    ("E017", {"letters": "file:"}),
    ("E017", {"letters": "smtp://"}),
    ("E017", {"letters": "smtp://["}),
    ("E017", {"letters": "smtp://mail.example.org:many"}),
    ("E017", {"letters": "smtp://mail.example.org?encrypt=yes"}),
    ("E018", {"letters": "console"}),
    ("E019", {"letters": "smtp://mail.example.org:25?tls=no"}),
    ("E020", {"letters": "file:/srv/thread/static/letters"}),
    ("E021", {"letters_from": "nobody"}),
    ("E021", {"letters_from": "a@b.org\nBcc: all@b.org"}),
    ("E022", {"secure_cookies": False}),
    ("E022", {"cookie_names": ("sessionid", "__Host-c")}),
    ("E023", {"policy": {"default-src": ["'none'"], "script-src": ["'unsafe-inline'"]}}),
    ("E023", {"policy": {}}),
]

UNSAFE_AT_HOME: list[tuple[str, dict[str, Any]]] = [
    ("E008", {"trusts_proxy": True}),
    ("E009", {"proxy_header": ("HTTP_X_FORWARDED_PROTO", "https")}),
]

UNSAFE_SERVERS: list[tuple[str, dict[str, Any]]] = [
    ("E010", {"vault": replace(VAULT_SERVER, name="thread")}),
    ("E014", {"vault": replace(VAULT_SERVER, owner="thread")}),
    ("E015", {"content": replace(CONTENT_SERVER, host="db.example.org")}),
    ("E015", {"vault": replace(VAULT_SERVER, host="10.0.0.9", sslmode="prefer")}),
]

UNSAFE_SURROUNDINGS: list[tuple[str, dict[str, Any]]] = [
    ("E030", {"private_folders": (Place(path=HOUSE / "vault", mode=0o750, owner=1000),)}),
    ("E031", {"private_files": (Place(path=HOUSE / "s.sqlite3", mode=0o640, owner=1000),)}),
    ("E032", {"private_files": (Place(path=HOUSE / "s.sqlite3", mode=0o600, owner=STRANGER),)}),
    ("E033", {"data": Place(path=HOUSE, mode=0o755, owner=1000)}),
    (
        "E034",
        {"private_folders": (Place(path=HOUSE, mode=0o700, owner=1000, filesystem="nfs4"),)},
    ),
    ("E040", {"umask": 0o022}),
    ("E041", {"core_limit": -1}),
    ("E042", {"is_dumpable": True}),
    ("W043", {"account": 0, "private_files": (), "private_folders": ()}),
    ("W050", {"plain_swap": True}),
    ("E051", {"now": datetime(1970, 1, 1, tzinfo=UTC)}),
    ("E051", {"now": datetime(2106, 2, 7, tzinfo=UTC)}),
    ("E052", {"has_time_zones": False}),
    ("E053", {"free_bytes": 4096}),
    ("W054", {"free_bytes": 100 * 1024**2}),
    ("E055", {"has_static": False}),
    ("E060", {"unreachable": ("vault",)}),
    ("E061", {"unmigrated": ("default",)}),
    ("E062", {"secure_delete": {"default": True, "vault": False}}),
    ("E063", {"synchronous": {"default": False, "vault": True}}),
    ("E064", {"is_founded": False, "is_same_house": None}),
    ("E065", {"is_same_house": False}),
    ("E066", {"unknown_terms": 1}),
]


@pytest.mark.row("G33")
@pytest.mark.parametrize("choices", [SAFE, AT_HOME, IN_COMPOSE], ids=["https", "home", "servers"])
def test_safe_choices_have_no_fault(choices):
    assert faults_of_choices(choices) == []


@pytest.mark.row("G33")
def test_a_well_house_has_no_fault():
    assert faults_of_surroundings(WELL) == []


@pytest.mark.row("G33")
@pytest.mark.parametrize(("number", "fault"), UNSAFE_CHOICES)
def test_an_unsafe_choice_is_found(number, fault):
    assert ids(faults_of_choices(replace(SAFE, **fault))) == [number]


@pytest.mark.row("G33")
@pytest.mark.parametrize(("number", "fault"), UNSAFE_AT_HOME)
def test_an_unsafe_choice_at_home_is_found(number, fault):
    assert ids(faults_of_choices(replace(AT_HOME, **fault))) == [number]


@pytest.mark.row("G33")
@pytest.mark.parametrize(("number", "fault"), UNSAFE_SERVERS)
def test_an_unsafe_choice_of_servers_is_found(number, fault):
    assert ids(faults_of_choices(replace(IN_COMPOSE, **fault))) == [number]


@pytest.mark.row("G33")
def test_a_public_house_without_tls_is_found():
    plain = replace(SAFE, base_url="http://thread.example.org", trusts_proxy=False)

    assert ids(faults_of_choices(replace(plain, proxy_header=None))) == ["E006"]


@pytest.mark.row("G33")
def test_the_same_server_with_the_same_database_in_another_port_is_another_store():
    moved = replace(VAULT_SERVER, name="thread", port="5433")

    assert faults_of_choices(replace(IN_COMPOSE, vault=moved)) == []


@pytest.mark.row("G33")
@pytest.mark.parametrize(("number", "fault"), UNSAFE_SURROUNDINGS)
def test_an_unsafe_surrounding_is_found(number, fault):
    assert ids(faults_of_surroundings(replace(WELL, **fault))) == [number]


@pytest.mark.row("G33")
def test_every_fault_is_told_in_one_sentence_with_what_to_do():
    for fault in every_fault():
        assert fault.sentence.endswith(".")
        assert ". " not in fault.sentence
        assert fault.hint.endswith(".")


@pytest.mark.row("G33")
def test_at_least_twenty_different_faults_refuse_a_start():
    grave = {fault.id for fault in every_fault() if fault.grave}

    assert len(grave) >= 40


def test_what_is_only_worth_watching_refuses_nothing():
    told = faults_of_surroundings(replace(WELL, plain_swap=True))

    assert [fault.grave for fault in told] == [False]


def every_fault():
    seeded = [(SAFE, UNSAFE_CHOICES), (AT_HOME, UNSAFE_AT_HOME), (IN_COMPOSE, UNSAFE_SERVERS)]
    for base, cases in seeded:
        for _number, fault in cases:
            yield from faults_of_choices(replace(base, **fault))
    for _number, fault in UNSAFE_SURROUNDINGS:
        yield from faults_of_surroundings(replace(WELL, **fault))


def ids(faults):
    return [fault.id.removeprefix("goldenthread.") for fault in faults]
